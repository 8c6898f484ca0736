"""The algebra by itself: bases, and non-negative solutions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from crossfoot.proof.feasible import nonnegative
from crossfoot.proof.linear import Basis, add, dot, ratio, whole

coefficients = st.integers(-3, 3)
vectors = st.dictionaries(st.integers(0, 7), coefficients.filter(bool), max_size=5)


def combined(rows: list[dict[int, int]], factors: dict[int, int | Fraction]) -> dict[int, Fraction]:
    total: dict[int, Fraction] = {}
    for place, factor in factors.items():
        for index, value in rows[place].items():
            total[index] = total.get(index, Fraction()) + Fraction(factor) * value
    return {index: value for index, value in total.items() if value}


@given(st.lists(vectors, max_size=6), vectors, st.sets(st.integers(0, 7)))
def test_a_vector_is_what_is_left_and_the_rows_used(
    rows: list[dict[int, int]], vector: dict[int, int], late: set[int]
) -> None:
    basis = Basis(rows, late)
    left, used = basis.reduce(vector)
    total = combined(rows, used)
    for index, value in left.items():
        total[index] = total.get(index, Fraction()) + value
    assert {index: value for index, value in total.items() if value} == vector
    assert not any(index in basis.rows for index in left)


@given(st.lists(vectors, max_size=6), st.sets(st.integers(0, 7)))
def test_a_basis_is_reduced(rows: list[dict[int, int]], late: set[int]) -> None:
    basis = Basis(rows, late)
    for pivot, row in basis.rows.items():
        assert row[pivot] == 1
        assert set(row) & basis.rows.keys() == {pivot}
        assert combined(rows, basis.made[pivot]) == row
        assert pivot not in late or set(row) <= late
    assert all(row in basis for row in rows)


@given(st.lists(vectors, max_size=6), st.lists(coefficients, min_size=6, max_size=6))
def test_every_sum_of_rows_is_in_the_space(rows: list[dict[int, int]], factors: list[int]) -> None:
    total: dict[int, int | Fraction] = {}
    for row, factor in zip(rows, factors, strict=False):
        add(total, row, factor)
    assert total in Basis(rows)


small = st.lists(st.lists(st.integers(-2, 2), min_size=3, max_size=3), min_size=1, max_size=3)


@given(small, st.lists(st.integers(-2, 2), min_size=3, max_size=3))
def test_a_solution_is_one_and_is_found_where_there_is_a_small_one(
    rows: list[list[int]], right: list[int]
) -> None:
    sparse = [{at: value for at, value in enumerate(row) if value} for row in rows]
    found = nonnegative(sparse, right[: len(rows)])
    if found is None:
        for tried in product(range(5), repeat=3):
            sums = [sum(a * b for a, b in zip(row, tried, strict=True)) for row in rows]
            assert sums != right[: len(rows)]
    else:
        assert all(value >= 0 for value in found.values())
        for row, wanted in zip(sparse, right, strict=False):
            assert dot(row, found) == wanted


def test_a_quotient_is_whole_where_it_can_be() -> None:
    assert isinstance(ratio(6, -3), int)
    assert ratio(1, 3) == Fraction(1, 3)
    assert isinstance(ratio(Fraction(2, 3), Fraction(1, 3)), int)


def test_a_direction_in_whole_numbers() -> None:
    assert whole({0: Fraction(1, 2), 1: Fraction(-1, 3)}) == {0: 3, 1: -2}
    assert whole({0: 4, 1: 6}) == {0: 2, 1: 3}
    assert whole({}) == {}
