"""What a batch comes to by the rules, to the cent: does it keep the claims, and show a fault?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.model.figures import Figures, Vector
from crossfoot.proof.bookings import Booking
from crossfoot.proof.claims import Claims


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

    `limit` is by how many cents debits and credits may differ without that being a fault.
    """

    def __init__(
        self, claims: Claims, figures: Figures, legs: Iterable[Leg], limit: int = 0
    ) -> None:
        self._figures = figures
        self._signs = claims.every_sign
        self._claims = [figures.settled(claim.vector) for claim in claims.all]
        self._legs = [(figures.settled(leg.amount), leg.side.sign) for leg in legs]
        self.limit = limit

    def shown(self, batch: Mapping[int, int]) -> tuple[int, int] | None:
        """Return debits and credits, where a batch keeps all claims and signs and they differ."""
        if any(value * self._signs.get(at, value) < 0 for at, value in batch.items()):
            return None
        cents = self._completed(batch)
        if any(_worth(claim, cents) for claim in self._claims):
            return None
        debits, credits = self._totals(cents)
        return (debits, credits) if abs(debits - credits) > self.limit else None

    def totals(self, batch: Mapping[int, int]) -> tuple[int, int]:
        """Return debits and credits of a batch; a negative amount changes sides."""
        return self._totals(self._completed(batch))

    def _totals(self, cents: Mapping[int, int]) -> tuple[int, int]:
        sides = {1: 0, -1: 0}
        for amount, sign in self._legs:
            worth = _worth(amount, cents)
            sides[sign if worth > 0 else -sign] += abs(worth)
        return sides[1], sides[-1]

    def _completed(self, batch: Mapping[int, int]) -> Mapping[int, int]:
        if not self._figures.exact:
            return batch
        reported = [batch.get(at, 0) for at in range(len(self._figures.reported))]
        return dict(enumerate(self._figures.completed(reported)))


def _worth(vector: Vector, cents: Mapping[int, int]) -> int:
    return int(sum(value * cents.get(at, 0) for at, value in vector.items()))
