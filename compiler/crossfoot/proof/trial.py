"""What a batch comes to by the rules, to the cent: does it keep the claims, and show a fault?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.model.amounts import Number, Side
from crossfoot.model.chart import Account
from crossfoot.model.figures import Figures, Vector
from crossfoot.money import divided
from crossfoot.proof.bookings import Booking
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import dot

_MOST_MOVED = 6
"""Figures that are changed so that a batch keeps all claims."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of a posting: an amount over figures, and the side that it goes to if positive."""

    amount: Vector
    side: Side


def legs_of(bookings: Iterable[Booking]) -> tuple[Leg, ...]:
    """Return every leg of an entry."""
    return tuple(leg for booking in bookings for leg, _ in _legs(booking))


def legs_at(account: Account, bookings: Iterable[Booking]) -> tuple[Leg, ...]:
    """Return the legs of an entry that go to one account."""
    return tuple(leg for booking in bookings for leg, at in _legs(booking) if at is account)


def _legs(booking: Booking) -> Iterator[tuple[Leg, Account | None]]:
    if booking.rule.debit is not None:
        yield Leg(booking.amount, Side.DEBIT), booking.posting.debit
    if booking.rule.credit is not None:
        yield Leg(booking.amount, Side.CREDIT), booking.posting.credit


class Trial:
    """Tries batches on some legs. Amounts in cents by figure index; those that are 0 left out.

    `limit` is by how many cents debits and credits may differ without that being a fault. A
    try costs what the figures of its batch take part in, not what there is in all.
    """

    def __init__(
        self, claims: Claims, figures: Figures, legs: Iterable[Leg], limit: int = 0
    ) -> None:
        self._figures = figures
        self._signs = claims.every_sign
        self._claims = [figures.settled(claim.vector) for claim in claims.all]
        self._legs = [(figures.settled(leg.amount), leg.side.sign) for leg in legs]
        self._legs_with = _places(amount for amount, _ in self._legs)
        self._claims_with = _places(self._claims)
        self._parts = [dict(factors) for _, factors in figures.shares]
        self._rounded_from = _places(self._parts)
        self.limit = limit

    def shown(self, batch: Mapping[int, int]) -> tuple[int, int] | None:
        """Return debits and credits, where a batch keeps all claims and signs and they differ."""
        if any(value * self._signs.get(at, value) < 0 for at, value in batch.items()):
            return None
        cents = self._completed(batch)
        if any(_worth(self._claims[at], cents) for at in _touched(self._claims_with, cents)):
            return None
        debits, credits = self._totals(cents)
        return (debits, credits) if abs(debits - credits) > self.limit else None

    def worth(self, vector: Mapping[int, Number], batch: Mapping[int, int]) -> int:
        """Return what a vector over reported and rounded amounts comes to in a batch."""
        return _worth(vector, self._completed(batch))

    def mended(self, batch: Mapping[int, int], fixed: Collection[int]) -> dict[int, int]:
        """Return a batch with a figure changed for each claim that it breaks, where one will do.

        Figures in `fixed` are let be. Claims that leave the least choice come first. Whether the
        batch then keeps all claims is to be seen.
        """
        mended, moved = dict(batch), {*fixed, *batch}
        for _ in range(_MOST_MOVED):
            moves = sorted(self._moves(mended, moved), key=len)
            if not moves or not moves[0]:
                break
            # A figure that grows before one that is made negative.
            at, value = min(moves[0], key=lambda move: (move[1] < 0, move[0]))
            mended[at] = value
            moved.add(at)
        return {at: value for at, value in mended.items() if value}

    def _moves(
        self, batch: Mapping[int, int], moved: Collection[int]
    ) -> Iterator[list[tuple[int, int]]]:
        """Yield for each claim that a batch breaks what figures could be, so that it holds."""
        cents = self._completed(batch)
        for place in sorted(_touched(self._claims_with, cents)):
            claim = self._claims[place]
            miss = _worth(claim, cents)
            if miss:
                free = (at for at in claim if at not in moved and self._figures.is_reported(at))
                values = [(at, -miss // int(claim[at])) for at in free if miss % claim[at] == 0]
                yield [move for move in values if self._has_sign(*move)]

    def _has_sign(self, at: int, value: int) -> bool:
        return value * self._signs.get(at, value) >= 0

    def totals(self, batch: Mapping[int, int]) -> tuple[int, int]:
        """Return debits and credits of a batch; a negative amount changes sides."""
        return self._totals(self._completed(batch))

    def _totals(self, cents: Mapping[int, int]) -> tuple[int, int]:
        sides = {1: 0, -1: 0}
        for at in _touched(self._legs_with, cents):
            amount, sign = self._legs[at]
            worth = _worth(amount, cents)
            sides[sign if worth > 0 else -sign] += abs(worth)
        return sides[1], sides[-1]

    def _completed(self, batch: Mapping[int, int]) -> Mapping[int, int]:
        """Return a batch with its rounded amounts, as `Figures.completed` has them."""
        out = dict(batch)
        first = len(self._figures.reported)
        open_ = _touched(self._rounded_from, batch)
        while open_:
            # INVARIANT: a rounding comes after those that it is made of.
            place = min(open_)
            open_.discard(place)
            rounded = divided(_worth(self._parts[place], out), self._figures.shares[place][0])
            if rounded:
                out[first + place] = rounded
                open_.update(self._rounded_from.get(first + place, ()))
        return out


def _places(vectors: Iterable[Mapping[int, Number]]) -> dict[int, list[int]]:
    """Return for each figure the places of the vectors that it occurs in."""
    found: dict[int, list[int]] = {}
    for place, vector in enumerate(vectors):
        for index in vector:
            found.setdefault(index, []).append(place)
    return found


def _touched(places: Mapping[int, Sequence[int]], cents: Mapping[int, int]) -> set[int]:
    """Return the places of the vectors that some figure of a batch occurs in."""
    return {place for index in cents for place in places.get(index, ())}


def _worth(vector: Mapping[int, Number], cents: Mapping[int, int]) -> int:
    return int(dot(vector, cents))
