"""``check: leave out:`` in the project file: files whose warnings and notes are not told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from living_shops import (
    corner_store,
    missing_figure,
    misspelt_account,
    odd_account_type,
    with_check,
)

from crossfoot import driver
from crossfoot.checks.grading import fits
from crossfoot.diagnostic import Silencer
from ground import Crossfoot


def codes(shop: Path) -> list[str]:
    return [each.code.number for each in driver.check(shop).diagnostics]


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("old.gl", "old.gl"),
        ("old.gl", "rules/old.gl"),
        ("*.gl", "rules/old.gl"),
        ("o?d.gl", "old.gl"),
        ("./old.gl", "old.gl"),
        ("batches", "batches/2019/1.yaml"),
        ("batches/", "batches/2019/1.yaml"),
        ("2019", "batches/2019/1.yaml"),
        ("batches/2019", "batches/2019/1.yaml"),
        ("batches/2019/*", "batches/2019/1.yaml"),
        ("batches/2019/*", "batches/2019/a/1.yaml"),
        ("batches/*/1.yaml", "batches/2019/1.yaml"),
        ("batches/2019-*.csv", "batches/2019-03.csv"),
        ("**/1.yaml", "1.yaml"),
        ("**/1.yaml", "a/b/1.yaml"),
        ("a/**/1.yaml", "a/1.yaml"),
        ("a/**/1.yaml", "a/b/c/1.yaml"),
        ("a/**", "a/b/c/1.yaml"),
        ("[2019].yaml", "[2019].yaml"),
        ("Café.gl", "Café.gl"),
    ],
)
def test_a_pattern_means_a_file(pattern: str, path: str) -> None:
    assert fits(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("old.gl", "old.glx"),
        ("old.gl", "Old.gl"),
        ("old.gl", "very old.gl"),
        ("batches/1.yaml", "shop/batches/1.yaml"),
        ("batches/*", "batches"),
        ("batches/2019/*", "batches/2020/1.yaml"),
        ("batches/*/1.yaml", "batches/1.yaml"),
        ("batches/*/1.yaml", "batches/a/b/1.yaml"),
        ("o?d.gl", "o/d.gl"),
        ("*.gl", "rules.yaml"),
        ("[2019].yaml", "2.yaml"),
        ("a**b", "a/b"),
    ],
)
def test_a_pattern_does_not_mean_a_file(pattern: str, path: str) -> None:
    assert not fits(pattern, path)


@given(some.lists(some.sampled_from(["*", "**", "a", "b*", "?"]), min_size=1, max_size=8))
def test_a_folder_means_what_is_in_it(names: list[str]) -> None:
    pattern = "/".join(names)
    for path in ("a", "a/b", "b/a/a", "a/a/a/a"):
        if fits(pattern, path):
            assert fits(pattern, f"{path}/x.yaml")


def test_warnings_of_a_file_that_is_left_out_are_not_told(tmp_path: Path) -> None:
    shop = missing_figure(corner_store(tmp_path))
    assert codes(shop) == ["XF508"]
    with_check(shop, 'leave out: ["batches/1043.*"]')
    outcome = driver.check(shop)
    assert outcome.diagnostics == ()
    (silenced,) = outcome.silenced
    assert silenced.by is Silencer.PROJECT_FILE
    assert silenced.because == "`batches/1043.*` is left out in crossfoot.yaml"


def test_other_files_are_still_told_of(tmp_path: Path) -> None:
    shop = odd_account_type(missing_figure(corner_store(tmp_path)))
    assert codes(with_check(shop, "leave out: [batches]")) == ["XF203"]
    assert codes(with_check(shop, "leave out: [rules.gl]")) == ["XF508"]
    assert codes(with_check(shop, r"leave out: ['batches\*', '*.gl']")) == []


def test_an_error_is_told_wherever_it_is(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shop = with_check(misspelt_account(corner_store(tmp_path)), 'leave out: ["*"]')
    assert codes(shop) == ["XF201"]
    assert crossfoot("post", shop, "--dry-run").status == 1


def test_what_the_project_made_an_error_is_one_there_too(tmp_path: Path) -> None:
    shop = with_check(
        odd_account_type(corner_store(tmp_path)),
        'leave out: ["*"]\n  severity: {XF203: error}',
    )
    assert codes(shop) == ["XF203"]


def test_a_pattern_without_a_file_is_no_fault(tmp_path: Path) -> None:
    assert codes(with_check(corner_store(tmp_path), 'leave out: ["batches/2019/*"]')) == []
