"""Which figures reach no account."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.model.amounts import Number
from crossfoot.model.ruleset import Regime
from crossfoot.proof.bookings import Booking
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import magnitude


def reached_by(bookings: Iterable[Booking]) -> frozenset[int]:
    """Return the figures that postings book, on whatever side; the shares of one make a whole."""
    reached: set[int] = set()
    shares: dict[int, Number] = {}
    for booking in bookings:
        for index, value in booking.amount.items():
            if index not in reached:
                shares[index] = shares.get(index, 0) + magnitude(value)
                if shares[index] >= 1:
                    reached.add(index)
    return frozenset(reached)


def skipped_in(regime: Regime) -> frozenset[int]:
    """Return the figures of the amounts that a `skip` leaves out."""
    skipped: set[int] = set()
    for skip, member in regime.skipped:
        skipped.update(regime.figures.vector(skip.amount.formula, member))
    return frozenset(skipped)


def unreached_in(regime: Regime, bookings: Iterable[Booking], claims: Claims) -> tuple[int, ...]:
    """Return the figures that no posting books, no skip leaves out and no `never` covers."""
    covered = {*reached_by(bookings), *skipped_in(regime), *claims.pinned}
    return tuple(at for at in range(len(regime.figures.reported)) if at not in covered)
