"""The SQLite file of the record: opened, made, brought up to date, and every fault in one line."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from crossfoot.record.faults import RecordFault, damaged
from crossfoot.record.schema import APPLICATION, MIGRATIONS, without_strict

FILE = "crossfoot.sqlite"

PATIENCE = 5.0
"""Seconds to wait for another program that has the record locked."""

FORCED = "FULL"
"""How `PRAGMA synchronous` has it: what was written is on the disk before anybody is told."""

Migrations: TypeAlias = Sequence[Sequence[str]]
Row: TypeAlias = tuple[Any, ...]
_Stamp: TypeAlias = tuple[int, int, int]

_HAS_STRICT = sqlite3.sqlite_version_info >= (3, 37)
_SIDES = ("-wal", "-shm", "-journal")


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
        seen: _Stamp | None = None,
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
        with self._told():
            rows = self._connection.execute(sql, values).fetchall()
        self._refuse_torn()
        return rows

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, if there is one."""
        with self._told():
            row: Row | None = self._connection.execute(sql, values).fetchone()
        self._refuse_torn()
        return row

    def do(self, sql: str, values: Sequence[object] = ()) -> int:
        """Carry out a statement; return the number of the row that it added last."""
        with self._told():
            return self._connection.execute(sql, values).lastrowid or 0

    def do_all(self, sql: str, values: Sequence[Sequence[object]]) -> None:
        """Carry out a statement for each of `values`."""
        with self._told():
            self._connection.executemany(sql, values)

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

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            self._refuse_torn()
            raise _told(self.path, error) from error
        except (UnicodeEncodeError, OverflowError) as error:
            raise RecordFault(f"{self.path}: this cannot be kept: {_shown(error)}") from error
        except (MemoryError, ValueError) as error:
            self._refuse_torn()
            raise damaged(self.path, _shown(error)) from error

    def _refuse_torn(self) -> None:
        if self._seen is not None and self._seen != _stamp(self.path):
            raise RecordFault(
                f"{self.path}: another program wrote to the record while it was read: "
                "type the command again"
            )


def _meaning(path: Path, code: int | None, said: str) -> RecordFault:
    """Return what a fault that SQLite found means: its result code, and its words."""
    # Python finds faults of its own, which have no code: a text that is no text, say.
    meaning = None if code is None else _SAID.get(code & 0xFF)
    return damaged(path, said) if meaning is None else RecordFault(f"{path}: {meaning}")


def _told(path: Path, error: sqlite3.Error) -> RecordFault:
    return _meaning(path, getattr(error, "sqlite_errorcode", None), _shown(error))


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


def open_to_write(root: Path, migrations: Migrations = MIGRATIONS) -> Database:
    """Open the record of a project, making it where there is none; bring it up to date.

    Raises RecordFault.
    """
    path = root / FILE
    # SQLite opens what it cannot write to all the same, and says so in the middle of the work.
    if not all(os.access(each, os.W_OK) for each in (root, path) if each.exists()):
        raise _meaning(path, sqlite3.SQLITE_READONLY, "")
    database = Database(path, _connected(path, "rwc"))
    try:
        database.do(f"PRAGMA synchronous = {FORCED}")
        with database.transaction():
            _bring_up_to_date(database, migrations)
        _keep_a_log(database)
    except BaseException:
        database.close()
        raise
    return database


def _keep_a_log(database: Database) -> None:
    """Have SQLite write ahead to a log, which the file remembers.

    While another program makes the same change it has to be waited for; where it never succeeds,
    SQLite's older way is as safe.
    """
    for _ in range(50):
        try:
            database.row("PRAGMA journal_mode = WAL")
        except RecordFault:
            time.sleep(PATIENCE / 50)
        else:
            return


def open_to_read(root: Path, migrations: Migrations = MIGRATIONS) -> Database | None:
    """Open the record of a project without changing or making any file; None where none is.

    Raises RecordFault.
    """
    path = root / FILE
    if is_empty(path):
        return None
    database = _reading(path)
    try:
        if _is_new(database):
            database.close()
            return None
        if _version(database, migrations) < len(migrations):
            database.close()
            database = _brought_up_to_date(path, migrations)
        _refuse_other_tables(database, migrations)
        database.do("PRAGMA query_only = ON")
    except BaseException:
        database.close()
        raise
    return database


