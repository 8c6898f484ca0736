"""The smallest sets of figures that can change without breaking a claim.

A *circuit* is such a set of which no part is one: on it, a batch is fixed but for its size. The
sparsest batch that does something is always a circuit, for any other is a sum of smaller ones
that agree with it in sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.proof.linear import Basis, dot, ratio


@dataclass
class Budget:
    """How many more sets a search may try: it gives up rather than hang."""

    left: int

    def spend(self) -> bool:
        """Take one try; False when there are none left."""
        self.left -= 1
        return self.left >= 0


def circuits(
    columns: Mapping[int, Vector], residual: Mapping[int, Number], size: int, budget: Budget
) -> Iterator[Vector]:
    """Yield the circuits of `size` figures on which the residual is not 0.

    `columns` says for each figure how often each claim has it.
    """
    if size == 1:
        found: Iterator[Vector] = ({at: 1} for at in residual if not columns.get(at, {0: 0}))
    elif size == 2:
        found = _pairs(columns, residual)
    else:
        found = _Search(columns, size, budget).all(tuple(at for at in residual if at in columns))
    return (circuit for circuit in found if dot(circuit, residual))


def _pairs(columns: Mapping[int, Vector], residual: Mapping[int, Number]) -> Iterator[Vector]:
    """Yield two figures that every claim has in one proportion."""
    parallel: dict[tuple[tuple[int, Number], ...], list[tuple[int, Number]]] = {}
    for index, column in columns.items():
        if column:
            lead = column[min(column)]
            direction = tuple((at, ratio(column[at], lead)) for at in sorted(column))
            parallel.setdefault(direction, []).append((index, lead))
    for same in parallel.values():
        for index, lead in same:
            for other, other_lead in same:
                if index in residual and other != index:
                    yield {index: 1, other: ratio(-lead, other_lead)}


@dataclass
class _Search:
    """Grows sets of figures one by one, along claims that one figure alone would break."""

    columns: Mapping[int, Vector]
    size: int
    budget: Budget
    seen: set[frozenset[int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.holders: dict[int, list[int]] = {}
        for index, column in self.columns.items():
            for row in column:
                self.holders.setdefault(row, []).append(index)

    def all(self, starts: Sequence[int]) -> Iterator[Vector]:
        """Yield the circuits of this size through any of the starts."""
        for start in starts:
            yield from self._grow((start,))

    def _grow(self, chosen: tuple[int, ...]) -> Iterator[Vector]:
        if frozenset(chosen) in self.seen or not self.budget.spend():
            return
        self.seen.add(frozenset(chosen))
        lonely = self._lonely(chosen)
        if len(chosen) == self.size:
            circuit = self._circuit(chosen)
            if circuit is not None:
                yield circuit
            return
        for option in self._options(chosen, lonely):
            if option not in chosen:
                yield from self._grow((*chosen, option))

    def _lonely(self, chosen: tuple[int, ...]) -> list[int]:
        """Return the claims that only one of the figures is in."""
        count: dict[int, int] = {}
        for index in chosen:
            for row in self.columns[index]:
                count[row] = count.get(row, 0) + 1
        return [row for row, times in count.items() if times == 1]

    def _options(self, chosen: tuple[int, ...], lonely: Sequence[int]) -> Sequence[int]:
        if lonely:
            return self.holders[min(lonely, key=lambda row: (len(self.holders[row]), row))]
        if len(Basis([self.columns[index] for index in chosen]).rows) < len(chosen):
            return ()
        rows = sorted({row for index in chosen for row in self.columns[index]})
        return list(dict.fromkeys(index for row in rows for index in self.holders[row]))

    def _circuit(self, chosen: tuple[int, ...]) -> Vector | None:
        first, last = chosen[:-1], chosen[-1]
        basis = Basis([self.columns[index] for index in first])
        left, used = basis.reduce(self.columns[last])
        if left or len(used) < len(first):
            return None
        return {last: 1, **{first[at]: -factor for at, factor in used.items()}}
