"""A decoder and its JSON Schema accept and refuse the same documents.

The decoder decides whether a file is used, the schema says what is wrong with it and guides
editors: were they to differ, a fault would be told in vague words or an editor would mislead.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from spoiled_documents import Plain, node, spoiled

from crossfoot import resources
from crossfoot.driver import check_rules
from crossfoot.posting.readers.documents import Reader
from crossfoot.project.accounts import chart
from crossfoot.project.company import company
from crossfoot.project.decode import Notes
from crossfoot.project.fault import Unfit
from crossfoot.project.nodes import Node
from crossfoot.project.shape import misfits

PROJECT: Plain = {
    "company": "Shop",
    "rules": ["rules.gl"],
    "chart": "chart.yaml",
    "starts": "2026-01-01",
    "closing date": "2025-12-31",
    "quickbooks": {"qbxml": "13.0"},
    "stores": [
        {
            "name": "East",
            "prefix": "E",
            "day ends": "04:00",
            "bank": "1000",
            "Tender": ["Cash", {"name": "Visa", "account": "1010"}],
        }
    ],
    "batches": "batches",
    "check": {
        "severity": {"XF508": "note", "dead-rule": "error", "XF510": "off"},
        "leave out": ["batches/2019/*", "old.gl"],
    },
}

CHART: Plain = {
    "accounts": [
        {
            "name": "Sales:Food",
            "number": "4010",
            "type": "Income",
            "special": "x",
            "active": "true",
            "currency": "Euro",
            "description": "d",
        }
    ],
    "currency": "Euro",
    "classes": ["East"],
    "vendors": [],
    "terms": None,
}

BATCH: Plain = {
    "store": "East",
    "batch": "1",
    "status": "open",
    "opened": "2026-01-31T10:00",
    "closed": "2026-01-31T11:00",
    "date": "2026-01-31",
    "accept": {"XF505": "why"},
    "measures": {"Closing": {"Cash": "1.00"}, "Vouchers Sold": "2", "Dropped": None},
    "purchase orders": [
        {
            "number": "1",
            "supplier": "Acme",
            "created": "2026-01-30",
            "total": "3",
            "terms": "Net 30",
            "kind": "standard",
        }
    ],
}


def is_company(read: Node) -> bool:
    return is_read(company, read)


def is_chart(read: Node) -> bool:
    return is_read(chart, read)


def is_read(decoder: Callable[[Node, Notes], object], read: Node) -> bool:
    notes = Notes()
    try:
        decoder(read, notes)
    except Unfit:
        return False
    return not notes.unfit


@pytest.fixture(scope="module")
def is_batch(examples: Path) -> Callable[[Node], bool]:
    ruleset = check_rules(examples / "two-stores").ruleset
    assert ruleset is not None

    def read(batch: Node) -> bool:
        notes = Notes()
        Reader(ruleset).read(batch, notes)
        return not notes.unfit

    return read


def compare(is_fit: Callable[[Node], bool], kind: str, document: Plain) -> bool:
    """Return whether a document is accepted; both must say the same."""
    read = node(document)
    told = misfits(read, f"{kind}.schema.json", f"the {kind}")
    assert is_fit(read) == (not told), (document, told)
    assert all(fault.message.isprintable() and fault.message for fault in told)
    return not told


def compare_all(is_fit: Callable[[Node], bool], kind: str, document: Plain) -> None:
    assert compare(is_fit, kind, document)
    once = list(spoiled(document))
    accepted = sum(compare(is_fit, kind, each) for each in once)
    assert 0 < accepted < len(once)
    chance = random.Random(kind)
    for each in chance.sample(once, 60):
        for twice in chance.sample(list(spoiled(each)), 20):
            compare(is_fit, kind, twice)


def test_of_the_project_file() -> None:
    compare_all(is_company, "project", PROJECT)


def test_of_the_chart() -> None:
    compare_all(is_chart, "chart", CHART)


def test_of_a_batch(is_batch: Callable[[Node], bool]) -> None:
    compare_all(is_batch, "batch", BATCH)


@pytest.mark.parametrize("kind", ["project", "chart", "batch"])
def test_a_schema_is_one_that_editors_can_use(kind: str) -> None:
    schema = json.loads(resources.grammar(f"{kind}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", ["project", "chart", "batch"])
def test_a_schema_takes_numbers_and_truths_as_editors_read_them(kind: str) -> None:
    schema = json.loads(resources.grammar(f"{kind}.schema.json").read_text(encoding="utf-8"))
    natural = {
        "project": {
            "company": 7,
            "rules": ["rules.gl"],
            "chart": "chart.yaml",
            "stores": [{"name": 12, "prefix": 3, "Tender": ["Cash", 10, False], "Tax": None}],
        },
        "chart": {
            "accounts": [{"name": "Sales", "number": 4000, "type": "Income", "active": True}]
        },
        "batch": {
            "store": 12,
            "batch": 1043,
            "status": "open",
            "measures": {"Closing": {"Cash": 812.4}, "Vouchers Sold": 5, "Dropped": None},
        },
    }
    assert not list(Draft202012Validator(schema).iter_errors(natural[kind]))
