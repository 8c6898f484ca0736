"""Shares of an amount that are rounded to cents, and how to write one as what the others leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

from crossfoot.checks.support.retyped import full_name
from crossfoot.model.amounts import Amount, Measure, Number, Pick
from crossfoot.model.figures import Vector
from crossfoot.model.names import key
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add, ratio
from crossfoot.proof.rounding import Group, largest, remainder_of
from crossfoot.source import Span
from crossfoot.syntax.parse import parse
from crossfoot.syntax.spelled import written
from crossfoot.syntax.tree import Extension

_MOST_PAIRED = 20
"""Roundings of one base of which pairs are looked for that cancel out."""


class _Named(NamedTuple):
    """What can stand in a formula: its text, and what it is for a member of the whole formula."""

    text: str
    vector: Callable[[str | None], Vector]


def part_of(share: Amount, whole: Amount) -> Number | None:
    """Return which part of an amount, or of its sum, another one is; None where it is no share."""
    is_summed = share.dimension is not whole.dimension
    held = {
        (part.measure, Pick.ALL if is_summed and part.pick is Pick.EACH else part.pick): part.factor
        for part in whole.formula
    }
    taken = _taken(share)
    parts = {ratio(taken.get(place, 0), factor) for place, factor in held.items()}
    return parts.pop() if len(parts) == 1 and taken.keys() == held.keys() else None


def _taken(share: Amount) -> dict[tuple[Measure, Pick | str], Number]:
    """Return what a share is before it is rounded."""
    rounds = share.rounding.rounds if share.rounding else None
    return {(part.measure, part.pick): part.factor for part in rounds or ()}


def rounded_amounts(figures: Iterable[int], case: Case) -> tuple[Amount, ...]:
    """Return the amounts that some roundings belong to, each once."""
    by_rounding = {each.rounding: each for each in case.model.amounts.values() if each.rounding}
    measures = dict.fromkeys(case.figures.all[at].measure for at in figures)
    return tuple(by_rounding[measure] for measure in measures)


def uneven_in(group: Group, left: Vector) -> tuple[int, ...]:
    """Return the roundings of a group by index, without pairs that cancel out for every cent."""
    members = dict(group.members)
    for one, other in combinations(list(members)[:_MOST_PAIRED], 2):
        pair = tuple(sorted((share, left[at]) for at, share in group.members if at in (one, other)))
        if one in members and other in members and not largest(pair):
            del members[one], members[other]
    return tuple(members)


def extensions_of(amount: Amount, case: Case) -> tuple[Span, ...]:
    """Return the lines ``Rest also …`` that add to an amount, in the order of their files.

    They stand in a file that defines or posts something, too.
    """
    spans = [each.at for each in case.model.amounts.values()]
    spans += [each.rule.at for each in case.bookings]
    sources = {each.source.path: each.source for each in spans}
    return tuple(
        each.at
        for _, source in sorted(sources.items())
        for each in parse(source)[0].statements
        if isinstance(each, Extension) and key(each.name.text) == key(amount.name)
    )


def told_remainder(written: str, extensions: Sequence[Span]) -> str:
    """Say to define a share as what the others leave, and to take out what would add to it."""
    lines = [f"`{' '.join(each.text.split())}`" for each in extensions]
    without = f", and take {' and '.join(lines)} out" if lines else ""
    return f"write one share as the remainder: `{written}`{without}"


def as_remainder(last: Amount, others: Sequence[Amount], case: Case) -> str | None:
    """Return a definition of one share with which all of them come to the cent, if one is seen.

    It is what the whole leaves when the others are taken, or what the others come to.
    """
    parts = [named for other in others for named in _ways(other, last, case)[:1]]
    wholes = dict.fromkeys(use for share in (last, *others) for use in share.uses)
    for whole in (named for use in wholes for named in _ways(use, last, case)):
        if _fits(last, [whole], parts, case):
            return _definition(last, " - ".join(each.text for each in (whole, *parts)))
    if parts and _fits(last, parts, [], case):
        return _definition(last, " + ".join(each.text for each in parts))
    return None


def what_others_leave(last: Amount, whole: Amount, others: Sequence[Amount], case: Case) -> str:
    """Return ``Rest = Sales: Total - Royalty``: a share as what the others leave of the whole.

    What is broken down is added up where the share is not.
    """
    return _definition(
        last, " - ".join(_ways(each, last, case)[0].text for each in (whole, *others))
    )


def _definition(amount: Amount, text: str) -> str:
    return f"{written(amount.name, 'NAME')} = {text}"


def _ways(amount: Amount, last: Amount, case: Case) -> list[_Named]:
    """Return the ways to name an amount in a formula for `last`: itself, its sum, a member."""
    name = written(amount.name, "NAME")
    members = case.figures.members_of(amount)
    if amount.dimension is last.dimension:
        return [_Named(name, lambda member: case.vector(amount, member))]
    if amount.dimension is None:
        return []
    return [
        _Named(f"sum of {name}", lambda _: _total(amount, case)),
        *_single(amount, members, case),
    ]


def _single(amount: Amount, members: Iterable[str | None], case: Case) -> Iterator[_Named]:
    for member in members:
        name = written(full_name(amount, member), "NAME")
        yield _Named(name, partial(_fixed, case.vector(amount, member)))


def _fixed(vector: Vector, _: str | None) -> Vector:
    return vector


def _total(amount: Amount, case: Case) -> Vector:
    total: Vector = {}
    for member in case.figures.members_of(amount):
        add(total, case.vector(amount, member))
    return total


def _fits(last: Amount, added: Sequence[_Named], taken: Sequence[_Named], case: Case) -> bool:
    """Whether a sum is the same share before rounding, and leaves no cent over after it."""
    left = dict(case.proof.residual)
    for member in case.figures.members_of(last):
        change: Vector = {}
        for named in added:
            add(change, named.vector(member))
        for named in taken:
            add(change, named.vector(member), -1)
        now = case.vector(last, member)
        add(change, now, -1)
        if case.claims.as_reported(change):
            return False
        # Of a member that never occurs nothing is rounded.
        for rounding in (at for at in now if case.figures.all[at].measure is last.rounding):
            add(left, change, left.get(rounding, 0))
    return remainder_of(left, case.claims, case.figures).most < case.proof.remainder.most
