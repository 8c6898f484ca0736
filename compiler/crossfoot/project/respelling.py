"""Fixes for keys and words of YAML files that are misspelt, where it is certain which was meant."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.diagnostic import Fix
from crossfoot.fixing import perhaps
from crossfoot.project.editing.scalars import written
from crossfoot.project.nodes import Entry, Scalar, Table
from crossfoot.spelling import LEAST_KEYWORD, certain


def key_meant(entry: Entry, known: Iterable[str], table: Table) -> Fix | None:
    """Return the fix that writes the key that was meant, unless the table has it already."""
    meant = certain(entry.name, known, LEAST_KEYWORD)
    if meant is None or any(each.name == meant for each in table.entries):
        return None
    return perhaps(entry.at, written(meant, entry.at.text))


def word_meant(value: Scalar, known: Iterable[str]) -> Fix | None:
    """Return the fix that writes the word of a fixed list that was meant."""
    meant = certain(value.text or "", known)
    return perhaps(value.at, None if meant is None else written(meant, value.at.text))
