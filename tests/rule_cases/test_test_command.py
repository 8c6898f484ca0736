"""``crossfoot test``: exit statuses, what is found where, and reports for programs."""

from __future__ import annotations

import json
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest
from rule_case_shop import NAME, shop, write
from shown_cases import SHOWN

from crossfoot import resources
from ground import Crossfoot

GOOD = "- case: good\n  batch: 71\n  total: 166.00\n"
BAD = "- case: bad\n  batch: 71\n  total: 1.00\n"
SCHEMA = json.loads(resources.grammar("test.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return shop(tmp_path)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (GOOD, 0),
        (BAD, 1),
        (GOOD + BAD, 1),
        (GOOD + GOOD, 1),
        ("nonsense: [", 1),
        ("", 1),
        ("[]\n", 0),
        ("\x00", 1),
    ],
)
def test_the_exit_status_says_what_came_of_it(
    made: Path, text: str, status: int, crossfoot: Crossfoot
) -> None:
    (made / NAME).write_text(text)
    ran = crossfoot("test", made)
    assert (ran.status, ran.err) == (status, "")


def test_strict_wants_every_rule_to_be_reached(made: Path, crossfoot: Crossfoot) -> None:
    write(made, GOOD)
    assert crossfoot("test", made, "--strict").status == 1
    assert crossfoot("test", made, "--strict", "--case", "good").status == 0


def test_no_cases_and_no_project(made: Path, tmp_path: Path, crossfoot: Crossfoot) -> None:
    for options in ((), ("--case", "good")):
        ran = crossfoot("test", made, *options)
        assert (ran.status, ran.out) == (2, "")
        assert "there is no file *.cases.yaml in" in ran.err
    assert crossfoot("test", tmp_path).status == 2


def test_a_case_that_is_not_there(made: Path, crossfoot: Crossfoot) -> None:
    ran = crossfoot("test", write(made, GOOD), "--case", "godo")
    assert ran == (2, "", "crossfoot: there is no case `godo`; did you mean `good`?\n")


def test_where_files_of_cases_lie(made: Path, crossfoot: Crossfoot) -> None:
    for folder in ("cases/more", "out", "out-2", ".git", "batches", "other", "run", "outer"):
        (made / folder).mkdir(parents=True, exist_ok=True)
        (made / folder / "x.cases.yaml").write_text("[]\n")
    (made / "other" / "crossfoot.yaml").write_text("company: another\n")
    (made / "run" / "manifest.json").write_text("{}\n")
    (made / "A.CASES.YML").write_text("[]\n")
    (made / ".b.cases.yaml").write_text("nonsense: [")
    ran = crossfoot("test", made, "--format", "json")
    paths = [file["path"] for file in json.loads(ran.out)["files"]]
    assert paths == ["A.CASES.YML", "cases/more/x.cases.yaml", "outer/x.cases.yaml"]


def test_cases_on_the_rules_are_tried_whatever_is_wrong_with_them(
    made: Path, crossfoot: Crossfoot
) -> None:
    rules = (made / "rules.gl").read_text("utf-8")
    (made / "rules.gl").write_text(rules.replace("4000 · Sales", "4000 · Sale"), "utf-8")
    write(made, "- case: misspelt\n  finding: XF201\n")
    assert crossfoot("test", made).status == 0
    write(made, "- case: misspelt\n  finding: XF201\n" + GOOD)
    ran = crossfoot("test", made)
    assert ran.status == 1
    assert "error XF201 unknown-account" in ran.out
    assert ran.out.endswith(
        "2 cases, 1 as expected, 1 not tried: put the errors above right first\n"
    )


def test_a_project_that_cannot_be_read(made: Path, crossfoot: Crossfoot) -> None:
    with (made / "crossfoot.yaml").open("a") as project:
        project.write("colour: red\n")
    write(made, GOOD + "- case: we know\n  finding: XF002\n")
    ran = crossfoot("test", made, "--accept")
    assert ran.status == 1
    assert "2 cases, 1 as expected, 1 not tried" in ran.out


