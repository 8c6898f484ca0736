"""What is left over of an imbalance, and what of the rules touches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.model.amounts import Amount
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.proof.bookings import Booking
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add
from crossfoot.proof.sides import Takes


class Leftover:
    """What is `left` of a net, as it stands at each call, beside the rules that made it."""

    def __init__(self, case: Case, left: Vector) -> None:
        self.case = case
        self.left = left
        self.takes = Takes(case.model.taken)
        self.order = {amount: at for at, amount in enumerate(case.model.amounts.values())}
        self.posted = {each.rule.amount for each in case.bookings}
        self._handled = {(each.rule.amount, each.posting.member) for each in case.bookings}
        self._handled |= {(skip.amount, member) for skip, member in case.regime.skipped}
        self.touching = [each for each in case.bookings if not left.keys().isdisjoint(each.amount)]
        self.unposted = dict(self._missing())

    def _missing(self) -> Iterator[tuple[Amount, dict[str | None, Vector]]]:
        """Yield the items that are not posted and are made of what is left, by member."""
        for amount in self.order:
            if self.is_offered(amount):
                vectors = {
                    member: self.case.vector(amount, member)
                    for member in self.case.figures.members_of(amount)
                    if (amount, member) not in self._handled
                }
                made = {at: each for at, each in vectors.items() if each.keys() <= self.left.keys()}
                if made:
                    yield amount, made

    def by_rule(self) -> dict[Post, list[Booking]]:
        """Return the bookings that touch what is left, by their rules."""
        touching: dict[Post, list[Booking]] = {}
        for booking in self.touching:
            touching.setdefault(booking.rule, []).append(booking)
        return touching

    def booked(self, bookings: Iterable[Booking]) -> Vector:
        """Return what some bookings come to, whatever their side."""
        total: Vector = {}
        for booking in bookings:
            add(total, self.case.unpinned(booking))
        return total

    def is_handled(self, amount: Amount, member: str | None) -> bool:
        """Whether a rule posts or skips an amount of a member."""
        return (amount, member) in self._handled

    def is_offered(self, amount: Amount) -> bool:
        """Whether an amount may be posted: an item, and nothing that it excludes is posted."""
        return (
            self.takes.is_item(amount) and not self.is_excluded(amount) and not self._mixes(amount)
        )

    def is_excluded(self, amount: Amount) -> bool:
        """Whether something is posted that an amount is declared to exclude."""
        return any(frozenset((amount, other)) in self.case.excluded for other in self.posted)

    def _mixes(self, amount: Amount) -> bool:
        """Whether an amount holds another that belongs to accounts of other types, as tax does."""
        return any(
            part.side is whole.side and not set(part.types) & set(whole.types)
            for whole in self.case.model.taken
            if whole.amount is amount
            for part in self.case.model.taken
            if part.amount.measures < amount.measures
            and frozenset((amount, part.amount)) in self.case.excluded
        )

    def cleared(self, change: Vector) -> Vector | None:
        """Return what a change takes away, or None where it would leave or bring something."""
        if not change or any(self.left.get(at) != -value for at, value in change.items()):
            return None
        return {at: self.left[at] for at in change}
