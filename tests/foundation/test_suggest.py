"""Did you mean: what is near, and what is not."""

from __future__ import annotations

import pytest

from crossfoot.suggest import did_you_mean, nearest

ACCOUNTS = ["1000", "1020", "1000 · Checking", "4000 · Sales", "4010 · Sales:Food", "Sales"]


@pytest.mark.parametrize(
    ("wanted", "known", "near"),
    [
        ("Viza", ["Cash", "Visa"], "Visa"),
        ("VISA", ["Cash", "Visa"], "Visa"),
        ("Csah", ["Cash", "Check"], "Cash"),
        ("Total: Sales", ["Sales: Tax", "Sales: Total"], "Sales: Total"),
        ("Funds Undeposited", ["Undeposited Funds", "Other"], "Undeposited Funds"),
        ("4000 · Sale", ACCOUNTS, "4000 · Sales"),
        ("1002", ACCOUNTS, "1020"),
        ("1001", ACCOUNTS, "1000"),
        ("402", ["4020", "4800"], "4020"),
        ("9999", ACCOUNTS, None),
        ("Gift Card", ["Cash", "Visa"], None),
        ("", ["Cash"], None),
        ("Cash", [], None),
    ],
)
def test_the_nearest_is_found_or_nothing(wanted: str, known: list[str], near: str | None) -> None:
    assert nearest(wanted, known) == near


def test_a_tie_goes_to_the_name_that_sorts_first_whatever_the_order() -> None:
    assert nearest("Tax 9", ["Tax 2", "Tax 1"]) == nearest("Tax 9", ["Tax 1", "Tax 2"]) == "Tax 1"


def test_the_help_line_quotes_the_name() -> None:
    assert did_you_mean("Viza", ["Visa"]) == "did you mean `Visa`?"
    assert did_you_mean("Viza", ["Cash"]) is None
