"""The schema of files of cases, and what reads them, accept and refuse the same documents."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from rule_case_shop import HERE

from crossfoot import resources
from crossfoot.cases.reading import cases_of
from crossfoot.project.shape import misfits
from crossfoot.project.yaml import read_yaml
from crossfoot.source import Source
from ground import REPOSITORY

GOOD: list[Any] = [
    {
        "case": "a",
        "batch": "71",
        "store": "x",
        "entry": [{"account": "1", "debit": "5.00", "class": "c", "memo": "m"}],
        "total": "5",
        "bills": [
            {
                "number": "1",
                "supplier": "s",
                "created": "2026-01-01",
                "total": "5",
                "terms": "t",
                "account": "1",
            }
        ],
        "finding": "XF502",
        "no finding": ["XF503"],
    },
    {
        "case": "b",
        "day": "2026-01-01",
        "measures": {},
        "entry includes": [{"account": "1", "credit": "5.00"}],
        "entry leaves out": ["4"],
    },
]
ODD: tuple[Any, ...] = (
    None,
    "",
    " ",
    "x",
    "-1.5",
    "1.005",
    "1,000.00",
    "2026-02-30",
    "2026-01-31",
    [],
    [""],
    [None],
    [["x"]],
    {},
    {"x": "1"},
    {"account": "1"},
)


def spoiled(document: Any) -> Iterator[Any]:
    """Yield the document with each value replaced by each odd one, and each thing taken out.

    What is written as in a batch file has a schema of its own.
    """
    for path in (path for path in paths(document) if "measures" not in path):
        for odd in ODD:
            changed = copy.deepcopy(document)
            inside(changed, path[:-1])[path[-1]] = odd
            yield changed
        changed = copy.deepcopy(document)
        del inside(changed, path[:-1])[path[-1]]
        yield changed


def paths(document: Any) -> Iterator[tuple[Any, ...]]:
    keys = document if isinstance(document, dict) else range(len(document))
    for key in keys:
        yield (key,)
        if isinstance(document[key], dict | list):
            yield from ((key, *path) for path in paths(document[key]))


def inside(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


def test_what_the_schema_refuses_is_refused_in_its_words() -> None:
    refused = 0
    for document in (GOOD, *spoiled(GOOD)):
        source = Source("x.cases.yaml", json.dumps(document))
        node, _ = read_yaml(source)
        wanted = {fault.message for fault in misfits(node, "cases.schema.json", "a file of cases")}
        told = {finding.message for finding in cases_of(source, None).findings}
        assert wanted <= told, document
        vague = {each for each in told if each.startswith(("this should be", "a name or value"))}
        assert not vague, document
        refused += bool(wanted)
    assert refused > 200


def test_the_schema_is_one_that_editors_can_use() -> None:
    schema = json.loads(resources.grammar("cases.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    natural = [{"case": 7, "batch": 1043, "total": 5.5, "entry": [{"account": 4000, "debit": 5}]}]
    assert not list(Draft202012Validator(schema).iter_errors(natural))


def test_the_schema_takes_the_cases_that_are_kept() -> None:
    kept = [*HERE.glob("shop/*.cases.yaml"), *REPOSITORY.glob("examples/*/*.cases.yaml")]
    for path in (path for path in kept if not path.name.startswith("bad-batch-file")):
        node, _ = read_yaml(Source(path.name, path.read_text("utf-8")))
        assert misfits(node, "cases.schema.json", "a file of cases") == (), path
    assert len(kept) > 12
