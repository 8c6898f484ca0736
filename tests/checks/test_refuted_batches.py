"""Rules that are refuted: that is told once, not of each batch again."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_harness import lay_out

from crossfoot import driver

DIFFERENCES = 'differences up to 0.05 to "6990 · Cash Rounding"\n'
NO_TAX = "# without: Tax Collected\n" + DIFFERENCES
NOT_CLEAR = (
    '"1020 · Card Clearing" clears\n'
    'post Tender Received: Visa debit "1020 · Card Clearing"\n'
    'post Tender Received debit "1010 · Undeposited Funds"\n' + DIFFERENCES
)
COUNT = 12


def codes(rules: str, folder: Path, sales: str = "100.00") -> list[str]:
    """Return what is found in a project with some batches, each of which sold for so much."""
    lay_out(rules, folder)
    project = folder / "crossfoot.yaml"
    project.write_text(project.read_text("utf-8") + "batches: batches/\n", "utf-8")
    (folder / "batches").mkdir()
    for number in range(1, COUNT + 1):
        (folder / "batches" / f"{number}.yaml").write_text(
            f"store: Main Street\nbatch: {number}\nstatus: closed\n"
            f'opened: "2026-03-{number:02}T08:00"\nclosed: "2026-03-{number:02}T20:00"\n'
            "measures:\n  Closing: {Visa: 105.00}\n  Tax Collected: {GST: 5.00}\n"
            f"  Dept Sales: {{Grocery: {sales}}}\n",
            "utf-8",
        )
    return [each.code.number for each in driver.check(folder).diagnostics]


@pytest.mark.parametrize(("rules", "code"), [(NO_TAX, "XF402"), (NOT_CLEAR, "XF404")])
def test_what_is_wrong_with_the_rules_is_told_once(rules: str, code: str, tmp_path: Path) -> None:
    assert [each for each in codes(rules, tmp_path) if each in ("XF402", "XF404", "XF502")] == [
        code
    ]


@pytest.mark.parametrize("rules", [NO_TAX, NOT_CLEAR])
def test_what_is_wrong_with_the_figures_is_told_all_the_same(rules: str, tmp_path: Path) -> None:
    assert codes(rules, tmp_path, sales="90.00").count("XF502") == COUNT
