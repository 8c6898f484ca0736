"""A small batch on which rules that do not balance show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import prod

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.proof.bookings import Booking
from crossfoot.proof.circuits import Budget, circuits
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import Basis, add, dot, magnitude, ratio, scaled, whole
from crossfoot.proof.result import Counterexample
from crossfoot.proof.rounding import Group, groups_of
from crossfoot.proof.signs import signed_point
from crossfoot.proof.trial import Trial, legs_of

DOLLAR = 100

SETS = 4000
"""Sets of figures that are tried before some batch will do that is not the smallest."""

_ALIKE = 3
"""Of figures that differ in their member only so many are looked at: no small batch needs more."""

_SHAPES = 30
"""Shapes of a batch with equally many figures that are tried where rounding is the cause."""

_PAIRED = 2
"""Shapes of one base that are tried together with those of another."""

_TOGETHER = 30_000
"""Batches of two shapes that are tried."""

_TIMES = 2000
"""Sizes of one shape that are tried: most shares of an amount repeat within so many cents."""


def counterexample(
    residual: Vector,
    claims: Claims,
    figures: Figures,
    bookings: Iterable[Booking],
    limit: int = 0,
) -> Counterexample | None:
    """Return a batch that keeps every claim and sign and has debits unlike credits.

    It has the fewest figures that are not 0, then the least sum of sizes; positive before
    negative, then in the order of the figures. It is in whole dollars, and in cents where only
    roundings are left over. `limit` is by how many cents debits and credits may differ. None if
    no such batch is found.
    """
    return shown(residual, claims, figures, Trial(claims, figures, legs_of(bookings), limit))


def shown(
    residual: Vector, claims: Claims, figures: Figures, trial: Trial
) -> Counterexample | None:
    """Return the smallest batch that a trial finds at fault, as `counterexample` has it."""
    reported = claims.exact.unpinned(claims.as_reported(residual))
    if reported:
        found = _in_dollars(reported, claims.exact, figures, trial)
    else:
        found = _in_cents(residual, claims, figures, trial)
    totals = trial.shown(found) if found else None
    return Counterexample(dict(sorted(found.items())), *totals) if found and totals else None


def _in_dollars(
    residual: Vector, claims: Claims, figures: Figures, trial: Trial
) -> dict[int, int] | None:
    columns = _columns(residual, claims, figures)
    batch = (
        next((min(fit, key=_shape) for fit in _by_size(residual, columns, claims)), None)
        or _some(residual, claims.within(columns))
        or _some(residual, claims)
    )
    if batch is None:
        return None
    return _raised(scaled(whole(batch), DOLLAR), residual, figures, trial)


def _raised(
    batch: Vector, residual: Vector, figures: Figures, trial: Trial
) -> dict[int, int] | None:
    """Return a batch so many times over that the fault shows: rounding, or a limit, may hide it."""
    least = int(trial.limit // magnitude(dot(batch, residual))) + 1
    exact = prod({under for under, _ in figures.shares})
    for times in (*range(least, least + _SHAPES), (least // exact + 1) * exact):
        tried = {at: int(times * value) for at, value in batch.items()}
        if trial.shown(tried):
            return tried
    return None


def _in_cents(
    roundings: Vector, claims: Claims, figures: Figures, trial: Trial
) -> dict[int, int] | None:
    """Return the smallest batch on which roundings do not cancel out."""
    best: list[dict[int, int]] = []
    units: dict[tuple[tuple[int, int], ...], dict[int, int]] = {}
    for group in _few_alike(groups_of(roundings, claims, figures), claims, figures):
        base = claims.exact.unpinned(claims.as_reported(group.base))
        columns = _columns(base, claims.exact, figures)
        for fit in _by_size(base, columns, claims.exact) if group.most else ():
            shapes = [whole(shape) for shape in sorted(fit, key=_shape)[:_SHAPES]]
            units |= {tuple(sorted(unit.items())): unit for unit in shapes[:_PAIRED]}
            found = [each for each in (_first(shape, trial) for shape in shapes) if each]
            if found:
                best.append(min(found, key=_size))
                break
    if not best:
        return _together(list(units.values()), trial)
    return min(best, key=lambda each: (len(each), _size(each)))


def _few_alike(groups: Iterable[Group], claims: Claims, figures: Figures) -> Iterator[Group]:
    """Yield the first few of the groups that differ only in the members they are of."""
    columns: dict[int, list[tuple[int, Number]]] = {}
    for place, row in zip(claims.row_of, claims.rows, strict=True):
        for index, value in row.items():
            columns.setdefault(index, []).append((id(claims.all[place].source), value))
    counts: dict[tuple[object, ...], int] = {}
    for group in groups:
        base = sorted(
            (figures.all[at].measure.order, value, tuple(columns.get(at, ())))
            for at, value in group.base.items()
        )
        alike = (tuple(sorted(share for _, share in group.members)), group.most, *base)
        counts[alike] = counts.get(alike, 0) + 1
        if counts[alike] <= _ALIKE:
            yield group


def _together(units: Sequence[dict[int, int]], trial: Trial) -> dict[int, int] | None:
    """Return a batch of two shapes: shares of two departments may be off where one's never is."""
    budget = Budget(_TOGETHER)
    for total in range(2, _TIMES):
        for one, other in combinations(units, 2):
            for times in range(1, total):
                batch: Vector = {}
                add(batch, one, times)
                add(batch, other, total - times)
                tried = {at: int(value) for at, value in batch.items()}
                if not budget.spend():
                    return None
                if trial.shown(tried):
                    return tried
    return None


