"""How an account is found by what an accountant writes."""

from __future__ import annotations

import pytest

from crossfoot.model.chart import Account, Chart, NoSuchAccount
from crossfoot.source import Source

AT = Source("chart.yaml", "").whole()


def account(name: str, number: str | None = None) -> Account:
    return Account(name, number, "Income", None, True, None, AT)


CHART = Chart(
    (
        account("Sales", "4000"),
        account("Sales:Food", "4010"),
        account("Sales:Food:Deli", "4011"),
        account("Other"),
        account("Other:Food", "4910"),
        account("Till - Front", "1015"),
        account("Taxes", "2200"),
        account("Taxes:GST"),
    ),
    AT,
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sales", "Sales"),
        ("sales:FOOD", "Sales:Food"),
        ("4010", "Sales:Food"),
        ("4000 · Sales", "Sales"),
        ("4000 · Sales:4010 · Food", "Sales:Food"),
        ("4000 · Sales:Food", "Sales:Food"),
        ("Sales:4010 · Food", "Sales:Food"),
        ("4010 · Food", "Sales:Food"),
        ("4910 · Food", "Other:Food"),
        ("4011 · Deli", "Sales:Food:Deli"),
        ("4010 · Food:4011 · Deli", "Sales:Food:Deli"),
        ("4010 · Food:Deli", "Sales:Food:Deli"),
        ("4000 - Sales", "Sales"),
        ("Till - Front", "Till - Front"),
        ("1015 · Till - Front", "Till - Front"),
        ("2200 · Taxes:GST", "Taxes:GST"),
    ],
)
def test_found(written: str, name: str) -> None:
    assert CHART.find(written).name == name


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("Sale", "is not in the chart of accounts"),
        ("Food", "is not in the chart of accounts"),
        ("9999", "is not in the chart of accounts"),
        ("4001 · Sales", "does not fit the chart: `Sales` has number 4000, not 4001"),
        (
            "4000 · Sales:4011 · Food",
            "does not fit the chart: `Sales:Food` has number 4010, not 4011",
        ),
        ("4020 · Other", "does not fit the chart: `Other` has no number, not 4020"),
    ],
)
def test_not_found(written: str, message: str) -> None:
    with pytest.raises(NoSuchAccount, match=f"^{message}$"):
        CHART.find(written)


def test_a_number_twice_is_told_with_both_names() -> None:
    twice = Chart((account("A", "1"), account("B", "1")), AT)
    with pytest.raises(NoSuchAccount, match="could be `1 · A`, `1 · B`"):
        twice.find("1")
