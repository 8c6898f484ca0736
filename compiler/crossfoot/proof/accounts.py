"""What each account gets by the rules of a regime: debits less credits, over figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.model.figures import Vector
from crossfoot.model.ruleset import Regime
from crossfoot.proof.bookings import Booking
from crossfoot.proof.linear import add
from crossfoot.proof.trial import Leg, legs_at


def by_account(bookings: Iterable[Booking]) -> dict[Account, Vector]:
    """Return the vector of every account that the rules post to, as they first name it.

    An account that gets as much as it gives has an empty vector. What the line of a
    `differences` rule books is not in it.
    """
    found: dict[Account, Vector] = {}
    for booking in bookings:
        posting = booking.posting
        for account, sign in ((posting.debit, 1), (posting.credit, -1)):
            if account is not None:
                add(found.setdefault(account, {}), booking.amount, sign)
    return {account: dict(sorted(vector.items())) for account, vector in found.items()}


def legs_to(
    account: Account, regime: Regime, bookings: Sequence[Booking], net: Vector
) -> Iterator[Leg]:
    """Yield all that goes to an account; to that for differences, whatever a batch is off by."""
    yield from legs_at(account, bookings)
    if regime.tolerance and regime.tolerance.account is account and net:
        yield Leg(net, Side.CREDIT)


def added_to(account: Account, regime: Regime, bookings: Sequence[Booking], net: Vector) -> Vector:
    """Return debits less credits of an account, over figures."""
    total: Vector = {}
    for leg in legs_to(account, regime, bookings, net):
        add(total, leg.amount, leg.side.sign)
    return total
