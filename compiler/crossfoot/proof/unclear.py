"""What single change to the rules would make an account clear that does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from crossfoot.model.amounts import Amount, Side
from crossfoot.model.chart import Account
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.proof.case import Case
from crossfoot.proof.linear import Basis, scaled
from crossfoot.proof.result import Cleared
from crossfoot.proof.sides import BOTH, Takes


class Change(Enum):
    """What is to be done with an amount."""

    HERE = "its side goes to another account, and belongs here"
    ELSEWHERE = "its side goes to this account, and belongs elsewhere"
    TRANSFER = "nothing posts it, and it moves money out of this account or into it"


@dataclass(frozen=True, slots=True)
class Mend:
    """A change after which the account clears, and the entry balances as it did."""

    change: Change
    amount: Amount
    member: str | None
    side: Side
    rule: Post | None


def mend_for(case: Case, cleared: Cleared) -> Mend | None:
    """Return the first such change, by the rules, then by the model; None if there is none."""
    account = cleared.clearing.account
    if account is None:
        return None
    basis = Basis(case.claims.rows)
    left, _ = basis.reduce(case.claims.unpinned(cleared.residual))
    moved = sorted(_moved(case, account), key=lambda each: each.change is Change.HERE)
    mends = (*moved, *_added(case))
    return next((each for each in mends if _clears(each, left, case, basis)), None)


def _clears(mend: Mend, left: Vector, case: Case, basis: Basis) -> bool:
    """Whether what a change brings to the account is what is left, taken out again.

    `left` is reduced already: so two vectors are the same in every batch if they are equal.
    """
    sign = -mend.side.sign if mend.change is Change.ELSEWHERE else mend.side.sign
    brought, _ = basis.reduce(case.vector(mend.amount, mend.member))
    return len(brought) == len(left) and brought == scaled(left, -sign)


def _moved(case: Case, account: Account) -> Iterator[Mend]:
    """Yield each side that could go elsewhere, or come here."""
    for booking in case.bookings:
        posting, rule = booking.posting, booking.rule
        sides = [(Side.DEBIT, posting.debit), (Side.CREDIT, posting.credit)]
        here = [side for side, at in sides if at is account]
        change = Change.ELSEWHERE if here else Change.HERE
        for side in here or [side for side, at in sides if at is not None]:
            yield Mend(change, rule.amount, posting.member, side, rule)


def _added(case: Case) -> Iterator[Mend]:
    """Yield what is not posted and may move from one account to another."""
    posted = {booking.rule.amount for booking in case.bookings}
    takes = Takes(case.model.taken)
    for amount in case.model.amounts.values():
        if amount not in posted and takes.is_item(amount) and takes.can_move(amount):
            for member in case.figures.members_of(amount):
                for side in BOTH:
                    yield Mend(Change.TRANSFER, amount, member, side, None)
