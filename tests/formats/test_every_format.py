"""Every format says the same, of all cases of the checks and of what was never meant to be read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import resources
from crossfoot.codes import Severity
from crossfoot.codes.all import ALL
from crossfoot.diagnostic import Diagnostic, Edit, Fix, Related, Silenced, Silencer
from crossfoot.report import github, gitlab, junit, sarif, text
from crossfoot.report import json as json_report
from crossfoot.report.outcome import Outcome
from crossfoot.report.summary import Counts, counts
from crossfoot.source import Source, Span
from ground import REPOSITORY

CASES = REPOSITORY / "tests" / "checks"
sys.path.insert(0, str(CASES))

from case_harness import outcome_of  # noqa: E402

RENDERERS: dict[str, Callable[[Sequence[Outcome]], str]] = {
    "text": text.render,
    "json": json_report.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
}
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resources.grammar("check.schema.json").read_text("utf-8"))
)


def counted(levels: Sequence[str], names: tuple[str, str, str]) -> Counts:
    assert set(levels) <= set(names)
    return Counts(*(levels.count(name) for name in names))


def by_text(report: str) -> Counts:
    last = report.splitlines()[-1].partition(":")[0]
    numbers = {"error": 0, "warning": 0, "note": 0}
    for part in () if last == "no findings" else last.split(", "):
        number, kind = part.split()
        numbers[kind.rstrip("s")] = int(number.replace(",", ""))
    return Counts(*numbers.values())


def by_json(report: str) -> Counts:
    told = json.loads(report)
    assert not list(SCHEMA.iter_errors(told))
    levels = [each["severity"] for each in told["diagnostics"]]
    assert Counts(**told["summary"]) == counted(levels, ("error", "warning", "note"))
    return Counts(**told["summary"])


def by_github(report: str) -> Counts:
    lines = report.split("\n")
    assert lines.pop() == ""
    return counted([line.split(" ")[0] for line in lines], ("::error", "::warning", "::notice"))


def by_gitlab(report: str) -> Counts:
    items = json.loads(report)
    assert len({item["fingerprint"] for item in items}) == len(items)
    return counted([item["severity"] for item in items], ("critical", "major", "info"))


def by_sarif(report: str) -> Counts:
    results = json.loads(report)["runs"][0]["results"]
    told = [each["level"] for each in results if not each.get("suppressions")]
    return counted(told, ("error", "warning", "note"))


def by_junit(report: str) -> Counts:
    root = ElementTree.fromstring(report)
    levels = [
        (each.text or "").partition(f" {kind} ")[1].strip()
        for kind in ("error", "warning", "note")
        for each in (*root.iter("failure"), *root.iter("system-out"))
        if f": {kind} " in (each.text or "").split("\n")[0]
    ]
    assert len(list(root.iter("failure"))) == levels.count("error")
    return counted(levels, ("error", "warning", "note"))


READERS = {
    "text": by_text,
    "json": by_json,
    "github": by_github,
    "gitlab": by_gitlab,
    "sarif": by_sarif,
    "junit": by_junit,
}


def agree(outcome: Outcome) -> None:
    """Render an outcome in every format, twice, and read each back: all count the same."""
    for name, render in RENDERERS.items():
        report = render([outcome])
        assert report == render([outcome])
        assert READERS[name](report) == counts(outcome.diagnostics), name


def in_a_folder(outcome: Outcome) -> Outcome:
    silenced = tuple(
        Silenced(each, silencer, "so be it")
        for each, silencer in zip(outcome.diagnostics, Silencer, strict=False)
    )
    return replace(outcome, folder="shops/50% #1", silenced=(*outcome.silenced, *silenced))


PATHS = sorted(path for path in CASES.glob("*.gl") if path.name != "rest.gl")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.stem))
def test_all_formats_agree_on_a_case(path: Path, tmp_path: Path) -> None:
    outcome = outcome_of(path.read_text("utf-8"), tmp_path)
    agree(outcome)
    agree(in_a_folder(outcome))


@pytest.fixture(scope="session")
def standard(oracle: Path) -> jsonschema.Draft4Validator:
    """What holds a log against the schema of SARIF 2.1.0."""
    schema = oracle / "lint" / "sarif-schema-2.1.0.json"
    return jsonschema.Draft4Validator(json.loads(schema.read_text("utf-8")))


def test_sarif_of_all_cases_keeps_its_schema(
    standard: jsonschema.Draft4Validator, tmp_path: Path
) -> None:
    outcomes = []
    for number, path in enumerate(PATHS):
        folder = tmp_path / str(number)
        outcomes.append(in_a_folder(outcome_of(path.read_text("utf-8"), folder)))
    log = json.loads(sarif.render(outcomes))
    assert not list(standard.iter_errors(log))
    (run,) = log["runs"]
    assert len(run["results"]) == sum(
        len(each.diagnostics) + len(each.silenced) for each in outcomes
    )
    assert {each["ruleId"] for each in run["results"]} == {
        each["id"] for each in run["tool"]["driver"]["rules"]
    }


# What breaks texts that are put together from texts: quotes, ends of lines, marks of a format,
# letters that cannot be encoded or seen, or that take no column or two.
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\t\n\r\x00\x1b\x85\u2028\u202e\ufeff\uffff\ud800\udcff"),
        st.sampled_from("<>&'\"]%:,{}[]()`\\#=|^-"),
        st.sampled_from("é·…売👩\u0301\u200d\ufe0f\U0001f3fd\u1161"),
    ),
    max_size=60,
)
NAMES = st.sampled_from(
    [
        "rules.gl",
        "my rules.gl",
        "50%,a:b.gl",
        "売/é·.gl",
        "../all.gl",
        "/r.gl",
        "C:/r.gl",
        "\udcff.gl",
    ]
)


@st.composite
def findings(draw: st.DrawFn) -> Diagnostic:
    source = Source(draw(NAMES), draw(HOSTILE))
    size = len(source.text)

    def place() -> Span:
        first, last = sorted(draw(st.tuples(st.integers(0, size), st.integers(0, size))))
        return Span(source, first, last)

    one_line = HOSTILE.map(lambda text: " ".join(text.split()) or "m")
    return Diagnostic(
        draw(st.sampled_from(ALL)),
        draw(one_line),
        place(),
        related=tuple(Related(place(), draw(one_line)) for _ in range(draw(st.integers(0, 2)))),
        help=draw(st.none() | one_line),
        why=draw(st.none() | one_line),
        graded=draw(st.none() | st.sampled_from(Severity)),
        fix=draw(st.none() | st.just(Fix("cut", (Edit(place(), draw(HOSTILE)),)))),
    )


@given(
    told=st.lists(findings(), max_size=3),
    silenced=st.lists(findings(), max_size=1),
    folder=st.sampled_from(["", "shop", "../a shop", "50%/é"]),
)
def test_all_formats_stand_any_text(
    told: list[Diagnostic], silenced: list[Diagnostic], folder: str
) -> None:
    known = tuple(Silenced(each, Silencer.BASELINE, each.message) for each in silenced)
    outcome = Outcome(None, None, (), tuple(told), known, folder)
    agree(outcome)
    for name, render in RENDERERS.items():
        written = render([outcome, outcome]).encode("utf-8", "backslashreplace")
        reader: dict[str, Callable[[bytes], Any]] = {"junit": ElementTree.fromstring}
        if name not in ("text", "github"):
            reader.get(name, json.loads)(written)


@given(told=st.lists(findings(), max_size=2))
def test_sarif_stands_any_text(
    told: list[Diagnostic], standard: jsonschema.Draft4Validator
) -> None:
    known = tuple(Silenced(each, Silencer.ALLOW, each.message) for each in told)
    log = sarif.render([Outcome(None, None, (), tuple(told), known)])
    assert not list(standard.iter_errors(json.loads(log)))
    uri = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(log)["runs"][0]["results"]
    ]
    assert all(each.isascii() and " " not in each for each in uri)


def test_ten_thousand_findings_are_soon_told() -> None:
    source = Source(
        "rules.gl", "".join(f'post D{n} credit "4{n} · Sales"\n' for n in range(10_000))
    )
    found = [
        Diagnostic(
            ALL[0],
            f"no {number}",
            Span(source, source.start_of(number), source.start_of(number) + 4),
        )
        for number in range(1, 10_001)
    ]
    agree(Outcome(None, None, (), tuple(found)))
