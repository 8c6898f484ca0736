"""Whether non-negative numbers satisfy linear equations: the simplex method, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.proof.linear import add, scaled
from crossfoot.proof.linear import ratio as divided


def nonnegative(
    rows: Sequence[Mapping[int, Number]], right: Sequence[Number]
) -> dict[int, Number] | None:
    """Return numbers, none negative, with rows · numbers = right; None where there are none.

    The first phase of the simplex method. Bland's rule (always the first that will do) keeps it
    from going round in circles.
    """
    table = _Table(rows, right)
    while (column := table.entering()) is not None:
        table.pivot(table.leaving(column), column)
    return table.solution()


class _Table:
    """A simplex tableau whose goal is to make the artificial unknowns 0.

    Artificial unknowns are numbered -1, -2, …; `goal` is their sum in terms of the others.
    """

    def __init__(self, rows: Sequence[Mapping[int, Number]], right: Sequence[Number]) -> None:
        signs = [-1 if value < 0 else 1 for value in right]
        self.rows = [scaled(row, sign) for row, sign in zip(rows, signs, strict=True)]
        self.right = [value * sign for value, sign in zip(right, signs, strict=True)]
        self.basic = [-1 - at for at in range(len(rows))]
        self.goal: Vector = {}
        for row in self.rows:
            add(self.goal, row)

    def entering(self) -> int | None:
        """Return the first unknown that lessens the artificial ones, None at the optimum."""
        return min((at for at, value in self.goal.items() if value > 0), default=None)

    def leaving(self, column: int) -> int:
        """Return the row that limits how far an unknown can grow.

        INVARIANT: there is one for an entering unknown: its goal is the sum of rows that have it.
        """
        limits = [
            (divided(self.right[at], row[column]), self.basic[at], at)
            for at, row in enumerate(self.rows)
            if row.get(column, 0) > 0
        ]
        return min(limits)[2]

    def pivot(self, at: int, column: int) -> None:
        """Solve row `at` for `column` and put that into the others."""
        lead = self.rows[at][column]
        self.rows[at] = scaled(self.rows[at], divided(1, lead))
        self.right[at] = divided(self.right[at], lead)
        for other, row in enumerate(self.rows):
            factor = row.get(column, 0)
            if other != at and factor:
                add(row, self.rows[at], -factor)
                self.right[other] -= factor * self.right[at]
        add(self.goal, self.rows[at], -self.goal[column])
        self.basic[at] = column

    def solution(self) -> dict[int, Number] | None:
        """Return the unknowns that are not 0, or None while an artificial one is not 0."""
        pairs = list(zip(self.basic, self.right, strict=True))
        if any(value for unknown, value in pairs if unknown < 0):
            return None
        return {unknown: value for unknown, value in pairs if value}
