"""Money is exact, and read only in one way."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.money import NotAnAmount, cents, divided, dollars, grouped


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_what_is_written_reads_back(amount: int) -> None:
    assert cents(dollars(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12.5", 1250), ("+3", 300), ("-0.05", -5), ("007.10", 710), ("1.2300", 123), ("-0", 0)],
)
def test_plain_decimals_are_read(text: str, amount: int) -> None:
    assert cents(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", "1.234", "1,000.00", "$5", "1e3", ".5", "5.", "--1", "1 000"),
        *("٣", "nan", "0x10", "1_0", "99999999999999", "5\n"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        cents(text)


@given(st.fractions(-10, 10, max_denominator=50))
def test_halves_are_rounded_away_from_zero(amount: Fraction) -> None:
    whole = divided(amount.numerator, amount.denominator)
    assert abs(whole - amount) <= Fraction(1, 2)
    assert divided(-amount.numerator, amount.denominator) == -whole
    if abs(whole - amount) == Fraction(1, 2):
        assert abs(whole) > abs(amount)


def test_people_see_thousands() -> None:
    assert (grouped(-123456789), grouped(5)) == ("-1,234,567.89", "0.05")
