"""The smallest sets of figures that a batch can have, for a search of the smallest batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.proof.circuits import Budget, circuits
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import scaled, whole

SETS = 4000
"""Sets of figures that are tried before some batch will do that is not the smallest."""

ALIKE = 3
"""Of figures that differ in their member only so many are looked at: no small batch needs more."""


def shapes(
    residual: Vector, columns: Mapping[int, Vector], claims: Claims
) -> Iterator[list[Vector]]:
    """Yield the smallest sets of figures that a batch can have, those with fewer figures first."""
    budget = Budget(SETS)
    for size in range(1, len(claims.basis.rows) + 2):
        fit = [
            batch
            for circuit in circuits(columns, residual, size, budget)
            for batch in (circuit, scaled(circuit, -1))
            if keeps_signs(batch, claims.signs)
        ]
        if fit:
            yield fit


def keeps_signs(batch: Mapping[int, Number], signs: Mapping[int, int]) -> bool:
    """Whether no figure of a batch has another sign than it may have."""
    return all(value * signs.get(index, value) > 0 for index, value in batch.items())


def rank(batch: Vector) -> tuple[object, ...]:
    """Return the size of the smallest batch in whole numbers that is shaped like this one."""
    return size(whole(batch))


def size(values: Mapping[int, int]) -> tuple[object, ...]:
    """Return what makes one batch smaller than another: money, signs, the figures' order."""
    order = sorted(values)
    negative = [values[index] < 0 for index in order]
    return (sum(abs(value) for value in values.values()), sum(negative), order, negative)


def columns_of(residual: Vector, claims: Claims, figures: Figures) -> dict[int, Vector]:
    """Return how often each claim has a figure, for one figure of each kind and a few members.

    Figures that the claims, the residual and their sign do not tell apart are of one kind: in
    a smallest batch the first stands for all.
    """
    columns: dict[int, Vector] = {index: {} for index in residual}
    for at, row in enumerate(claims.rows):
        for index, value in row.items():
            columns.setdefault(index, {})[at] = value
    kinds: dict[tuple[object, ...], int] = {}
    for index in sorted(columns):
        kind = (residual.get(index, 0), claims.signs.get(index), tuple(columns[index].items()))
        kinds.setdefault(kind, index)
    few = _few_members(kinds, claims, figures)
    return {index: columns[index] for index in few}


def _few_members(
    kinds: Mapping[tuple[object, ...], int], claims: Claims, figures: Figures
) -> Iterator[int]:
    """Yield the first few of the kinds that differ only in the member a claim is about."""
    sources = [id(claims.all[place].source) for place in claims.row_of]
    counts: dict[tuple[object, ...], int] = {}
    for (left, sign, column), index in kinds.items():
        assert isinstance(column, tuple)
        rows = tuple((sources[at], value) for at, value in column)
        alike = (figures.all[index].measure, left, sign, rows)
        counts[alike] = counts.get(alike, 0) + 1
        if counts[alike] <= ALIKE:
            yield index
