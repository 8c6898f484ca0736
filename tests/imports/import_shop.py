"""A shop to import lists into: the corner store, and what QuickBooks says of one like it."""

from __future__ import annotations

import shutil
from pathlib import Path

from ground import REPOSITORY

CORNER_STORE = REPOSITORY / "examples" / "corner-store"


def corner_store(folder: Path) -> Path:
    """Return a copy of the corner store, to be changed."""
    root = folder / "shop"
    names = shutil.ignore_patterns("expected", "crossfoot.sqlite*", "crossfoot.mark")
    shutil.copytree(CORNER_STORE, root, ignore=names)
    return root


def replaced(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file that is there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
