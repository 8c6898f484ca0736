"""The template for GitLab: as its schema has it, and its script run as a runner does."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from plug_shops import EVIL, Ended, is_valid, read, script, shell, shop, skip_without_index

from ground import REPOSITORY, Crossfoot

FILE = REPOSITORY / "plugs" / "gitlab" / "crossfoot.yml"
TEMPLATE = read(FILE)
JOB = TEMPLATE["crossfoot"]
QUALITY, JUNIT = "gl-code-quality-report.json", "crossfoot-junit.xml"


def run(workspace: Path, part: str = "script", **variables: str) -> Ended:
    """Run the job's script, or all of it from its beginning, as a shell runner does.

    The file that includes the template has `variables` at its top. They go over what stands at
    the top of the template, and a job's own go over both ("CI/CD variable precedence").
    """
    lines = JOB["before_script"] * (part == "all") + JOB["script"]
    given = {"CI_PROJECT_DIR": str(workspace), "GITLAB_CI": "true"}
    given |= TEMPLATE.get("variables", {}) | variables | JOB["variables"]
    command = [shell("dash", "sh"), "-e"]
    return script(command, "\n".join(lines), workspace, given)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def test_it_is_a_file_of_jobs() -> None:
    is_valid(FILE, "vendor.gitlab-ci", "--data-transform", "gitlab-ci")


def test_the_reports_are_those_that_are_written() -> None:
    reports = JOB["artifacts"]["reports"]
    assert reports == {"codequality": QUALITY, "junit": JUNIT}
    assert JOB["artifacts"]["paths"] == [QUALITY, JUNIT]
    assert JOB["artifacts"]["when"] == "always"
    assert all(name in JOB["script"][0] for name in (QUALITY, JUNIT))


def test_variables_are_texts_and_are_used() -> None:
    lines = "\n".join(JOB["before_script"] + JOB["script"])
    for name, text in (TEMPLATE["variables"] | JOB["variables"]).items():
        assert isinstance(text, str)
        assert f"${name}" in lines or f"${{{name}:" in lines or name == "GIT_DEPTH"


def test_a_finding_is_in_the_job_s_log_and_in_both_reports(workspace: Path) -> None:
    shop(workspace / "my-shop", "4900 · Delivery")
    ended = run(workspace, CROSSFOOT_PATHS="my-shop")
    assert (ended.status, ended.err) == (1, "")
    assert "error XF201" in ended.out
    (problem,) = json.loads((workspace / QUALITY).read_text(encoding="utf-8"))
    assert problem["location"]["path"] == "my-shop/rules.gl"
    assert problem["check_name"].startswith("XF201")
    assert len(list(ET.parse(workspace / JUNIT).iter("failure"))) == 1


def test_sound_rules_pass(workspace: Path) -> None:
    workspace.rmdir()
    shop(workspace)
    assert run(workspace).status == 0
    assert json.loads((workspace / QUALITY).read_text(encoding="utf-8")) == []
    assert list(ET.parse(workspace / JUNIT).iter("failure")) == []


@pytest.mark.parametrize(("strict", "status"), [("true", 1), ("false", 0)])
def test_warnings_count_where_it_is_strict(strict: str, status: int, workspace: Path) -> None:
    shop(workspace / "my-shop", "6400")
    assert run(workspace, CROSSFOOT_PATHS="my-shop", CROSSFOOT_STRICT=strict).status == status


def test_what_is_known_does_not_count(
    workspace: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop(workspace / "my-shop", "4900 · Delivery")
    monkeypatch.chdir(workspace)
    crossfoot("check", "my-shop", "--write-baseline", "known findings.json")
    ended = run(workspace, CROSSFOOT_PATHS="my-shop", CROSSFOOT_BASELINE="known findings.json")
    assert ended.status == 0, ended.out


def test_several_projects_one_a_line(workspace: Path) -> None:
    for name in ("shops/east", "shops/west", "the third"):
        shop(workspace / name, "4900 · Delivery")
    assert run(workspace, CROSSFOOT_PATHS="shops/*/\nthe third\n").status == 1
    problems = json.loads((workspace / QUALITY).read_text(encoding="utf-8"))
    assert {each["location"]["path"] for each in problems} == {
        f"{name}/rules.gl" for name in ("shops/east", "shops/west", "the third")
    }


def test_cases_are_tried_whatever_the_check_found(workspace: Path) -> None:
    east, west = (shop(workspace / name, "4900 · Delivery") for name in ("east", "the west"))
    ended = run(workspace, CROSSFOOT_PATHS="*/", CROSSFOOT_CASES="east\nthe west\n")
    assert ended.status == 1
    for folder in (east, west):
        shutil.rmtree(folder)
        shop(folder)
    ended = run(workspace, CROSSFOOT_PATHS="*/", CROSSFOOT_CASES="east\nthe west\n")
    assert (ended.status, ended.err) == (0, "")
    cases = east / "rules.cases.yaml"
    cases.write_text(cases.read_text("utf-8").replace("678.70", "678.71", 1), "utf-8")
    ended = run(workspace, CROSSFOOT_PATHS="*/", CROSSFOOT_CASES="east\nthe west\n")
    assert ended.status == 1
    assert "678.71" in ended.out


def evil() -> Iterator[tuple[str, str]]:
    for text in EVIL:
        yield from (
            (f"CROSSFOOT_{name}", text) for name in ("PATHS", "BASELINE", "STRICT", "CASES")
        )


@pytest.mark.parametrize(("name", "text"), list(evil()))
def test_no_variable_is_run(name: str, text: str, workspace: Path) -> None:
    rules = shop(workspace / "my-shop", "4900 · Delivery") / "rules.gl"
    before = rules.read_bytes()
    assert run(workspace, **({"CROSSFOOT_PATHS": "my-shop"} | {name: text})).status in (1, 2)
    assert not list(workspace.rglob("pwned"))
    assert rules.read_bytes() == before


def test_what_is_installed_has_to_be_said(workspace: Path) -> None:
    ended = run(workspace, "all")
    assert ended.status != 0
    assert "CROSSFOOT_PACKAGE" in ended.err
    assert "is what pip is to install" in ended.err


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_it_runs_from_its_beginning(workspace: Path) -> None:
    shop(workspace / "my-shop")
    given = {"CROSSFOOT_PACKAGE": str(REPOSITORY), "TMPDIR": str(workspace.parent)}
    ended = run(workspace, "all", CROSSFOOT_PATHS="my-shop", **given)
    if ended.status:
        skip_without_index(workspace)
    assert ended.status == 0, ended.out + ended.err
    assert "no findings" in ended.out


def test_the_script_is_for_any_shell(workspace: Path) -> None:
    checker = shell("shellcheck")
    file = workspace / "job.sh"
    file.write_text("#!/bin/sh\n" + "\n".join(JOB["before_script"] + JOB["script"]), "utf-8")
    # SC2086: paths are to be split at the ends of lines, and that is what IFS says.
    done = subprocess.run(
        [checker, "--exclude=SC2086", file], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
