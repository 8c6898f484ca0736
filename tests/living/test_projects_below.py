"""``check`` in a folder that is no project, with projects below; and what no shell writes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from living_shops import corner_store, misspelt_account

from ground import Crossfoot


@pytest.fixture
def chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two shops in a folder, in the folder that we stand in."""
    monkeypatch.chdir(tmp_path)
    Path("shops").mkdir()
    for name in ("east", "west"):
        corner_store(tmp_path / "shops", name)
    return tmp_path


def test_projects_below_are_named(crossfoot: Crossfoot, chain: Path) -> None:
    ran = crossfoot("check")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "crossfoot: there is no crossfoot.yaml here; projects are in `shops/east`, `shops/west`: "
        "type `crossfoot check shops/*`\n"
    )
    assert "in `shops`; projects are in `shops/east`" in crossfoot("check", "shops").err


def test_one_project_below(crossfoot: Crossfoot, chain: Path) -> None:
    (chain / "shops" / "west" / "crossfoot.yaml").unlink()
    told = "there is no crossfoot.yaml here, but one below: type `crossfoot check shops/east`"
    assert told in crossfoot("check").err


def test_many_projects_below(crossfoot: Crossfoot, chain: Path) -> None:
    for name in ("north", "south", ".hidden"):
        corner_store(chain / "shops", name)
    corner_store(chain / "shops" / "east", "inside")
    err = crossfoot("check").err
    assert "`shops/east`, `shops/north`, `shops/south` and 1 more: type" in err


def test_nothing_below(crossfoot: Crossfoot, tmp_path: Path) -> None:
    assert "`crossfoot init` writes one" in crossfoot("check", tmp_path).err


def test_a_star_that_no_shell_wrote_out(crossfoot: Crossfoot, chain: Path) -> None:
    (chain / "shops" / "notes.txt").write_text("-\n", "utf-8")
    assert crossfoot("check", "shops/*") == crossfoot("check", "shops/east", "shops/west")
    assert crossfoot("check", chain / "shops" / "*").status == 0
    ran = crossfoot("check", "nowhere/*")
    assert (ran.status, "there is no crossfoot.yaml in `nowhere/*`" in ran.err) == (2, True)


def test_thirty_projects(crossfoot: Crossfoot, tmp_path: Path) -> None:
    for number in range(30):
        corner_store(tmp_path, f"shop-{number:03}")
    misspelt_account(tmp_path / "shop-017")
    ran = crossfoot("check", tmp_path / "shop-*", "--format", "json")
    report = json.loads(ran.out)
    assert (ran.status, len(report["projects"])) == (1, 30)
    assert report["summary"]["errors"] == 1
