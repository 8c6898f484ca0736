"""Texts and places in them: what every message points at."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

LONGEST_LINE = 1_000_000
"""Characters; a longer line is no rule file (XF003)."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff]|\r")


class Position(NamedTuple):
    """A place as an editor shows it: line and column, both from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=False, eq=False)
class Source:
    """One text. `path` is relative to the project folder where it lies below it, with ``/``.

    INVARIANT: lines end in ``\\n`` alone; `crlf` remembers what the file used.
    """

    path: str
    text: str = field(repr=False)
    crlf: bool = False

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> Position:
        """Return the line and column of a character offset."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def start_of(self, number: int) -> int:
        """Return the offset at which line `number` (from 1) begins; the text's end beyond it."""
        return self._starts[number - 1] if number <= len(self._starts) else len(self.text)

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its end; empty beyond the last."""
        if number > len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def whole(self) -> Span:
        """Return the span of the first line's start: for faults of the file as such."""
        return Span(self, 0, 0)


class Span(NamedTuple):
    """Characters `start` up to, not including, `end` of a source."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def first(self) -> Position:
        """Where it begins."""
        return self.source.position(self.start)

    @property
    def last(self) -> Position:
        """Where it ends, exclusive."""
        return self.source.position(self.end)


class BadText(ValueError):
    """Bytes that are not a text we read. `source` holds what could be read of it."""

    def __init__(self, message: str, at: Span) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def decode(path: str, data: bytes) -> Source:
    """Return the text of a file: UTF-8, with or without a byte-order mark.

    Raises BadText for another encoding, a control character or an overlong line
    (XF003), pointing at the first one.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadText("this file is UTF-16; save it as UTF-8", Source(path, "").whole())
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = _newlines(path, data.decode("utf-8", errors="replace"))
        offset = len(data[: error.start].decode("utf-8").replace("\r\n", "\n"))
        raise BadText(
            "this character is not UTF-8; save the file as UTF-8",
            Span(readable, offset, offset + 1),
        ) from None
    source = _newlines(path, text)
    _refuse_controls(source)
    return source


def _newlines(path: str, text: str) -> Source:
    crlf = "\r\n" in text
    return Source(path, text.replace("\r\n", "\n") if crlf else text, crlf)


def _refuse_controls(source: Source) -> None:
    found = _FORBIDDEN.search(source.text)
    if found:
        raise BadText(
            f"a control character (U+{ord(found.group()):04X}) stands here; delete it",
            Span(source, found.start(), found.end()),
        )
    start = 0
    while (end := source.text.find("\n", start)) >= 0 or start < len(source.text):
        stop = end if end >= 0 else len(source.text)
        if stop - start > LONGEST_LINE:
            raise BadText(
                "this line is longer than a million characters", Span(source, start, start + 1)
            )
        start = stop + 1
