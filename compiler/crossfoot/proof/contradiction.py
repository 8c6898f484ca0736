"""Whether claims can all hold of a batch in which anything can happen (XF406)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.feasible import nonnegative
from crossfoot.proof.result import Claim


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims of a regime that force `figures` to be 0, of which nobody said that they are."""

    regime: Regime
    claims: tuple[Claim, ...]
    figures: tuple[int, ...]


def contradictions(ruleset: Ruleset) -> tuple[Contradiction, ...]:
    """Return what is contradictory, by regime. Where there is any, no proof means anything.

    Regimes with the same figures and the same `never` lines have the same claims.
    """
    found: dict[tuple[int, ...], tuple[Contradiction, ...]] = {}
    out: list[Contradiction] = []
    for regime in ruleset.regimes:
        alike = (id(regime.figures), *(id(never) for never in regime.nevers))
        if alike not in found:
            found[alike] = contradictions_in(ruleset.model, regime)
        out += (Contradiction(regime, each.claims, each.figures) for each in found[alike])
    return tuple(out)


def contradictions_in(model: Model, regime: Regime) -> tuple[Contradiction, ...]:
    """Return what is contradictory in one regime."""
    return tuple(_of_regime(regime, claims_of(model, regime)))


def _of_regime(regime: Regime, claims: Claims) -> Iterator[Contradiction]:
    yield from _pinned(regime, claims)
    for pivot, row in sorted(claims.basis.rows.items()):
        if len(row) == 1 and pivot not in claims.signs and pivot not in claims.named:
            yield Contradiction(regime, _behind([pivot], claims), (pivot,))
    for part in _parts(claims):
        if _signed_solution(part, claims) is None:
            forced = {index for pivot in part for index in claims.basis.rows[pivot]}
            figures = tuple(sorted(forced - claims.named))
            yield Contradiction(regime, _behind(part, claims), figures)


def _pinned(regime: Regime, claims: Claims) -> Iterator[Contradiction]:
    """Yield claims that by themselves make figures 0 without saying so."""
    by_source: dict[int, list[int]] = {}
    for index, place in claims.pinned.items():
        if index not in claims.named:
            by_source.setdefault(id(claims.all[place].source), []).append(index)
    for figures in by_source.values():
        yield Contradiction(regime, (claims.all[claims.pinned[figures[0]]],), tuple(figures))


def _behind(pivots: Sequence[int], claims: Claims) -> tuple[Claim, ...]:
    """Return the claims that some rows are made of, and those that took figures out of them."""
    rows = {at for pivot in pivots for at in claims.basis.made[pivot]}
    places = {claims.row_of[at] for at in rows}
    pins = {
        claims.pinned[index]
        for place in places
        for index in claims.all[place].vector
        if index in claims.pinned
    }
    return tuple(claims.all[place] for place in sorted(places | pins))


def signed_point(claims: Claims) -> dict[int, Number] | None:
    """Return values for the figures with a sign, of that sign, that some batch can have.

    None of them is 0 but pinned ones and some that were said to be 0; None if no batch is so.
    """
    point: dict[int, Number] = {
        index: sign for index, sign in claims.signs.items() if index not in claims.pinned
    }
    for part in _parts(claims):
        solution = _signed_solution(part, claims)
        if solution is None:
            return None
        point |= solution
    return point


def _parts(claims: Claims) -> tuple[tuple[int, ...], ...]:
    """Return the rows over signed figures alone, by pivot, those that share a figure together."""
    pivots = sorted(pivot for pivot in claims.basis.rows if pivot in claims.signs)
    part_of: dict[int, list[int]] = {}
    for pivot in pivots:
        part = [pivot]
        for index in claims.basis.rows[pivot]:
            other = part_of.get(index)
            if other is not None and other is not part:
                part += other
                part_of |= dict.fromkeys(_indices(other, claims), part)
            part_of[index] = part
    return tuple({id(part): tuple(sorted(part)) for part in part_of.values()}.values())


def _indices(pivots: Sequence[int], claims: Claims) -> Iterator[int]:
    return (index for pivot in pivots for index in claims.basis.rows[pivot])


def _signed_solution(part: Sequence[int], claims: Claims) -> dict[int, Number] | None:
    """Return values of the right sign for the figures of some rows, or None.

    Figures alike in every row are one unknown: the sum of their sizes beyond 1 each. Those
    that were said to be 0 may be 0.
    """
    rows = [claims.basis.rows[pivot] for pivot in part]
    classes = _alike(rows, claims)
    columns = [dict(column) for column, _ in classes]
    least = [len(figures) if strict else 0 for (_, strict), figures in classes.items()]
    table: list[Vector] = [
        {at: column[row] for at, column in enumerate(columns) if row in column}
        for row in range(len(rows))
    ]
    right = [-sum(value * least[at] for at, value in row.items()) for row in table]
    beyond = nonnegative(table, right)
    if beyond is None:
        return None
    out: dict[int, Number] = {}
    for at, ((_, strict), figures) in enumerate(classes.items()):
        for place, index in enumerate(figures):
            size = (1 if strict else 0) + (beyond.get(at, 0) if place == 0 else 0)
            out[index] = size * claims.signs[index]
    return out


_Alike = tuple[tuple[tuple[int, Number], ...], bool]


def _alike(rows: Sequence[Mapping[int, Number]], claims: Claims) -> dict[_Alike, list[int]]:
    columns: dict[int, list[tuple[int, Number]]] = {}
    for at, row in enumerate(rows):
        for index, value in row.items():
            columns.setdefault(index, []).append((at, value * claims.signs[index]))
    classes: dict[_Alike, list[int]] = {}
    for index in sorted(columns):
        alike = (tuple(columns[index]), index not in claims.named)
        classes.setdefault(alike, []).append(index)
    return classes
