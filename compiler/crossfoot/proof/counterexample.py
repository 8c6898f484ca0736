"""A small batch on which rules that do not balance show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.proof.bookings import Booking, is_transfer
from crossfoot.proof.circuits import Budget, circuits
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import Basis, add, dot, magnitude, ratio, scaled, whole
from crossfoot.proof.result import Counterexample
from crossfoot.proof.signs import signed_point

DOLLAR = 100

SETS = 4000
"""Sets of figures that are tried before some batch will do that is not the smallest."""

_ALIKE = 3
"""Of figures that differ in their member only so many are looked at: no small batch needs more."""


def counterexample(
    residual: Vector, claims: Claims, figures: Figures, bookings: Iterable[Booking]
) -> Counterexample | None:
    """Return a batch that keeps every claim and sign and has debits unlike credits.

    It has the fewest figures that are not 0, then the least sum of sizes, in whole dollars;
    positive before negative, then in the order of the figures. None if there is no such batch.
    """
    columns = _columns(residual, claims, figures)
    batch = (
        _smallest(residual, columns, claims)
        or _some(residual, claims.within(columns))
        or _some(residual, claims)
    )
    if batch is None:
        return None
    cents = {index: value * DOLLAR for index, value in sorted(whole(batch).items())}
    debits, credits = totals(cents, bookings)
    return Counterexample(cents, debits, credits)


def totals(cents: Mapping[int, int], bookings: Iterable[Booking]) -> tuple[int, int]:
    """Return debits and credits of the entry for a batch; a negative amount changes sides."""
    debits: Number = 0
    credits: Number = 0
    for booking in bookings:
        amount = dot(booking.amount, cents)
        if is_transfer(booking.rule) or amount * booking.weight > 0:
            debits += magnitude(amount)
        if is_transfer(booking.rule) or amount * booking.weight < 0:
            credits += magnitude(amount)
    return int(debits), int(credits)


def _smallest(residual: Vector, columns: Mapping[int, Vector], claims: Claims) -> Vector | None:
    budget = Budget(SETS)
    for size in range(1, len(claims.basis.rows) + 2):
        fit = [
            batch
            for circuit in circuits(columns, residual, size, budget)
            for batch in (circuit, scaled(circuit, -1))
            if _keeps_signs(batch, claims.signs)
        ]
        if fit:
            return min(fit, key=_size)
    return None


def _keeps_signs(batch: Mapping[int, Number], signs: Mapping[int, int]) -> bool:
    return all(value * signs.get(index, value) > 0 for index, value in batch.items())


def _size(batch: Vector) -> tuple[object, ...]:
    values = whole(batch)
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
