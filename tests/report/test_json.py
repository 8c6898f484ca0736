"""The report that programs read, and its schema."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import jsonschema
import pytest
from report_cases import EAST, EXCLUDED, MAIN, UNKNOWN, outcome, proved, refuted

from crossfoot import resources
from crossfoot.diagnostic import Edit, Fix, Silenced, Silencer
from crossfoot.report.json import render
from crossfoot.report.outcome import Outcome

SCHEMA = json.loads(resources.grammar("check.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    VALIDATOR.check_schema(SCHEMA)


def test_a_finding() -> None:
    report = json.loads(render([outcome(EXCLUDED)]))
    assert report["version"] == 1
    assert report["summary"] == {"errors": 1, "warnings": 0, "notes": 0}
    assert report["diagnostics"] == [
        {
            "code": "XF302",
            "name": "excluded-together",
            "severity": "error",
            "message": "`Sales: Total` and `Dept Sales` post the same money",
            "path": "rules.gl",
            "range": {"start": {"line": 14, "column": 6}, "end": {"line": 14, "column": 18}},
            "related": [
                {
                    "path": "rules.gl",
                    "range": {
                        "start": {"line": 14, "column": 6},
                        "end": {"line": 14, "column": 18},
                    },
                    "message": "this is the sum of Dept Sales",
                },
                {
                    "path": "rules.gl",
                    "range": {
                        "start": {"line": 17, "column": 6},
                        "end": {"line": 17, "column": 16},
                    },
                    "message": "which is posted here",
                },
            ],
            "help": "keep the total or the departments, not both",
        }
    ]


def test_help_may_be_missing() -> None:
    (finding,) = json.loads(render([outcome(UNKNOWN)]))["diagnostics"]
    assert finding["help"] is None
    assert finding["related"] == []


def test_a_fix_is_told_where_there_is_one() -> None:
    fix = Fix("write `4000`", (Edit(UNKNOWN.at, '"4000"'),), is_safe=False)
    plain, mended = json.loads(render([outcome(UNKNOWN, replace(UNKNOWN, fix=fix))]))["diagnostics"]
    assert mended.pop("fix") == {
        "what": "write `4000`",
        "safe": False,
        "edits": [{"path": "rules.gl", "range": plain["range"], "text": '"4000"'}],
    }
    assert mended == plain


def test_what_is_silenced_is_told_apart() -> None:
    silenced = Silenced(EXCLUDED, Silencer.ALLOW, "on purpose")
    report = json.loads(render([replace(outcome(UNKNOWN), silenced=(silenced,))]))
    assert report["summary"]["errors"] == 1
    (told,) = report["silenced"]
    assert (told["by"], told["because"]) == ("allow", "on purpose")
    assert [told["diagnostic"]] == json.loads(render([outcome(EXCLUDED)]))["diagnostics"]
    assert "silenced" not in json.loads(render([outcome(UNKNOWN)]))


def test_a_refuted_proof_comes_with_its_batch() -> None:
    (proof,) = json.loads(render([outcome(proofs=(refuted(MAIN, factor=Fraction(1, 3)),))]))[
        "proofs"
    ]
    assert proof == {
        "store": "Main Street",
        "from": None,
        "until": None,
        "verdict": "refuted",
        "residual": {"Dropped: Cash": "1/3", "Layaway: Paid": "-2"},
        "counterexample": {
            "measures": {
                "Opening": {"Cash": "10.00"},
                "Dropped": {"Cash": "-10.00"},
                "Layaway: Paid": "2.50",
            },
            "debits": "10.00",
            "credits": "20.00",
        },
    }


def test_one_item_a_store_and_period() -> None:
    june, july = date(2026, 6, 30), date(2026, 7, 1)
    proofs = (proved(EAST, first=july), proved(MAIN, EAST, last=june), proved(MAIN, first=july))
    items = json.loads(render([outcome(proofs=proofs)]))["proofs"]
    assert [(item["store"], item["from"], item["until"]) for item in items] == [
        ("Main Street", None, "2026-06-30"),
        ("Main Street", "2026-07-01", None),
        ("East", None, "2026-06-30"),
        ("East", "2026-07-01", None),
    ]
    assert all(item["residual"] == {} for item in items)
    assert all(item["counterexample"] is None for item in items)


@pytest.mark.parametrize(
    "case",
    [
        outcome(),
        outcome(EXCLUDED, UNKNOWN, proofs=(refuted(MAIN), proved(EAST))),
        outcome(proofs=(refuted(MAIN, EAST, factor=Fraction(-7, 3)),)),
        Outcome(None, None, (), (UNKNOWN,)),
        outcome(replace(UNKNOWN, fix=Fix("cut", (Edit(UNKNOWN.at, ""),)))),
        replace(outcome(), silenced=(Silenced(UNKNOWN, Silencer.PROJECT_FILE, ""),)),
    ],
)
def test_every_report_keeps_the_schema(case: Outcome) -> None:
    assert not list(VALIDATOR.iter_errors(json.loads(render([case]))))
    assert not list(VALIDATOR.iter_errors(json.loads(render([case, case]))))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], 2),
        (["diagnostics", 0, "code"], "XF9"),
        (["diagnostics", 0, "severity"], "fatal"),
        (["diagnostics", 0, "help"], 3),
        (["diagnostics", 0, "range", "start", "line"], 0),
        (["diagnostics", 0, "path"], "C:\\rules.gl"),
        (["proofs", 0, "verdict"], "maybe"),
        (["proofs", 0, "residual"], {"Dropped: Cash": 1}),
        (["proofs", 0, "counterexample", "debits"], 10.0),
        (["proofs", 0, "from"], "July"),
    ],
)
def test_the_schema_refuses(path: list[str | int], value: object) -> None:
    report = json.loads(render([outcome(EXCLUDED, proofs=(refuted(MAIN),))]))
    target = report
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert list(VALIDATOR.iter_errors(report))


def test_letters_stay_letters() -> None:
    assert "4000 · Sales" in render([outcome(UNKNOWN)])
