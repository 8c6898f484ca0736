"""A small batch on which rules that do not balance show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.proof.bookings import Booking
from crossfoot.proof.cents import in_cents, of_few_cents
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import Basis, add, dot, magnitude, ratio, scaled, whole
from crossfoot.proof.result import Counterexample
from crossfoot.proof.shapes import columns_of, rank, shapes
from crossfoot.proof.signs import signed_point
from crossfoot.proof.trial import Trial, legs_of

DOLLAR = 100

_RAISED = 30
"""How many times in a row a batch is tried before one is that needs no rounding."""


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
    elif claims.as_reported(residual):
        found = of_few_cents(residual, claims, trial)
    else:
        found = in_cents(residual, claims, figures, trial)
    totals = trial.shown(found) if found else None
    return Counterexample(dict(sorted(found.items())), *totals) if found and totals else None


def _in_dollars(
    residual: Vector, claims: Claims, figures: Figures, trial: Trial
) -> dict[int, int] | None:
    columns = columns_of(residual, claims, figures)
    batch = (
        next((min(fit, key=rank) for fit in shapes(residual, columns, claims)), None)
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
    for times in (*range(least, least + _RAISED), (least // exact + 1) * exact):
        tried = {at: int(times * value) for at, value in batch.items()}
        if trial.shown(tried):
            return tried
    return None


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
        # INVARIANT: the step changes what is left over, and half the room keeps every sign.
        add(point, step, _room(point, step, claims.signs))
    return point


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
