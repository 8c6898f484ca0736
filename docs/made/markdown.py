"""Texts as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def cell(text: str) -> str:
    """Return a text on one line, fit for a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def fenced(text: str, kind: str = "text") -> str:
    """Return a text as it is, in a fence that it does not hold itself."""
    return f"````{kind}\n{text.rstrip()}\n````"


def code(text: str) -> str:
    """Return a text as inline code, or nothing for nothing."""
    return f"`{cell(text)}`" if text else ""