def _first(unit: Mapping[int, int], trial: Trial) -> dict[int, int] | None:
    """Return a batch the fewest times over that shows the fault."""
    multiples = ({at: times * value for at, value in unit.items()} for times in range(1, _TIMES))
    return next((each for each in multiples if trial.shown(each)), None)


def _by_size(
    residual: Vector, columns: Mapping[int, Vector], claims: Claims
) -> Iterator[list[Vector]]:
    """Yield the smallest sets of figures that a batch can have, those with fewer figures first."""
    budget = Budget(SETS)
    for size in range(1, len(claims.basis.rows) + 2):
        fit = [
            batch
            for circuit in circuits(columns, residual, size, budget)
            for batch in (circuit, scaled(circuit, -1))
            if _keeps_signs(batch, claims.signs)
        ]
        if fit:
            yield fit


def _keeps_signs(batch: Mapping[int, Number], signs: Mapping[int, int]) -> bool:
    return all(value * signs.get(index, value) > 0 for index, value in batch.items())


def _shape(batch: Vector) -> tuple[object, ...]:
    return _size(whole(batch))


def _size(values: Mapping[int, int]) -> tuple[object, ...]:
    order = sorted(values)
    negative = [values[index] < 0 for index in order]
    return (sum(abs(value) for value in values.values()), sum(negative), order, negative)


def _columns(residual: Vector, claims: Claims, figures: Figures) -> dict[int, Vector]:
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
        if counts[alike] <= _ALIKE:
            yield index


def _some(residual: Vector, claims: Claims) -> Vector | None:
    """Return some such batch, made as sparse as taking figures away from it can make it."""
    point = _point(residual, claims)
    if point is None:
        return None
    columns: dict[int, Vector] = {index: {} for index in point}
    for at, row in enumerate(claims.rows):
        for index in row.keys() & point.keys():
            columns[index][at] = row[index]
    while (change := _dependency(point, columns)) is not None:
        point = _lessened(point, change, residual)
    return point


def _point(residual: Vector, claims: Claims) -> Vector | None:
    """Return a batch with every signed figure in play on which the residual is not 0."""
    left, _ = claims.basis.reduce(residual)
    if not left:
        return None
    point = _completed(signed_point(claims.basis, claims.signs), claims)
    if not dot(point, left):
        moved = next(iter(left))
        step = _completed({moved: claims.signs.get(moved, 1)}, claims)
        add(point, step, _room(point, step, claims.signs))
    return point if dot(point, left) and _keeps_signs(point, claims.signs) else None


def _completed(values: Mapping[int, Number], claims: Claims) -> Vector:
    """Return a batch with the given values, the pivots' as the claims then want them."""
    point = {at: value for at, value in values.items() if value and at not in claims.basis.rows}
    free = dict(point)
    for pivot, row in claims.basis.rows.items():
        value = -dot({at: factor for at, factor in row.items() if at != pivot}, free)
        if value:
            point[pivot] = value
    return point


def _room(point: Vector, step: Vector, signs: Mapping[int, int]) -> Number:
    """Return half of how far a batch can go along a step before a signed figure is 0."""
    limits = [
        ratio(-point.get(index, 0), value)
        for index, value in step.items()
        if index in signs and value * signs[index] < 0
    ]
    return ratio(min(limits), 2) if limits else 1


def _dependency(point: Vector, columns: Mapping[int, Vector]) -> Vector | None:
    """Return a change within the figures of a batch that is not just its size, if there is one."""
    order = sorted(point)
    known: list[int] = []
    changes: list[Vector] = []
    basis = Basis([])
    for index in order:
        left, used = basis.reduce(columns[index])
        if left:
            known.append(index)
            basis = Basis([columns[at] for at in known])
        else:
            changes.append({index: 1, **{known[at]: -factor for at, factor in used.items()}})
        if len(changes) == 2:
            return changes[0]
    return None


def _lessened(point: Vector, change: Vector, residual: Vector) -> Vector:
    """Return a batch with fewer figures that are not 0, on which the residual is still not 0.

    Taking the change away until a figure is 0, one way or the other, does it; where there is
    no end to one way, the change is a batch of the right signs by itself.
    """
    back = scaled(change, -1)
    tried = [_until_zero(point, change), _until_zero(point, back)]
    if tried[0] is None or tried[1] is None:
        tried.append(back if tried[0] is None else change)
    return next(each for each in tried if each is not None and dot(each, residual))


def _until_zero(point: Vector, change: Vector) -> Vector | None:
    steps = [ratio(point[at], value) for at, value in change.items() if value * point[at] > 0]
    if not steps:
        return None
    lessened = dict(point)
    add(lessened, change, -min(steps))
    return lessened
