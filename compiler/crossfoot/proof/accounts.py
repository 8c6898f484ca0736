"""What each account gets by the rules of a regime: debits less credits, over figures."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.model.chart import Account
from crossfoot.model.figures import Vector
from crossfoot.proof.bookings import Booking
from crossfoot.proof.linear import add


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
