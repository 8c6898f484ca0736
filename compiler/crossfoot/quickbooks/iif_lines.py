"""Cuts an IIF file into rows of cells, line by line and in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from crossfoot.quickbooks.bad_answer import BadAnswer
from crossfoot.quickbooks.opening import CHUNK

LONGEST_LINE = 200_000
"""Bytes; QuickBooks' longest have a hundred cells of at most 4,095 characters."""
MOST_CELLS = 1_000
MOST_BYTES = 2**31

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Row(NamedTuple):
    """The cells of one line, without quotes; `line` counts from 1."""

    cells: tuple[str, ...]
    line: int


def rows(file: BinaryIO) -> Iterator[Row]:
    """Yield the rows that are not blank.

    Lines end in CR LF, LF or CR. Cells are parted by tabs; one that begins with a quotation mark
    ends with one, and two in it mean one. A line is read as UTF-8 where it is that, and as
    Windows-1252, which QuickBooks writes, where it is not. Raises BadAnswer for what is no text,
    and for lines and files beyond the bounds.
    """
    for number, line in enumerate(_lines(file), 1):
        text = _text(line, number)
        if text.strip():
            yield Row(_cells(text, number), number)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file without their ends."""
    left, number, size = b"", 0, 0
    while chunk := file.read(CHUNK):
        if not size and chunk.startswith(_UTF16_MARKS):
            raise BadAnswer("this file is UTF-16; save it as UTF-8, or export it once more", 1)
        size += len(chunk)
        if size > MOST_BYTES:
            raise BadAnswer("the file is larger than any list of QuickBooks'", number + 1)
        # A CR at the end of a chunk waits for the LF that may follow it.
        whole = left + chunk
        held = b"\r" if whole.endswith(b"\r") else b""
        *lines, left = _broken(whole[: len(whole) - len(held)])
        left += held
        for line in lines:
            number += 1
            yield _bounded(line, number)
        _bounded(left, number + 1)
    if left:
        yield _bounded(left.removesuffix(b"\r"), number + 1)


def _broken(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def _bounded(line: bytes, number: int) -> bytes:
    if len(line) > LONGEST_LINE:
        raise BadAnswer("this line is longer than any of QuickBooks'", number)
    return line


def _text(line: bytes, number: int) -> str:
    if number == 1:
        line = line.removeprefix(_UTF8_MARK)
    if b"\x00" in line:
        raise BadAnswer("this is no text; export the list from QuickBooks once more", number)
    for encoding in ("utf-8", "windows-1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadAnswer("a character here is neither UTF-8 nor Windows-1252", number)


def _cells(text: str, number: int) -> tuple[str, ...]:
    pieces = text.split("\t")
    if len(pieces) > MOST_CELLS:
        raise BadAnswer("this line has more cells than any of QuickBooks'", number)
    written = pieces if '"' not in text else _joined(pieces, number)
    return tuple(_unquoted(cell) for cell in written)


def _joined(pieces: list[str], number: int) -> Iterator[str]:
    """Yield the cells as they are written; a tab between quotation marks parts nothing."""
    pending: list[str] = []
    marks = 0
    for piece in pieces:
        if pending or piece.startswith('"'):
            pending.append(piece)
            marks += piece.count('"')
            if marks % 2 == 0:
                yield "\t".join(pending)
                pending, marks = [], 0
        else:
            yield piece
    if pending:
        raise BadAnswer("a quotation mark is opened in this line and never closed", number)


def _unquoted(cell: str) -> str:
    cell = cell.strip()
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"').strip()
    return cell
