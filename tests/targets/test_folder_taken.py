"""A folder that holds a run already; and that a run keeps nothing of a batch but a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from runs import broken, names, run

from crossfoot.posting.batch import Batch
from crossfoot.targets.outcome import Fate
from crossfoot.targets.staging import Taken
from posting_shop import batch, ruleset


def test_the_same_run_into_the_same_folder_changes_nothing(out: Path) -> None:
    rules = ruleset()
    run(rules, [batch(rules)], out)
    before = {name: (out / name).stat().st_mtime_ns for name in names(out)}
    again = run(rules, [batch(rules)], out)
    assert again.is_unchanged
    assert again.files == ("post-1-1.xml",)
    assert {name: (out / name).stat().st_mtime_ns for name in names(out)} == before


def test_another_run_does_not_overwrite_the_one_that_is_there(out: Path) -> None:
    rules = ruleset()
    run(rules, [batch(rules)], out)
    before = {name: (out / name).read_bytes() for name in names(out)}
    with pytest.raises(Taken, match="holds an earlier run, which is not overwritten"):
        run(rules, [batch(rules), batch(rules, number="2")], out)
    assert {name: (out / name).read_bytes() for name in names(out)} == before
    assert names(out.parent) == ["out"]


def test_what_a_broken_off_run_left_is_not_overwritten(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "post-1-1.xml").write_text("half")
    rules = ruleset()
    with pytest.raises(Taken, match=r"holds a post-1-1\.xml without a manifest\.json"):
        run(rules, [batch(rules)], out)
    assert names(out) == ["post-1-1.xml"]


def test_a_folder_with_other_files_may_take_a_run(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "notes.txt").write_text("mine")
    rules = ruleset()
    run(rules, [batch(rules)], out)
    assert names(out) == ["manifest.json", "notes.txt", "post-1-1.xml", "post.log"]


def test_a_run_looks_at_a_batch_and_lets_go_of_it(out: Path) -> None:
    """Memory does not grow with the number of batches but for a row each."""
    rules = ruleset()
    alive: list[Any] = []

    def stream() -> Iterable[Batch]:
        import gc
        import weakref

        for number in range(1, 40):
            made = replace(batch(rules, number=str(number)), cents=_Cents(batch(rules).cents))
            alive.append(weakref.ref(made.cents))
            yield made
            del made
        gc.collect()

    run(rules, stream(), out)
    assert sum(1 for each in alive if each() is not None) <= 2


class _Cents(list[int]):
    """A list that can be watched."""


def test_posted_rows_are_what_the_result_counts(out: Path) -> None:
    rules = ruleset()
    result = run(rules, [batch(rules), broken(rules, "2")], out)
    assert [row.number for row in result.of(Fate.POSTED)] == ["1"]
    assert [row.number for row in result.of(Fate.HELD_BACK)] == ["2"]
