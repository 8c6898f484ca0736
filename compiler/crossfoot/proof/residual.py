"""What is left of the net after the claims: as few groups of figures as can be.

Figures of one measure that the net and every claim treat alike form a *class*; a residual is
the same for all of a class, so a store with two thousand departments is a handful of classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossfoot.model.amounts import Measure, Number, plain
from crossfoot.model.figures import Figures, Vector
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import add, magnitude, ratio
from crossfoot.proof.result import Multiplier

_MOST_LINES = 120
"""Beyond so many lines two claims are improved one at a time: the crossings grow as the square."""

_ROUNDS = 12
"""How often all claims are gone through; each round is better, and three are usual."""

Factors = tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one measure that have one coefficient in a residual."""

    measure: Measure
    factor: Number
    figures: tuple[int, ...]


def groups_of(residual: Mapping[int, Number], figures: Figures) -> tuple[Group, ...]:
    """Return the groups of a residual, in the order of the figures."""
    found: dict[tuple[Measure, Number], list[int]] = {}
    for index in sorted(residual):
        found.setdefault((figures.all[index].measure, residual[index]), []).append(index)
    return tuple(Group(measure, factor, tuple(at)) for (measure, factor), at in found.items())


@dataclass(frozen=True, slots=True)
class _Class:
    """Figures that are alike: how many, what the net has of each, and each row."""

    measure: Measure | None
    """None for pinned figures: they never show in a residual, but their claims have a price."""
    net: Number
    row: tuple[tuple[int, Number], ...]
    is_lax: bool
    count: int

    def left(self, factors: Sequence[Number]) -> Number:
        """Return what is left of each figure when the rows are taken away so many times."""
        value = self.net
        for at, coefficient in self.row:
            if factors[at]:
                value -= factors[at] * coefficient
        return value


@dataclass(frozen=True, slots=True)
class Reduced:
    """The net as a sum of claims and a residual. `factors` is by claim."""

    residual: Vector
    factors: Vector


def reduced(net: Vector, claims: Claims, figures: Figures, lax: Collection[int] = ()) -> Reduced:
    """Return the net modulo the claims with the fewest groups, figures and uses of claims.

    Roundings are left over only where they must be, and do not count. Figures that are `lax`
    matter less: first the others' groups are to be few.
    """
    left, used = claims.basis.reduce(claims.unpinned(net))
    if left:
        left, used = claims.reported_basis.reduce(claims.as_reported(claims.unpinned(net)))
    if not left:
        return assembled(net, claims, used)
    bundle_of = _bundled(net, claims, figures)
    sizes = tuple(Counter(bundle_of).values())
    best = _best(_Problem(_classes(net, claims, figures, bundle_of, lax), sizes))
    rows = {at: best[bundle] for at, bundle in enumerate(bundle_of) if best[bundle]}
    return assembled(net, claims, rows)


def multipliers_of(found: Reduced, claims: Claims) -> tuple[Multiplier, ...]:
    """Return the claims that a net is made of, each with how often it is taken."""
    return tuple(Multiplier(claims.all[at], factor) for at, factor in found.factors.items())


def assembled(net: Vector, claims: Claims, rows: Vector) -> Reduced:
    """Return a net as the claims behind some rows, those of pinned figures, and what is left."""
    left = dict(net)
    factors: Vector = {}
    for at, factor in sorted(rows.items()):
        place = claims.row_of[at]
        factors[place] = plain(factor)
        add(left, claims.all[place].vector, -factor)
    for index in [index for index in left if index in claims.pinned]:
        place = claims.pinned[index]
        factors[place] = ratio(left.pop(index), claims.all[place].vector[index])
    residual = {index: plain(value) for index, value in sorted(left.items())}
    return Reduced(residual, dict(sorted(factors.items())))


def _bundled(net: Vector, claims: Claims, figures: Figures) -> tuple[int, ...]:
    """Return a number for each row, the same for the members of a claim that the net treats alike.

    Such rows are used equally often: what is best for one member is best for all of them.
    """
    numbers: dict[tuple[object, ...], int] = {}
    out: list[int] = []
    for place, row in zip(claims.row_of, claims.rows, strict=True):
        claim = claims.all[place]
        alike: tuple[object, ...] = (id(claim.source),)
        if claim.member is not None:
            shape = ((figures.all[at].measure.order, net.get(at, 0), row[at]) for at in row)
            alike = (id(claim.source), *sorted(shape))
        out.append(numbers.setdefault(alike, len(numbers)))
    return tuple(out)


