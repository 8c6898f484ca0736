"""What to change in the rules so that they balance: found by the algebra alone.

Whatever the rules leave over must be taken away by posting something on other sides, or by
posting something that is not posted. A change is right when it takes away exactly what is
left over of the figures it touches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post, Skip
from crossfoot.proof.case import Case
from crossfoot.proof.changes import Search
from crossfoot.proof.coverage import skipped_in
from crossfoot.proof.linear import add
from crossfoot.proof.repair import Repair
from crossfoot.proof.residual import reduced
from crossfoot.proof.sides import Takes, sides_of

_MOST_ROWS = 3

_MOST_PAIRED = 400
"""Postings up to which two changes are tried together: the work grows as the square."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """All that is to be said about an imbalance: what was skipped, what to change, what is left."""

    skipped: tuple[tuple[Skip, Vector], ...]
    repairs: tuple[Repair, ...]
    left: Vector


def remedy_for(case: Case, net: Vector) -> Remedy:
    """Return how rules with this net can be made to balance, with the fewest changes found.

    What is left over depends on how often each identity is taken to be posted, and on whether
    rules are rather to be changed or added. Figures that nothing posts are first taken to be
    missing; where one change does not do, other ways are tried.
    """
    best: Remedy | None = None
    for found in _remedies(case, net):
        if best is None or _cost(found, case) < _cost(best, case):
            best = found
        if not best.left and (_cost(best, case)[1] < 2 or len(case.bookings) > _MOST_PAIRED):
            break
    assert best is not None
    return best


def _remedies(case: Case, net: Vector) -> Iterator[Remedy]:
    for residual in _residuals(case, net):
        for adds_first in (False, True):
            yield _remedy(case, residual, adds_first=adds_first)
    if odd := _odd(case):
        for residual in _residuals(case, net):
            yield _straightened(case, residual, odd)
    if _holds_skipped(case):
        for residual in _residuals(case, net):
            yield _remedy(case, residual, blames_skips=False)


def _holds_skipped(case: Case) -> bool:
    """Whether something is posted, on one side, that holds a part of what is skipped."""
    skipped = skipped_in(case.regime)
    return any(each.weight and not skipped.isdisjoint(each.amount) for each in case.bookings)


def _straightened(case: Case, residual: Vector, odd: Sequence[Post]) -> Remedy:
    """Return the remedy in which rules on sides that their items do not take are turned first."""
    left = dict(residual)
    turned: dict[Post | None, Repair] = {}
    for repair, change in Search(case, residual).turns():
        if repair.rule in odd and repair.rule not in turned:
            turned[repair.rule] = repair
            add(left, change)
    rest = _remedy(case, left)
    return Remedy(rest.skipped, (*turned.values(), *rest.repairs), rest.left)


def _cost(remedy: Remedy, case: Case) -> tuple[int, int]:
    """Return what is left, and how many rules there are to write or to change.

    A rule on a side that its item does not take is to be changed anyway.
    """
    changed = {each.rule for each in remedy.repairs}
    odd = sum(rule not in changed for rule in _odd(case))
    skips = len({skip for skip, _ in remedy.skipped})
    return len(remedy.left), skips + odd + sum(_size(each) for each in remedy.repairs)


def _odd(case: Case) -> list[Post]:
    takes = Takes(case.model.taken)
    return [
        rule
        for rule, member in {each.rule: each.posting.member for each in case.bookings}.items()
        if sides_of(rule) not in takes.ways(rule.amount, member)
    ]


def _size(repair: Repair) -> int:
    """Return how many rules a repair writes: one for each way that its members are posted."""
    return max(1, len(set(repair.ways.values())))


def _residuals(case: Case, net: Vector) -> Iterator[Vector]:
    unposted = frozenset(case.claims.inside - case.reached)
    yield reduced(net, case.claims, case.figures, unposted).residual
    yield reduced(net, case.claims, case.figures).residual
    for row in case.claims.rows[:_MOST_ROWS]:
        for factor in (-1, 1):
            residual = case.claims.unpinned(net)
            add(residual, row, factor)
            yield residual


def _remedy(
    case: Case, residual: Vector, *, adds_first: bool = False, blames_skips: bool = True
) -> Remedy:
    left = dict(residual)
    skipped = tuple(_take_skipped(left, case)) if blames_skips else ()
    repairs = _singly(case, left, adds_first=adds_first)
    if left and len(case.bookings) <= _MOST_PAIRED:
        repairs += _by_twos(case, left)
    return Remedy(skipped, tuple(repairs), left)


def _singly(case: Case, left: Vector, *, adds_first: bool = False) -> list[Repair]:
    """Return changes that each take something away from what is left, until none does."""
    search = Search(case, left)
    rank = search.rank_of_adding if adds_first else search.rank
    repairs: list[Repair] = []
    while found := sorted(search.candidates(), key=rank):
        for repair in found:
            if repair.clears.keys() <= left.keys():
                repairs.append(repair)
                for index in repair.clears:
                    del left[index]
    return repairs


def _by_twos(case: Case, left: Vector) -> list[Repair]:
    """Return changes of which the first is right only together with the others, if there are any.

    What was received on the wrong side beside drops on one side is such a case: with the first
    put right, the drops are posted twice.
    """
    best: list[Repair] = []
    rest = dict(left)
    for first, change in Search(case, left).turns():
        tried = dict(left)
        add(tried, change)
        others = _singly(case, tried)
        if len(tried) < len(rest) and first.rule not in {each.rule for each in others}:
            best, rest = [first, *others], tried
    left.clear()
    left.update(rest)
    return best


def _take_skipped(left: Vector, case: Case) -> Iterator[tuple[Skip, Vector]]:
    """Yield the skips of figures that are left over and that nothing posts; take them away."""
    for skip, member in case.regime.skipped:
        vector = case.vector(skip.amount, member)
        taken = {at: left[at] for at in vector if at in left and at not in case.reached}
        if taken:
            yield skip, taken
            for index in taken:
                del left[index]
