"""In words: what is wrong with rules that do not balance, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TypeVar

from crossfoot.checks.support.amended import amended
from crossfoot.checks.support.example import example
from crossfoot.checks.support.omitted import missing, related
from crossfoot.checks.support.retyped import (
    as_never,
    as_rule,
    full_name,
    is_or_are,
    within,
)
from crossfoot.checks.support.told import Told, others
from crossfoot.checks.support.wording import listed
from crossfoot.model.amounts import Identity
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Scope, Skip
from crossfoot.proof.case import Case
from crossfoot.proof.repair import Repair
from crossfoot.proof.repairs import Remedy
from crossfoot.proof.residual import groups_of
from crossfoot.proof.sides import Sides, Takes, sides_of, weight_of

_T = TypeVar("_T")

_MOST_APART = 5
"""Rules for the same amount with the same fault that are told apart; more of them are told once."""


def told(case: Case, remedy: Remedy, apart: Container[int] = ()) -> Iterator[Told]:
    """Yield what there is to be said of an imbalance; what is missing at one place together.

    What is left of the figures in `apart`, for which no change was found, is told elsewhere.
    """
    for skips in _gathered(_by_skip(remedy), lambda each: each[0].amount):
        yield _skipped(skips, case)
    changes = [repair for repair in remedy.repairs if repair.rule is not None]
    for repairs in _gathered(changes, _fault):
        yield amended(repairs, case)
    yield from missing(remedy, case)
    left = {at: value for at, value in remedy.left.items() if at not in apart}
    if left:
        yield from _left(left, case)


def _gathered(items: Iterable[_T], alike: Callable[[_T], object]) -> Iterator[list[_T]]:
    """Yield items one by one, or in one list those alike that are too many."""
    groups: dict[object, list[_T]] = {}
    for item in items:
        groups.setdefault(alike(item), []).append(item)
    for group in groups.values():
        if len(group) > _MOST_APART:
            yield group
        else:
            yield from ([item] for item in group)


def _fault(repair: Repair) -> object:
    now = sides_of(repair.rule) if repair.rule is not None else ()
    return repair.kind, repair.amount, now, next(iter(repair.ways.values()))


def _by_skip(remedy: Remedy) -> Iterable[tuple[Skip, Vector]]:
    found: dict[Skip, Vector] = {}
    for skip, figures in remedy.skipped:
        found.setdefault(skip, {}).update(figures)
    return found.items()


def _skipped(skips: Sequence[tuple[Skip, Vector]], case: Case) -> Told:
    skip, figures = skips[0]
    names = [full_name(each.amount, each.member) for each, _ in skips]
    way = _way(skip, figures, case)
    return Told(
        f"{listed(names)} {is_or_are(names)} skipped, though {_needed_by(figures, case)} "
        f"needs {'it' if len(names) == 1 else 'them'}",
        skip,
        lambda where: _unskipped(skip, way, where),
        example(figures, case),
        others(each for each, _ in skips[1:]),
    )


def _unskipped(skip: Skip, way: Sides, where: Scope) -> str:
    part = within(skip.scope, where)
    post = as_rule(skip.amount, skip.member, way, scope=part)
    never = as_never([full_name(skip.amount, skip.member)], part)
    return f"post it: `{post}`; or, if it is always 0, say so instead: `{never}`"


def _way(skip: Skip, left: Vector, case: Case) -> Sides:
    """Return the sides on which posting an amount takes away what is left of it."""
    ways = Takes(case.model.taken).ways(skip.amount, skip.member)
    members = (skip.member,) if skip.member else case.figures.members_of(skip.amount)
    for way in ways:
        for member in members:
            vector = case.vector(skip.amount, member)
            if any(left.get(at) == -weight_of(way) * value for at, value in vector.items()):
                return way
    return ways[0]


def _needed_by(figures: Vector, case: Case) -> str:
    for place in case.claims.row_of:
        claim = case.claims.all[place]
        if isinstance(claim.source, Identity) and not figures.keys().isdisjoint(claim.vector):
            return f"`always {claim.source.text}`"
    return "the balance"


def _left(left: Vector, case: Case) -> Iterator[Told]:
    """Tell what is left over when nothing to change was found: the largest group's place first."""
    groups = sorted(groups_of(left, case.figures), key=lambda group: -len(group.figures))
    touching = [
        booking.rule
        for group in groups
        for booking in case.bookings
        if not booking.amount.keys().isdisjoint(group.figures)
    ]
    anchor = next(iter(touching), None) or next(iter(related(left, case)), None)
    if anchor is None:
        return
    labels = [case.figures.all[index].label for index in left]
    verb = is_or_are(labels)
    if not touching:
        yield Told(f"{listed(labels)} {verb} not posted", anchor, None, example(left, case))
        return
    names = listed(dict.fromkeys(rule.amount.name for rule in touching))
    yield Told(
        f"{listed(labels)} {verb} not booked once on each side",
        anchor,
        lambda where: f"look at {names}: what one debits another must credit",
        example(left, case),
    )
