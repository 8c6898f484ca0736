"""Why a figure can only be 0: the sum of claims that says so, multiplied out."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from crossfoot.model.figures import Vector
from crossfoot.proof.forcing import forcing
from crossfoot.proof.linear import Basis, add
from crossfoot.proof.signs import forced

COUNT = 4


def case(seed: int) -> tuple[list[Vector], dict[int, int]]:
    """Return a few claims over a few figures, most of which have a sign."""
    rng = random.Random(seed)
    rows: list[Vector] = [
        {
            at: rng.choice((1, 1, -1, -1, 2, Fraction(1, 2)))
            for at in range(COUNT)
            if rng.random() < 0.7
        }
        for _ in range(rng.randint(1, 3))
    ]
    free = rng.choice((0, 0, 1))
    return [row for row in rows if row], {at: rng.choice((1, -1)) for at in range(free, COUNT)}


def summed(rows: list[Vector], taken: Vector) -> Vector:
    total: Vector = {}
    for place, times in taken.items():
        add(total, rows[place], times)
    return total


@pytest.mark.parametrize("seed", range(100))
def test_the_sum_pulls_one_way_and_is_there_for_every_forced_figure(seed: int) -> None:
    rows, signs = case(seed)
    found = forced(Basis(rows, signs), signs)
    for index in sorted({at for row in rows for at in row}):
        taken = forcing(index, rows, signs)
        if index in signs:
            assert (taken is not None) == (index in found)
        if taken is not None:
            total = summed(rows, taken)
            assert total.pop(index) == signs.get(index, 1)
            assert all(value * signs.get(at, 0) > 0 for at, value in total.items())
            assert not total or index in signs


def test_the_cases_are_of_both_kinds() -> None:
    sums = [forcing(at, *case(seed)) for seed in range(100) for at in range(1, COUNT)]
    assert sum(taken is None for taken in sums) > 50
    assert sum(taken is not None and len(taken) > 1 for taken in sums) > 20


def test_a_claim_of_one_figure_is_enough() -> None:
    assert forcing(3, [{3: 2}], {}) == {0: Fraction(1, 2)}
    assert forcing(3, [{3: -2}], {3: -1}) == {0: Fraction(1, 2)}


def test_a_figure_without_a_sign_is_forced_by_equations_alone() -> None:
    rows: list[Vector] = [{0: 1, 1: 1}, {0: 1, 1: 2}]
    assert forcing(1, rows, {}) == {0: -1, 1: 1}
    assert forcing(1, rows[:1], {0: 1}) is None
    assert forcing(1, rows[:1], {0: 1, 1: 1}) == {0: 1}
