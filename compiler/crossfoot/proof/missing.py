"""Members that the rules leave out, though they post the others of the family."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.model.amounts import Amount, Dimension, Identity, Measure, Number, Requirement
from crossfoot.model.figures import Vector
from crossfoot.model.names import key
from crossfoot.model.rules import Never, Post, Skip
from crossfoot.proof.bookings import Booking, weight
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add
from crossfoot.proof.requirements import unmet
from crossfoot.proof.residual import reduced


@dataclass(frozen=True, slots=True)
class MissingMember:
    """A member some of whose figures reach no account, where those of `like` do.

    `rules` are those that post `like` and would have to post this one too; empty where the
    others are not posted by name. `also` says of `like` that some of its figures never occur or
    are skipped, and would have to say it of this one too.
    """

    dimension: Dimension
    member: str
    figures: tuple[int, ...]
    like: str | None
    rules: tuple[Post, ...]
    also: tuple[Never | Skip, ...] = ()

    def added(self, case: Case) -> Vector:
        """Return what posting it as the others are posted would add to debits less credits."""
        total: Vector = {}
        for rule in self.rules:
            add(total, case.vector(rule.amount, self.member), weight(rule))
        return total if self.rules else self._as_another(case)

    def _as_another(self, case: Case) -> Vector:
        """Return what would give each figure the factor in the net that a sibling's has.

        So it is where a formula of the company's own posts some of the members.
        """
        changes: dict[tuple[tuple[int, Number], ...], None] = {}
        for other in case.figures.members.get(key(self.dimension.name), ()):
            changes[tuple(self._alike(other, case))] = None
        every = (dict(change) for change in changes)
        return min(every, key=lambda change: distance_with(change, case), default={})

    def _alike(self, other: str, case: Case) -> Iterator[tuple[int, Number]]:
        for measure in case.figures.measures:
            own, its = case.figures.index(measure, self.member), case.figures.index(measure, other)
            if measure.dimension is self.dimension and own is not None and its is not None:
                factor = case.proof.net.get(its, 0) - case.proof.net.get(own, 0)
                if factor:
                    yield own, factor


def distance_with(change: Vector, case: Case) -> tuple[int, int]:
    """Return how far from balance the rules would be with something added to their net."""
    net = dict(case.proof.net)
    add(net, change)
    return case.distance(net)


def missing_members(case: Case) -> tuple[MissingMember, ...]:
    """Return the members left out, in the order of the figures."""
    left_out: dict[tuple[Dimension, str], list[int]] = {}
    posted = _posted(case)
    for index in case.proof.unreached:
        figure = case.figures.all[index]
        dimension, member = figure.measure.dimension, figure.member
        if dimension is not None and member is not None and figure.measure in posted:
            left_out.setdefault((dimension, member), []).append(index)
    if not left_out:
        return ()
    lacking = {
        (requirement, key(member))
        for _, requirement, member in unmet(case.model, case.regime)
        if member is not None
    }
    pattern = _Pattern(case, _by_member(case), lacking)
    found = (
        pattern.explained(dimension, member, tuple(figures))
        for (dimension, member), figures in left_out.items()
    )
    return tuple(missing for missing in found if pattern.is_likely(missing))


def _posted(case: Case) -> frozenset[Measure]:
    """Return the measures of which some figure reaches an account."""
    return frozenset(case.figures.all[index].measure for index in case.reached)


def _by_member(case: Case) -> Mapping[tuple[Dimension, str], list[Booking]]:
    found: dict[tuple[Dimension, str], list[Booking]] = {}
    for booking in case.bookings:
        dimension, member = booking.rule.amount.dimension, booking.posting.member
        if dimension is not None and member is not None:
            found.setdefault((dimension, member), []).append(booking)
    return found


class _Pattern:
    """How members are posted, after which another one could be."""

    def __init__(
        self,
        case: Case,
        by_member: Mapping[tuple[Dimension, str], Sequence[Booking]],
        lacking: Collection[tuple[Requirement, str]],
    ) -> None:
        self._case = case
        self._by_member = by_member
        self._lacking = lacking

    def explained(
        self, dimension: Dimension, member: str, figures: tuple[int, ...]
    ) -> MissingMember:
        """Find the sibling after whose pattern the member comes out best, the first of equals."""
        measures = {self._case.figures.all[index].measure for index in figures}
        tried: dict[tuple[Post, ...], MissingMember] = {}
        for kind, like in self._by_member:
            if kind is dimension and like != member:
                rules = tuple(self._rules(kind, like, member, measures))
                if rules:
                    also = tuple(self._also(like, measures))
                    each = MissingMember(dimension, member, figures, like, rules, also)
                    tried.setdefault(rules, each)
        if not tried:
            return MissingMember(dimension, member, figures, None, ())
        return min(tried.values(), key=self._rank)

    def is_likely(self, missing: MissingMember) -> bool:
        """Whether the member is what is missing: to post it like its sibling must not do harm.

        Where tenders are posted in different ways, one of them may lack a rule that its sibling
        does not need; to post it as its sibling is posted would book it twice. And what other
        rules for it require is told by itself.
        """
        if not missing.rules or self._case.claims.inside.isdisjoint(missing.figures):
            return True
        if all(self._is_required(rule.amount, missing.member) for rule in missing.rules):
            return False
        return distance_with(missing.added(self._case), self._case) < self._case.distance(
            self._case.proof.net
        )

    def _is_required(self, amount: Amount, member: str) -> bool:
        return any(
            amount in requirement.choices and who == key(member)
            for requirement, who in self._lacking
        )

    def _rules(
        self, kind: Dimension, like: str, member: str, measures: Collection[Measure]
    ) -> Iterator[Post]:
        handled = {each.rule.amount for each in self._by_member.get((kind, member), ())}
        for booking in self._by_member[kind, like]:
            touched = {self._case.figures.all[index].measure for index in booking.amount}
            if not touched.isdisjoint(measures) and booking.rule.amount not in handled:
                yield booking.rule

    def _also(self, like: str, measures: Collection[Measure]) -> Iterator[Never | Skip]:
        """Yield what is said of a member by name, other than where it is posted."""
        regime = self._case.regime
        skips = dict.fromkeys(skip for skip, _ in regime.skipped)
        statements: tuple[Never | Skip, ...] = (*regime.nevers, *skips)
        for said in statements:
            is_said_of_it = said.member is not None and key(said.member) == key(like)
            if is_said_of_it and not said.amount.measures.isdisjoint(measures):
                yield said

    def _rank(self, missing: MissingMember) -> tuple[tuple[int, int], int, int]:
        return (
            distance_with(missing.added(self._case), self._case),
            self._unmet(missing),
            len(missing.rules),
        )

    def _unmet(self, missing: MissingMember) -> int:
        """Return how many requirements of its rules a pattern leaves open for `like` too."""
        amounts = {rule.amount for rule in missing.rules}
        return sum(
            requirement.amount in amounts and who == key(missing.like or "")
            for requirement, who in self._lacking
        )


@dataclass(frozen=True, slots=True)
class IdleIdentity:
    """An identity that the rules make no use of, with figures of it that reach no account."""

    identity: Identity
    figures: tuple[int, ...]


def idle_identities(case: Case) -> tuple[IdleIdentity, ...]:
    """Return the identities of which nothing is posted, or only what cancels out.

    Rules that post nothing balance, and book nothing.
    """
    unposted = frozenset(case.claims.inside - case.reached)
    residual = reduced(case.proof.net, case.claims, case.figures, unposted).residual
    idle = [at for at in case.proof.unreached if at in case.claims.inside and at not in residual]
    return tuple(_idle(case, idle))


def _idle(case: Case, idle: Sequence[int]) -> Iterator[IdleIdentity]:
    left = dict.fromkeys(idle)
    for place in case.claims.row_of:
        source = case.claims.all[place].source
        figures = tuple(at for at in left if at in case.claims.all[place].vector)
        if isinstance(source, Identity) and figures:
            yield IdleIdentity(source, figures)
            left = {at: None for at in left if at not in figures}


def apart(case: Case) -> tuple[int, ...]:
    """Return the figures that reach no account and that no identity needs."""
    return tuple(at for at in case.proof.unreached if at not in case.claims.inside)
