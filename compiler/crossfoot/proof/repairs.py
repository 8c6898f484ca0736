"""What to change in the rules so that they balance: found by the algebra alone.

Whatever the rules leave over must be taken away by posting something on other sides, or by
posting something that is not posted. A change is right when it takes away exactly what is
left over of the figures it touches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.model.figures import Vector
from crossfoot.model.rules import Skip
from crossfoot.proof.case import Case
from crossfoot.proof.changes import Search
from crossfoot.proof.linear import add
from crossfoot.proof.repair import Repair
from crossfoot.proof.residual import reduced

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
    """Return how rules with this net can be made to balance.

    What is left over depends on how often each identity is taken to be posted. Figures that
    nothing posts are first taken to be missing; if that leads nowhere, other ways are tried.
    """
    best: Remedy | None = None
    for residual in _residuals(case, net):
        found = _remedy(case, residual)
        if best is None or len(found.left) < len(best.left):
            best = found
        if not best.left:
            break
    assert best is not None
    return best


def _residuals(case: Case, net: Vector) -> Iterator[Vector]:
    unposted = frozenset(case.claims.inside - case.reached)
    yield reduced(net, case.claims, case.figures, unposted).residual
    yield reduced(net, case.claims, case.figures).residual
    for row in case.claims.rows[:_MOST_ROWS]:
        for factor in (-1, 1):
            residual = case.claims.unpinned(net)
            add(residual, row, factor)
            yield residual


def _remedy(case: Case, residual: Vector) -> Remedy:
    left = dict(residual)
    skipped = tuple(_take_skipped(left, case))
    repairs = _singly(case, left)
    if left and len(case.bookings) <= _MOST_PAIRED:
        repairs += _by_twos(case, left)
    return Remedy(skipped, tuple(repairs), left)


def _singly(case: Case, left: Vector) -> list[Repair]:
    """Return changes that each take something away from what is left, until none does."""
    search = Search(case, left)
    repairs: list[Repair] = []
    while found := sorted(search.candidates(), key=search.rank):
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
