"""Turns of phrase: short lists in full, long ones with a number."""

from __future__ import annotations

from datetime import date

import pytest

from crossfoot.checks.support.wording import at_stores, called, for_members, listed, on_days


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("A", "`A`"),
        ("AB", "`A` and `B`"),
        ("ABCD", "`A`, `B`, `C` and `D`"),
        ("ABCDE", "`A`, `B`, `C` and 2 more"),
        ("ABCDEFGHIJKL", "`A`, `B`, `C` and 9 more"),
    ],
)
def test_a_list_names_four_at_most(names: str, text: str) -> None:
    assert listed(names) == text


def test_choices_are_joined_by_or() -> None:
    assert listed(["Tender Paid Out", "Cash Paid Out"], "or") == (
        "`Tender Paid Out` or `Cash Paid Out`"
    )


def test_many_stores_are_counted() -> None:
    assert at_stores(("East",)) == " at `East`"
    assert at_stores(tuple("ABCDEFGHIJKL")) == " in 12 stores: `A`, `B`, `C` and 9 more"
    assert at_stores(()) == for_members(()) == ""


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (None, None, ""),
        (date(2026, 7, 1), None, " from 2026-07-01"),
        (None, date(2026, 6, 30), " until 2026-06-30"),
        (date(2026, 7, 1), date(2026, 7, 31), " from 2026-07-01 until 2026-07-31"),
        (date(2026, 7, 1), date(2026, 7, 1), " on 2026-07-01"),
    ],
)
def test_days_are_told_where_they_are_bounded(
    first: date | None, last: date | None, text: str
) -> None:
    assert on_days(first, last) == text


def test_an_amount_is_called_as_rules_write_it() -> None:
    assert called("Closing", None) == "`Closing`"
    assert called("Closing", "Visa") == "`Closing: Visa`"
