"""Which rules the cases reach: only those of which a case would notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_case_shop import shop, tried, write

from crossfoot.report.cases.wording import said

SALE = "- case: one\n  measures: {Closing: {Cash: 1.00}, Dept Sales: {Grocery: 1.00}}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = shop(tmp_path_factory.mktemp("reached"))
    with (made / "rules.gl").open("a", encoding="utf-8") as rules:
        rules.write('differences up to 0.02 to "6300 · Petty Expenses"\n')
    return made


def reached(made: Path, text: str) -> list[str]:
    """Return the beginnings of the rules that are reached, in their order."""
    found = tried(write(made, text)).coverage
    assert found is not None
    rules = [each for each in found.rules if each not in found.unreached]
    return [" ".join(said(each).split(" ")[:3]) for each in rules]


@pytest.mark.parametrize(
    ("expected", "rules"),
    [
        ("entry: []", ["post Sales: Total", "post Tender Received"]),
        ("total: 1.00", ["post Sales: Total", "post Tender Received"]),
        ("entry includes: [{account: 4000, credit: 1}]", ["post Sales: Total"]),
        ("entry includes: [{account: 4000, credit: 2}]", ["post Sales: Total"]),
        ("entry includes: [{account: 4010, credit: 1}]", []),
        ("entry leaves out: 4010", []),
        ("no finding: XF502", []),
        ("finding: XF502", []),
    ],
)
def test_a_rule_that_books(made: Path, expected: str, rules: list[str]) -> None:
    assert reached(made, f"{SALE}  {expected}\n") == rules


def test_a_skip_is_reached_by_a_whole_entry_without_what_it_leaves_out(made: Path) -> None:
    commission = SALE.replace("Closing", "Dept Commission: {Grocery: 0.10}, Closing")
    assert "skip Commission because" in reached(made, f"{commission}  entry: []\n")
    assert "skip Commission because" not in reached(made, f"{commission}  total: 1.00\n")
    assert "skip Commission because" not in reached(made, f"{SALE}  entry: []\n")


def test_differences_are_reached_by_a_batch_that_is_a_little_off(made: Path) -> None:
    off = SALE.replace("Cash: 1.00", "Cash: 0.99")
    assert "differences up to" in reached(made, f"{off}  entry: []\n")


def test_bills_are_reached_by_a_bill(made: Path) -> None:
    order = '{number: A, supplier: B, created: "2026-03-02", total: 5.00}'
    ordered = f"{SALE}  purchase orders: [{order}]\n"
    assert reached(made, f"{ordered}  bills: [{{number: A}}]\n") == ['bills to "1200']
    assert reached(made, f"{ordered}  no finding: XF502\n") == []


def test_a_choice_of_cases_says_nothing_of_the_others(made: Path) -> None:
    write(made, f"{SALE}  entry: []\n")
    assert tried(made, "ONE").coverage is None


def test_a_rule_of_another_year_is_reached_by_a_case_of_that_year(made: Path) -> None:
    rules = (made / "rules.gl").read_text("utf-8")
    old = 'post Sales: Total credit "4000 · Sales"\n'
    new = old.replace("\n", " until 2026-06-30\n") + (
        'post Sales: Total credit "4010 · Grocery" from 2026-07-01\n'
    )
    (made / "rules.gl").write_text(rules.replace(old, new), "utf-8")
    at_first = reached(made, f"{SALE}  total: 1.00\n")
    later = reached(made, f"{SALE}  day: 2026-07-01\n  total: 1.00\n")
    (made / "rules.gl").write_text(rules, "utf-8")
    assert (at_first, later) == (
        ["post Sales: Total", "post Tender Received"],
        ["post Sales: Total", "post Tender Received"],
    )
    assert new not in rules
