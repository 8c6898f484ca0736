"""Vectors and bases: what they keep and what they leave out."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.proof.linear import Basis, add, dot, magnitude, scaled, whole


def test_no_zero_is_kept() -> None:
    assert scaled({0: 1, 1: Fraction(1, 2)}, 0) == {}
    total: dict[int, int | Fraction] = {0: 2, 1: 1}
    add(total, {0: 1, 1: 1, 2: 3}, -2)
    assert total == {1: -1, 2: -6}


def test_what_is_whole_is_an_int() -> None:
    assert isinstance(scaled({0: Fraction(1, 2)}, 4)[0], int)
    assert scaled({0: Fraction(1, 2)}, 3) == {0: Fraction(3, 2)}
    assert isinstance(dot({0: Fraction(1, 2)}, {0: 2, 1: 1}), int)


def test_a_product_is_the_same_either_way() -> None:
    short, long = {1: 2, 5: 7}, {0: 9, 1: 3, 2: 9}
    assert dot(short, long) == dot(long, short) == 6
    assert dot({}, long) == 0


def test_a_size_has_no_sign() -> None:
    assert [magnitude(value) for value in (-3, 0, Fraction(-1, 2), 2)] == [3, 0, Fraction(1, 2), 2]


def test_nothing_has_no_direction() -> None:
    assert whole({}) == {}
    assert whole({0: Fraction(-4, 3)}) == {0: -1}


def test_a_figure_that_no_other_row_has_is_the_pivot_and_changes_no_row() -> None:
    rows = [{0: 1, 1: 1}, {0: 1, 2: 1}]
    basis = Basis(rows)
    assert basis.rows == {1: rows[0], 2: rows[1]}
    assert basis.made == {1: {0: 1}, 2: {1: 1}}


def test_a_late_figure_is_the_pivot_only_where_the_whole_row_is_late() -> None:
    assert list(Basis([{0: 1, 1: 1}], late={0}).rows) == [1]
    assert list(Basis([{0: 1, 1: 1}], late={0, 1}).rows) == [0]


def test_rows_that_say_the_same_are_one() -> None:
    basis = Basis([{0: 1, 1: 2}, {0: 2, 1: 4}])
    assert basis.rows == {0: {0: 1, 1: 2}}
    assert {0: 3, 1: 6} in basis
    assert {0: 3, 1: 5} not in basis
    assert basis.reduce({0: 3, 1: 5}) == ({1: -1}, {0: 3})
