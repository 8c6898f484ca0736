"""Members that the rules leave out, though they post the others of the family."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from crossfoot.model.amounts import Dimension, Identity, Measure, Number, Requirement
from crossfoot.model.figures import Vector
from crossfoot.model.names import key
from crossfoot.model.rules import Never, Post, Skip
from crossfoot.proof.bookings import Booking, weight
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add
from crossfoot.proof.requirements import unmet
from crossfoot.proof.residual import reduced
from crossfoot.proof.sides import sides_of

_Row: TypeAlias = tuple[Number, ...]
"""How often the net holds each figure of a member, by measure."""


@dataclass(frozen=True, slots=True)
class MissingMember:
    """A member some of whose figures reach no account, where those of `like` do.

    `rules` are those that post `like` and would have to post this one too; empty where the
    others are not posted by name. `also` says of `like` that some of its figures never occur or
    are skipped, and would have to say it of this one too. Without `rules`, `factors` are what
    the member's figures lack in the net to be there as often as another's are.
    """

    dimension: Dimension
    member: str
    figures: tuple[int, ...]
    like: str | None
    rules: tuple[Post, ...]
    also: tuple[Never | Skip, ...] = ()
    factors: tuple[tuple[Measure, Number], ...] = ()

    def added(self, case: Case) -> Vector:
        """Return what posting it as the others are posted would add to debits less credits."""
        total: Vector = {}
        for rule in self.rules:
            add(total, case.vector(rule.amount, self.member), weight(rule))
        for measure, factor in self.factors:
            index = case.figures.index(measure, self.member)
            add(total, {index: factor} if index is not None else {})
        return total


def missing_members(case: Case) -> tuple[MissingMember, ...]:
    """Return the members left out, in the order of the figures."""
    left_out: dict[tuple[Dimension, str], list[int]] = {}
    posted = _posted(case)
    for index in case.proof.unreached:
        figure = case.figures.all[index]
        dimension, member = figure.measure.dimension, figure.member
        if dimension is not None and member is not None and figure.measure in posted:
            left_out.setdefault((dimension, member), []).append(index)
    return tuple(_likely(left_out, case)) if left_out else ()


def _likely(
    left_out: Mapping[tuple[Dimension, str], Sequence[int]], case: Case
) -> Iterator[MissingMember]:
    """Yield what is likely missing; of members that are posted alike one is looked into."""
    siblings = _Siblings(case)
    known: dict[tuple[object, ...], MissingMember | None] = {}
    for (dimension, member), figures in left_out.items():
        alike = siblings.situation(dimension, member, figures)
        if alike not in known:
            missing = siblings.explained(dimension, member, tuple(figures))
            known[alike] = missing if siblings.is_likely(missing) else None
        first = known[alike]
        if first is not None:
            yield replace(first, member=member, figures=tuple(figures))


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


class _Siblings:
    """How members are posted, after which another one could be."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._by_member = _by_member(case)
        self._said = _said(case)
        self._lacking: dict[str, list[Requirement]] = {}
        for _, requirement, member in unmet(case.model, case.regime):
            self._lacking.setdefault(key(member or ""), []).append(requirement)
        self._distance = case.distance(case.proof.net)
        self._rows: dict[Dimension, tuple[_Row, ...]] = {}

    def situation(
        self, dimension: Dimension, member: str, figures: Sequence[int]
    ) -> tuple[object, ...]:
        """Return all that decides on how a member is to be posted."""
        measures = tuple(self._case.figures.all[index].measure for index in figures)
        own = tuple(self._case.figures.index(each, member) for each in self._measures(dimension))
        pinned = tuple(index in self._case.claims.pinned for index in own)
        rules = tuple(each.rule for each in self._by_member.get((dimension, member), ()))
        ways = tuple((rule.amount, sides_of(rule)) for rule in rules)
        lacking = tuple(self._lacking.get(key(member), ()))
        return dimension, measures, self._row(dimension, member), pinned, ways, lacking

    def explained(
        self, dimension: Dimension, member: str, figures: tuple[int, ...]
    ) -> MissingMember:
        """Find the sibling after whose pattern the member comes out best, the first of equals."""
        measures = {self._case.figures.all[index].measure for index in figures}
        tried: dict[tuple[object, ...], MissingMember] = {}
        for kind, like in self._by_member:
            if kind is dimension:
                rules = tuple(self._rules(kind, like, member, measures))
                if rules:
                    also = tuple(self._also(like, measures))
                    each = MissingMember(dimension, member, figures, like, rules, also)
                    tried.setdefault(self._shape(each), each)
        if not tried:
            return self._as_another(MissingMember(dimension, member, figures, None, ()))
        return min(tried.values(), key=self._rank)

    def is_likely(self, missing: MissingMember) -> bool:
        """Whether the member is what is missing: to post it like its sibling must not do harm.

        Where tenders are posted in different ways, one of them may lack a rule that its sibling
        does not need; to post it as its sibling is posted would book it twice. And what other
        rules for it require is told by itself.
        """
        if not missing.rules or self._case.claims.inside.isdisjoint(missing.figures):
            return True
        required = [
            choice for each in self._lacking.get(key(missing.member), ()) for choice in each.choices
        ]
        if all(rule.amount in required for rule in missing.rules):
            return False
        return self._distance_with(missing.added(self._case)) < self._distance

    def _as_another(self, missing: MissingMember) -> MissingMember:
        """Say what the figures of a member lack to be in the net as a sibling's are.

        So it is where a formula of the company's own posts some of the members.
        """
        dimension = missing.dimension
        if dimension not in self._rows:
            members = self._case.figures.members.get(key(dimension.name), ())
            rows = dict.fromkeys(self._row(dimension, member) for member in members)
            self._rows[dimension] = tuple(rows)
        own = self._row(dimension, missing.member)
        tried = [
            replace(missing, factors=self._lacks(dimension, own, row))
            for row in self._rows[dimension]
        ]
        return min(tried, key=lambda each: self._distance_with(each.added(self._case)))

    def _lacks(
        self, dimension: Dimension, own: _Row, other: _Row
    ) -> tuple[tuple[Measure, Number], ...]:
        measures = self._measures(dimension)
        lacks = (theirs - ours for ours, theirs in zip(own, other, strict=True))
        return tuple((each, factor) for each, factor in zip(measures, lacks, strict=True) if factor)

    def _row(self, dimension: Dimension, member: str) -> _Row:
        """Return how often the net holds each figure of a member."""
        net, figures = self._case.proof.net, self._case.figures
        indices = (figures.index(measure, member) for measure in self._measures(dimension))
        return tuple(0 if index is None else net.get(index, 0) for index in indices)

    def _measures(self, dimension: Dimension) -> list[Measure]:
        return [each for each in self._case.figures.measures if each.dimension is dimension]

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
        for said in self._said.get(key(like), ()):
            if not said.amount.measures.isdisjoint(measures):
                yield said

    def _shape(self, missing: MissingMember) -> tuple[object, ...]:
        """Return what patterns that come to the same have in common."""
        rules = tuple((rule.amount, sides_of(rule)) for rule in missing.rules)
        return rules, tuple(self._lacking.get(key(missing.like or ""), ()))

    def _distance_with(self, change: Vector) -> tuple[int, int]:
        net = dict(self._case.proof.net)
        add(net, change)
        return self._case.distance(net)

    def _rank(self, missing: MissingMember) -> tuple[tuple[int, int], int, int]:
        distance = self._distance_with(missing.added(self._case))
        return distance, self._unmet(missing), len(missing.rules)

    def _unmet(self, missing: MissingMember) -> int:
        """Return how many requirements of its rules a pattern leaves open for `like` too."""
        amounts = {rule.amount for rule in missing.rules}
        return sum(
            each.amount in amounts for each in self._lacking.get(key(missing.like or ""), ())
        )


