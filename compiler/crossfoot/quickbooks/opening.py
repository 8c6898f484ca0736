"""Looks at how a file begins: some answers of QuickBooks' are no XML at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO, Protocol

CHUNK = 65_536
"""Bytes that are read at a time."""
_MOST_BLANK = 2**20
_LOOKED_AT = 4096
BLANK = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""What may stand in front of the first character: marks of encodings, and space in any."""
_HRESULT = re.compile(rb"\b0[xX](8[0-9a-fA-F]{7})\b")
_AS_DECIMAL = re.compile(rb"(?<![\w.])-(2147[0-4]\d{5})\b")


class Readable(Protocol):
    """What bytes are read from: an open file, or one that was begun."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class EmptyAnswer:
    """A file without anything in it: QuickBooks answers so where it could not begin at all."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """QuickBooks' interface failed before it could answer; `hresult` is such as ``0x80040400``."""

    hresult: str


class Begun:
    """A file of which the beginning was read: gives that again first."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes; none at the end."""
        if not self._head:
            return self._rest.read(size)
        if size < 0:
            head, self._head = self._head, b""
            return head + self._rest.read()
        head, self._head = self._head[:size], self._head[size:]
        return head


def opened(file: BinaryIO) -> Begun | EmptyAnswer | NoAnswer:
    """Return the file, to be read from its beginning, unless it is empty or tells of a failure."""
    head = b""
    while not head.strip(BLANK) and len(head) < _MOST_BLANK:
        chunk = file.read(CHUNK)
        if not chunk:
            return EmptyAnswer()
        head += chunk
    return _failure(head) or Begun(head, file)


def _failure(head: bytes) -> NoAnswer | None:
    """Return the failure that a text that is no XML tells of."""
    text = head[:_LOOKED_AT].replace(b"\x00", b"").lstrip(BLANK)
    if text.startswith(b"<"):
        return None
    if found := _HRESULT.search(text):
        return NoAnswer(f"0x{found[1].decode().upper()}")
    if found := _AS_DECIMAL.search(text):
        number = 2**32 - int(found[1])
        return NoAnswer(f"0x{number:08X}") if number >= 2**31 else None
    return None
