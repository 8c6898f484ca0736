"""Copies of the corner store that somebody lives with."""

from __future__ import annotations

import shutil
from pathlib import Path

from ground import REPOSITORY


def corner_store(folder: Path, name: str = "shop") -> Path:
    """Return a copy of the example in `folder`."""
    return shutil.copytree(REPOSITORY / "examples" / "corner-store", folder / name)


def edited(shop: Path, name: str, old: str, new: str) -> Path:
    """Change one text of a file; it must be there."""
    path = shop / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return shop


def added(shop: Path, name: str, text: str) -> Path:
    """Add a text to the end of a file."""
    with (shop / name).open("a", encoding="utf-8") as file:
        file.write(text)
    return shop


def with_check(shop: Path, text: str) -> Path:
    """Give the project file a key `check`, or other contents of it."""
    file = shop / "crossfoot.yaml"
    kept, _, _ = file.read_text("utf-8").partition("check:")
    file.write_text(f"{kept}check:\n  {text}\n", "utf-8")
    return shop


def odd_account_type(shop: Path) -> Path:
    """Give a shop a warning on its rules, XF203: income booked to an expense account."""
    return edited(shop, "rules.gl", '"4900 · Delivery Income"', '"6400"')


def usual_account_type(shop: Path) -> Path:
    """Mend it again."""
    return edited(shop, "rules.gl", '"6400"', '"4900 · Delivery Income"')


def misspelt_account(shop: Path) -> Path:
    """Give a shop an error, XF201."""
    return edited(shop, "rules.gl", "4900 · Delivery Income", "4900 · Delivery")


def missing_figure(shop: Path, number: int = 1043) -> Path:
    """Give a shop a warning on a batch, XF508: what its goods had cost is not reported."""
    file = shop / "batches" / f"{number}.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "Dept Cost:" not in line), "utf-8")
    return shop


def gap_between_batches(shop: Path) -> Path:
    """Give a shop a warning between two batches, XF509."""
    (shop / "batches" / "1042.yaml").unlink()
    return shop
