"""The action for GitHub: as its schema has it, and its steps run as a runner does."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plug_shops import EVIL, Ended, is_valid, read, script, shell, shop, skip_without_index

from ground import REPOSITORY, Crossfoot

FILE = REPOSITORY / "action.yml"
ACTION = read(FILE)
STEPS = ACTION["runs"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


class Job:
    """A job on a runner: the repository that it checked out, and what its steps leave."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.temporary = workspace.parent / "temporary"
        self.temporary.mkdir()
        self.path = ""

    def step(self, name: str, **inputs: str) -> Ended:
        """Run a step of the action with inputs, the rest of which are as by default."""
        (step,) = [each for each in SCRIPTS if each["name"] == name]
        given = {key: each["default"] for key, each in ACTION["inputs"].items()} | inputs
        named = {key: INPUT.sub(lambda m: given[m[1]], text) for key, text in step["env"].items()}
        # https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax: `shell`
        command = [shell("bash"), "--noprofile", "--norc", "-eo", "pipefail"]
        ended = script(command, step["run"], self.workspace, self._runner() | named, self.path)
        added = self._told("path")
        self.path = os.pathsep.join(added)
        return ended

    def check(self, **inputs: str) -> Ended:
        return self.step("Check posting rules", **inputs)

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self._told("output"))

    def _runner(self) -> dict[str, str]:
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_ACTION_PATH": str(REPOSITORY),
            "GITHUB_OUTPUT": str(self.temporary / "output"),
            "GITHUB_PATH": str(self.temporary / "path"),
            "RUNNER_TEMP": str(self.temporary),
        }

    def _told(self, name: str) -> list[str]:
        file = self.temporary / name
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (tmp_path / "work").mkdir()
    return Job(tmp_path / "work")


def results(job: Job, name: str = "crossfoot.sarif") -> list[dict[str, Any]]:
    found = json.loads((job.workspace / name).read_text(encoding="utf-8"))
    assert found["version"] == "2.1.0"
    return [result for run in found["runs"] for result in run["results"]]


def test_it_is_an_action() -> None:
    is_valid(FILE, "vendor.github-actions")


def test_what_somebody_writes_is_never_part_of_a_script() -> None:
    for step in SCRIPTS:
        assert "${{" not in step["run"]
        for text in step["env"].values():
            assert INPUT.fullmatch(text)
            assert INPUT.fullmatch(text)[1] in ACTION["inputs"]


def test_what_it_uses_is_github_s_own_and_of_one_version() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert [re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in used].count(None) == 0


def test_every_input_is_used_and_told_of() -> None:
    steps = str(STEPS)
    for name, each in ACTION["inputs"].items():
        assert f"inputs.{name} " in steps
        assert each["description"].strip()
        assert isinstance(each["default"], str)


def test_findings_stand_beside_their_lines(job: Job) -> None:
    shop(job.workspace / "my-shop", "4900 · Delivery")
    ended = job.check(paths="my-shop")
    assert ended.status == 1
    assert ended.err == ""
    (annotation,) = [line for line in ended.out.splitlines() if line.startswith("::")]
    assert re.match(r"::error file=my-shop/rules\.gl,line=\d+", annotation)
    assert job.outputs == {"status": "1", "sarif": "crossfoot.sarif"}
    (result,) = results(job)
    assert result["ruleId"] == "XF201"
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "my-shop/rules.gl"


def test_sound_rules_pass(job: Job) -> None:
    shop(job.workspace / "my-shop")
    assert job.check(paths="my-shop").status == 0
    assert job.outputs == {"status": "0", "sarif": "crossfoot.sarif"}
    assert results(job) == []


def test_the_top_of_the_repository_is_meant_where_nothing_is_said(job: Job) -> None:
    job.workspace.rmdir()
    shop(job.workspace, "4900 · Delivery")
    assert "::error file=rules.gl,line=" in job.check().out


@pytest.mark.parametrize(("strict", "status"), [("true", 1), ("false", 0)])
def test_warnings_count_where_it_is_strict(strict: str, status: int, job: Job) -> None:
    shop(job.workspace / "my-shop", "6400")
    ended = job.check(paths="my-shop", strict=strict)
    assert ended.status == status
    assert "::warning " in ended.out


def test_what_is_known_does_not_count(
    job: Job, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop(job.workspace / "my-shop", "4900 · Delivery")
    monkeypatch.chdir(job.workspace)
    crossfoot("check", "my-shop", "--write-baseline", "known findings.json")
    ended = job.check(paths="my-shop", baseline="known findings.json")
    assert (ended.status, "::error" in ended.out) == (0, False)


def test_several_projects_one_a_line(job: Job) -> None:
    for name in ("shops/east", "shops/west", "the third"):
        shop(job.workspace / name, "4900 · Delivery")
    assert job.check(paths="shops/*/\nthe third\n").status == 1
    named = {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results(job)
    }
    assert named == {"shops/east/rules.gl", "shops/west/rules.gl", "the%20third/rules.gl"}


def test_no_file_is_written_where_none_is_wanted(job: Job) -> None:
    shop(job.workspace / "my-shop")
    assert job.check(paths="my-shop", sarif="").status == 0
    assert job.outputs == {"status": "0"}
    assert [path.name for path in job.workspace.iterdir()] == ["my-shop"]


def test_nothing_to_upload_where_nothing_could_be_checked(job: Job) -> None:
    (job.workspace / "crossfoot.sarif").write_text("of another time", encoding="utf-8")
    ended = job.check(paths="nowhere")
    assert (ended.status, job.outputs) == (2, {"status": "2"})
    assert ended.err.startswith("crossfoot: there is no crossfoot.yaml in `nowhere`")


def evil() -> Iterator[tuple[str, str]]:
    for text in EVIL:
        yield from ((name, text) for name in ("paths", "baseline", "sarif"))
    yield "sarif", "a.sarif\nstatus=0"


@pytest.mark.parametrize(("name", "text"), list(evil()))
def test_no_input_is_run(name: str, text: str, job: Job) -> None:
    rules = shop(job.workspace / "my-shop", "4900 · Delivery") / "rules.gl"
    before = rules.read_bytes()
    job.check(**({"paths": "my-shop"} | {name: text}))
    assert not list(job.workspace.rglob("pwned"))
    assert rules.read_bytes() == before
    assert job.outputs["status"] in ("1", "2")


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_it_installs_itself_apart_from_all_else(job: Job) -> None:
    shop(job.workspace / "my-shop")
    ended = job.step("Install Crossfoot")
    if ended.status:
        skip_without_index(job.temporary)
    assert ended.status == 0, ended.out + ended.err
    assert Path(job.path).is_relative_to(job.temporary)
    assert (Path(job.path) / "crossfoot").exists()
    assert job.check(paths="my-shop").status == 0
