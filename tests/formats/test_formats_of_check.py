"""``check --format``: every format from the command line, and as its platform wants it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crossfoot.cli.check.formats import FORMATS
from ground import REPOSITORY, Crossfoot

PROJECT = """\
company: Corner Store
rules: [rules.gl]
chart: chart.yaml
stores:
  - {name: Main Street, Tender: [Cash], Tax: [], Department: [Grocery]}
"""
CHART = 'accounts:\n  - {name: "Cash", type: Bank}\n  - {name: "Sales", type: Income}\n'
RULES = """\
use rms
post Sales: Total credit "Cash"
allow XF203 on Sales: Total because "it is a kiosk"
post Tender Received credit "Sale"
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop in a folder of a repository, whose top we stand in, with something allowed."""
    folder = tmp_path / "shops" / "main"
    folder.mkdir(parents=True)
    for name, text in [("crossfoot.yaml", PROJECT), ("chart.yaml", CHART), ("rules.gl", RULES)]:
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_shown_and_written_alike(
    form: str, crossfoot: Crossfoot, shop: Path, tmp_path: Path
) -> None:
    ran = crossfoot("check", "shops/main", "--format", form)
    assert (ran.status, ran.err) == (1, "")
    written = crossfoot("check", "shops/main", "--format", f"{form}=report")
    assert (written.status, written.out) == (1, "")
    assert (tmp_path / "report").read_bytes() == ran.out.encode()


def test_one_run_writes_every_format(crossfoot: Crossfoot, shop: Path, tmp_path: Path) -> None:
    wanted = [f"--format={form}={form}.out" for form in FORMATS]
    ran = crossfoot("check", "shops/main", *wanted)
    assert (ran.status, ran.out) == (1, "")
    assert all((tmp_path / f"{form}.out").stat().st_size for form in FORMATS)


def test_an_unknown_format_is_told_of_all(crossfoot: Crossfoot, shop: Path) -> None:
    told = crossfoot("check", "shops/main", "--format", "xml").err
    assert "there are text, json, github, gitlab, sarif, junit" in told


def test_platforms_get_paths_from_the_top_of_the_repository(
    crossfoot: Crossfoot, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop)
    monkeypatch.setenv("CI_PROJECT_DIR", str(shop.parent.parent))
    files = {"shops/main/crossfoot.yaml", "shops/main/rules.gl"}
    items = json.loads(crossfoot("check", "--format", "gitlab").out)
    assert {item["location"]["path"] for item in items} == files
    log = json.loads(crossfoot("check", "--format", "sarif").out)
    places = [each["locations"][0]["physicalLocation"] for each in log["runs"][0]["results"]]
    assert {each["artifactLocation"]["uri"] for each in places} == files
    suites = ElementTree.fromstring(crossfoot("check", "--format", "junit").out)
    assert {case.get("classname") for case in suites.iter("testcase")} - {"proofs"} == files


def suppressed(crossfoot: Crossfoot) -> list[str]:
    log = json.loads(crossfoot("check", "shops/main", "--format", "sarif").out)
    return [
        each["suppressions"][0]["justification"]
        for each in log["runs"][0]["results"]
        if each.get("suppressions")
    ]


def test_what_is_allowed_is_suppressed(crossfoot: Crossfoot, shop: Path) -> None:
    assert suppressed(crossfoot) == ["it is a kiosk"]


def test_githubs_code_scanning_is_not_told_of_what_is_allowed(
    crossfoot: Crossfoot, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens an alert for a result whether or not it is suppressed."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert suppressed(crossfoot) == []


@pytest.mark.parametrize("example", ["corner-store"])
def test_an_example_has_nothing_to_tell(example: str, crossfoot: Crossfoot) -> None:
    root = REPOSITORY / "examples" / example
    assert crossfoot("check", root, "--format", "gitlab").out == "[]\n"
    assert crossfoot("check", root, "--format", "github").out == ""
    suites = ElementTree.fromstring(crossfoot("check", root, "--format", "junit").out)
    assert suites.get("failures") == "0"
    assert int(suites.get("tests", 0)) > 0


def test_strictly_warnings_fail_in_junit_as_they_do_in_the_exit_status(
    crossfoot: Crossfoot, shop: Path
) -> None:
    rules = "use rms\n" + 'post Sales: Total credit "Cash"\n'
    (shop / "rules.gl").write_text(rules, encoding="utf-8")
    command = ["check", "shops/main", "--select", "XF203", "--format", "junit"]
    for strict, failures in [((), "0"), (("--strict",), "1")]:
        ran = crossfoot(*command, *strict)
        assert ElementTree.fromstring(ran.out).get("failures") == failures
        assert ran.status == int(failures)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "json=SHOP/rules.cases.yaml"], "would be taken for rules or cases"),
        (["--format", "json=SHOP/own.gl"], "would be taken for rules or cases"),
        (["--format", "json=SHOP/batches/found.json"], "would lie among the batches"),
        (["--write-baseline", "SHOP/batches/known.json"], "would lie among the batches"),
        (["--format", "json=K.json", "--write-baseline", "./K.json"], "`K.json` is the baseline"),
        (["--format", "json=K.json", "--baseline", "K.json"], "`K.json` is the baseline"),
        (["--format", "json,sarif"], "one at a time: `--format json --format sarif=FILE`"),
    ],
)
def test_no_report_takes_the_place_of_what_people_keep(
    arguments: list[str],
    said: str,
    crossfoot: Crossfoot,
    shop: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(shop.parent)
    (shop / "batches").mkdir()
    (shop / "crossfoot.yaml").write_text(f"{PROJECT}batches: batches/\n", "utf-8")
    (shop / "rules.cases.yaml").write_text("cases: []\n", "utf-8")
    (shop.parent / "K.json").write_text('{"version": 1, "findings": []}\n', "utf-8")
    before = {path: path.read_bytes() for path in shop.parent.rglob("*") if path.is_file()}
    ran = crossfoot("check", shop, *(each.replace("SHOP", str(shop)) for each in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout here")
def test_a_report_into_a_pipe_by_its_name(shop: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crossfoot", "check", shop, "--format", "json=/dev/stdout"],
        capture_output=True,
        check=False,
    )
    assert json.loads(done.stdout)["version"] == 1
