"""Copies of the corner store with mistakes in them, and what is in their files."""

from __future__ import annotations

import shutil
from pathlib import Path

from ground import REPOSITORY

RULES = (REPOSITORY / "examples" / "corner-store" / "rules.gl").read_text("utf-8")


def corner_store(folder: Path, *changes: tuple[str, str], more: str = "") -> Path:
    """Return a copy in `folder` whose rules are changed, each change once, with `more` below."""
    shop = folder / "shop"
    shutil.copytree(REPOSITORY / "examples" / "corner-store", shop)
    write(shop, changed(RULES, *changes) + more)
    return shop


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Return a text with the first of each `old` made `new`; it must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def write(shop: Path, text: str, name: str = "rules.gl") -> None:
    """Write a file of a shop with these line ends."""
    (shop / name).write_bytes(text.encode("utf-8"))


def rules(shop: Path) -> str:
    """Return the rules of a shop as they are."""
    return (shop / "rules.gl").read_bytes().decode("utf-8")


def all_files(shop: Path) -> dict[str, bytes]:
    """Return what all files hold."""
    files = (path for path in shop.rglob("*") if path.is_file())
    return {path.relative_to(shop).as_posix(): path.read_bytes() for path in files}
