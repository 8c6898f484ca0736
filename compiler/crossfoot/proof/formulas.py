"""Changes to formulas of the company's own: to what they hold, or to which of them is posted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from crossfoot.model.amounts import Amount, Number
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.proof.bookings import Booking
from crossfoot.proof.leftover import Leftover
from crossfoot.proof.linear import add, ratio, scaled
from crossfoot.proof.repair import Kind, Repair
from crossfoot.proof.sides import ONE_SIDED, Sides, sides_of, weight_of


class Formulas:
    """Repairs of rules that post what the company defined itself."""

    def __init__(self, leftover: Leftover) -> None:
        self._leftover = leftover
        self._case = leftover.case
        self._takes = leftover.takes

    def exchanges(self, rule: Post, bookings: Sequence[Booking]) -> Iterator[Repair]:
        """Yield items of the model to post instead of a formula of the company's own.

        Where the formula leaves out another of the company's own that is not posted, as the rest
        leaves out a share, that one is what is missing; of the wrong sign it is only turned.
        """
        own = self._leftover.booked(bookings)
        if rule.amount.from_model or self._is_share(own):
            return
        way = sides_of(rule)
        members = tuple(booking.posting.member for booking in bookings)
        for item in self._leftover.order:
            if item.from_model and not item.measures.isdisjoint(rule.amount.measures):
                for member, in_place in self._in_place(item, rule, members, own).items():
                    clears = self._exchanged(own, item, in_place, way)
                    if clears is not None:
                        yield Repair(Kind.EXCHANGE, item, {member: way}, rule, True, clears)

    def _in_place(
        self, item: Amount, rule: Post, members: tuple[str | None, ...], own: Vector
    ) -> Mapping[str | None, tuple[str | None, ...]]:
        """Return how an item may be posted in place of a rule: the member named, those posted."""
        if item.dimension is rule.amount.dimension:
            return {rule.member: members}
        places: dict[str | None, tuple[str | None, ...]] = {
            None: self._case.figures.members_of(item)
        }
        only = {self._case.figures.all[index].member for index in own}
        if item.dimension is not None and len(only) == 1:
            places |= {member: (member,) for member in only & {*places[None]}}
        return places

    def _exchanged(
        self, own: Vector, item: Amount, members: Sequence[str | None], way: Sides
    ) -> Vector | None:
        is_free = not any(self._leftover.is_handled(item, member) for member in members)
        if not is_free or not self._may_stand(item, members, way):
            return None
        change = scaled(own, -weight_of(way))
        add(change, self._total(item, members), weight_of(way))
        is_turned = change == scaled(own, -2 * weight_of(way))
        return None if is_turned or self._is_left_out(change) else self._leftover.cleared(change)

    def _may_stand(self, item: Amount, members: Iterable[str | None], way: Sides) -> bool:
        return self._leftover.is_offered(item) and all(
            way in self._takes.ways(item, member) for member in members
        )

    def _total(self, amount: Amount, members: Iterable[str | None]) -> Vector:
        total: Vector = {}
        for member in members:
            add(total, self._case.vector(amount, member))
        return total

    def _is_share(self, vector: Vector) -> bool:
        return max(vector, default=0) >= len(self._case.figures.reported)

    def _is_left_out(self, change: Vector) -> bool:
        """Whether an amount of the company's own, which is not posted, is just what is missing."""
        missing = (
            self._total(amount, members)
            for amount, members in self._leftover.unposted.items()
            if not amount.from_model
        )
        return any(change in (total, scaled(total, -1)) for total in missing)

    def repeated(self, rule: Post, bookings: Sequence[Booking]) -> Iterator[Repair]:
        """Yield leaving out a share that an earlier rule posts under another name."""
        own, way = self._leftover.booked(bookings), sides_of(rule)
        clears = self._leftover.cleared(scaled(own, -weight_of(way)))
        if clears is None or rule.amount.from_model or not self._is_share(own):
            return
        without: dict[str | None, Sides] = {each.posting.member: () for each in bookings}
        for other, posted in self._leftover.by_rule().items():
            is_earlier = other.order < rule.order and sides_of(other) == way
            if is_earlier and self._exact(self._leftover.booked(posted)) == self._exact(own):
                yield Repair(Kind.REPEATED, rule.amount, without, rule, True, clears, (other,))

    def _exact(self, vector: Mapping[int, Number]) -> Vector:
        reported = len(self._case.figures.reported)
        return {index: value for index, value in vector.items() if index < reported}

    def remainders(self) -> Iterator[Repair]:
        """Yield writing a share as what the others leave of the whole.

        That is an item of the model, in place of which the shares are posted, on a side that it
        takes; or an amount of the company's own that the shares are said to be of.
        """
        for way in ONE_SIDED:
            shares = self._one_sided(way)
            if any(rule.amount.rounding for rule in shares):
                for whole in self._wholes(way, shares):
                    yield from self._remainder(whole, way, shares)

    def _wholes(self, way: Sides, shares: Iterable[Post]) -> Iterator[Amount]:
        named = {use for rule in shares if rule.amount.rounding for use in rule.amount.uses}
        for whole in self._leftover.order:
            is_own = whole in named and not whole.from_model
            if is_own or (whole.from_model and self._may_stand(whole, (None,), way)):
                yield whole

    def _one_sided(self, way: Sides) -> dict[Post, Vector]:
        return {
            rule: self._leftover.booked(bookings)
            for rule, bookings in self._leftover.by_rule().items()
            if sides_of(rule) == way and not rule.amount.from_model
        }

    def _remainder(
        self, whole: Amount, way: Sides, posted: Mapping[Post, Vector]
    ) -> Iterator[Repair]:
        target = self._total(whole, self._case.figures.members_of(whole))
        shares = {
            rule: vector
            for rule, vector in posted.items()
            if target and self._exact(vector).keys() == self._exact(target).keys()
        }
        last = max(_free(shares, whole), key=lambda rule: rule.order, default=None)
        if last is None:
            return
        total: Vector = {}
        for vector in shares.values():
            add(total, vector)
        parts = {ratio(total.get(index, 0), value) for index, value in target.items()}
        change = scaled(target, weight_of(way))
        add(change, total, -weight_of(way))
        clears = self._leftover.cleared(change)
        if clears is not None and len(parts) == 1 and not self._is_left_out(change):
            others = tuple(rule for rule in shares if rule is not last)
            ways = {last.member: way}
            yield Repair(
                Kind.REMAINDER, last.amount, ways, last, True, clears, others, whole, parts.pop()
            )


def _free(shares: Collection[Post], whole: Amount) -> Iterator[Post]:
    """Yield the shares that may be defined by the others: that none of those is defined by.

    Others that are broken down can be added up, but not the other way round.
    """
    every = [each.amount for each in shares]
    for share in shares:
        dimension = share.amount.dimension
        named = any(_names(other, share.amount) for other in every)
        is_alike = dimension is whole.dimension or _is_of_sum(share.amount, whole)
        fits = dimension is None or all(other.dimension is dimension for other in every)
        if share.amount.rounding and is_alike and fits and not named:
            yield share


def _is_of_sum(share: Amount, whole: Amount) -> bool:
    return share.dimension is None and whole in share.uses


def _names(amount: Amount, other: Amount) -> bool:
    """Whether an amount is defined by another one, by whatever way round."""
    return any(each is other or _names(each, other) for each in amount.uses)
