"""Copies of the corner store, sound or spoiled on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path

from ground import REPOSITORY


def corner_store(folder: Path) -> Path:
    """Return a copy of the example in `folder`."""
    return shutil.copytree(REPOSITORY / "examples" / "corner-store", folder / "shop")


def edited(shop: Path, name: str, old: str, new: str) -> Path:
    """Change one text of a file; it must be there."""
    path = shop / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return shop


def misspelt_account(folder: Path) -> Path:
    """Return a shop with one error, XF201."""
    return edited(corner_store(folder), "rules.gl", "4900 · Delivery Income", "4900 · Delivery")


def misspelt_line() -> int:
    """Return the line of that error."""
    rules = (REPOSITORY / "examples" / "corner-store" / "rules.gl").read_text("utf-8")
    return rules[: rules.index("4900 · Delivery Income")].count("\n") + 1


def odd_account_type(folder: Path) -> Path:
    """Return a shop with one warning, XF203: income booked to an expense account."""
    return edited(corner_store(folder), "rules.gl", "4900 · Delivery Income", "6400")
