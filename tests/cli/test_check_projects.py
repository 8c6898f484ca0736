"""``crossfoot check`` on several projects, and several reports of one run."""

import json
from pathlib import Path

import pytest
from cli_shops import corner_store, misspelt_account
from jsonschema import Draft202012Validator

from crossfoot import resources
from ground import Crossfoot

SCHEMA = json.loads(resources.grammar("check.schema.json").read_text("utf-8"))


@pytest.fixture
def shops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two shops, one of them with a mistake, below the folder that we stand in."""
    for name, make in (("good", corner_store), ("bad", misspelt_account)):
        make(tmp_path).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_project_is_told_of_and_all_are_counted(crossfoot: Crossfoot, shops: Path) -> None:
    ran = crossfoot("check", "good", "bad")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith(
        "good: no findings: 1 store, 1 period proved for every batch\nbad: 1 error\n\nbad/rules.gl:"
    )
    assert ran.out.endswith("\n2 projects: 1 error\n")


def test_a_project_that_is_named_twice_is_checked_once(crossfoot: Crossfoot, shops: Path) -> None:
    assert crossfoot("check", "good", "good/rules.gl", "good/crossfoot.yaml", "./good").out == (
        "no findings: 1 store, 1 period proved for every batch\n"
    )


def test_a_file_stands_for_its_project(crossfoot: Crossfoot, shops: Path) -> None:
    assert crossfoot("check", "bad/rules.gl").out == crossfoot("check", "bad").out
    batch = next(path for path in (shops / "bad" / "batches").iterdir() if path.is_file())
    assert crossfoot("check", batch).out == crossfoot("check", "bad").out


def test_a_file_of_no_project(crossfoot: Crossfoot, shops: Path) -> None:
    (shops / "notes.txt").write_text("-\n")
    ran = crossfoot("check", "notes.txt")
    assert (ran.status, ran.out) == (2, "")
    assert "`notes.txt` is a file of no project" in ran.err


def test_json_of_several_projects(crossfoot: Crossfoot, shops: Path) -> None:
    report = json.loads(crossfoot("check", "good", "bad", "--format", "json").out)
    assert not list(Draft202012Validator(SCHEMA).iter_errors(report))
    assert report["summary"] == {"errors": 1, "warnings": 0, "notes": 0}
    assert [each["project"] for each in report["projects"]] == ["good", "bad"]
    (finding,) = report["projects"][1]["diagnostics"]
    assert (finding["code"], finding["path"]) == ("XF201", "rules.gl")


def test_one_run_writes_many_reports(crossfoot: Crossfoot, shops: Path) -> None:
    ran = crossfoot("check", "bad", "--format", "text", "--format", "json=out.json",
                    "--format", "github=out.txt")  # fmt: skip
    assert ran == (1, crossfoot("check", "bad").out, "")
    written = (shops / "out.json").read_text(encoding="utf-8")
    assert written == crossfoot("check", "bad", "--format", "json").out
    assert (shops / "out.txt").read_text(encoding="utf-8").startswith("::error file=bad/rules.gl,")


def test_reports_for_files_alone_show_nothing(crossfoot: Crossfoot, shops: Path) -> None:
    assert crossfoot("check", "bad", "--format", "json=out.json") == (1, "", "")


@pytest.mark.parametrize(
    ("formats", "told"),
    [
        (["xml"], "there is no format `xml`"),
        (["jsn"], "did you mean `json`?"),
        (["json="], "`json=` names no file; type `json=FILE`"),
        (["json", "text"], "give the others a file: `--format text=FILE`"),
        (["json=good/rules.gl"], "`good/rules.gl` is a file of the project"),
        (["json=good/crossfoot.yaml"], "is a file of the project"),
        (["json=a.txt", "github=a.txt"], "`a.txt` is named twice"),
        (["json=nowhere/a.txt"], "nowhere/a.txt"),
    ],
)
def test_formats_that_cannot_be(
    formats: list[str], told: str, crossfoot: Crossfoot, shops: Path
) -> None:
    before = (shops / "good" / "rules.gl").read_bytes()
    ran = crossfoot("check", "good", *(f"--format={each}" for each in formats))
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert (shops / "good" / "rules.gl").read_bytes() == before
    assert not (shops / "a.txt").exists()
