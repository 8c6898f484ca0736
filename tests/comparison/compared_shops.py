"""Versions of the example projects, changed as a test wants them."""

from __future__ import annotations

import shutil
from pathlib import Path

from crossfoot import driver
from crossfoot.comparison.result import Comparison, Verdict
from ground import REPOSITORY

RULES, PROJECT, CHART = "rules.gl", "crossfoot.yaml", "chart.yaml"

SALES = "post Dept Sales             credit \"{Department.account or '4000 · Sales'}\""

SHARE = """\
Franchise Fee = 6% of Sales: Total
Rest = Sales: Total - Franchise Fee
post Franchise Fee credit "2300"
post Rest          credit "4000"
"""


def version(folder: Path, *edits: tuple[str, str, str], example: str = "corner-store") -> Path:
    """Return a copy of an example in a folder, with texts of its files changed; all must be there.

    There may be a version already, which is changed further.
    """
    if not folder.exists():
        shutil.copytree(REPOSITORY / "examples" / example, folder)
    for name, old, new in edits:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new), "utf-8")
    return folder


def comparison(before: Path, after: Path) -> Comparison:
    """Return what two versions come to; both can be compared."""
    compared = driver.compare(before, after)
    found = (*compared.before.diagnostics, *compared.after.diagnostics)
    assert compared.comparison is not None, [each.message for each in found]
    return compared.comparison


def verdict(before: Path, after: Path) -> Verdict:
    return comparison(before, after).verdict
