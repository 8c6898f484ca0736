"""Colours for a terminal, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Paint: TypeAlias = Callable[[str, str], str]
"""A text and a style's name to the text as it is printed."""

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "related": "36",
    "gutter": "34",
    "strong": "1",
    "good": "32",
}


def plain(text: str, _style: str) -> str:
    """Return the text as it is."""
    return text


def coloured(text: str, style: str) -> str:
    """Return the text in the colours of a style, and the terminal as it was."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"
