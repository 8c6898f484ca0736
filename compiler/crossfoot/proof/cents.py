"""A small batch on which shares that are rounded to cents do not add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.proof.circuits import Budget
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import add, whole
from crossfoot.proof.rounding import Group, extremes, groups_of, uneven
from crossfoot.proof.shapes import ALIKE, columns_of, rank, shapes, size
from crossfoot.proof.trial import Trial

_SHAPES = 30
"""Shapes of a batch with equally many figures that are tried where rounding is the cause."""

_PAIRED = 4
"""Shapes of one base that are tried together with those of another."""

_TOGETHER = 6_000
"""Batches of two shapes that are tried."""

_TIMES = 400
"""Sizes of one shape that are tried."""

_FAR = 10**12
"""So many cents tell how much of a base one cent makes, rounded amounts included."""


def in_cents(
    roundings: Vector, claims: Claims, figures: Figures, trial: Trial
) -> dict[int, int] | None:
    """Return the smallest batch on which roundings do not cancel out, None if none is found.

    Tried are the numbers of cents of a base at which its roundings are uneven; figures from which
    nothing is rounded are then changed as claims on rounded amounts want it.
    """
    groups = list(_few_alike(groups_of(roundings, claims, figures), claims, figures))
    fixed = _fixed(roundings, claims, figures)
    best: list[dict[int, int]] = []
    paired: dict[tuple[tuple[int, int], ...], dict[int, int]] = {}
    for group in (group for group in groups if group.most):
        settled = figures.settled(group.base)
        for units in _units(group, claims, figures):
            paired |= {tuple(sorted(unit.items())): unit for unit in units[:_PAIRED]}
            firsts = (_first(unit, group, settled, trial, fixed) for unit in units)
            found = [each for each in firsts if each]
            if found:
                best.append(min(found, key=size))
                break
    if best:
        return min(best, key=lambda each: (len(each), size(each)))
    return _together(list(paired.values()), trial, fixed) or _all(groups, claims, trial, fixed)


def _fixed(roundings: Vector, claims: Claims, figures: Figures) -> frozenset[int]:
    """Return the figures that what is left over, and what claims say, is rounded from."""
    waiting = {at for row in (roundings, *claims.rows) for at in row if at in figures.exact}
    found: set[int] = set()
    while waiting:
        at = waiting.pop()
        waiting |= {index for index in figures.exact[at] if index in figures.exact} - found
        found |= {at, *figures.exact[at]}
    return frozenset(found)


def of_few_cents(residual: Vector, claims: Claims, trial: Trial) -> dict[int, int] | None:
    """Return a batch of a few cents of figures that would be 0 if nothing were rounded."""
    starts = [at for at in residual if at < claims.reported and at not in claims.pinned]
    for cents in range(1, _TIMES):
        for at in starts:
            batch = trial.mended({at: claims.every_sign.get(at, 1) * cents}, ())
            if trial.shown(batch):
                return batch
    return None


def _units(group: Group, claims: Claims, figures: Figures) -> Iterator[list[dict[int, int]]]:
    """Yield the smallest batches that have something of a base, those with fewer figures first.

    Where claims speak of rounded amounts, single figures of it come first: what those want is to
    be put right to the cent.
    """
    base = claims.exact.unpinned(claims.as_reported(group.base))
    columns = columns_of(base, claims.exact, figures)
    if claims.exact is not claims:
        yield [
            {at: sign}
            for at in list(base)[:ALIKE]
            for sign in (1, -1)
            if claims.every_sign.get(at, sign) == sign
        ]
    for fit in shapes(base, columns, claims.exact):
        yield [whole(shape) for shape in sorted(fit, key=rank)[:_SHAPES]]


def _first(
    unit: Mapping[int, int],
    group: Group,
    settled: Mapping[int, Number],
    trial: Trial,
    fixed: Collection[int],
) -> dict[int, int] | None:
    """Return a batch the fewest times over that shows the fault."""
    for times in _times(unit, group, settled, trial):
        batch = trial.mended({at: times * value for at, value in unit.items()}, fixed)
        if trial.shown(batch):
            return batch
    return None


def _times(
    unit: Mapping[int, int], group: Group, settled: Mapping[int, Number], trial: Trial
) -> Iterator[int]:
    """Yield how many times over a batch has an uneven number of cents of a base, or nearly so."""
    many = trial.worth(settled, {at: _FAR * value for at, value in unit.items()})
    seen: set[int] = set()
    for cents in uneven(group.shares) if many else ():
        # What is rounded to so many cents begins half a cent below.
        low, near = (2 * cents - 1) * _FAR // (2 * abs(many)), cents * _FAR // abs(many)
        for times in (low, low + 1, near - 1, near, near + 1, near + 2):
            if times > 0 and times not in seen and len(seen) < _TIMES:
                seen.add(times)
                yield times
    yield from (times for times in range(1, _TIMES) if times not in seen)


def _few_alike(groups: Iterable[Group], claims: Claims, figures: Figures) -> Iterator[Group]:
    """Yield the first few of the groups that differ only in the members they are of."""
    counts: dict[tuple[object, ...], int] = {}
    for group in groups:
        base = sorted(
            (figures.all[at].measure.order, value, tuple(claims.said_of.get(at, ())))
            for at, value in group.base.items()
        )
        alike = (group.shares, *base)
        counts[alike] = counts.get(alike, 0) + 1
        if counts[alike] <= ALIKE:
            yield group


def _together(
    units: Sequence[dict[int, int]], trial: Trial, fixed: Collection[int]
) -> dict[int, int] | None:
    """Return a batch of two shapes: shares of two departments may be off where one's never is."""
    budget = Budget(_TOGETHER)
    for total in range(2, _TOGETHER):
        for one, other in combinations(units, 2):
            for times in range(1, total):
                batch: Vector = {}
                add(batch, one, times)
                add(batch, other, total - times)
                if not budget.spend():
                    return None
                tried = trial.mended({at: int(value) for at, value in batch.items()}, fixed)
                if trial.shown(tried):
                    return tried
    return None


def _all(
    groups: Iterable[Group], claims: Claims, trial: Trial, fixed: Collection[int]
) -> dict[int, int] | None:
    """Return a batch in which every base is as far off as can be, less what it can do without."""
    units = [(group, unit) for group in groups for unit in _alone(group, claims)]
    for which in (0, 1):
        batch: Vector = {}
        for group, unit in units:
            worst = extremes(group.shares)
            add(batch, unit, worst[min(which, len(worst) - 1)] if worst else 0)
        tried = trial.mended({at: int(value) for at, value in batch.items()}, fixed)
        if trial.shown(tried):
            return _lessened(tried, trial)
    return None


def _alone(group: Group, claims: Claims) -> Iterator[dict[int, int]]:
    """Yield one cent of the first figure that makes up a base by itself, if one does."""
    base = claims.exact.unpinned(claims.as_reported(group.base))
    ones = (at for at, value in base.items() if value == 1)
    yield from ({at: claims.every_sign.get(at, 1)} for at in islice(ones, 1))


def _lessened(batch: dict[int, int], trial: Trial) -> dict[int, int]:
    """Return a batch without the figures without which it shows the fault all the same."""
    for at in sorted(batch, reverse=True):
        fewer = {index: value for index, value in batch.items() if index != at}
        if trial.shown(fewer):
            batch = fewer
    return batch
