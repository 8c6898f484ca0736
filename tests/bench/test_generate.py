"""What `make bench` measures is sound: the shops it makes have no finding, and post."""

import sys
from pathlib import Path

import pytest

from ground import REPOSITORY, Crossfoot

sys.path.insert(0, str(REPOSITORY / "bench"))

import generate


@pytest.mark.parametrize("posts", [20, 100, 2_500])
def test_many_rules(posts: int, crossfoot: Crossfoot, tmp_path: Path) -> None:
    made = generate.big_project(tmp_path, posts)
    rules = (tmp_path / "rules.gl").read_text("utf-8").splitlines()
    assert made == sum(line.startswith("post ") for line in rules)
    assert posts * 0.9 <= made <= posts
    ran = crossfoot("check", tmp_path, "--strict")
    assert ran == (0, "no findings: 1 store, 1 period proved for every batch\n", "")


def test_many_batches(crossfoot: Crossfoot, tmp_path: Path) -> None:
    generate.busy_project(tmp_path, 7)
    assert crossfoot("check", tmp_path, "--strict").status == 0
    rows = (tmp_path / "batches" / "batches.csv").read_text("utf-8").splitlines()
    assert len(rows) == 1 + 7 * 60
    ran = crossfoot("post", tmp_path, "--out", tmp_path / "out")
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "7 prepared")


def test_the_same_seed_makes_the_same_shop(tmp_path: Path) -> None:
    for name in ("a", "b"):
        generate.busy_project(tmp_path / name, 3)
    first, second = ((tmp_path / name / "batches" / "batches.csv") for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
