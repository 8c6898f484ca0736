"""Mistakes that people make: what is told of them, and that what it says to type works."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from followed_advice import Edit, answered, choices, followed
from mistaken_shop import HERE, SHOPS, Mistake, found_in, mistake, place_of
from syrupy.assertion import SnapshotAssertion

from crossfoot.diagnostic import Diagnostic
from crossfoot.report.text import findings

MISTAKES = sorted((HERE / "mistakes").glob("*.txt"))

COLUMNS = 80


def ids(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", sorted(SHOPS.glob("*.gl")), ids=ids)
def test_the_shops_are_sound_before_anybody_makes_a_mistake(path: Path, tmp_path: Path) -> None:
    unchanged = tmp_path / "unchanged.txt"
    unchanged.write_text(f"Nothing is wrong.\nshop: {path.stem}\n", encoding="utf-8")
    made = mistake(unchanged)
    assert found_in(made.rules, made.project) == ()


@pytest.mark.parametrize("path", MISTAKES, ids=ids)
def test_a_mistake_is_told_at_its_line(path: Path) -> None:
    made = mistake(path)
    told = [place_of(each) for each in found_in(made.rules, made.project)]
    assert len(told) == len(made.expected)
    for place, expected in zip(told, made.expected, strict=True):
        assert place.startswith(expected)


@pytest.mark.parametrize("path", MISTAKES, ids=ids)
def test_what_it_says_to_type_works(path: Path) -> None:
    made = mistake(path)
    told = found_in(made.rules, made.project)
    most = max(len(_choices(each, made)) for each in told)
    for number in range(most):
        assert _mended(made, number) <= made.rounds


def _mended(made: Mistake, number: int) -> int:
    """Return how often one has to look until nothing is found, always taking a choice by number."""
    rules = made.rules
    for rounds in count():
        told = found_in(rules, made.project)
        if not told or rounds > made.rounds:
            return rounds
        offered = [_choices(each, made) for each in told]
        rules = followed(rules, [each[min(number, len(each) - 1)] for each in offered if each])
    raise AssertionError


def _choices(finding: Diagnostic, made: Mistake) -> list[Edit]:
    return choices(finding) or answered(made)


@pytest.mark.parametrize("path", MISTAKES, ids=ids)
def test_a_mistake_reads_as_users_see_it(path: Path, snapshot: SnapshotAssertion) -> None:
    made = mistake(path)
    report = "\n".join(findings(found_in(made.rules, made.project), COLUMNS))
    listed = f"\n{made.project}" if "\n~ " in path.read_text(encoding="utf-8") else ""
    assert f"{made.told}\n\n{made.rules}{listed}{'-' * COLUMNS}\n{report}" == snapshot
