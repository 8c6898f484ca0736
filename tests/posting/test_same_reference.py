"""Batches that would be one and the same in QuickBooks are told before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.driver import check

RULES = "measure Sales, Cash\nalways Sales = Cash\npost Sales credit 'A'\npost Cash debit 'B'\n"
CHART = "accounts:\n  - {name: A, type: Income}\n  - {name: B, type: Bank}\n"


def shop(folder: Path, stores: dict[str, str], batches: list[tuple[str, str]]) -> Path:
    listed = "".join(f"  - {{name: {name}, prefix: {mark}}}\n" for name, mark in stores.items())
    files = {
        "crossfoot.yaml": "company: C\nrules: [r.gl]\nchart: c.yaml\nbatches: in\nstores:\n"
        + listed,
        "c.yaml": CHART,
        "r.gl": RULES.replace("'", '"'),
    }
    for place, (store, number) in enumerate(batches):
        files[f"in/{place}.yaml"] = (
            f'store: {store}\nbatch: "{number}"\nstatus: closed\nclosed: "2026-03-01T20:00"\n'
            "measures: {Sales: 1.00, Cash: 1.00}\n"
        )
    (folder / "in").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("stores", "batches", "codes"),
    [
        ({"East": "E"}, [("East", "1"), ("East", "0001")], ["XF507"]),
        ({"East": "E", "West": "EA"}, [("East", "A1"), ("West", "1")], ["XF507"]),
        ({"East": "E", "West": "W"}, [("East", "1"), ("West", "1")], []),
        ({"East": "E"}, [("East", "10"), ("East", "9")], []),
    ],
)
def test_neither_zeros_nor_a_prefix_make_two_of_one(
    stores: dict[str, str], batches: list[tuple[str, str]], codes: list[str], tmp_path: Path
) -> None:
    outcome = check(shop(tmp_path, stores, batches))
    assert [each.code.number for each in outcome.diagnostics] == codes
