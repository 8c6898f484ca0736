"""Spoiled files: a finding or a success each time, and nothing written after an error.

A failure names its case; `spoil(kind, number)` makes it again.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import mutate
import pytest

from crossfoot import resources
from ground import REPOSITORY, Crossfoot

EXAMPLES = REPOSITORY / "examples"
CASES, CHUNK = 1_000, 50
LONGEST = 60
"""Seconds that one chunk may take before it counts as hanging: many times what it needs."""

STOPPING = ("XF0", "XF1", "XF2", "XF3", "XF4", "XF506", "XF507")
"""An error of these stops a run of `post`: nothing is written."""

RULE_FILES = tuple(sorted(EXAMPLES.glob("*/*.gl")))
DATA_FILES = tuple(
    sorted(
        path
        for pattern in ("*/*.yaml", "*/batches/*.json", "*/batches/*.csv", "*/batches/*[123].yaml")
        for path in EXAMPLES.glob(pattern)
    )
)
TOKENS = {kind: mutate.tokens(kind) + mutate.tokens("anywhere") for kind in ("rules", "data")}
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resources.grammar("check.schema.json").read_text("utf-8"))
)


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """Turn a hang into a failure, where the system has alarms."""
    if not hasattr(signal, "alarm"):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        pytest.fail(f"no end after {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def spoil(kind: str, number: int) -> tuple[Path, bytes]:
    """Return the file that a case spoils, and its spoiled content."""
    files = RULE_FILES if kind == "rules" else DATA_FILES
    path = files[number % len(files)]
    dice = random.Random(f"{kind} {number}")
    return path, mutate.spoiled(path.read_bytes(), TOKENS[kind], dice)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["rules", "data"])
@pytest.mark.parametrize("first", range(0, CASES, CHUNK))
def test_spoiled_files(kind: str, first: int, crossfoot: Crossfoot, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    for number in range(first, first + CHUNK):
        path, content = spoil(kind, number)
        relative = path.relative_to(EXAMPLES)
        target = tmp_path / "examples" / relative
        target.write_bytes(content)
        holds(f"spoil({kind!r}, {number})", target, relative.parts[0], crossfoot)
        target.write_bytes(path.read_bytes())


def holds(case: str, target: Path, project: str, crossfoot: Crossfoot) -> None:
    root = next(parent for parent in target.parents if parent.name == project)
    out = root / "out"
    checked = crossfoot("check", root, "--format", "json")
    codes = {} if checked.status == 2 else errors(case, json.loads(checked.out))
    assert "internal fault" not in checked.err, f"{case}: {checked.err}"
    assert checked.status == (1 if codes else checked.status), case
    if checked.status == 2:
        assert checked.err.count("\n") == 1, case
    posted = crossfoot("post", root, "--out", out)
    assert "internal fault" not in posted.err, f"{case}: {posted.err}"
    stopped = checked.status == 2 or any(code.startswith(STOPPING) for code in codes)
    if stopped:
        assert posted.status == checked.status, case
        assert not out.exists(), f"{case}: written after an error"
    shutil.rmtree(out, ignore_errors=True)


def errors(case: str, report: dict[str, Any]) -> set[str]:
    """Return the codes of the errors, after seeing that the report is as it should be."""
    assert not list(SCHEMA.iter_errors(report)), case
    found = {each["code"] for each in report["diagnostics"] if each["severity"] == "error"}
    assert bool(found) == bool(report["summary"]["errors"]), case
    return found


def test_the_spoiling_spoils() -> None:
    """Most cases must differ from the file they began with, and from each other."""
    for kind in ("rules", "data"):
        cases = [spoil(kind, number) for number in range(200)]
        assert sum(path.read_bytes() != content for path, content in cases) > 180
        assert len({content for _, content in cases}) > 180