def is_empty(path: Path) -> bool:
    """Whether there is no record file, or one of no bytes."""
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True
    except OSError as error:
        raise RecordFault(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _reading(path: Path) -> Database:
    """Open a record file for reading by the way that leaves no trace.

    SQLite itself makes files beside one that was closed in order to read it, and does not see
    what only stands in `-wal` when it must not make them. So a file that nobody has open is read
    as it lies, one that somebody has open together with the others, and what was left by a program
    that was killed from a copy.
    """
    wal, shm, journal = (path.with_name(path.name + side) for side in _SIDES)
    if wal.exists() and shm.exists():
        return _shared(path)
    if journal.exists() or (wal.exists() and wal.stat().st_size > 0):
        return _copied(path)
    seen = _stamp(path)
    return Database(path, _connected(path, "ro&immutable=1"), seen=seen)


def _shared(path: Path) -> Database:
    database = Database(path, _connected(path, "ro"))
    try:
        database.row("SELECT 1 FROM sqlite_master")
    except RecordFault:
        database.close()
        return _copied(path)
    return database


def _copied(path: Path) -> Database:
    """Open a copy of a record file, with what lies beside it."""
    before = _stamp(path)
    folder = tempfile.TemporaryDirectory(prefix="crossfoot-", ignore_cleanup_errors=True)
    try:
        for side in ("", "-wal", "-journal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + side), Path(folder.name, FILE + side))
        connection = _connected(Path(folder.name, FILE), "rw")
    except OSError as error:
        folder.cleanup()
        if isinstance(error, RecordFault):
            raise
        raise RecordFault(f"{path}: {(error.strerror or str(error)).lower()}") from error
    database = Database(path, connection, seen=before, copy=folder)
    try:
        database.do("PRAGMA synchronous = OFF")  # nobody misses it after a power cut
    except RecordFault:
        database.close()
        raise
    return database


def _brought_up_to_date(path: Path, migrations: Migrations) -> Database:
    """Open a copy of a record of an older version, which is brought up to date there."""
    database = _copied(path)
    try:
        with database.transaction():
            _bring_up_to_date(database, migrations)
    except BaseException:
        database.close()
        raise
    return database


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    if path.is_dir():
        raise _meaning(path, sqlite3.SQLITE_CANTOPEN, "")
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
        )
    except sqlite3.Error as error:
        raise _told(path, error) from error
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def _pragma(database: Database, name: str) -> int:
    row = database.row(f"PRAGMA {name}")
    return int(row[0]) if row else 0


def _is_new(database: Database) -> bool:
    """Whether nothing was ever kept in a file: it is empty."""
    empty = database.row("SELECT 1 FROM sqlite_master") is None
    return empty and _pragma(database, "user_version") == 0


def _version(database: Database, migrations: Migrations) -> int:
    """Return the version of a record; raise RecordFault where it is none that is known."""
    if _pragma(database, "application_id") != APPLICATION:
        raise RecordFault(
            f"{database.path}: this is a SQLite file, but no record of crossfoot's: move it away, "
            "or put back a copy of the record"
        )
    version = _pragma(database, "user_version")
    if version > len(migrations):
        raise RecordFault(
            f"{database.path}: the record was kept by a newer crossfoot (version {version}; this "
            f"one knows {len(migrations)}): install the newer one"
        )
    if version < 1:
        raise damaged(database.path, f"its version is {version}")
    return version


def _bring_up_to_date(database: Database, migrations: Migrations) -> None:
    """Take a record to the newest version; within a transaction."""
    is_new = _is_new(database)
    version = 0 if is_new else _version(database, migrations)
    if version < len(migrations):
        for statement in (each for step in migrations[version:] for each in step):
            database.do(_fitting(statement))
        if is_new:
            database.do(f"PRAGMA application_id = {APPLICATION}")
            database.do("INSERT INTO record VALUES (1, ?)", (secrets.token_hex(16),))
        database.do(f"PRAGMA user_version = {len(migrations)}")
        if database.row("PRAGMA foreign_key_check") is not None:
            raise damaged(database.path, "a row points at one that is not there")
    _refuse_other_tables(database, migrations)


def _fitting(statement: str) -> str:
    return statement if _HAS_STRICT else without_strict(statement)


def _refuse_other_tables(database: Database, migrations: Migrations) -> None:
    """Raise RecordFault where the tables are not as they are made here."""
    found = {_plain(row) for row in database.rows(_TABLES)}
    wanted = {_plain(row) for row in _tables(tuple(tuple(step) for step in migrations))}
    if wanted - found or any(kind == "trigger" for kind, *_ in found - wanted):
        raise damaged(database.path, "its tables are not as they were made")


_TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master"


@cache
def _tables(migrations: tuple[tuple[str, ...], ...]) -> tuple[Row, ...]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in (each for step in migrations for each in step):
            connection.execute(_fitting(statement))
        return tuple(connection.execute(_TABLES).fetchall())


def _plain(row: Row) -> tuple[str, ...]:
    return tuple(without_strict(str(each)) for each in row)
