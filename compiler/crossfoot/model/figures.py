"""The figures of a store: one measured number each, and amounts as vectors over them.

An amount that takes a share of others is rounded to cents. What that adds is a figure too: the
amount is the exact share plus its rounding, and so every amount stays a vector. In a batch the
place of a rounding holds the rounded amount itself, so that only whole cents are worked with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from math import lcm
from typing import TypeAlias

from crossfoot.model.amounts import Amount, Identity, Measure, Number, Part, Pick, plain
from crossfoot.model.names import key
from crossfoot.money import divided

Vector: TypeAlias = dict[int, Number]
"""Coefficients by figure index; no zero is kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One measured number, or one rounding: a measure, and the member where it is broken down."""

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
    project lists them; `Figure.index` is the place in `all`. Roundings come after all that is
    reported, each after those that it is made of.
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
    def reported(self) -> tuple[Figure, ...]:
        """The figures that a batch reports: all but the roundings."""
        return tuple(figure for figure in self.all if figure.measure.rounds is None)

    @cached_property
    def exact(self) -> Mapping[int, Vector]:
        """What each rounding rounds, over figures.

        A rounding that has nothing to round, since all it is made of comes to whole cents, is
        not in here, and in no vector.
        """
        found: dict[int, Vector] = {}
        for figure in self.all[len(self.reported) :]:
            summed = self._summed(figure.measure.rounds or (), figure.member)
            vector = {
                at: value for at, value in summed.items() if at in found or self.is_reported(at)
            }
            settled = _settled(vector, found)
            if any(value.denominator != 1 for value in settled.values()):
                found[figure.index] = vector
        return found

    def is_reported(self, at: int) -> bool:
        """Whether a figure is one that a batch reports."""
        return self.all[at].measure.rounds is None

    def settled(self, vector: Mapping[int, Number]) -> Vector:
        """Return a vector over what `completed` holds: in whole numbers wherever cents are whole.

        At the place of a rounding it says how often the rounded amount is taken.
        """
        return _settled(vector, self.exact)

    def unsettled(self, vector: Mapping[int, Number]) -> Vector:
        """Return a vector over what `completed` holds as one over figures and roundings."""
        out: Vector = {}
        for at, times in vector.items():
            for index, value in {**self.exact.get(at, {}), at: 1}.items():
                raised = out.get(index, 0) + times * value
                if raised:
                    out[index] = raised
                else:
                    out.pop(index, None)
        return {index: plain(value) for index, value in sorted(out.items())}

    @cached_property
    def shares(self) -> tuple[tuple[int, tuple[tuple[int, int], ...]], ...]:
        """For each rounding the divisor, and the factors of what is divided and rounded."""
        out: list[tuple[int, tuple[tuple[int, int], ...]]] = []
        for figure in self.all[len(self.reported) :]:
            settled = self.settled(self.vector(figure.measure.rounds or (), figure.member))
            under = lcm(*(Fraction(value).denominator for value in settled.values()))
            factors = ((index, int(value * under)) for index, value in settled.items())
            out.append((under, tuple(factors)))
        return tuple(out)

    def completed(self, cents: Sequence[int]) -> Sequence[int]:
        """Return the reported cents of a batch, followed by all rounded amounts in cents.

        Rounded half away from zero (`money.ROUNDING`).
        """
        if not self.shares:
            return cents
        out = list(cents)
        for under, factors in self.shares:
            out.append(divided(sum(factor * out[index] for index, factor in factors), under))
        return out

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

        A member that this store does not have counts as 0, and so does a rounding that has
        nothing to round.
        """
        out = self._summed(formula, member)
        if not out or self.is_reported(max(out)):
            return out
        return {at: value for at, value in out.items() if self.is_reported(at) or at in self.exact}

    def _summed(self, formula: Iterable[Part], member: str | None) -> Vector:
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


def _settled(vector: Mapping[int, Number], exact: Mapping[int, Vector]) -> Vector:
    """Write a vector over rounded amounts instead of roundings, which round what is `exact`."""
    out = dict(vector)
    # The last first: what a rounding is made of comes before it.
    left = sorted(-at for at in out if at in exact)
    met = set(left)
    while left:
        at = -heappop(left)
        for index, value in exact[at].items() if at in out else ():
            if index in exact and -index not in met:
                met.add(-index)
                heappush(left, -index)
            raised = out.get(index, 0) - out[at] * value
            if raised:
                out[index] = raised
            else:
                out.pop(index, None)
    return {index: plain(value) for index, value in out.items()}
