"""A small batch on which two versions differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crossfoot.comparison.answers import Difference
from crossfoot.comparison.entries import Entry
from crossfoot.comparison.held import Held
from crossfoot.comparison.lines import End
from crossfoot.model.amounts import Side
from crossfoot.model.figures import Vector
from crossfoot.proof.claims import Claims
from crossfoot.proof.counterexample import shown
from crossfoot.proof.trial import Leg, Trial

_MOST_TRIED = 3
"""Accounts of which a batch is looked for, before none is shown."""


class Found(NamedTuple):
    """A batch, by figure in cents, and what it comes to by both versions, in cents.

    `rows` are places with debits less credits, or with one side, or a whole side; `refused` is
    the version that does not accept it.
    """

    figures: tuple[tuple[str, int], ...]
    rows: tuple[tuple[End | None, Side | None, int, int], ...]
    refused: str | None


def witness(found: Difference, before: Entry, after: Entry, held: Held) -> Found | None:
    """Return a batch on which entries differ as found; None where none is found soon."""
    for vector, legs in _differing(found, before, after):
        for claims, refused in _claims(held):
            batch = _batch(vector, legs, claims, held)
            rows = tuple(_rows(batch, found, before, after, held)) if batch else ()
            if batch and rows:
                labels = held.joint.figures.all
                figures = tuple((labels[at].label, batch[at]) for at in sorted(batch))
                return Found(figures, rows, refused)
    return None


def _claims(held: Held) -> Iterator[tuple[Claims, str | None]]:
    """Yield what a batch has to keep: what both say, or else what one of them does."""
    yield held.either, None
    yield held.after, "before"
    yield held.before, "after"


def _differing(
    found: Difference, before: Entry, after: Entry
) -> Iterator[tuple[Vector, tuple[Leg, ...]]]:
    """Yield sums that are not 0 in every batch, with legs of which they are the difference."""
    # What is posted more or less says more than what accounts give to each other.
    first = [changed.end for changed in found.changed if changed.end in found.nets]
    for end in list(dict.fromkeys((*first, *found.nets)))[:_MOST_TRIED]:
        yield found.nets[end], (*after.at(end), *map(_other_side, before.at(end)))
    if not found.nets:
        yield from _of_sides(found.totals, before.legs, after.legs)
        for end in list(found.through)[:_MOST_TRIED]:
            yield from _of_sides(found.through[end], before.at(end), after.at(end))


def _of_sides(
    changes: Mapping[Side, Vector], before: tuple[Leg, ...], after: tuple[Leg, ...]
) -> Iterator[tuple[Vector, tuple[Leg, ...]]]:
    for side, vector in changes.items():
        legs = (_on(leg, Side.DEBIT) for leg in after if leg.side is side)
        less = (_on(leg, Side.CREDIT) for leg in before if leg.side is side)
        yield vector, (*legs, *less)


def _other_side(leg: Leg) -> Leg:
    return Leg(leg.amount, Side.CREDIT if leg.side is Side.DEBIT else Side.DEBIT)


def _on(leg: Leg, side: Side) -> Leg:
    return Leg(leg.amount, side)


def _batch(
    vector: Vector, legs: tuple[Leg, ...], claims: Claims, held: Held
) -> dict[int, int] | None:
    figures = held.joint.figures
    left, _ = claims.basis.reduce(claims.unpinned(vector))
    if not left:
        return None
    example = shown(left, claims, figures, Trial(claims, figures, legs))
    return None if example is None else example.cents


def _rows(
    batch: Mapping[int, int], found: Difference, before: Entry, after: Entry, held: Held
) -> Iterator[tuple[End | None, Side | None, int, int]]:
    figures = held.joint.figures
    trial = Trial(held.both, figures, ())
    old, new = before.nets(), after.nets()

    def worth(vector: Vector) -> int:
        return trial.worth(figures.settled(vector), batch)

    for end in found.nets:
        was, now = worth(old.get(end, {})), worth(new.get(end, {}))
        if was != now:
            yield end, None, was, now
    for end in found.through:
        yield from _totals(batch, end, (before.at(end), after.at(end)), held)
    if found.totals:
        yield from _totals(batch, None, (before.legs, after.legs), held)


def _totals(
    batch: Mapping[int, int], end: End | None, legs: tuple[tuple[Leg, ...], ...], held: Held
) -> Iterator[tuple[End | None, Side | None, int, int]]:
    """Yield the sides as they come out: a negative amount changes sides."""
    totals = [Trial(held.both, held.joint.figures, each).totals(batch) for each in legs]
    for side, was, now in zip(Side, *totals, strict=True):
        if was != now:
            yield end, side, was, now
