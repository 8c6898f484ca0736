"""The hooks for pre-commit: what they are given, and a repository in which they run for real."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from crossfoot.cli.parser import parser
from ground import REPOSITORY, Crossfoot

MANIFEST = REPOSITORY / ".pre-commit-hooks.yaml"
HOOKS: Mapping[str, Mapping[str, Any]] = {
    hook["id"]: hook for hook in YAML(typ="safe").load(MANIFEST.read_text(encoding="utf-8"))
}
PACKAGED = ("compiler", "grammar", "rules", "templates", "pyproject.toml", "README.md", "LICENSE")
"""What the package is built from."""


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_runs_a_command_that_there_is(name: str) -> None:
    program, *words = HOOKS[name]["entry"].split()
    assert program == "crossfoot"
    assert words[0] == name.removeprefix("crossfoot-")
    files = [] if HOOKS[name].get("pass_filenames") is False else ["a.gl", "b.gl"]
    assert callable(parser().parse_args([*words, *files]).run)
    assert HOOKS[name]["require_serial"]


@pytest.mark.parametrize("example", ["corner-store", "opening-closing", "two-stores"])
def test_all_that_a_project_is_made_of_is_looked_at(example: str) -> None:
    pattern = re.compile(HOOKS["crossfoot-check"]["files"])
    for path in (REPOSITORY / "examples" / example).rglob("*"):
        if path.is_file() and "expected" not in path.parts and path.suffix != ".md":
            assert pattern.search(path.as_posix()), path


def test_a_file_of_no_project_is_left_out(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ci.yaml").touch()
    assert crossfoot("check", "--skip-strays", "ci.yaml").status == 0
    assert crossfoot("check", "ci.yaml").status == 2
    assert crossfoot("check", "--skip-strays", "nowhere").status == 2


def test_the_project_of_a_file_is_checked_beside_it(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shutil.copytree(REPOSITORY / "examples", tmp_path / "shops"))
    Path("ci.yaml").touch()
    named = crossfoot("check", "--skip-strays", "ci.yaml", "corner-store/rules.gl")
    assert named == crossfoot("check", "corner-store")


def run(command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program, apart from the checkout, the settings of git's user and other runs."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    clean |= {f"GIT_{each}_{what}": "Ann" for each in ("AUTHOR", "COMMITTER") for what in WHO}
    clean |= {"PRE_COMMIT_HOME": str(folder.parent / "kept"), "PRE_COMMIT_COLOR": "never"}
    clean.pop("PYTHONPATH", None)
    return subprocess.run(
        command, cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False
    )


WHO = ("NAME", "EMAIL")


def git(folder: Path, *arguments: str) -> str:
    done = run(["git", *arguments], folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Repository:
    """A repository of two shops, one with a mistake, whose configuration has our hooks."""

    def __init__(self, folder: Path, revision: str) -> None:
        self.folder = folder
        for name in ("sound", "broken"):
            shutil.copytree(REPOSITORY / "examples" / "corner-store", folder / "shops" / name)
        rules = folder / "shops" / "broken" / "rules.gl"
        text = rules.read_text("utf-8").replace("4900 · Delivery Income", "4900 · Delivery")
        rules.write_text(text, "utf-8")
        (folder / "ci.yaml").write_text("jobs: {}\n", "utf-8")
        hooks = [{"id": "crossfoot-check"}, {"id": "crossfoot-fmt"}]
        hooks.append({"id": "crossfoot-test", "args": ["shops/sound"]})
        repository = {"repo": str(folder.parent / "ours"), "rev": revision, "hooks": hooks}
        with (folder / ".pre-commit-config.yaml").open("w", encoding="utf-8") as file:
            YAML().dump({"repos": [repository]}, file)
        git(folder, "init", "--quiet")
        git(folder, "add", ".")

    def hook(self, name: str, *files: str) -> tuple[int, str]:
        """Run a hook on files, as a commit would that changes these; return what it says."""
        command = [sys.executable, "-m", "pre_commit", "run", name, "--verbose"]
        which = ["--files", *files] if files else ["--all-files"]
        done = run([*command, *which], self.folder)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed here")
    top = tmp_path_factory.mktemp("pre-commit")
    ours = top / "ours"
    ours.mkdir()
    for name in (*PACKAGED, MANIFEST.name):
        path = REPOSITORY / name
        if path.is_dir():
            shutil.copytree(path, ours / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, ours / name)
    git(ours, "init", "--quiet")
    git(ours, "add", ".")
    git(ours, "commit", "--quiet", "-m", "hooks")
    (top / "shops").mkdir()
    made = Repository(top / "shops", git(ours, "rev-parse", "HEAD"))
    done = run([sys.executable, "-m", "pre_commit", "install-hooks"], made.folder)
    if done.returncode:
        probe = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "hatchling"]
        if run([*probe, "--dest", top / "probe"], top / "shops").returncode:
            pytest.skip("pre-commit reaches no package index here, to install the hooks from")
        pytest.fail(done.stdout + done.stderr)
    return made


@pytest.mark.slow
@pytest.mark.xdist_group("pre-commit")
class TestForReal:
    def test_the_broken_project_keeps_a_commit_back(self, repository: Repository) -> None:
        status, told = repository.hook("crossfoot-check")
        assert status == 1
        assert told.count("error XF201") == 1
        assert "2 projects: 1 error" in told

    def test_a_commit_that_leaves_it_alone_goes_through(self, repository: Repository) -> None:
        status, told = repository.hook("crossfoot-check", "shops/sound/chart.yaml", "ci.yaml")
        assert status == 0, told
        assert "no findings" in told

    def test_files_of_no_project_go_through(self, repository: Repository) -> None:
        assert repository.hook("crossfoot-check", "ci.yaml")[0] == 0

    def test_rules_are_laid_out_and_staged_by_hand(self, repository: Repository) -> None:
        rules = repository.folder / "shops" / "sound" / "rules.gl"
        before = rules.read_text("utf-8")
        rules.write_text(before.replace("  debit", " debit"), "utf-8")
        git(repository.folder, "add", ".")
        status, told = repository.hook("crossfoot-fmt")
        assert status == 1
        assert "files were modified by this hook" in told
        assert "laid out shops/sound/rules.gl" in told
        assert rules.read_text("utf-8") == before
        git(repository.folder, "add", ".")
        assert repository.hook("crossfoot-fmt")[0] == 0

    def test_cases_are_tried(self, repository: Repository) -> None:
        status, told = repository.hook("crossfoot-test", "shops/sound/rules.gl")
        assert status == 0, told
        cases = repository.folder / "shops" / "sound" / "rules.cases.yaml"
        cases.write_text(cases.read_text("utf-8").replace("678.70", "678.71", 1), "utf-8")
        git(repository.folder, "add", ".")
        assert repository.hook("crossfoot-test", "shops/sound/rules.gl")[0] == 1
