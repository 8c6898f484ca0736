"""Batches drawn at random among those that keep every identity, `never` and sign."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TypeAlias

from by_hand import Books
from described import Figure, Term

Row: TypeAlias = dict[Figure, Fraction]

SCALES = (3, 9, 9, 60, 60, 400, 400, 2_000, 200_000)
"""How many cents a figure has at most; small ones show what rounding does."""

TRIES = 12

_ONE: Figure = ("", None)
"""Stands in a row for what does not depend on any figure."""


def solved(rows: Sequence[Row], order: Sequence[Figure]) -> dict[Figure, Row]:
    """Return rows solved, by Gauss and Jordan, for the first figures of `order` that will do.

    Each row is that figure once and the rest of the row, which holds no figure solved for.
    """
    work = [dict(row) for row in rows]
    done: dict[Figure, Row] = {}
    for figure in order:
        lead = next((row for row in work if row.get(figure)), None)
        if lead is not None:
            work.remove(lead)
            unit = {other: value / lead[figure] for other, value in lead.items()}
            work = [_less(row, unit, figure) for row in work]
            done = {other: _less(row, unit, figure) for other, row in done.items()}
            done[figure] = unit
    return done


def _less(row: Row, unit: Row, figure: Figure) -> Row:
    times = row.get(figure)
    if not times:
        return row
    both = {other: row.get(other, Fraction(0)) for other in (*row, *unit)}
    both = {other: value - times * unit.get(other, 0) for other, value in both.items()}
    return {other: value for other, value in both.items() if value}


class Drawing:
    """Draws the batches of one store on one day."""

    def __init__(self, books: Books, rng: random.Random) -> None:
        self.books, self.rng = books, rng
        self._solutions = [solved(self._rows, self._order()) for _ in range(3)]

    def anything(self) -> dict[Figure, int]:
        """Return a batch that need keep nothing."""
        return self._values(self.books.figures, signed=False)

    def something(self) -> dict[Figure, int]:
        """Return a batch that keeps signs and each `never`, and maybe no identity."""
        return self._values(self._can_occur, signed=True)

    def batches(self, count: int) -> Iterator[dict[Figure, int]]:
        """Yield batches that keep everything: `count`, or fewer where luck does not have it."""
        for _ in range(count):
            tried = (self._tried() for _ in range(TRIES))
            kept = (batch for batch in tried if batch and not self.books.faults(batch))
            yield from (each for each in [next(kept, None)] if each is not None)

    @cached_property
    def _can_occur(self) -> list[Figure]:
        return [figure for figure in self.books.figures if figure not in self.books.zero]

    @cached_property
    def _rows(self) -> list[Row]:
        """The identities over the figures that can occur, as if nothing were rounded."""
        rows: list[Row] = []
        for identity, member in self.books.identities:
            row = self.books.related(identity, member)
            rows.append({figure: row[figure] for figure in self._can_occur if row.get(figure)})
        return rows

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The measures that an identity takes a rounded share of."""
        named = {each.name: each for each in self.books.shop.definitions}

        def behind(terms: Sequence[Term], *, rounded: bool) -> Iterator[str]:
            for term in terms:
                known = named.get(term.name)
                if known is not None:
                    yield from behind(known.terms, rounded=rounded or known.is_rounded)
                elif rounded:
                    yield term.name

        return frozenset(
            name
            for identity in self.books.shop.identities
            for name in behind((*identity.left, *identity.right), rounded=False)
        )

    def _order(self) -> list[Figure]:
        """Return the figures, those first from which the rest does not follow so easily."""
        mixed = self.rng.sample(self._can_occur, len(self._can_occur))
        return sorted(mixed, key=lambda at: (at[0] in self._shared, self.books.signs[at] != 0))

    def _tried(self) -> dict[Figure, int]:
        solution = self.rng.choice(self._solutions)
        batch = self._values([at for at in self._can_occur if at not in solution], signed=True)
        worked = {at: -_worth(row, batch) for at, row in solution.items()}
        if self._shared and self.rng.random() < 0.7:
            # Nearly right will do: otherwise shares would always come to whole cents.
            near = {at: round(value) for at, value in worked.items()}
            return self._mended(batch | {at: value for at, value in near.items() if value})
        under = lcm(*(each.denominator for each in worked.values()))
        batch = {at: value * under for at, value in batch.items()}
        batch |= {at: int(value * under) for at, value in worked.items() if value}
        return self._mended(batch) if self._shared else batch

    def _values(self, figures: Sequence[Figure], *, signed: bool) -> dict[Figure, int]:
        rng = self.rng
        most, missing = rng.choice(SCALES), rng.choice((0.1, 0.4, 0.8))
        out: dict[Figure, int] = {}
        for figure in figures:
            value = rng.randint(-most, most) if rng.random() > missing else 0
            sign = self.books.signs[figure] if signed else 0
            if value:
                out[figure] = abs(value) * sign if sign else value
        return out

    def _mended(self, batch: dict[Figure, int]) -> dict[Figure, int]:
        """Return a batch with figures changed of which no share is taken, so that identities hold.

        It is empty where whole cents will not do.
        """
        misses = [self.books.miss(*each, batch) for each in self.books.identities]
        if not any(misses):
            return batch
        rows = [
            {**{at: row[at] for at in row if at[0] not in self._shared}, _ONE: Fraction(miss)}
            for row, miss in zip(self._rows, misses, strict=True)
        ]
        out = dict(batch)
        for figure, row in solved(rows, self._order()).items():
            change = -row.get(_ONE, Fraction(0))
            if change.denominator != 1:
                return {}
            out[figure] = out.get(figure, 0) + int(change)
        return {figure: value for figure, value in out.items() if value}


def _worth(row: Row, batch: Mapping[Figure, int]) -> Fraction:
    return sum((value * batch.get(figure, 0) for figure, value in row.items()), Fraction(0))
