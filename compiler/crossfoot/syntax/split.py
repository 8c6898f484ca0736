"""Where statements begin and end, going by lines and their indentation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"(?P<indent>[^\S\n]*)(?P<rest>[^\n]*)(?:\n|\Z)")

STARTS_INDENTED = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\n)*+[^\S\n]+[^\s#]")
"""Matches a text whose first statement does not begin in column 1."""


class Stretch(NamedTuple):
    """The lines of one statement, without the white space around them.

    `indented`: it does not begin in column 1, though nothing stands above that it continues.
    """

    start: int
    end: int
    indented: bool


def stretches(text: str) -> Iterator[Stretch]:
    """Yield the statements of a text: a line in column 1 and the indented lines below it.

    A blank line, or a comment in column 1, ends a statement; an indented comment does not.
    """
    start: int | None = None
    end = 0
    indented = False
    for line in _LINE.finditer(text):
        rest = line["rest"]
        continues = bool(rest) and bool(line["indent"])
        if start is not None and not continues:
            yield Stretch(start, end, indented)
            start = None
        if (rest and not rest.startswith("#")) or (start is not None and continues):
            if start is None:
                start, indented = line.start("rest"), continues
            end = line.start("rest") + len(rest.rstrip())
    if start is not None:
        yield Stretch(start, end, indented)
