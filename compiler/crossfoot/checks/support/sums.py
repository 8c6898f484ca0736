"""Vectors in words: a formula over the figures, as it would be written in a rule file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from crossfoot.model.amounts import Measure, Number, Part, Pick
from crossfoot.model.figures import Figures
from crossfoot.model.names import key
from crossfoot.syntax.spelled import written

MOST_NAMED = 5
"""Members of one measure that are named one by one; beyond, the rest is counted."""

_NAME = "NAME"
_ROUNDING = "rounding of "
_FINEST_PERCENT = 10_000


class Term(NamedTuple):
    """So many times a figure, or the sum of a measure's figures."""

    factor: Number
    name: str
    measure: Measure
    is_sum: bool


def formula(
    vector: Mapping[int, Number],
    figures: Figures,
    zero: Collection[int] = (),
    most: int | None = MOST_NAMED,
) -> str:
    """Return a vector as a sum of amounts; ``0`` where nothing is left.

    Figures in `zero` are 0 in every batch, so they are left out, and a sum over all members may
    hold them. A rounded amount stands for the exact share and its rounding together. Of more
    than `most` figures alike the rest is counted; with None all are named, and the text says in
    a rule file what the vector says.
    """
    parts: list[str] = []
    for alike in _runs(terms(vector, figures, zero)):
        shown = alike if most is None or len(alike) <= most else alike[: most - 1]
        parts += (_signed(term.factor, term.name, parts) for term in shown)
        if len(shown) < len(alike):
            rest = f"{len(alike) - len(shown):,} more of {named(alike[0].measure)}"
            parts.append(_signed(alike[0].factor, rest, parts))
    return " ".join(parts) or "0"


def definition(parts: Iterable[Part]) -> str:
    """Return a formula as it comes down to what is reported, and to amounts that are rounded."""
    out: list[str] = []
    for (measure, pick), factor in _settled(parts).items():
        out.append(_signed(factor, _picked(measure, pick), out))
    return " ".join(out) or "0"


def of_each(vector: Mapping[int, Number], figures: Figures) -> str:
    """Return a vector over figures of one member, as what it is of each member."""
    held = ((figures.all[at].measure, value) for at, value in vector.items())
    return definition(Part(measure, Pick.EACH, value) for measure, value in held)


def _settled(parts: Iterable[Part]) -> dict[tuple[Measure, Pick | str], Number]:
    """Take the exact share out of a formula wherever its rounding stands: as rounded, it is one."""
    total = {(part.measure, part.pick): part.factor for part in parts}
    rounded = sorted(
        (each for each in total if each[0].rounds is not None), key=lambda each: -each[0].order
    )
    for measure, pick in rounded:
        for part in measure.rounds or ():
            place = (part.measure, pick if part.pick is Pick.EACH else part.pick)
            total[place] = total.get(place, 0) - total[measure, pick] * part.factor
    return {place: factor for place, factor in total.items() if factor}


def _picked(measure: Measure, pick: Pick | str) -> str:
    name = named(measure)
    if pick is Pick.ALL:
        return f"sum of {_typed(name)}"
    return _typed(name) if isinstance(pick, Pick) else _typed(name, pick)


def _runs(found: Iterable[Term]) -> Iterator[list[Term]]:
    for _, run in groupby(found, key=lambda term: (term.measure, term.factor, term.is_sum)):
        yield list(run)


def _signed(factor: Number, name: str, before: Sequence[str]) -> str:
    sign = "-" if factor < 0 else "+"
    joint = f"{sign} " if before else "-" * (factor < 0)
    return f"{joint}{times(factor)}{name}"


def times(factor: Number) -> str:
    """Return the size of a factor as it stands before a name: ``2 * ``, ``6% of ``, or nothing."""
    size = Fraction(-factor if factor < 0 else factor)
    if size == 1:
        return ""
    if size.denominator == 1:
        return f"{size} * "
    if _FINEST_PERCENT % (size * 100).denominator == 0:
        return f"{_decimal(size * 100)}% of "
    return f"{size} of "


