"""A small company to resolve rules against, made by hand."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.chart import Account, Chart
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Member, Project, Store
from crossfoot.resolve import resolve
from crossfoot.source import Source
from crossfoot.syntax.parse import parse

MODEL = """\
dimension Tender
dimension Tax
dimension Department
measure Closing, Opening by Tender
measure Dropped, Paid by Tender, never positive
measure Over, Short by Tender, never negative
measure Dept Sales by Department
measure Tax Collected by Tax
measure Layaway: Paid
Tender Received = Closing - Opening - Dropped - Paid
Tender Over/Short = Over - Short
Cash Dropped = -sum of Dropped
Sales: Total = sum of Dept Sales
[Sales: Total + Tax] = Sales: Total + sum of Tax Collected
Tax Collected: Total = sum of Tax Collected
"""

PROJECT = Source("crossfoot.yaml", "Cash Check Visa GST PST Grocery Liquor Tobacco")


def store(
    name: str,
    tenders: str = "Cash Check Visa",
    taxes: str = "GST PST",
    departments: str = "Grocery Liquor",
    **attributes: str,
) -> Store:
    """Return a store; the department Liquor has an account of its own."""
    at = PROJECT.whole()
    members = {
        key(dimension): tuple(
            Member(each, {"account": "4020 · Liquor"} if each == "Liquor" else {}, at)
            for each in names.split()
        )
        for dimension, names in {
            "Tender": tenders,
            "Tax": taxes,
            "Department": departments,
        }.items()
    }
    return Store(name, name[0], timedelta(), members, attributes, at)


def account(name: str, number: str | None, kind: str) -> Account:
    """Return an active account in home currency."""
    return Account(name, number, kind, None, True, None, PROJECT.whole())


CHART = Chart(
    (
        account("Checking", "1000", "Bank"),
        account("Undeposited Funds", "1010", "OtherCurrentAsset"),
        account("Taxes", "2200", "OtherCurrentLiability"),
        account("Taxes:GST", "2210", "OtherCurrentLiability"),
        account("Taxes:PST", "2220", "OtherCurrentLiability"),
        account("Sales", "4000", "Income"),
        account("Sales:Food", "4010", "Income"),
        account("Liquor", "4020", "Income"),
    ),
    PROJECT.whole(),
)


def project(*stores: Store) -> Project:
    """Return a company with the given stores, or with one."""
    return Project(
        Path(), "Shop", (), CHART, stores or (store("Main Street"),), PROJECT, dimensions={}
    )


def resolved(
    rules: str, *stores: Store, model: str = MODEL
) -> tuple[Ruleset, tuple[Diagnostic, ...]]:
    """Parse and resolve `rules` over the model; the rules must be well formed."""
    model_file, faults = parse(Source("model.gl", model))
    rule_file, more = parse(Source("rules.gl", rules))
    assert not faults
    assert not more
    return resolve(project(*stores), [(model_file, True), (rule_file, False)])
