"""Every statement in one table, with the words of `crossfoot explain`."""

from __future__ import annotations

import re

from crossfoot.report.explain.statements import STATEMENTS, Meaning
from made.markdown import cell, code, table


def statements() -> str:
    """Return a table of all statements: the word, what it says, and its own line of its example."""
    rows = (
        [f"**`{each.words}`**", _linked(cell(each.text)), code(_line(each))] for each in STATEMENTS
    )
    return table(["statement", "what it does", "for example"], rows)


def _line(meaning: Meaning) -> str:
    """Return the line of an example that the statement itself is in."""
    return next(line for line in meaning.example.split("\n") if meaning.words in line)


def _linked(text: str) -> str:
    return re.sub(r"\b(XF\d{3})\b", r"[\1](codes/\1.md)", text)