def _decimal(value: Fraction) -> str:
    """Return a fraction of which four decimals are exact."""
    whole, part = divmod(int(value * _FINEST_PERCENT), _FINEST_PERCENT)
    return f"{whole:d}.{part:04d}".rstrip("0").rstrip(".")


def named(measure: Measure) -> str:
    """Return a measure's name; that of the amount where it stands for one that is rounded."""
    return measure.name.removeprefix(_ROUNDING) if measure.rounds is not None else measure.name


def terms(
    vector: Mapping[int, Number], figures: Figures, zero: Collection[int] = ()
) -> Iterator[Term]:
    """Yield a vector as few terms: by measure, a sum before what differs from it."""
    settled = {at: value for at, value in figures.settled(vector).items() if at not in zero}
    pinned = Counter(figures.all[at].measure for at in zero)
    ordered = sorted(settled)
    for measure, indices in groupby(ordered, key=lambda at: figures.all[at].measure):
        present = {at: settled[at] for at in indices}
        yield from _of_measure(measure, present, pinned[measure], figures, zero)


def _of_measure(
    measure: Measure,
    present: Mapping[int, Number],
    pinned: int,
    figures: Figures,
    zero: Collection[int],
) -> Iterator[Term]:
    name, every = named(measure), members_of(measure, figures)
    if measure.dimension is None:
        yield from (Term(value, _typed(name), measure, False) for value in present.values())
        return
    common, count = Counter(present.values()).most_common(1)[0]
    differing = len(every) - pinned - count
    if len(every) > 1 and 1 + differing < len(present):
        yield Term(common, f"sum of {_typed(name)}", measure, True)
        present = _differences(measure, present, common, figures, zero) if differing else {}
    for at, value in present.items():
        yield Term(value, _typed(name, figures.all[at].member), measure, False)


def _typed(name: str, member: str | None = None) -> str:
    """Return a name as it is typed: in brackets only what cannot do without."""
    whole = name if member is None else f"{name}: {member}"
    typed = written(whole, _NAME)
    return typed if typed == whole or member is None else f"{written(name, _NAME)}: [{member}]"


def _differences(
    measure: Measure,
    present: Mapping[int, Number],
    common: Number,
    figures: Figures,
    zero: Collection[int],
) -> dict[int, Number]:
    """Return how far each figure of a measure is from the common factor, where it is."""
    first = figures.index(measure, members_of(measure, figures)[0]) or 0
    span = range(first, first + len(members_of(measure, figures)))
    off = {at: present.get(at, 0) - common for at in span if at not in zero}
    return {at: value for at, value in off.items() if value}


def members_of(measure: Measure, figures: Figures) -> Sequence[str]:
    """Return the members that a measure is broken down by in these stores."""
    dimension = measure.dimension
    return () if dimension is None else figures.members.get(key(dimension.name), ())


def families(indices: Iterable[int], figures: Figures, most: int = MOST_NAMED) -> tuple[str, ...]:
    """Return figures as names, one a measure: ``Dropped``, or ``Dropped: Cash, Visa``."""
    ordered = sorted(indices)
    runs = groupby(ordered, key=lambda at: figures.all[at].measure)
    return tuple(family(measure, list(run), figures, most) for measure, run in runs)


def family(
    measure: Measure, indices: Sequence[int], figures: Figures, most: int = MOST_NAMED
) -> str:
    """Return figures of one measure as a name: the measure's own where it is all of them."""
    if measure.dimension is None or 1 < len(indices) == len(members_of(measure, figures)):
        return measure.name
    members = [figures.all[at].member or "" for at in indices]
    return f"{measure.name}: {enumerated(members, most)}"


def enumerated(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Return ``one, two``; of more than `most` names ``one, two and 9 more``."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[: most - 1])} and {len(names) - most + 1:,} more"
