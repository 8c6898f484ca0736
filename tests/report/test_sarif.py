"""Findings in SARIF: against the schema of the standard, and what each part says."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_cases import EAST, EXCLUDED, MAIN, RULES, UNKNOWN, outcome, proved, refuted, span

from crossfoot import __version__
from crossfoot.codes import Code, Severity
from crossfoot.codes.all import ALL
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.diagnostic import Diagnostic, Edit, Fix, Silenced, Silencer
from crossfoot.report.explain.codes import explain_code
from crossfoot.report.outcome import Outcome
from crossfoot.report.sarif import render
from crossfoot.report.sarif_rule import rule
from crossfoot.source import Source, Span

ALLOWED = Silenced(UNKNOWN, Silencer.ALLOW, "it will be made")
KNOWN = Silenced(UNKNOWN, Silencer.BASELINE, "")
LEFT_OUT = Silenced(UNKNOWN, Silencer.PROJECT_FILE, "left out")
FIX = Fix(
    "write `4000`", (Edit(span(RULES, '"4000 · Sales"'), '"4000"'), Edit(Span(RULES, 0, 0), "#\n"))
)


def run_of(*outcomes: Outcome, tells_silenced: bool = True) -> dict[str, Any]:
    log = json.loads(render(outcomes, tells_silenced=tells_silenced))
    (run,) = log["runs"]
    return dict(run)


def result_of(finding: Diagnostic, folder: str = "") -> dict[str, Any]:
    (result,) = run_of(replace(outcome(finding), folder=folder))["results"]
    return dict(result)


@pytest.fixture(scope="session")
def validator(oracle: Path) -> jsonschema.Draft4Validator:
    """What holds a log against the schema of the standard."""
    schema = oracle / "lint" / "sarif-schema-2.1.0.json"
    return jsonschema.Draft4Validator(
        json.loads(schema.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
    )


@pytest.mark.parametrize(
    "case",
    [
        outcome(),
        Outcome(None, None, (), ()),
        outcome(EXCLUDED, UNKNOWN, proofs=(proved(MAIN, EAST),)),
        outcome(replace(UNKNOWN, fix=FIX), proofs=(refuted(MAIN),)),
        replace(outcome(EXCLUDED), silenced=(ALLOWED, KNOWN, LEFT_OUT), folder="a shop/50%"),
        outcome(Diagnostic(SYNTAX_ERROR, "empty", Source("rules.gl", "").whole())),
    ],
)
def test_logs_keep_the_schema_of_the_standard(
    case: Outcome, validator: jsonschema.Draft4Validator
) -> None:
    assert not list(validator.iter_errors(json.loads(render([case, case]))))


def test_a_finding() -> None:
    result = result_of(EXCLUDED)
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("XF302", 0, "error")
    assert result["message"]["text"] == (
        "`Sales: Total` and `Dept Sales` post the same money\n"
        "why: every sale would be credited twice\n"
        "fix: keep the total or the departments, not both"
    )
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "rules.gl", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 14,
            "startColumn": 6,
            "endLine": 14,
            "endColumn": 18,
            "snippet": {"text": "Sales: Total"},
        },
    }
    assert [
        (each["id"], each["message"]["text"], each["physicalLocation"]["region"]["startLine"])
        for each in result["relatedLocations"]
    ] == [(1, "this is the sum of Dept Sales", 14), (2, "which is posted here", 17)]


def test_columns_are_characters() -> None:
    run = run_of(outcome(Diagnostic(SYNTAX_ERROR, "m", span(Source("r.gl", "🛒🛒 x"), "x"))))
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (4, 5)


@pytest.mark.parametrize(
    ("path", "folder", "uri"),
    [
        ("my rules.gl", "shops/50%", "shops/50%25/my%20rules.gl"),
        ("a:b#c?.gl", "", "a%3Ab%23c%3F.gl"),
        ("Épicerie.gl", "", "%C3%89picerie.gl"),
        ("../all.gl", "shops/main", "shops/all.gl"),
        ("\udcff.gl", "", "%FF.gl"),
    ],
)
def test_paths_are_uris_from_the_top_of_the_repository(path: str, folder: str, uri: str) -> None:
    result = result_of(Diagnostic(SYNTAX_ERROR, "m", Source(path, "x").whole()), folder)
    file = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert file == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [("/all rules/r.gl", "file:///all%20rules/r.gl"), ("C:/r.gl", "file:///C:/r.gl")],
)
def test_paths_from_the_root_of_the_machine(path: str, uri: str) -> None:
    result = result_of(Diagnostic(SYNTAX_ERROR, "m", Source(path, "x").whole()), "shops/main")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_rules_are_the_codes_that_were_met_by_number() -> None:
    run = run_of(outcome(EXCLUDED, UNKNOWN, EXCLUDED))
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["XF201", "XF302"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize("code", ALL, ids=lambda code: str(code.number))
def test_each_rule_is_explained(code: Code) -> None:
    told = rule(code)
    brief, full = told["shortDescription"]["text"], told["fullDescription"]["text"]
    assert full.startswith(brief)
    assert brief.endswith(".")
    assert len(full) <= 1024  # what GitHub shows
    assert "::" not in full
    assert told["help"]["text"] == explain_code(code)
    assert told["help"]["markdown"].count("```") == 4
    assert "**Bad:**" in told["help"]["markdown"]
    assert "**Good:**" in told["help"]["markdown"]
    assert told["defaultConfiguration"]["level"] == code.severity.value


def test_a_finding_may_weigh_less_than_its_rule() -> None:
    assert result_of(replace(UNKNOWN, graded=Severity.NOTE))["level"] == "note"


def test_suppressions_say_who_and_why() -> None:
    run = run_of(replace(outcome(EXCLUDED), silenced=(ALLOWED, KNOWN, LEFT_OUT)))
    assert [each["suppressions"] for each in run["results"]] == [
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "it will be made"}],
        [{"kind": "external", "status": "accepted", "justification": "baseline"}],
        [{"kind": "external", "status": "accepted", "justification": "left out"}],
    ]


def test_what_is_silenced_may_be_left_out_and_changes_nothing_else() -> None:
    silenced = replace(outcome(UNKNOWN), silenced=(ALLOWED,))
    assert render([silenced], tells_silenced=False) == render([outcome(UNKNOWN)])
    assert "suppressions" not in render([outcome(UNKNOWN)])
    told = run_of(silenced)["results"][0]["partialFingerprints"]
    assert told == result_of(UNKNOWN)["partialFingerprints"]


def test_fingerprints_stay_where_lines_move() -> None:
    moved = Source("rules.gl", "# more\n" + RULES.text)
    one = result_of(UNKNOWN)["partialFingerprints"]
    other = result_of(replace(UNKNOWN, at=span(moved, '"4000 · Sales"')))["partialFingerprints"]
    assert one == other


def test_a_fix_is_a_change_of_files() -> None:
    (fix,) = result_of(replace(UNKNOWN, fix=FIX), "shop")["fixes"]
    assert fix["description"]["text"] == "write `4000`"
    assert fix["properties"] == {"isSafe": True}
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "shop/rules.gl"
    first, second = change["replacements"]
    assert first["deletedRegion"] == {
        "startLine": 1,
        "startColumn": 1,
        "endLine": 1,
        "endColumn": 1,
    }
    assert first["insertedContent"] == {"text": "#\n"}
    assert second["insertedContent"] == {"text": '"4000"'}
    assert second["deletedRegion"]["startColumn"] == 27


def test_a_fix_keeps_the_line_ends_of_its_file() -> None:
    source = Source("r.gl", "post x\n", crlf=True)
    finding = Diagnostic(
        SYNTAX_ERROR, "m", source.whole(), fix=Fix("add", (Edit(source.whole(), "a\nb\n"),))
    )
    (replacement,) = result_of(finding)["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "a\r\nb\r\n"


@pytest.mark.parametrize("path", ["../r.gl", "/r.gl", "crossfoot/rules/rms.gl"])
def test_no_fix_reaches_out_of_the_project(path: str) -> None:
    source = Source(path, "post x\n")
    finding = replace(UNKNOWN, fix=Fix("add", (Edit(source.whole(), "a"),)))
    assert "fixes" not in result_of(finding)


def test_what_was_proved_is_told() -> None:
    proofs = run_of(replace(outcome(proofs=(proved(MAIN), refuted(EAST))), folder="shop"))
    assert proofs["properties"]["proofs"] == [
        {"project": "shop", "store": name, "from": None, "until": None, "verdict": verdict}
        for name, verdict in [("Main Street", "by-identity"), ("East", "refuted")]
    ]


def test_the_version_is_the_programs() -> None:
    driver = run_of(outcome())["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("Crossfoot", __version__)
