"""In words: what is wrong with rules that do not balance, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from crossfoot.checks.support.example import example
from crossfoot.checks.support.partners import partners
from crossfoot.checks.support.retyped import as_never, as_rule, full_name, is_or_are, said, several
from crossfoot.checks.support.wording import for_members, listed
from crossfoot.diagnostic import Related
from crossfoot.model.amounts import Identity
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post, Rule, Skip
from crossfoot.proof.case import Case
from crossfoot.proof.changes import Kind, Repair
from crossfoot.proof.repairs import Remedy
from crossfoot.proof.residual import groups_of
from crossfoot.proof.sides import Sides, Takes, sides_of, weight_of

_T = TypeVar("_T")

_MOST_APART = 5
"""Rules for the same amount with the same fault that are told apart; more of them are told once."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to be told of an imbalance, at the name in `rule`."""

    message: str
    rule: Rule
    help: str | None
    why: str | None
    related: tuple[Related, ...] = ()


def told(case: Case, remedy: Remedy, apart: Container[int] = ()) -> Iterator[Told]:
    """Yield what there is to be said of an imbalance; what is missing at one place together.

    What is left of the figures in `apart`, for which no change was found, is told elsewhere.
    """
    for skips in _gathered(_by_skip(remedy), lambda each: each[0].amount):
        yield _skipped(skips, case)
    changes = [repair for repair in remedy.repairs if repair.rule is not None]
    for repairs in _gathered(changes, _fault):
        yield _changed(repairs, case)
    missing: dict[Post | None, list[Repair]] = {}
    for repair in remedy.repairs:
        if repair.rule is None:
            missing.setdefault(_anchor(repair.clears, case), []).append(repair)
    for anchor, additions in missing.items():
        if anchor is not None:
            yield _missing(additions, anchor, case)
    left = {at: value for at, value in remedy.left.items() if at not in apart}
    if left:
        yield from _left(left, case)


def _gathered(items: Iterable[_T], alike: Callable[[_T], object]) -> Iterator[list[_T]]:
    """Yield items one by one, or in one list those alike that are too many."""
    groups: dict[object, list[_T]] = {}
    for item in items:
        groups.setdefault(alike(item), []).append(item)
    for group in groups.values():
        if len(group) > _MOST_APART:
            yield group
        else:
            yield from ([item] for item in group)


def _fault(repair: Repair) -> object:
    now = sides_of(repair.rule) if repair.rule is not None else ()
    return repair.kind, repair.amount, now, next(iter(repair.ways.values()))


def _by_skip(remedy: Remedy) -> Iterable[tuple[Skip, Vector]]:
    found: dict[Skip, Vector] = {}
    for skip, figures in remedy.skipped:
        found.setdefault(skip, {}).update(figures)
    return found.items()


def _skipped(skips: Sequence[tuple[Skip, Vector]], case: Case) -> Told:
    skip, figures = skips[0]
    names = [full_name(each.amount, each.member) for each, _ in skips]
    post = as_rule(skip.amount, skip.member, _way(skip, figures, case))
    return Told(
        f"{listed(names)} {is_or_are(names)} skipped, though {_needed_by(figures, case)} "
        f"needs {'it' if len(names) == 1 else 'them'}",
        skip,
        f'post it: `{post}`; or, if it is always 0, say so instead: `never {names[0]} because "…"`',
        example(figures, case),
        _others(each for each, _ in skips[1:]),
    )


def _others(rules: Iterable[Rule]) -> tuple[Related, ...]:
    return tuple(Related(each.at, "the same here") for each in islice(rules, _MOST_APART))


def _way(skip: Skip, left: Vector, case: Case) -> Sides:
    """Return the sides on which posting an amount takes away what is left of it."""
    ways = Takes(case.model.taken).ways(skip.amount, skip.member)
    members = (skip.member,) if skip.member else case.figures.members_of(skip.amount)
    for way in ways:
        for member in members:
            vector = case.vector(skip.amount, member)
            if any(left.get(at) == -weight_of(way) * value for at, value in vector.items()):
                return way
    return ways[0]


def _needed_by(figures: Vector, case: Case) -> str:
    for place in case.claims.row_of:
        claim = case.claims.all[place]
        if isinstance(claim.source, Identity) and not figures.keys().isdisjoint(claim.vector):
            return f"`always {claim.source.text}`"
    return "the balance"


