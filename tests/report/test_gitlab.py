"""Findings as GitLab's code quality."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from report_cases import EXCLUDED, RULES, UNKNOWN, outcome, span

from crossfoot.codes import Severity
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.diagnostic import Diagnostic, Silenced, Silencer
from crossfoot.report.gitlab import render
from crossfoot.report.outcome import Outcome
from crossfoot.source import Source

# The fields of GitLab's "Code Quality report format", as its documentation has them.
VALIDATOR = jsonschema.Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1, "pattern": "^[^\n]+$"},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?!\\./).+$"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)


def items_of(*outcomes: Outcome) -> list[dict[str, Any]]:
    items = json.loads(render(outcomes))
    assert not list(VALIDATOR.iter_errors(items))
    return list(items)


def test_a_finding() -> None:
    (item,) = items_of(outcome(EXCLUDED))
    assert item.pop("fingerprint")
    assert item == {
        "description": "XF302 excluded-together: "
        "`Sales: Total` and `Dept Sales` post the same money",
        "check_name": "XF302",
        "severity": "critical",
        "location": {"path": "rules.gl", "lines": {"begin": 14, "end": 14}},
    }


def test_paths_count_from_the_root_of_the_repository() -> None:
    (item,) = items_of(replace(outcome(UNKNOWN), folder="./shops/main"))
    assert item["location"]["path"] == "shops/main/rules.gl"


@pytest.mark.parametrize(
    ("severity", "called"),
    [(Severity.ERROR, "critical"), (Severity.WARNING, "major"), (Severity.NOTE, "info")],
)
def test_severities_have_gitlabs_names(severity: Severity, called: str) -> None:
    assert items_of(outcome(replace(UNKNOWN, graded=severity)))[0]["severity"] == called


def test_no_two_fingerprints_are_alike() -> None:
    same = [Diagnostic(SYNTAX_ERROR, f"{n}", Source("r.gl", "x").whole()) for n in range(3)]
    items = items_of(
        outcome(UNKNOWN, EXCLUDED, UNKNOWN, *same), replace(outcome(UNKNOWN), folder="other")
    )
    assert len({item["fingerprint"] for item in items}) == 7


def test_fingerprints_stay_where_lines_move() -> None:
    moved = replace(UNKNOWN, at=span(Source("rules.gl", "#\n" + RULES.text), '"4000 · Sales"'))
    (one,), (other,) = items_of(outcome(UNKNOWN)), items_of(outcome(moved))
    assert one["fingerprint"] == other["fingerprint"]
    assert one["location"] != other["location"]


def test_what_is_silenced_is_left_out() -> None:
    silenced = Silenced(UNKNOWN, Silencer.ALLOW, "soon")
    assert items_of(replace(outcome(), silenced=(silenced,))) == []
