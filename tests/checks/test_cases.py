"""Every case raises what it says, where it says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_harness import HERE, as_found, expected, outcome_of
from syrupy.assertion import SnapshotAssertion

from crossfoot.codes import Code
from crossfoot.codes.all import ALL
from crossfoot.report.text import findings

CASES = sorted(path for path in HERE.glob("*.gl") if path.name != "rest.gl")

NOT_BY_RULES = ("XF404", "XF405", "XF5", "XF6")
"""Not understood yet, or raised by batches and by posting."""


def ids(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", CASES, ids=ids)
def test_a_case_raises_what_it_expects_and_nothing_else(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = {as_found(finding) for finding in outcome_of(text, tmp_path).diagnostics}
    assert found == expected(text)


@pytest.mark.parametrize("path", CASES, ids=ids)
def test_a_near_miss_expects_nothing_and_a_case_something(path: Path) -> None:
    is_near_miss = path.stem.endswith("-fine")
    assert bool(expected(path.read_text(encoding="utf-8"))) != is_near_miss


@pytest.mark.parametrize(
    "path", [path for path in CASES if not path.stem.endswith("-fine")], ids=ids
)
def test_findings_read_well(path: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    text = path.read_text(encoding="utf-8")
    report = "\n".join(findings(outcome_of(text, tmp_path).diagnostics))
    assert f"{text}\n{'-' * 80}\n{report}" == snapshot


RAISED_BY_RULES = [code for code in ALL if not code.number.startswith(NOT_BY_RULES)]


@pytest.mark.parametrize("code", RAISED_BY_RULES, ids=lambda code: str(code.number))
def test_each_code_that_rules_can_raise_has_a_case_and_a_near_miss(code: Code) -> None:
    assert (HERE / f"{code.name}-fine.gl").is_file()
    text = (HERE / f"{code.name}.gl").read_text(encoding="utf-8")
    assert any(found.code == code.number for found in expected(text))
