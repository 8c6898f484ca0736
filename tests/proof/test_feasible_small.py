"""Non-negative solutions of equations small enough to see through."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

from crossfoot.model.amounts import Number
from crossfoot.proof.feasible import nonnegative


def test_nothing_asked_is_nothing_found() -> None:
    assert nonnegative([], []) == {}
    assert nonnegative([{0: 1, 1: 2}], [0]) == {}


def test_one_number_is_what_the_equation_says() -> None:
    assert nonnegative([{4: 2}], [6]) == {4: 3}
    assert nonnegative([{4: -2}], [-6]) == {4: 3}
    assert nonnegative([{4: 2}], [-6]) is None
    assert nonnegative([{4: 2}], [Fraction(1, 2)]) == {4: Fraction(1, 4)}
    assert nonnegative([{4: 2}], [Fraction(-1, 2)]) is None


def test_an_equation_without_numbers_holds_only_for_zero() -> None:
    assert nonnegative([{}], [0]) == {}
    assert nonnegative([{}], [1]) is None
    assert nonnegative([{0: 1}, {}], [1, -1]) is None


def test_equations_that_say_the_same_are_no_hindrance() -> None:
    assert nonnegative([{0: 1, 1: 1}, {0: 2, 1: 2}, {1: 3}], [2, 4, 3]) == {0: 1, 1: 1}
    assert nonnegative([{0: 1, 1: 1}, {0: 2, 1: 2}], [2, 5]) is None


def test_the_first_number_that_will_do_is_taken() -> None:
    assert nonnegative([{0: 1, 1: 1}], [2]) == {0: 2}
    assert nonnegative([{0: 1, 1: 1}, {0: -1, 2: -1}], [2, -1]) == {0: 1, 1: 1}


def test_numbers_stay_exact() -> None:
    found = nonnegative([{0: 3, 1: 1}, {1: 7, 2: -1}], [1, -2])
    assert found == {0: Fraction(1, 3), 2: 2}
    assert all(isinstance(value, int | Fraction) for value in found.values())


def test_each_equation_has_a_right_side() -> None:
    with pytest.raises(ValueError, match="zip"):
        nonnegative([{0: 1}], [])
    with pytest.raises(ValueError, match="zip"):
        nonnegative([{0: 1}], [1, 2])


@pytest.mark.parametrize("seed", range(40))
def test_where_there_is_a_solution_one_is_found(seed: int) -> None:
    rng = random.Random(seed)
    count = rng.randint(2, 4)
    rows = [
        {at: rng.choice((1, 1, -1, 2, -3)) for at in range(5) if rng.random() < 0.7}
        for _ in range(count)
    ]
    meant = [rng.choice((0, 0, 1, 2, Fraction(3, 2))) for _ in range(5)]
    right: list[Number] = [sum(value * meant[at] for at, value in row.items()) for row in rows]
    found = nonnegative(rows, right)
    assert found is not None
    assert all(value > 0 for value in found.values())
    for row, wanted in zip(rows, right, strict=True):
        assert sum(value * found.get(at, 0) for at, value in row.items()) == wanted


@pytest.mark.parametrize("seed", range(40))
def test_where_none_is_found_there_is_none(seed: int) -> None:
    rng = random.Random(seed)
    rows = [{at: rng.choice((1, 2, -1)) for at in range(3)} for _ in range(2)]
    right: list[Number] = [rng.randint(-3, 3) for _ in rows]
    small = [
        tried
        for tried in product(range(7), repeat=3)
        if [sum(row[at] * tried[at] for at in range(3)) for row in rows] == right
    ]
    assert not small or nonnegative(rows, right) is not None
