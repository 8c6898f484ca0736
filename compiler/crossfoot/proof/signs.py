"""What signs add to the claims: figures that can only be 0, and a batch to start from.

Rows over signed figures alone are equations between sizes. Figures that all of them have alike
are one unknown, so the systems to be solved are small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.proof.feasible import nonnegative
from crossfoot.proof.linear import Basis

Signs = Mapping[int, int]
"""1 or -1 by figure, for those that are never negative or never positive."""


def forced(basis: Basis, signs: Signs) -> dict[int, tuple[int, ...]]:
    """Return the figures that are 0 in every batch, each with the pivots of the rows behind it."""
    found: dict[int, tuple[int, ...]] = {
        pivot: (pivot,) for pivot, row in sorted(basis.rows.items()) if len(row) == 1
    }
    for part in _parts(basis, signs):
        system = _System(part, basis, signs)
        if system.solution(system.counts) is None:
            found |= dict.fromkeys(system.zero(), part)
    return found


def signed_point(basis: Basis, signs: Signs) -> dict[int, Number]:
    """Return values of the right sign, none 0, that the signed figures of some batch can have.

    INVARIANT: there is such a batch wherever `forced` finds nothing.
    """
    point: dict[int, Number] = dict(signs)
    for part in _parts(basis, signs):
        system = _System(part, basis, signs)
        beyond = system.solution(system.counts)
        assert beyond is not None, "figures that can only be 0 are taken out first"
        for at, size in beyond.items():
            figure = system.figures[at][0]
            point[figure] = (1 + size) * signs[figure]
    return point


class _System:
    """The rows of a part over the sizes of its figures; figures alike are one unknown."""

    def __init__(self, part: Sequence[int], basis: Basis, signs: Signs) -> None:
        columns: dict[int, list[tuple[int, Number]]] = {}
        for at, pivot in enumerate(part):
            for index, value in basis.rows[pivot].items():
                columns.setdefault(index, []).append((at, value * signs[index]))
        alike: dict[tuple[tuple[int, Number], ...], list[int]] = {}
        for index in sorted(columns):
            alike.setdefault(tuple(columns[index]), []).append(index)
        self.figures = tuple(alike.values())
        self.counts = [len(figures) for figures in self.figures]
        self._table: list[Vector] = [{} for _ in part]
        for unknown, column in enumerate(alike):
            for row, value in column:
                self._table[row][unknown] = value

    def solution(self, least: Sequence[int]) -> dict[int, Number] | None:
        """Return how far beyond the least each sum of sizes goes, None where it cannot be."""
        right = [-sum(value * least[at] for at, value in row.items()) for row in self._table]
        return nonnegative(self._table, right)

    def zero(self) -> Iterator[int]:
        """Yield the figures that no solution has other than 0."""
        for unknown, figures in enumerate(self.figures):
            least = [int(at == unknown) for at in range(len(self.figures))]
            if self.solution(least) is None:
                yield from figures


def _parts(basis: Basis, signs: Signs) -> tuple[tuple[int, ...], ...]:
    """Return the rows over signed figures alone, by pivot; those that share a figure together."""
    part_of: dict[int, list[int]] = {}
    for pivot in sorted(pivot for pivot in basis.rows if pivot in signs):
        part = [pivot]
        for index in basis.rows[pivot]:
            other = part_of.get(index, part)
            if other is not part:
                part += other
                part_of.update(dict.fromkeys(_indices(other, basis), part))
            part_of[index] = part
    return tuple({id(part): tuple(sorted(part)) for part in part_of.values()}.values())


def _indices(pivots: Sequence[int], basis: Basis) -> Iterator[int]:
    return (index for pivot in pivots for index in basis.rows[pivot])
