"""Every statement in one table, with the words of `crossfoot explain`."""

from __future__ import annotations

from crossfoot.report.explain.statements import STATEMENTS
from made.markdown import cell, code, table


def statements() -> str:
    """Return a table of all statements: the word, what it says, and its first line."""
    rows = (
        [f"**`{each.words}`**", cell(each.text), code(each.example.split("\n")[0])]
        for each in STATEMENTS
    )
    return table(["statement", "what it does", "for example"], rows)