@pytest.mark.parametrize("name", SHOWN)
def test_reports_for_programs_keep_their_form(name: str, made: Path, crossfoot: Crossfoot) -> None:
    write(made, SHOWN[name])
    report = json.loads(crossfoot("test", made, "--format", "json").out)
    VALIDATOR.validate(report)
    suites = ElementTree.fromstring(crossfoot("test", made, "--format", "junit").out)
    (suite,) = suites
    summary = report["summary"]
    assert suite.get("failures") == str(summary["not as expected"])
    assert len(suite.findall("testcase/failure")) == summary["not as expected"]
    assert suite.get("errors") == str(len(suite.findall("testcase/error")))
    assert suite.get("tests") == str(len(suite.findall("testcase")))


def test_the_report_says_what_differs(made: Path, crossfoot: Crossfoot) -> None:
    write(made, SHOWN["every-difference"])
    report = json.loads(crossfoot("test", made, "--format", "json").out)
    (case,) = report["files"][0]["cases"]
    assert [line["difference"] for line in case["lines"]] == [
        "amount", "missing", "side", "memo", "class", None, None, "extra",
    ]  # fmt: skip
    assert case["lines"][0] == {
        "expected": {"account": "Sales", "credit": "97.00", "class": None, "memo": None},
        "booked": {
            "account": "Sales",
            "credit": "102.00",
            "class": None,
            "memo": None,
            "rule": {"path": "rules.gl", "line": 3, "column": 6},
        },
        "difference": "amount",
    }
    assert (case["verdict"], case["batch"], case["day"]) == ("not as expected", "1", "2026-02-01")


@pytest.mark.parametrize(
    ("path", "value"), [(["version"], 2), (["summary", "cases"], -1), (["files", 0, "path"], "")]
)
def test_the_schema_refuses(
    path: list[str | int], value: object, made: Path, crossfoot: Crossfoot
) -> None:
    write(made, GOOD)
    report = json.loads(crossfoot("test", made, "--format", "json").out)
    VALIDATOR.validate(report)
    place = report
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(report)


@pytest.mark.parametrize(
    "text",
    [
        b"- case: \xff\n",
        b"- case: a\n  measures: {Closing: {Cash: 1}}\n  entry: &a []\n",
        b"- case: '\\x1b[31m'\n  batch: 71\n  total: 5\n",
        b'- case: "a\\u2028b"\n  batch: 71\n  total: 5\n',
        b"- " * 500 + b"case: x\n",
        b"[" * 5_000,
        b"- {case: a, batch: 71, entry: [[], 5, {}, {account: }]}\n",
        b"- case: a\n  batch: {a: b}\n  store: [x]\n  finding: [[XF502]]\n  bills: 5\n",
        b"- case: a\n  measures: 5\n  accept: [x]\n  purchase orders: {}\n  entry: []\n",
        b"- case: a\n  measures: {}\n  store: Nowhere\n  day: 9999-12-31\n  entry: []\n",
        b"- case: a\n  measures: {}\n  day: 0001-01-01\n  entry: []\n",
        b"- case: a\n  measures: {Closing: {Cash: 9999999999999.99}}\n  finding: XF502\n",
    ],
)
@pytest.mark.parametrize(
    "options", [(), ("--accept",), ("--format", "junit"), ("--format", "json")]
)
def test_odd_files_end_in_words(
    text: bytes, options: tuple[str, ...], made: Path, crossfoot: Crossfoot
) -> None:
    (made / NAME).write_bytes(text)
    ran = crossfoot("test", made, *options)
    assert ran.status in (0, 1), ran.err
    assert "internal fault" not in ran.err
    assert "\x1b" not in ran.out


@pytest.mark.slow
def test_a_thousand_cases_are_tried_in_a_few_seconds(made: Path, crossfoot: Crossfoot) -> None:
    case = (
        "- case: number {0}\n  measures:\n    Closing: {{Cash: {0}.00}}\n"
        "    Dept Sales: {{Grocery: {0}.00}}\n  entry:\n"
        "    - {{account: 1010, debit: {0}.00}}\n    - {{account: 4000, credit: {0}.00}}\n"
    )
    write(made, "".join(case.format(number) for number in range(1, 1_001)))
    begin = time.process_time()
    ran = crossfoot("test", made)
    assert ran.status == 0
    assert time.process_time() - begin < 5