def _anchor(figures: Vector, case: Case) -> Post | None:
    """Return the first rule of the same dimension that the same identities speak of."""
    dimensions = {case.figures.all[at].measure.dimension for at in figures}
    rows = [row for row in case.claims.rows if not figures.keys().isdisjoint(row)]
    related = {index for row in rows for index in row}
    first: Post | None = None
    for booking in sorted(case.bookings, key=lambda each: each.rule.order):
        if booking.amount.keys().isdisjoint(related):
            continue
        first = first or booking.rule
        if any(case.figures.all[at].measure.dimension in dimensions for at in booking.amount):
            return booking.rule
    return first or next((booking.rule for booking in case.bookings), None)


def _missing(repairs: Sequence[Repair], anchor: Post, case: Case) -> Told:
    names = [each for repair in repairs for each in _names(repair, case)]
    rules = [each for repair in repairs for each in _rules(repair, case)]
    return Told(
        f"{listed(names)} {is_or_are(names)} not posted",
        anchor,
        f"add {several(rules)}{_or_never(repairs)}",
        example(repairs[0].clears, case),
    )


def _names(repair: Repair, case: Case) -> list[str]:
    if _is_everyone(repair, case):
        return [repair.amount.name]
    return [full_name(repair.amount, member) for member in repair.ways]


def _is_everyone(repair: Repair, case: Case) -> bool:
    return len(repair.ways) == len(case.figures.members_of(repair.amount))


def _rules(repair: Repair, case: Case) -> list[str]:
    """Return the rules to write, one for the family where it is posted alike."""
    ways = dict.fromkeys(repair.ways.values())
    if _is_everyone(repair, case) and len(ways) == 1:
        return [as_rule(repair.amount, None, next(iter(ways)))]
    return [as_rule(repair.amount, member, way) for member, way in repair.ways.items()]


def _or_never(repairs: Sequence[Repair]) -> str:
    """Offer `never` for what a shop may well not have: figures that are reported singly."""
    names = [each.amount.name for each in repairs if each.amount.measure and None in each.ways]
    if not names:
        return ""
    return f"; or, for what the shop does not have, `{as_never(names)}`"


def _changed(repairs: Sequence[Repair], case: Case) -> Told:
    repair, rule = repairs[0], repairs[0].rule
    assert rule is not None
    rules = [each.rule for each in repairs if each.rule is not None]
    names = listed([full_name(each.amount, each.member) for each in rules])
    some = "" if repair.is_whole else for_members([each for each in repair.ways if each])
    related = _others(rules[1:])
    if repair.kind is Kind.REPLACE:
        message = f"{names} cannot be posted alike for every {_dimension(repair)}"
        help = f"post `{repair.amount.name}` instead: {several(_rules(repair, case))}"
    elif repair.kind is Kind.LEAVE_OUT:
        message = f"{names} {is_or_are(rules)} one rule too many"
        help = "leave it out: other rules post its figures already"
    else:
        way = next(iter(repair.ways.values()))
        beside = partners(repair, way, case)
        message = f"{names} {said(sides_of(rule), way, len(rules))}{some}"
        help = _as_it_should_be(repair, rule, way) + beside.reason
        related += tuple(Related(each.at, text) for each, text in beside.rules)
    return Told(message, rule, help, example(repair.clears, case), related)


def _dimension(repair: Repair) -> str:
    return repair.amount.dimension.name if repair.amount.dimension else "member"


def _as_it_should_be(repair: Repair, rule: Post, way: Sides) -> str:
    if not repair.is_whole:
        return f"add {several([as_rule(rule.amount, each, way, rule) for each in repair.ways])}"
    without = [side.value for side in sides_of(rule) if side not in way]
    rest = f" without the {without[0]}" if len(way) < len(sides_of(rule)) else ""
    return f"write `{as_rule(rule.amount, rule.member, way, rule)}`{rest}"


def _left(left: Vector, case: Case) -> Iterator[Told]:
    """Tell what is left over when nothing to change was found: the largest group's place first."""
    groups = sorted(groups_of(left, case.figures), key=lambda group: -len(group.figures))
    touching = [
        booking.rule
        for group in groups
        for booking in case.bookings
        if not booking.amount.keys().isdisjoint(group.figures)
    ]
    anchor = next(iter(touching), None) or _anchor(left, case)
    if anchor is None:
        return
    labels = [case.figures.all[index].label for index in left]
    if not touching:
        message, help = f"{listed(labels)} {is_or_are(labels)} not posted", None
    else:
        rules = dict.fromkeys(rule.amount.name for rule in touching)
        message = f"{listed(labels)} {is_or_are(labels)} not booked once on each side"
        help = f"look at {listed(rules)}: what one debits another must credit"
    yield Told(message, anchor, help, example(left, case))
