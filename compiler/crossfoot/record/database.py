"""The SQLite file of the record once it is open, and what each of its faults means."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from crossfoot.record.faults import RecordFault, damaged

FILE = "crossfoot.sqlite"
SIDES = ("-wal", "-shm", "-journal")
FILES = (FILE, *(f"{FILE}{side}" for side in SIDES))
"""The record, and what SQLite keeps beside it while it is open."""

Row: TypeAlias = tuple[Any, ...]
Stamp: TypeAlias = tuple[int, int, int]


_FAULTS = (sqlite3.Error, UnicodeEncodeError, OverflowError, MemoryError, ValueError)
"""What comes out of SQLite: Python's own errors are those of odd texts and spoiled files."""


class Database:
    """An open record file; all that SQLite finds wrong is raised as RecordFault.

    `seen` is what the file looked like when it was opened, where it is read as it lies, without
    any lock: another program that writes to it meanwhile is found out by it.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        seen: Stamp | None = None,
        copy: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        self.path = path
        self._connection = connection
        self._seen = seen
        self._copy = copy

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()
        if self._copy is not None:
            self._copy.cleanup()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        try:
            rows = self._connection.execute(sql, values).fetchall()
        except _FAULTS as error:
            raise self._meant(error) from error
        self._refuse_torn()
        return rows

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, if there is one."""
        try:
            row: Row | None = self._connection.execute(sql, values).fetchone()
        except _FAULTS as error:
            raise self._meant(error) from error
        self._refuse_torn()
        return row

    def do(self, sql: str, values: Sequence[object] = ()) -> int:
        """Carry out a statement; return the number of the row that it added last."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except _FAULTS as error:
            raise self._meant(error) from error

    def do_all(self, sql: str, values: Sequence[Sequence[object]]) -> None:
        """Carry out a statement for each of `values`."""
        try:
            self._connection.executemany(sql, values)
        except _FAULTS as error:
            raise self._meant(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything within, or nothing where it raises; no other program writes meanwhile."""
        self.do("BEGIN IMMEDIATE")
        try:
            yield
            self.do("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def _meant(self, error: Exception) -> RecordFault:
        """Return what an error means that came out of SQLite, or of what it was given."""
        if isinstance(error, UnicodeEncodeError | OverflowError):
            return RecordFault(f"{self.path}: this cannot be kept: {_shown(error)}")
        self._refuse_torn()
        if isinstance(error, sqlite3.Error):
            return told(self.path, error)
        return damaged(self.path, _shown(error))

    def _refuse_torn(self) -> None:
        if self._seen is not None and self._seen != stamp(self.path):
            raise RecordFault(
                f"{self.path}: another program wrote to the record while it was read: "
                "type the command again"
            )


def meaning(path: Path, code: int | None, said: str) -> RecordFault:
    """Return what a fault that SQLite found means: its result code, and its words."""
    # Python finds faults of its own, which have no code: a text that is no text, say.
    known = None if code is None else _SAID.get(code & 0xFF)
    return damaged(path, said) if known is None else RecordFault(f"{path}: {known}")


def told(path: Path, error: sqlite3.Error) -> RecordFault:
    """Return what a fault that SQLite found means."""
    return meaning(path, getattr(error, "sqlite_errorcode", None), _shown(error))


_SAID = {
    sqlite3.SQLITE_BUSY: "the record is locked by another program: try again when it is done",
    sqlite3.SQLITE_LOCKED: "the record is locked by another program: try again when it is done",
    sqlite3.SQLITE_FULL: "the disk is full: nothing was recorded",
    sqlite3.SQLITE_READONLY: "the record cannot be written to: nothing was recorded",
    sqlite3.SQLITE_PERM: "the record cannot be written to: nothing was recorded",
    sqlite3.SQLITE_CANTOPEN: "the record cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk fails at reading or writing the record",
    sqlite3.SQLITE_NOTADB: "this is no record, nor any SQLite file: put back a copy of the record",
}


def _shown(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def stamp(path: Path) -> Stamp:
    """Return what a file looks like from outside: another one where it was written to."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)
