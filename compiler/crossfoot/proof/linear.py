"""Exact linear algebra on sparse vectors: as much of it as a proof needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

from crossfoot.model.amounts import Number, plain
from crossfoot.model.figures import Vector


def ratio(over: Number, under: Number) -> Number:
    """Return the quotient, as an int where it is whole."""
    if isinstance(over, int) and isinstance(under, int):
        whole, rest = divmod(over, under)
        return whole if rest == 0 else Fraction(over, under)
    return plain(Fraction(over) / under)


def magnitude(value: Number) -> Number:
    """Return a number without its sign."""
    return -value if value < 0 else value


def add(total: Vector, vector: Mapping[int, Number], factor: Number = 1) -> None:
    """Add `factor` times `vector` to `total` in place, keeping no zero."""
    for index, value in vector.items():
        raised = total.get(index, 0) + factor * value
        if raised:
            total[index] = raised
        else:
            total.pop(index, None)


def scaled(vector: Mapping[int, Number], factor: Number) -> Vector:
    """Return `factor` times `vector`."""
    return {index: plain(factor * value) for index, value in vector.items()} if factor else {}


def dot(left: Mapping[int, Number], right: Mapping[int, Number]) -> Number:
    """Return the product of two vectors."""
    if len(left) > len(right):
        left, right = right, left
    return plain(sum(value * right[at] for at, value in left.items() if at in right))


def whole(vector: Mapping[int, Number]) -> dict[int, int]:
    """Return the smallest whole-number vector of the same direction."""
    under = lcm(*(value.denominator for value in vector.values()))
    raised = {index: int(value * under) for index, value in vector.items()}
    shared = gcd(*raised.values()) or 1
    return {index: value // shared for index, value in raised.items()}


class Basis:
    """A basis of the space that some rows span, in reduced echelon form.

    INVARIANT: each row is 1 at its pivot, where every other row is 0. `made` says how a row
    is made of the rows that were given. A row has its pivot at one of `late` only when all of
    it lies there; so these rows span what the space has in common with the `late` alone.
    """

    def __init__(self, rows: Sequence[Mapping[int, Number]], late: Collection[int] = ()) -> None:
        self.rows: dict[int, Vector] = {}
        self.made: dict[int, Vector] = {}
        self._uses = _counted(rows)
        self._late = late
        for place, row in enumerate(rows):
            self._take(place, row)

    def reduce(self, vector: Mapping[int, Number]) -> tuple[Vector, Vector]:
        """Return what is left of a vector modulo the space, and the given rows it is short of.

        The vector is what is left plus the sum of the given rows so many times; nothing is
        left if and only if it lies in the space.
        """
        left, used = dict(vector), Vector()
        for pivot in [index for index in vector if index in self.rows]:
            factor = left[pivot]
            add(left, self.rows[pivot], -factor)
            add(used, self.made[pivot], factor)
        return left, used

    def __contains__(self, vector: Mapping[int, Number]) -> bool:
        """Whether a vector lies in the space."""
        return not self.reduce(vector)[0]

    def _take(self, place: int, row: Mapping[int, Number]) -> None:
        left, used = self.reduce(row)
        if not left:
            return
        # A figure that no other given row has can be in no row of the basis: nothing to clear.
        own = {index for index in left if index in row and self._uses[index] == 1}
        pivot = min(left, key=lambda index: (index in self._late, index not in own, index))
        factor = ratio(1, left[pivot])
        left, made = scaled(left, factor), scaled(used, -factor)
        add(made, {place: factor})
        if pivot not in own:
            self._clear(pivot, left, made)
        self.rows[pivot], self.made[pivot] = left, made

    def _clear(self, pivot: int, row: Vector, made: Vector) -> None:
        """Make the other rows 0 at a new pivot."""
        for other, earlier in self.rows.items():
            factor = earlier.get(pivot)
            if factor:
                add(earlier, row, -factor)
                add(self.made[other], made, -factor)


def _counted(rows: Iterable[Mapping[int, Number]]) -> dict[int, int]:
    """Return in how many rows an index occurs: a pivot that no other row has costs nothing."""
    uses: dict[int, int] = {}
    for row in rows:
        for index in row:
            uses[index] = uses.get(index, 0) + 1
    return uses
