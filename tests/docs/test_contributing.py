"""The steps in CONTRIBUTING.md are enough: they are carried out in a copy of the repository."""

from __future__ import annotations

import csv
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from blocks import Block, blocks, change, exchanges, write

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("compiler", "grammar", "rules", "templates", "examples", "tests", "pyproject.toml")


def section(title: str) -> tuple[Block, ...]:
    """Return the blocks below a heading."""
    _, _, after = TEXT.partition(f"\n## {title}\n")
    assert after, title
    return blocks(after.partition("\n## ")[0])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the repository, without what is made by running it."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__", "docs", "hostile", "packaging")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=leave)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of a console block in the copy, with the copy's package."""
    program, *arguments = shlex.split(command)
    extra = ["-p", "no:cacheprovider"] if program == "pytest" else []
    return subprocess.run(
        [sys.executable, "-m", program, *arguments, *extra],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONPATH": str(folder / "compiler"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        check=False,
        timeout=300,
    )


def lay_out(folder: Path, steps: Sequence[Block]) -> None:
    """Write and change the files that steps speak of."""
    for block in steps:
        if block.verb == "file":
            write(folder / block.what, block.text)
        elif block.verb == "change":
            change(folder / block.what, block.text)


def follow(title: str, folder: Path) -> str:
    """Carry out all steps below a heading; return what its commands printed."""
    printed = []
    for block in section(title):
        lay_out(folder, [block])
        if not block.verb:
            assert block.kind == "console", block
            for exchange in exchanges(block.text):
                ran = run(folder, exchange.command)
                assert ran.returncode == 0, f"{exchange.command}\n{ran.stdout}\n{ran.stderr}"
                printed.append(ran.stdout)
    return "\n".join(printed)


def test_the_copy_runs_its_own_package(copy: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import crossfoot; print(crossfoot.__file__)"],
        env={**os.environ, "PYTHONPATH": str(copy / "compiler")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(copy)


@pytest.mark.slow
def test_a_check_as_described_fires(copy: Path) -> None:
    printed = follow("Add a check", copy)
    assert "XF399 memo-without-batch (warning)" in printed
    snapshot = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (copy / "tests/checks/__snapshots__").iterdir()
        if "memo-without-batch" in path.read_text(encoding="utf-8")
    )
    assert "warning XF399 memo-without-batch: the memo of `Sales: Total`" in snapshot


def test_a_check_as_described_is_silent_on_the_examples(copy: Path) -> None:
    lay_out(copy, section("Add a check"))
    for example in sorted((copy / "examples").iterdir()):
        ran = run(copy, f"crossfoot check examples/{example.name} --strict")
        assert ran.returncode == 0, ran.stdout


def test_a_target_as_described_writes_the_same_totals(copy: Path) -> None:
    follow("Add a target", copy)
    manifest = json.loads((copy / "outbox/manifest.json").read_text(encoding="utf-8"))
    assert manifest
    (written,) = (copy / "outbox").glob("*.csv")
    with written.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert {row["reference"] for row in rows} == {f"M{number}" for number in range(1041, 1046)}
    for reference in {row["reference"] for row in rows}:
        debits, credits = (
            sum(Decimal(row[side] or 0) for row in rows if row["reference"] == reference)
            for side in ("debit", "credit")
        )
        assert debits == credits > 0


def test_a_model_as_described_is_proved_and_posts(copy: Path) -> None:
    printed = follow("Add a model", copy)
    assert "1 store" in printed
    assert "828.50" in printed


def test_the_code_of_the_steps_is_in_the_style_of_the_house(copy: Path) -> None:
    pytest.importorskip("ruff", reason="ruff is not installed here")
    titles = ("Add a check", "Add a target", "Add a model")
    lay_out(copy, [block for title in titles for block in section(title)])
    files = [block.what for title in titles for block in section(title) if block.kind == "python"]
    ran = run(copy, f"ruff check {' '.join(files)}")
    assert ran.returncode == 0, ran.stdout
