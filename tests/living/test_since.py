"""``--since``: only what a git change can affect is checked, and what is passed over is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from living_shops import (
    added,
    corner_store,
    edited,
    missing_figure,
    misspelt_account,
    odd_account_type,
)

from crossfoot.cli.check.reads import is_batch, is_model, read_for_rules
from crossfoot.cli.check.since import Reach, changes_of, reach_of
from crossfoot.project.load import load
from crossfoot.repository import Change, changed
from ground import Crossfoot

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")

WHO = {f"GIT_{who}_{what}": "ann" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True, env=os.environ | WHO)


@pytest.fixture
def shops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two shops in a repository, with a warning on the rules of one; all of it is committed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git("init", "--quiet", "--initial-branch", "main")
    odd_account_type(corner_store(tmp_path, "east"))
    corner_store(tmp_path, "west")
    git("add", ".")
    git("commit", "--quiet", "-m", "all is well")
    return tmp_path


# --- What git says ---


def test_every_kind_of_change_is_seen(shops: Path) -> None:
    edited(Path("east"), "rules.gl", "Corner Store", "Corner Shop")
    git("mv", "east/batches/1041.yaml", "east/batches/ä 1.yaml")
    git("rm", "--quiet", "east/README.md")
    edited(Path("west"), "chart.yaml", "Checking", "Checks")
    git("add", "west/chart.yaml")
    Path("west/new.txt").write_text("-\n", "utf-8")
    Path(".gitignore").write_text("*.tmp\n", "utf-8")
    Path("west/x.tmp").write_text("-\n", "utf-8")
    assert {*changed(Path("west"), "HEAD")} == {
        Change("east/rules.gl", is_new=False),
        Change("east/batches/1041.yaml", is_new=False),
        Change("east/batches/ä 1.yaml", is_new=True),
        Change("east/README.md", is_new=False),
        Change("west/chart.yaml", is_new=False),
        Change("west/new.txt", is_new=True),
        Change(".gitignore", is_new=True),
    }


def test_each_project_gets_its_own_changes(shops: Path) -> None:
    added(Path("west"), "rules.gl", "\n")
    shutil.copytree("west", "west/branch")
    roots = [Path("east"), Path("west"), Path("west/branch"), Path("west/../east")]
    found = {each.root.as_posix(): each.changes for each in changes_of(roots, "HEAD")}
    assert found["east"] == found["west/../east"] == ()
    assert Change("rules.gl", is_new=False) in found["west"]
    assert Change("rules.gl", is_new=True) in found["west/branch"]


def test_a_project_at_the_top_of_its_repository(
    shops: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("east")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "a repository of its own")
    ran = crossfoot("check", "--since", "HEAD")
    assert (ran.status, ran.err) == (0, ".: unchanged since HEAD\n")
    added(Path(), "rules.gl", "\n")
    assert "XF203" in crossfoot("check", "--since", "HEAD").out


# --- What is read ---


@pytest.mark.parametrize(
    ("path", "reach"),
    [
        ("rules.gl", Reach.ALL),
        ("crossfoot.yaml", Reach.ALL),
        ("chart.yaml", Reach.ALL),
        ("vendors.yaml", Reach.ALL),
        ("company.yaml", Reach.ALL),
        ("till.gl", Reach.ALL),
        ("batches/1041.yaml", Reach.BATCHES),
        ("batches/gone.CSV", Reach.BATCHES),
        ("batches/notes.txt", Reach.NOTHING),
        ("batches/.1041.yaml", Reach.NOTHING),
        ("batches/old/1041.yaml", Reach.NOTHING),
        ("rules.cases.yaml", Reach.NOTHING),
        ("README.md", Reach.NOTHING),
        ("base.json", Reach.NOTHING),
        ("docs/till.gl", Reach.NOTHING),
    ],
)
def test_how_far_a_change_reaches(path: str, reach: Reach, tmp_path: Path) -> None:
    assert reach_of(corner_store(tmp_path), [Change(path, is_new=False)]) is reach


def test_what_is_read_is_known_however_it_is_written(tmp_path: Path) -> None:
    shop = corner_store(tmp_path)
    edited(shop, "crossfoot.yaml", "[rules.gl]", "[./rules.gl]")
    edited(shop, "crossfoot.yaml", "batches/", "./batches/")
    project, _ = load(shop)
    assert project is not None
    assert "rules.gl" in read_for_rules(project)
    assert is_batch("batches/1.yaml", project)
    assert not is_batch("1.yaml", project)
    assert not is_model("rules/till.gl")


def test_batches_in_one_file(tmp_path: Path) -> None:
    shop = corner_store(tmp_path)
    shutil.copy(shop / "batches" / "1041.yaml", shop / "all.yaml")
    edited(shop, "crossfoot.yaml", "batches/", "all.yaml")
    assert reach_of(shop, [Change("all.yaml", is_new=False)]) is Reach.BATCHES
    assert reach_of(shop, [Change("batches/1041.yaml", is_new=False)]) is Reach.NOTHING


# --- What is told ---


def test_projects_without_a_change_are_passed_over(crossfoot: Crossfoot, shops: Path) -> None:
    ran = crossfoot("check", "east", "west", "--since", "main")
    assert (ran.status, "XF" in ran.out) == (0, False)
    told = "east: unchanged since main\nwest: unchanged since main\n"
    assert ran.err == told
    misspelt_account(Path("west"))
    ran = crossfoot("check", "east", "west", "--since", "main")
    assert (ran.status, ran.err) == (1, "east: unchanged since main\n")
    assert ("XF201" in ran.out, "XF203" in ran.out) == (True, False)


def test_where_rules_changed_everything_is_told(crossfoot: Crossfoot, shops: Path) -> None:
    missing_figure(Path("east"))
    git("commit", "--quiet", "-am", "a batch")
    added(Path("east"), "rules.gl", "\n")
    ran = crossfoot("check", "east", "--since", "HEAD")
    assert ("XF203" in ran.out, "XF508" in ran.out) == (True, True)


def test_where_batches_changed_only_theirs_is_told(crossfoot: Crossfoot, shops: Path) -> None:
    missing_figure(Path("east"), 1041)
    git("commit", "--quiet", "-am", "a batch")
    missing_figure(Path("east"), 1043)
    ran = crossfoot("check", "east", "--since", "HEAD")
    assert (ran.status, ran.err) == (0, "")
    assert ("batches/1043.yaml" in ran.out, "1041" in ran.out, "XF203" in ran.out) == (
        True,
        False,
        False,
    )


def test_a_gap_is_told_where_a_batch_is_gone(crossfoot: Crossfoot, shops: Path) -> None:
    Path("east/batches/1043.yaml").unlink()
    assert "XF509" in crossfoot("check", "east", "--since", "HEAD").out
    git("commit", "--quiet", "-am", "gone")
    added(Path("east"), "batches/1041.yaml", "# looked at again\n")
    assert "XF509" in crossfoot("check", "east", "--since", "HEAD").out, "it may have been there"
    git("commit", "--quiet", "-am", "looked at")
    shutil.copy("east/batches/1045.yaml", "east/batches/1046.yaml")
    edited(Path("east"), "batches/1046.yaml", "batch: 1045", "batch: 1046")
    ran = crossfoot("check", "east", "--since", "HEAD")
    assert ("XF507" in ran.out, "XF509" in ran.out) == ("PO-" in ran.out, False)


def test_a_batch_that_is_there_twice_is_told_from_either(crossfoot: Crossfoot, shops: Path) -> None:
    shutil.copy("west/batches/1041.yaml", "west/batches/0.yaml")
    ran = crossfoot("check", "west", "--since", "HEAD")
    assert (ran.status, "XF507" in ran.out) == (1, True)
    assert "batches/1041.yaml:" in ran.out, "the second is the one that was there before"


def test_rules_that_keep_batches_from_being_checked_are_told(
    crossfoot: Crossfoot, shops: Path
) -> None:
    added(Path("east"), "rules.gl", "\npost post\n")
    git("commit", "--quiet", "-am", "broken")
    missing_figure(Path("east"))
    ran = crossfoot("check", "east", "--since", "HEAD")
    assert (ran.status, "XF001" in ran.out) == (1, True)


def test_many_projects_are_counted(crossfoot: Crossfoot, shops: Path) -> None:
    names = [f"shop-{number}" for number in range(10)]
    for name in names:
        corner_store(shops, name)
    git("add", ".")
    git("commit", "--quiet", "-m", "ten more")
    told = crossfoot("check", *names, "--since", "HEAD").err.splitlines()
    assert (len(told), told[-1]) == (4, "and 7 more projects")


def test_one_that_is_left_of_several_keeps_its_name(crossfoot: Crossfoot, shops: Path) -> None:
    misspelt_account(Path("west"))
    asked = ("check", "east", "west", "--since", "HEAD")
    assert "west/rules.gl:" in crossfoot(*asked).out
    report = json.loads(crossfoot(*asked, "--format", "json").out)
    assert [each["project"] for each in report["projects"]] == ["west"]
    report = json.loads(crossfoot("check", "west", "--since", "HEAD", "--format", "json").out)
    assert report["summary"]["errors"] == 1
    git("commit", "--quiet", "-am", "misspelt")
    report = json.loads(crossfoot(*asked, "--format", "json").out)
    assert report["projects"] == []


def test_nothing_is_called_mended(crossfoot: Crossfoot, shops: Path) -> None:
    crossfoot("check", "east", "--write-baseline", "base.json")
    missing_figure(Path("east"))
    ran = crossfoot("check", "east", "--since", "HEAD", "--baseline", "base.json")
    assert ("XF508" in ran.out, "mended" in ran.err) == (True, False)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--since", "mian"], "there is no git revision `mian`"),
        (["--since", "-x"], "--since"),
        (["--since=--output=x"], "`--output=x` is no git revision"),
        (["--since="], "there is no git revision ``"),
        (["--since", "HEAD", "--write-baseline", "base.json"], "leave out --since"),
        (["--since", "HEAD", "--watch"], "leave out --since"),
        (["--since", "HEAD", "--model", "rms"], "does not go with --model"),
    ],
)
def test_what_cannot_be(options: list[str], told: str, crossfoot: Crossfoot, shops: Path) -> None:
    ran = crossfoot("check", "east", *options)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert not Path("x").exists()


def test_no_repository(
    crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = crossfoot("check", corner_store(tmp_path), "--since", "HEAD")
    assert (ran.status, ran.out) == (2, "")
    assert "is not in a git repository" in ran.err


def test_no_git(crossfoot: Crossfoot, shops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ran = crossfoot("check", "east", "--since", "HEAD")
    assert (ran.status, "git is not installed" in ran.err) == (2, True)


def test_a_copy_with_the_last_commits_only(
    crossfoot: Crossfoot, shops: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("commit", "--quiet", "--allow-empty", "-m", "later")
    git("clone", "--quiet", "--depth", "1", f"file://{shops}", "copy")
    ran = crossfoot("check", "copy/east", "--since", "HEAD~1")
    assert (ran.status, "git fetch --unshallow" in ran.err) == (2, True)
