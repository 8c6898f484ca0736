"""Keeps rendered entries out of memory until all of them are known and can be put in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TypeAlias

Slot: TypeAlias = int
"""Where a text lies, in one number: a year of batches has many."""

_LENGTH_BITS = 32
"""The lower bits are the length in bytes, those above them where it begins."""

_IN_MEMORY = 8_000_000
"""Bytes; what is larger goes to a file without a name, of which nothing is ever left."""


class Spool:
    """Texts that are written once, one after the other, and read in any order."""

    def __init__(self, file: SpooledTemporaryFile[bytes]) -> None:
        self._file = file
        self._end = 0

    def add(self, data: bytes) -> Slot:
        """Append a text and return where it lies."""
        slot = self._end << _LENGTH_BITS | len(data)
        self._file.write(data)
        self._end += len(data)
        return slot

    def read(self, slot: Slot) -> bytes:
        """Return a text. Nothing may be added afterwards."""
        self._file.seek(slot >> _LENGTH_BITS)
        data: bytes = self._file.read(slot & ((1 << _LENGTH_BITS) - 1))
        return data


@contextmanager
def spool(folder: Path | None) -> Iterator[Spool]:
    """Open a spool that uses the disk of `folder`, or that of temporary files."""
    where = None if folder is None else str(folder)
    with SpooledTemporaryFile(max_size=_IN_MEMORY, dir=where) as file:
        yield Spool(file)
