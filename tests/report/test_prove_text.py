"""Proofs as plain text: whole, in order, and never wider than asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prove_shop import SOUND, checked, shop, shown

from crossfoot.diagnostic import errors
from crossfoot.report.columns import width
from crossfoot.report.paint import coloured
from crossfoot.report.proof.text import render

SPOILED = SOUND.replace("post Tax", "# post Tax")
LONG = "A Store With A Name That Nobody In Their Right Mind Would Ever Print On A Receipt"


@pytest.mark.parametrize("columns", [46, 80, 120])
@pytest.mark.parametrize("rules", [SOUND, SPOILED, SOUND + '"{store.till}" clears\n'])
def test_no_line_is_wider_than_asked(rules: str, columns: int, tmp_path: Path) -> None:
    rules += 'post Cost debit "Cost:{Department}" credit "1200"\n'
    text = render(shown(shop(tmp_path, rules, (LONG, "South"))), (), columns)
    assert max(map(width, text.splitlines())) <= columns


def test_a_wide_terminal_is_used(tmp_path: Path) -> None:
    sheets = shown(shop(tmp_path))
    lines = render(sheets, (), 120).splitlines()
    assert 80 < max(map(width, lines)) <= 120
    assert len(lines) < len(render(sheets, (), 80).splitlines())


def test_a_sum_is_cut_before_a_sign(tmp_path: Path) -> None:
    text = render(shown(shop(tmp_path)), (), 44)
    assert "that is: 0 = sum of Taken\n        - sum of Sales - Tax - Tips\n" in text


def test_a_refuted_proof_shows_the_batch_and_its_entry(tmp_path: Path) -> None:
    text = render(shown(shop(tmp_path, SPOILED)))
    assert text.startswith("North, South\n  refuted: there are batches for which")
    assert "  What stays out of balance, debits less credits\n    Tax\n" in text
    assert "  A batch that shows it\n    Taken: Cash  1.00\n    Tax          1.00\n" in text
    assert "    out of balance: debits are larger by 1.00\n" in text
    assert "counterexample" not in text


def test_an_account_that_does_not_clear_is_told_at_the_top(tmp_path: Path) -> None:
    text = render(shown(shop(tmp_path, SOUND + '"1001" clears\n', ("North",))))
    head, _, _ = text.partition("\n\n")
    assert "proved by identity" in head
    assert "  refuted: 1001 · Till One does not clear (rules.gl:15)" in head


def test_errors_are_a_line_each_with_where_more_is_said(tmp_path: Path) -> None:
    outcome = checked(shop(tmp_path, SPOILED))
    text = render(shown(tmp_path), errors(outcome.diagnostics))
    *_, error, more = text.splitlines()
    assert error.startswith("rules.gl:")
    assert "error XF402 out-of-balance: `Tax` is not posted" in error
    assert more == "`crossfoot check` says why, and what to type instead"


def test_nothing_of_the_users_moves_the_cursor(tmp_path: Path) -> None:
    text = render(shown(shop(tmp_path, stores=("No\u202erth", "South"), departments=("\u2066A",))))
    assert "\u202e" not in text
    assert "\u2066" not in text
    assert "No\N{REPLACEMENT CHARACTER}rth" in text


def test_colours_change_nothing_but_colours(tmp_path: Path) -> None:
    sheets = shown(shop(tmp_path, SPOILED))
    painted = render(sheets, (), 80, coloured)
    assert painted != render(sheets)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render(sheets)


def test_many_stores_are_counted(tmp_path: Path) -> None:
    text = render(shown(shop(tmp_path, stores=tuple(f"Shop {at}" for at in range(8)))))
    assert text.startswith("Shop 0, Shop 1, Shop 2, Shop 3, Shop 4, Shop 5, Shop 6, Shop 7\n")
    assert "1001 · Till One (Shop 0, Shop 2, Shop 4, Shop 6)" not in text
    assert "1001 · Till One (Shop 0, Shop 2 and 2 more)" in " ".join(text.split())
