"""Single changes to the rules that take away something of what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from crossfoot.model.amounts import Amount, Number
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.proof.bookings import Booking
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add, scaled
from crossfoot.proof.residual import groups_of
from crossfoot.proof.sides import Sides, Takes, sides_of, weight_of


class Kind(IntEnum):
    """What is changed, the smaller change first.

    EXCHANGE a formula of the company's own for the item that it comes close to; CHANGE the sides
    of a rule; REPLACE a rule by one for each member; ADD a rule; LEAVE OUT a rule.
    """

    EXCHANGE = 0
    CHANGE = 1
    REPLACE = 2
    ADD = 3
    LEAVE_OUT = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to the rules.

    `amount` is what is to be posted, and `ways` are the sides each member is to be posted on,
    None for a single amount. `rule` is the rule to change or to replace, None to add one.
    `is_whole` tells that every member the rule posts is to be changed. `clears` is the part of
    the residual that it takes away.
    """

    kind: Kind
    amount: Amount
    ways: Mapping[str | None, Sides]
    rule: Post | None
    is_whole: bool
    clears: Vector


class Search:
    """Candidates that take something away from what is `left`, as it stands at each call."""

    def __init__(self, case: Case, left: Vector) -> None:
        self._case = case
        self._left = left
        self._takes = Takes(case.model.taken)
        self._order = {amount: at for at, amount in enumerate(case.model.amounts.values())}
        self._posted = {each.rule.amount for each in case.bookings}
        self._handled = {(each.rule.amount, each.posting.member) for each in case.bookings}
        self._handled |= {(skip.amount, member) for skip, member in case.regime.skipped}
        self._counts = _counted(each.rule for each in case.bookings)
        self._touching = [each for each in case.bookings if not left.keys().isdisjoint(each.amount)]
        self._shared = _shared(case, left)
        self._unposted = dict(self._missing())

    def rank(self, repair: Repair) -> tuple[object, ...]:
        """Return how near at hand a repair is: smaller is better.

        One change or addition that takes away all beats several smaller ones.
        """
        is_all = repair.kind <= Kind.ADD and len(repair.clears) == len(self._left)
        groups = len(groups_of(repair.clears, self._case.figures))
        size = (-groups, -len(repair.clears), repair.amount.dimension is not None)
        place = repair.rule.order if repair.rule else self._order[repair.amount]
        return (not is_all, repair.kind, *size, place, len(repair.ways))

    def candidates(self) -> Iterator[Repair]:
        """Yield every change that takes away exactly what is left of the figures it touches."""
        for rule, bookings in self._by_rule().items():
            yield from self._exchanges(rule, bookings)
            yield from self._changes(rule, bookings)
            yield from self._replacements(rule, bookings[0])
            yield from self._omissions(rule, bookings)
        for amount, vectors in self._unposted.items():
            yield from self._additions(amount, vectors)

    def turns(self) -> Iterator[tuple[Repair, Vector]]:
        """Yield every rule that touches what is left, on other sides, and what that changes."""
        for rule, bookings in self._by_rule().items():
            now = sides_of(rule)
            for way in self._takes.ways(rule.amount, rule.member):
                change: Vector = {}
                for booking in bookings:
                    turned = weight_of(way) - weight_of(now)
                    add(change, self._case.unpinned(booking), turned)
                ways = {booking.posting.member: way for booking in bookings}
                is_whole = len(bookings) == self._counts[rule]
                clears = {at: self._left[at] for at in change if at in self._left}
                if clears:
                    yield Repair(Kind.CHANGE, rule.amount, ways, rule, is_whole, clears), change

    def _by_rule(self) -> dict[Post, list[Booking]]:
        touching: dict[Post, list[Booking]] = {}
        for booking in self._touching:
            touching.setdefault(booking.rule, []).append(booking)
        return touching

    def _missing(self) -> Iterator[tuple[Amount, dict[str | None, Vector]]]:
        """Yield the items that are not posted and are made of what is left, by member."""
        for amount in self._order:
            if self._takes.is_item(amount) and not self._is_excluded(amount):
                vectors = {
                    member: self._case.vector(amount, member)
                    for member in self._case.figures.members_of(amount)
                    if (amount, member) not in self._handled
                }
                made = {
                    at: each for at, each in vectors.items() if each.keys() <= self._left.keys()
                }
                if made:
                    yield amount, made

    def _cleared(self, change: Vector) -> Vector | None:
        """Return what a change takes away, or None where it would leave or bring something."""
        if not change or any(self._left.get(at) != -value for at, value in change.items()):
            return None
        return {at: self._left[at] for at in change}

    def _changes(self, rule: Post, bookings: Sequence[Booking]) -> Iterator[Repair]:
        now = sides_of(rule)
        for way in self._takes.ways(rule.amount, rule.member):
            if way == now:
                continue
            turned = weight_of(way) - weight_of(now)
            members = self._fitting(bookings, turned)
            if members:
                is_whole = len(members) == self._counts[rule]
                ways = dict.fromkeys(members, way)
                clears = {at: value for part in members.values() for at, value in part.items()}
                yield Repair(Kind.CHANGE, rule.amount, ways, rule, is_whole, clears)

    def _exchanges(self, rule: Post, bookings: Sequence[Booking]) -> Iterator[Repair]:
        """Yield items of the model to post instead of a formula of the company's own.

        Where the formula leaves out another of the company's own that is not posted, as the rest
        leaves out a share, that one is what is missing; of the wrong sign it is only turned.
        """
        if rule.amount.from_model:
            return
        own: Vector = {}
        for booking in bookings:
            add(own, self._case.unpinned(booking))
        way = sides_of(rule)
        members = tuple(booking.posting.member for booking in bookings)
        for item in self._order:
            if item.from_model and not item.measures.isdisjoint(rule.amount.measures):
                for member, in_place in self._in_place(item, rule, members).items():
                    clears = self._exchanged(own, item, in_place, way)
                    if clears is not None:
                        yield Repair(Kind.EXCHANGE, item, {member: way}, rule, True, clears)

    def _in_place(
        self, item: Amount, rule: Post, members: tuple[str | None, ...]
    ) -> Mapping[str | None, tuple[str | None, ...]]:
        """Return how an item may be posted in place of a rule: the member named, those posted."""
        if item.dimension is rule.amount.dimension:
            return {rule.member: members}
        every = self._case.figures.members_of(item)
        return {None: every} | {member: (member,) for member in every}

    def _exchanged(
        self, own: Vector, item: Amount, members: Sequence[str | None], way: Sides
    ) -> Vector | None:
        is_free = all((item, member) not in self._handled for member in members)
        fits = all(way in self._takes.ways(item, member) for member in members)
        if not is_free or not fits or not self._takes.is_item(item) or self._is_excluded(item):
            return None
        change = scaled(own, -weight_of(way))
        for member in members:
            add(change, self._case.vector(item, member), weight_of(way))
        is_turned = change == scaled(own, -2 * weight_of(way))
        return None if is_turned or self._is_own_part(change) else self._cleared(change)

    def _is_own_part(self, change: Vector) -> bool:
        return any(
            not amount.from_model and not change.keys().isdisjoint(vector)
            for amount, vectors in self._unposted.items()
            for vector in vectors.values()
        )

    def _fitting(self, bookings: Sequence[Booking], turned: int) -> dict[str | None, Vector]:
        fitting: dict[str | None, Vector] = {}
        for booking in bookings:
            clears = self._cleared(scaled(self._case.unpinned(booking), turned))
            if clears is not None:
                fitting[booking.posting.member] = clears
        return fitting

    def _additions(self, amount: Amount, vectors: Mapping[str | None, Vector]) -> Iterator[Repair]:
        for way in self._takes.ways(amount, None):
            clears: Vector = {}
            ways: dict[str | None, Sides] = {}
            for member, vector in vectors.items():
                cleared = self._cleared(scaled(vector, weight_of(way)))
                if cleared is not None and way in self._takes.ways(amount, member):
                    ways[member] = way
                    clears |= cleared
            if ways:
                yield Repair(Kind.ADD, amount, ways, None, False, clears)

    def _is_excluded(self, amount: Amount) -> bool:
        return any(frozenset((amount, other)) in self._case.excluded for other in self._posted)

    def _replacements(self, rule: Post, booking: Booking) -> Iterator[Repair]:
        """Yield posting the members apart, where a rule for their sum is wrong for some of them."""
        if rule.amount.dimension is not None:
            return
        for amount in self._order:
            pair = frozenset((amount, rule.amount))
            if amount.dimension is not None and pair in self._case.excluded:
                repair = self._apart(rule, booking, amount)
                if repair is not None:
                    yield repair

    def _apart(self, rule: Post, booking: Booking, amount: Amount) -> Repair | None:
        now = sides_of(rule)
        ways: dict[str | None, Sides] = {}
        total: Vector = {}
        clears: Vector = {}
        for member in self._case.figures.members_of(amount):
            vector = self._case.vector(amount, member)
            add(total, vector)
            way, cleared = self._way(amount, member, vector, now)
            if way is None:
                return None
            ways[member] = way
            clears |= cleared
        if not clears or total != self._case.unpinned(booking):
            return None
        return Repair(Kind.REPLACE, amount, ways, rule, True, clears)

    def _way(
        self, amount: Amount, member: str | None, vector: Mapping[int, Number], now: Sides
    ) -> tuple[Sides | None, Vector]:
        """Return how one member is to be posted instead, and what that takes away."""
        if not any(index in self._left for index in vector):
            return now, {}
        for way in self._takes.ways(amount, member):
            cleared = self._cleared(scaled(vector, weight_of(way) - weight_of(now)))
            if cleared is not None:
                return way, cleared
        return None, {}

    def _omissions(self, rule: Post, bookings: Sequence[Booking]) -> Iterator[Repair]:
        """Yield leaving a rule out, where other rules post its figures and none requires it."""
        if self._is_required(rule.amount):
            return
        members = self._fitting(bookings, -weight_of(sides_of(rule)))
        clears = {at: value for part in members.values() for at, value in part.items()}
        if len(members) == self._counts[rule] and clears.keys() <= self._shared:
            yield Repair(
                Kind.LEAVE_OUT, rule.amount, dict.fromkeys(members, ()), rule, True, clears
            )

    def _is_required(self, amount: Amount) -> bool:
        return any(
            amount in requirement.choices and requirement.amount in self._posted
            for requirement in self._case.model.requirements
        )


def _counted(rules: Iterable[Post]) -> dict[Post, int]:
    counts: dict[Post, int] = {}
    for rule in rules:
        counts[rule] = counts.get(rule, 0) + 1
    return counts


def _shared(case: Case, left: Vector) -> frozenset[int]:
    """Return the figures left over that several rules post."""
    posting: dict[int, Post] = {}
    shared: set[int] = set()
    for booking in case.bookings:
        for index in booking.amount:
            if index in left and posting.setdefault(index, booking.rule) is not booking.rule:
                shared.add(index)
    return frozenset(shared)
