"""What each posting of a regime books, as a vector over the store's figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Posting, Regime
from crossfoot.proof.linear import add


def weight(rule: Post) -> int:
    """Return what a rule adds to debits less credits: 1 a debit, -1 a credit, 0 a transfer."""
    return (rule.debit is not None) - (rule.credit is not None)


def is_transfer(rule: Post) -> bool:
    """Whether a rule moves its amount from one account to another."""
    return rule.debit is not None and rule.credit is not None


@dataclass(frozen=True, slots=True)
class Booking:
    """A posting with its amount as a vector, and what that adds to debits less credits."""

    posting: Posting
    amount: Vector
    weight: int

    @property
    def rule(self) -> Post:
        """The rule that is posted."""
        return self.posting.rule


def bookings_of(regime: Regime) -> tuple[Booking, ...]:
    """Return the postings of a regime with their vectors."""
    return tuple(
        Booking(
            posting,
            regime.figures.vector(posting.rule.amount.formula, posting.member),
            weight(posting.rule),
        )
        for posting in regime.postings
    )


def net_of(bookings: Iterable[Booking]) -> Vector:
    """Return debits less credits over figures."""
    net: Vector = {}
    for booking in bookings:
        if booking.weight:
            add(net, booking.amount, booking.weight)
    return dict(sorted(net.items()))
