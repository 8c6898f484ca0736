"""Where the rows and cells of a CSV file stand: worked out only once a message needs it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from crossfoot.codes import Code
from crossfoot.codes.bad_batch_file import BAD_BATCH_FILE
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.readers.found import told
from crossfoot.project.fault import Fault
from crossfoot.project.nodes import shown
from crossfoot.source import BadText, Source, Span, decode

_CELL = re.compile(r'[ ]*(?P<text>"(?:[^"]|"")*"|[^,\n]*)[^,\n]*')

_HARMLESS = bytes({*range(0x20, 0x7F), *b"\t\n", *range(0x80, 0x100)} - {0xC2, 0xE2, 0xEF})
"""Bytes that are in no character that `source.decode` refuses; thrown out at memory speed."""
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2\x85|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)
_PIECE = 1 << 20

HEADER = -1
"""The number of the row that names the columns; those below it count from 0."""
LAST = 1 << 60
"""A number that stands for the last row there is."""


def csv_rows(file: Any) -> Any:
    """Return the rows of a text file as `csv` reads them, in the one way we read them."""
    return csv.reader(file, strict=True, skipinitialspace=True)


def is_suspicious(path: Path) -> bool:
    """Whether a file holds a character that no text should, looking through it piece by piece."""
    with path.open("rb") as file:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        while piece := file.read(_PIECE) + file.readline():
            piece = piece.replace(b"\r\n", b"\n")
            if piece.translate(None, _HARMLESS) and _FORBIDDEN.search(piece):
                return True
    return False


class RowsText:
    """The whole text of a CSV file. Rows without any value are not counted."""

    def __init__(self, path: Path, shown: str) -> None:
        self._path = path
        self._shown = shown

    @cached_property
    def source(self) -> Source:
        """The text. Raises BadText where it is none (XF003), OSError where it is gone."""
        return decode(self._shown, self._path.read_bytes())

    @cached_property
    def _lines(self) -> list[int]:
        """The line that each row begins on, the header's first."""
        return list(self._beginnings())

    def _beginnings(self) -> Iterator[int]:
        rows = csv_rows(io.StringIO(self.source.text, newline=""))
        line = 1
        try:
            for row in rows:
                if any(row):
                    yield line
                line = rows.line_num + 1
        except csv.Error:
            yield line

    def cell(self, row: int, column: int | None = None) -> Span:
        """Return the span of a cell, without its quotes, or of a row's first line.

        Where the text is none, that is what the span shows: it never raises BadText.
        """
        try:
            lines = self._lines
        except BadText as bad:
            return bad.at
        start = self.source.start_of(lines[min(row + 1, len(lines) - 1)] if lines else 1)
        if column is None:
            end = self.source.text.find("\n", start)
            return Span(self.source, start, len(self.source.text) if end < 0 else end)
        match = _CELL.match(self.source.text, start)
        for _ in range(column):
            if match is None or self.source.text[match.end() : match.end() + 1] != ",":
                return self.cell(row)
            match = _CELL.match(self.source.text, match.end() + 1)
        return self.cell(row) if match is None else self._unquoted(*match.span("text"))

    def _unquoted(self, start: int, end: int) -> Span:
        is_quoted = self.source.text[start:end].startswith('"')
        return Span(self.source, start + is_quoted, end - is_quoted)

    def told(
        self,
        message: str,
        row: int,
        column: int | None = None,
        help: str | None = None,
        code: Code = BAD_BATCH_FILE,
    ) -> Diagnostic:
        """Return what is wrong with a cell, or with the text as such (XF003) if that is why.

        A line break in a cell that the message quotes is shown as a character.
        """
        try:
            self.source.whole()
        except BadText as bad:
            return Diagnostic(BAD_TEXT, bad.message, bad.at)
        help = None if help is None else shown(help)
        return told(Fault(shown(message), self.cell(row, column), help), code)
