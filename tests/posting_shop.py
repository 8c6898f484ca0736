"""A small company to post for: its rules are resolved and proved, its batches made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from crossfoot.checks import checked, run_checks
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.chart import Account, Chart
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Member, Project, Store
from crossfoot.money import cents
from crossfoot.plan import Plan
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Draft
from crossfoot.proof.prove import prove
from crossfoot.resolve import resolve
from crossfoot.source import Source, Span
from crossfoot.syntax.parse import parse

MODEL = """\
dimension Tender
dimension Department
measure Opening, Closing by Tender
measure Dropped by Tender, never positive
measure Over, Short by Tender, never negative
measure Dept Sales, Dept Cost by Department
measure Vouchers Sold
Tender Received = Closing - Opening - Dropped
Tender Over/Short = Over - Short
Tender Over/Short corrects Closing
Cash Dropped = -sum of Dropped
Sales: Total = sum of Dept Sales
Stock Used = sum of Dept Cost
Taken = sum of Tender Received - sum of Tender Over/Short
Due = Sales: Total + Vouchers Sold
always Taken = Due
"""

RULES = """\
post Tender Received debit "1010 · Funds"
post Cash Dropped debit "1000 · Checking" credit "1010 · Funds"
post Tender Over/Short credit "8000 · Over"
post Dept Sales credit "4000 · Sales:{Department}"
post Stock Used debit "5000 · Cost" credit "1200 · Stock"
never Vouchers Sold because "we sell none"
default memo "Batch {batch}"
"""
"""Balanced; `line` numbers count from 1 in tests that point into it."""

PROJECT_FILE = Source("crossfoot.yaml", "company: Shop\nclosed\nstores\n")
BATCH_FILE = Source("batches/1.yaml", "".join(f"line {number}\n" for number in range(1, 60)))


def account(name: str, number: str | None = None, kind: str = "Bank") -> Account:
    return Account(name, number, kind, None, True, None, PROJECT_FILE.whole())


def chart(*more: Account) -> Chart:
    accounts = (
        account("Checking", "1000"),
        account("Funds", "1010", "OtherCurrentAsset"),
        account("Stock", "1200", "OtherCurrentAsset"),
        account("Sales", "4000", "Income"),
        account("Sales:Food", "4010", "Income"),
        account("Sales:Toys", "4020", "Income"),
        account("Cost", "5000", "CostOfGoodsSold"),
        account("Over", "8000", "OtherIncome"),
        *more,
    )
    return Chart(accounts, PROJECT_FILE.whole())


def store(name: str = "Main", prefix: str = "M", **attributes: str) -> Store:
    """Return a store with two tenders and two departments."""
    names = {"tender": ("Cash", "Visa"), "department": ("Food", "Toys")}
    members = {
        dimension: tuple(Member(each, {}, PROJECT_FILE.whole()) for each in listed)
        for dimension, listed in names.items()
    }
    return Store(name, prefix, timedelta(), members, attributes, PROJECT_FILE.whole())


def ruleset(rules: str = RULES, *stores: Store, model: str = MODEL, **project: Any) -> Ruleset:
    """Return rules that are well formed and name what exists, proved or not."""
    company = Project(
        root=Path(),
        company="Shop",
        rules=(),
        chart=chart(),
        stores=stores or (store(),),
        source=PROJECT_FILE,
    )
    files = []
    for name, text in (("model.gl", model), ("rules.gl", rules)):
        file, faults = parse(Source(name, text))
        assert not faults, faults
        files.append((file, name == "model.gl"))
    found, faults = resolve(replace(company, **project), files)
    assert not faults, faults
    return found


def plan(rules: Ruleset) -> Plan:
    """Return the plan of rules that are right."""
    proofs = prove(rules)
    faults: tuple[Diagnostic, ...] = run_checks(rules, proofs)
    proved = checked(rules, proofs, faults)
    assert proved is not None, faults
    return Plan(proved, Draft(rules))


A_DAY: Mapping[str, str] = {
    "Opening: Cash": "100.00",
    "Closing: Cash": "150.00",
    "Closing: Visa": "30.25",
    "Dropped: Cash": "-20.00",
    "Over: Cash": "0.25",
    "Dept Sales: Food": "60.00",
    "Dept Sales: Toys": "40.00",
    "Dept Cost: Food": "35.50",
}
"""Received 70.00 in cash and 30.25 by card, 0.25 of it too much; 100.00 sold."""


def batch(
    rules: Ruleset,
    figures: Mapping[str, str] = A_DAY,
    number: str = "1",
    day: date = date(2026, 3, 2),
    at: Store | None = None,
    **changes: Any,
) -> Batch:
    """Return a closed batch of the first store, or of store `at`, that reports `figures`."""
    where = at or rules.project.stores[0]
    all_figures = rules.figures[where.name]
    index = {key(figure.label): figure.index for figure in all_figures.reported}
    amounts = [0] * len(all_figures.reported)
    for label, amount in figures.items():
        amounts[index[key(label)]] = cents(amount)
    reported = frozenset(index[key(label)] for label in figures)

    def place(figure: int | None) -> Span:
        """Line 1 for the batch, and a line for each figure that is reported."""
        line = figure + 2 if figure is not None and figure in reported else 1
        start = sum(len(f"line {before}\n") for before in range(1, line))
        return Span(BATCH_FILE, start, start + 4)

    made = Batch(
        store=where,
        number=number,
        is_closed=True,
        opened=None,
        closed=datetime(day.year, day.month, day.day, 21, 10),
        day=day,
        figures=all_figures,
        cents=amounts,
        reported=reported,
        accept={},
        orders=(),
        place=place,
    )
    return replace(made, **changes)


def without(*labels: str, **more: str) -> dict[str, str]:
    """Return the figures of a day but for some."""
    return {label: amount for label, amount in A_DAY.items() if label not in labels} | more
