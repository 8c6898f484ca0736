"""The figures of a store: one measured number each, and amounts as vectors over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from crossfoot.model.amounts import Amount, Identity, Measure, Number, Part, Pick
from crossfoot.model.names import key

Vector: TypeAlias = dict[int, Number]
"""Coefficients by figure index; no zero is kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One measured number: a measure, and the member where it is broken down."""

    measure: Measure
    member: str | None
    index: int

    @property
    def label(self) -> str:
        """How it is written in JSON and messages: ``Dropped: Cash``, ``Layaway: Paid``."""
        return self.measure.name if self.member is None else f"{self.measure.name}: {self.member}"


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures that stores with the same members have.

    INVARIANT: figures run by measure as the model declares them, then by member as the
    project lists them; `Figure.index` is the place in `all`.
    """

    measures: tuple[Measure, ...]
    members: Mapping[str, tuple[str, ...]]
    """Member names by dimension key."""

    @cached_property
    def all(self) -> tuple[Figure, ...]:
        """Every figure, in order."""
        out: list[Figure] = []
        for measure in self.measures:
            for member in self._members_of(measure):
                out.append(Figure(measure, member, len(out)))
        return tuple(out)

    @cached_property
    def _first(self) -> dict[Measure, int]:
        out: dict[Measure, int] = {}
        at = 0
        for measure in self.measures:
            out[measure] = at
            at += len(self._members_of(measure))
        return out

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        return {
            dimension: {key(name): place for place, name in enumerate(names)}
            for dimension, names in self.members.items()
        }

    def _members_of(self, measure: Measure) -> tuple[str | None, ...]:
        if measure.dimension is None:
            return (None,)
        return self.members.get(key(measure.dimension.name), ())

    def members_of(self, amount: Amount | Identity) -> tuple[str | None, ...]:
        """Return the members an amount has here; ``(None,)`` for a single amount."""
        if amount.dimension is None:
            return (None,)
        return self.members.get(key(amount.dimension.name), ())

    def index(self, measure: Measure, member: str | None) -> int | None:
        """Return a figure's index, or None where this store has no such member."""
        if measure.dimension is None:
            return self._first[measure]
        place = self._places.get(key(measure.dimension.name), {}).get(key(member or ""))
        return None if place is None else self._first[measure] + place

    def vector(self, formula: Iterable[Part], member: str | None = None) -> Vector:
        """Return a formula as coefficients over figures, for `member` where it has EACH parts.

        A member that this store does not have counts as 0.
        """
        out: Vector = {}
        for part in formula:
            for index in self._indices(part, member):
                total = out.get(index, 0) + part.factor
                if total:
                    out[index] = total
                else:
                    del out[index]
        return out

    def _indices(self, part: Part, member: str | None) -> Iterable[int]:
        if part.pick is Pick.ALL:
            first = self._first[part.measure]
            return range(first, first + len(self._members_of(part.measure)))
        wanted = member if isinstance(part.pick, Pick) else part.pick
        index = self.index(part.measure, wanted)
        return () if index is None else (index,)
