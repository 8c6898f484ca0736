"""Why a figure can only be 0: a sum of claims in which everything pulls one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.proof.feasible import nonnegative
from crossfoot.proof.linear import add
from crossfoot.proof.signs import Signs


def forcing(index: int, rows: Sequence[Mapping[int, Number]], signs: Signs) -> Vector | None:
    """Return how often each row is taken for a sum that is 0 only if a figure is 0.

    The sum is 1, or -1 for a figure that is never positive, at `index`; everything else in it is
    0 or has a sign that pulls the same way. None where no such sum is seen.
    """
    figures = sorted({at for row in rows for at in row})
    equations: list[Vector] = []
    for at in figures:
        equation: Vector = {}
        for place, row in enumerate(rows):
            value = row.get(at, 0) * signs.get(at, 1)
            add(equation, {2 * place: value, 2 * place + 1: -value})
        if at in signs and index in signs and at != index:
            equation[2 * len(rows) + at] = -1
        equations.append(equation)
    found = nonnegative(equations, [int(at == index) for at in figures])
    if found is None:
        return None
    taken: Vector = {}
    for unknown, value in found.items():
        if unknown < 2 * len(rows):
            add(taken, {unknown // 2: value}, -1 if unknown % 2 else 1)
    return taken