def _said(case: Case) -> dict[str, list[Never | Skip]]:
    """Return what is said of members by name, other than where they are posted."""
    skips = dict.fromkeys(skip for skip, _ in case.regime.skipped)
    statements: tuple[Never | Skip, ...] = (*case.regime.nevers, *skips)
    found: dict[str, list[Never | Skip]] = {}
    for said in statements:
        if said.member is not None:
            found.setdefault(key(said.member), []).append(said)
    return found


@dataclass(frozen=True, slots=True)
class IdleIdentity:
    """An identity that the rules make no use of, with figures of it that reach no account."""

    identity: Identity
    figures: tuple[int, ...]


def idle_identities(case: Case) -> tuple[IdleIdentity, ...]:
    """Return the identities of which nothing is posted, or only what cancels out.

    Rules that post nothing balance, and book nothing. Of an identity that what is out of balance
    has figures of, more is told there.
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
        is_told = not case.proof.residual.keys().isdisjoint(case.claims.all[place].vector)
        if isinstance(source, Identity) and figures and not is_told:
            yield IdleIdentity(source, figures)
            left = {at: None for at in left if at not in figures}


def apart(case: Case) -> tuple[int, ...]:
    """Return the figures that reach no account and that no identity needs."""
    return tuple(at for at in case.proof.unreached if at not in case.claims.inside)
