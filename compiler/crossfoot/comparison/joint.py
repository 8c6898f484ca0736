"""One set of figures for two versions of a model, so that what they post can be set off.

Measures and members are the same by their names. An amount that is rounded to cents is the same
where what is rounded is defined the same way, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from crossfoot.checks.support.sums import named
from crossfoot.model.amounts import Dimension, Measure, Part, Pick, Sign
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.names import key
from crossfoot.model.ruleset import Model

OLD = "old "
"""Stands before the name of what is defined otherwise, and rounded, in the earlier version."""

_Terms: TypeAlias = dict[tuple[Measure, Pick | str], Part]


@dataclass(frozen=True, eq=False)
class Joint:
    """The figures of a store in both versions; `before` and `after` give each its place here."""

    figures: Figures
    before: Mapping[int, int]
    after: Mapping[int, int]


def moved(vector: Vector, places: Mapping[int, int]) -> Vector:
    """Return a vector over a version's figures as one over the joint ones."""
    return {places[at]: value for at, value in vector.items()}


class JointModel:
    """The measures of two versions, those of the later one first."""

    def __init__(self, before: Model, after: Model) -> None:
        self._same: dict[Measure, Measure] = {}
        self._dimensions: dict[str, Dimension] = {}
        reported = self._reported((*after.measures, *before.measures))
        rounded = self._rounded((*after.roundings, *before.roundings), {*after.roundings}, after)
        self.measures = (*reported, *rounded)
        self._known: dict[tuple[Figures, Figures], Joint] = {}

    def over(self, before: Figures, after: Figures) -> Joint:
        """Return the joint figures of a store."""
        pair = (before, after)
        if pair not in self._known:
            figures = Figures(self.measures, _members(after.members, before.members))
            places = (self._places(each, figures) for each in pair)
            self._known[pair] = Joint(figures, *places)
        return self._known[pair]

    def _places(self, own: Figures, figures: Figures) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for figure in own.all:
            index = figures.index(self._same[figure.measure], figure.member)
            assert index is not None, "INVARIANT: every member of a version is a joint one"
            found[figure.index] = index
        return found

    def _reported(self, measures: Iterable[Measure]) -> tuple[Measure, ...]:
        alike: dict[tuple[str, str | None], list[Measure]] = {}
        for measure in measures:
            dimension = measure.dimension
            by = None if dimension is None else key(dimension.name)
            alike.setdefault((key(measure.name), by), []).append(measure)
        out: list[Measure] = []
        for each in alike.values():
            signs = {measure.sign for measure in each}
            sign = each[0].sign if len(signs) == 1 else Sign.FREE
            joint = replace(each[0], dimension=self._dimension(each[0]), sign=sign, order=len(out))
            out.append(joint)
            self._same.update(dict.fromkeys(each, joint))
        return tuple(out)

    def _rounded(
        self, measures: Iterable[Measure], own: Collection[Measure], after: Model
    ) -> tuple[Measure, ...]:
        known: dict[object, Measure] = {}
        for measure in measures:
            terms = _merged(self._terms(measure))
            dimension = self._dimension(measure)
            place = (dimension, frozenset((*place, part.factor) for place, part in terms.items()))
            if place not in known:
                name = measure.name
                if measure not in own and key(named(measure)) in after.amounts:
                    name = name.replace(named(measure), f"{OLD}{named(measure)}")
                order = len(self._same) + len(known)
                rounds = tuple(terms.values())
                known[place] = Measure(name, dimension, measure.sign, order, measure.at, rounds)
            self._same[measure] = known[place]
        return tuple(known.values())

    def _terms(self, measure: Measure) -> Iterator[Part]:
        for part in measure.rounds or ():
            yield replace(part, measure=self._same[part.measure])

    def _dimension(self, measure: Measure) -> Dimension | None:
        own = measure.dimension
        return None if own is None else self._dimensions.setdefault(key(own.name), own)


def _merged(parts: Iterable[Part]) -> _Terms:
    """Return terms by what they take, a member by the key of its name."""
    out: _Terms = {}
    for part in parts:
        pick = part.pick if isinstance(part.pick, Pick) else key(part.pick)
        earlier = out.get((part.measure, pick))
        factor = part.factor + (earlier.factor if earlier else 0)
        out[part.measure, pick] = replace(part, factor=factor)
    return {place: part for place, part in out.items() if part.factor}


def _members(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for dimension in dict.fromkeys((*first, *second)):
        names: dict[str, str] = {}
        for name in (*first.get(dimension, ()), *second.get(dimension, ())):
            names.setdefault(key(name), name)
        out[dimension] = tuple(names.values())
    return out
