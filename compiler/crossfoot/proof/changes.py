"""Single changes to the rules that take away something of what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossfoot.model.amounts import Amount, Number
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.proof.bookings import Booking
from crossfoot.proof.case import Case
from crossfoot.proof.formulas import Formulas
from crossfoot.proof.leftover import Leftover
from crossfoot.proof.linear import add, scaled
from crossfoot.proof.repair import Kind, Repair
from crossfoot.proof.residual import groups_of
from crossfoot.proof.sides import Sides, sides_of, weight_of


class Search:
    """Candidates that take something away from what is `left`, as it stands at each call."""

    def __init__(self, case: Case, left: Vector) -> None:
        self._leftover = Leftover(case, left)
        self._case = case
        self._left = left
        self._takes = self._leftover.takes
        self._formulas = Formulas(self._leftover)
        self._counts = _counted(each.rule for each in case.bookings)
        self._shared = _shared(case, left)

    def rank(self, repair: Repair) -> tuple[object, ...]:
        """Return how near at hand a repair is: smaller is better.

        One change or addition that takes away all beats several smaller ones.
        """
        is_all = repair.kind <= Kind.ADD and len(repair.clears) == len(self._left)
        groups = len(groups_of(repair.clears, self._case.figures))
        size = (-groups, -len(repair.clears), repair.amount.dimension is not None)
        place = repair.rule.order if repair.rule else self._leftover.order[repair.amount]
        return (not is_all, repair.kind, *size, place, len(repair.ways))

    def rank_of_adding(self, repair: Repair) -> tuple[object, ...]:
        """Return how near at hand a repair is where rules are rather added than changed."""
        return (repair.kind is not Kind.ADD, -len(repair.clears), self.rank(repair))

    def candidates(self) -> Iterator[Repair]:
        """Yield every change that takes away exactly what is left of the figures it touches."""
        yield from self._formulas.remainders()
        for rule, bookings in self._leftover.by_rule().items():
            yield from self._formulas.repeated(rule, bookings)
            yield from self._formulas.exchanges(rule, bookings)
            yield from self._changes(rule, bookings)
            yield from self._replacements(rule, bookings[0])
            yield from self._omissions(rule, bookings)
        for amount, vectors in self._leftover.unposted.items():
            yield from self._additions(amount, vectors)

    def turns(self) -> Iterator[tuple[Repair, Vector]]:
        """Yield every rule that touches what is left, on other sides, and what that changes."""
        for rule, bookings in self._leftover.by_rule().items():
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

    def _fitting(self, bookings: Sequence[Booking], turned: int) -> dict[str | None, Vector]:
        fitting: dict[str | None, Vector] = {}
        for booking in bookings:
            clears = self._leftover.cleared(scaled(self._case.unpinned(booking), turned))
            if clears is not None:
                fitting[booking.posting.member] = clears
        return fitting

    def _additions(self, amount: Amount, vectors: Mapping[str | None, Vector]) -> Iterator[Repair]:
        for way in self._takes.ways(amount, None):
            clears: Vector = {}
            ways: dict[str | None, Sides] = {}
            for member, vector in vectors.items():
                cleared = self._leftover.cleared(scaled(vector, weight_of(way)))
                if cleared is not None and way in self._takes.ways(amount, member):
                    ways[member] = way
                    clears |= cleared
            if ways:
                yield Repair(Kind.ADD, amount, ways, None, False, clears)

    def _replacements(self, rule: Post, booking: Booking) -> Iterator[Repair]:
        """Yield posting the members apart, where a rule for their sum is wrong for some of them."""
        if rule.amount.dimension is not None:
            return
        for amount in self._leftover.order:
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
            cleared = self._leftover.cleared(scaled(vector, weight_of(way) - weight_of(now)))
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
            amount in requirement.choices and requirement.amount in self._leftover.posted
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