def _classes(
    net: Vector,
    claims: Claims,
    figures: Figures,
    bundle_of: tuple[int, ...],
    lax: Collection[int],
) -> tuple[_Class, ...]:
    columns: dict[int, Vector] = {index: {} for index in claims.as_reported(net)}
    for bundle, place in zip(bundle_of, claims.row_of, strict=True):
        for index, value in claims.as_reported(claims.all[place].vector).items():
            add(columns.setdefault(index, {}), {bundle: value})
    counts: dict[tuple[Measure | None, Number, tuple[tuple[int, Number], ...], bool], int] = {}
    for index in sorted(columns):
        measure = None if index in claims.pinned else figures.all[index].measure
        alike = (measure, net.get(index, 0), tuple(columns[index].items()), index in lax)
        counts[alike] = counts.get(alike, 0) + 1
    return tuple(_Class(*alike, count) for alike, count in counts.items())


@dataclass(frozen=True, slots=True)
class _Problem:
    """Classes of figures, and how many rows each bundle of equal rows has."""

    classes: tuple[_Class, ...]
    sizes: tuple[int, ...]

    def price(self, factors: Factors) -> tuple[object, ...]:
        """Return what makes one residual better than another: smaller is better."""
        groups: set[tuple[Measure, Number]] = set()
        grave: set[tuple[Measure, Number]] = set()
        shown = 0
        uses: Number = 0
        for factor, size in zip(factors, self.sizes, strict=True):
            uses += magnitude(factor) * size
        for each in self.classes:
            left = each.left(factors)
            if not left:
                continue
            if each.measure is None:
                uses += magnitude(left) * each.count
            else:
                groups.add((each.measure, left))
                if not each.is_lax:
                    grave.add((each.measure, left))
                shown += each.count
        return (len(grave), len(groups), shown, uses, _in_file_order(factors))

    def breaks(self, factors: Factors, at: int) -> list[Number]:
        """Return the values of one factor at which a class vanishes or two become one group."""
        without = (*factors[:at], 0, *factors[at + 1 :])
        found: set[Number] = {0}
        by_measure: dict[Measure | None, dict[tuple[Number, Number], None]] = {}
        for each in self.classes:
            line = (each.left(without), dict(each.row).get(at, 0))
            by_measure.setdefault(each.measure, {})[line] = None
        for measure, lines in by_measure.items():
            found.update(ratio(left, slope) for left, slope in lines if slope)
            if measure is not None:
                found.update(_meetings(tuple(lines)))
        return sorted(found, key=lambda value: (magnitude(value), value < 0))


def _meetings(lines: Sequence[tuple[Number, Number]]) -> Iterator[Number]:
    for (left, slope), (left_too, slope_too) in combinations(lines, 2):
        if slope != slope_too:
            yield ratio(left - left_too, slope - slope_too)


def _in_file_order(factors: Factors) -> tuple[object, ...]:
    """Prefer to use earlier claims, and to add them rather than to take them away."""
    return tuple((factor == 0, factor < 0) for factor in factors)


def _best(problem: _Problem) -> Factors:
    if len(problem.sizes) == 2:
        lines = _lines(problem.classes)
        if len(lines) <= _MOST_LINES:
            return min(_crossings(lines), key=problem.price)
    best: Factors = (0,) * len(problem.sizes)
    price = problem.price(best)
    for _ in range(_ROUNDS):
        before = price
        for at in range(len(problem.sizes)):
            for value in problem.breaks(best, at):
                tried = (*best[:at], value, *best[at + 1 :])
                tried_price = problem.price(tried)
                if tried_price < price:
                    best, price = tried, tried_price
        if price == before:
            break
    return best


_Line = tuple[Number, Number, Number]
"""``a, b, c`` with a·x + b·y = c, scaled so that the first of a, b that is not 0 is 1."""


def _lines(classes: tuple[_Class, ...]) -> list[_Line]:
    """Return where, for two rows, a class vanishes, two become one group, or a factor is 0."""
    found: dict[_Line, None] = {(1, 0, 0): None, (0, 1, 0): None}
    planes = [(each.measure, dict(each.row), each.net) for each in classes]
    for measure, row, net in planes:
        _keep(found, row.get(0, 0), row.get(1, 0), net)
        for other, row_too, net_too in planes:
            if other is measure and measure is not None:
                a = row.get(0, 0) - row_too.get(0, 0)
                b = row.get(1, 0) - row_too.get(1, 0)
                _keep(found, a, b, net - net_too)
    return list(found)


def _keep(found: dict[_Line, None], a: Number, b: Number, c: Number) -> None:
    lead = a or b
    if lead:
        found[ratio(a, lead), ratio(b, lead), ratio(c, lead)] = None


def _crossings(lines: Sequence[_Line]) -> Iterator[Factors]:
    yield (0, 0)
    for (a, b, c), (d, e, f) in combinations(lines, 2):
        determinant = a * e - b * d
        if determinant:
            yield ratio(c * e - b * f, determinant), ratio(a * f - c * d, determinant)
