"""Members that the rules leave out, though they post the others of the family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.model.amounts import Amount, Dimension, Identity, Measure
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post
from crossfoot.proof.bookings import Booking, weight
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add
from crossfoot.proof.residual import reduced


@dataclass(frozen=True, slots=True)
class MissingMember:
    """A member some of whose figures reach no account, where those of `like` do.

    `rules` are those that post `like` and would have to post this one too; empty where the
    others are not posted by name.
    """

    dimension: Dimension
    member: str
    figures: tuple[int, ...]
    like: str | None
    rules: tuple[Post, ...]

    def added(self, case: Case) -> Vector:
        """Return what posting it as the rules post `like` would add to debits less credits."""
        total: Vector = {}
        for rule in self.rules:
            add(total, case.vector(rule.amount, self.member), weight(rule))
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
    if not left_out:
        return ()
    by_member = _by_member(case)
    found = (
        _explained(dimension, member, tuple(figures), by_member, case)
        for (dimension, member), figures in left_out.items()
    )
    return tuple(missing for missing in found if _is_likely(missing, case))


def _is_likely(missing: MissingMember, case: Case) -> bool:
    """Whether the member is what is missing: to post it like its sibling must not do harm.

    Where tenders are posted in different ways, one of them may lack a rule that its sibling
    does not need; to post it as its sibling is posted would book it twice.
    """
    if not missing.rules or case.claims.inside.isdisjoint(missing.figures):
        return True
    net = dict(case.proof.net)
    add(net, missing.added(case))
    return case.distance(net) < case.distance(case.proof.net)


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


def _explained(
    dimension: Dimension,
    member: str,
    figures: tuple[int, ...],
    by_member: Mapping[tuple[Dimension, str], list[Booking]],
    case: Case,
) -> MissingMember:
    """Find the sibling after whose pattern the member comes out best, the first of equals."""
    measures = {case.figures.all[index].measure for index in figures}
    tried: dict[tuple[Post, ...], MissingMember] = {}
    for (kind, like), bookings in by_member.items():
        if kind is dimension and like != member:
            rules = tuple(_pattern(bookings, measures, _handled(member, by_member, kind), case))
            if rules:
                tried.setdefault(rules, MissingMember(dimension, member, figures, like, rules))
    if not tried:
        return MissingMember(dimension, member, figures, None, ())
    return min(tried.values(), key=lambda each: _rank(each, case))


def _handled(
    member: str, by_member: Mapping[tuple[Dimension, str], list[Booking]], kind: Dimension
) -> frozenset[Amount]:
    return frozenset(booking.rule.amount for booking in by_member.get((kind, member), ()))


def _pattern(
    bookings: Sequence[Booking], measures: set[Measure], handled: frozenset[Amount], case: Case
) -> Iterator[Post]:
    for booking in bookings:
        touched = {case.figures.all[index].measure for index in booking.amount}
        if touched & measures and booking.rule.amount not in handled:
            yield booking.rule


def _rank(missing: MissingMember, case: Case) -> tuple[tuple[int, int], int, int]:
    net = dict(case.proof.net)
    add(net, missing.added(case))
    return case.distance(net), _unmet(missing, case), len(missing.rules)


def _unmet(missing: MissingMember, case: Case) -> int:
    """Return how many requirements of its rules a pattern leaves open."""
    posted = {rule.amount for rule in missing.rules}
    posted |= {each.rule.amount for each in case.bookings if each.posting.member is None}
    return sum(
        requirement.amount in posted and posted.isdisjoint(requirement.choices)
        for requirement in case.model.requirements
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
