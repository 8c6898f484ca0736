"""The SQLite file of the record: found, made, and opened so that reading leaves no trace."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from crossfoot.record.database import FILE, SIDES, Database, meaning, stamp, told
from crossfoot.record.faults import RecordFault
from crossfoot.record.schema import MIGRATIONS
from crossfoot.record.versions import (
    Migrations,
    bring_up_to_date,
    is_new,
    refuse_other_tables,
    version_of,
)

PATIENCE = 5.0
"""Seconds to wait for another program that has the record locked."""

FORCED = "FULL"
"""How `PRAGMA synchronous` has it: what was written is on the disk before anybody is told."""


def open_to_write(root: Path, migrations: Migrations = MIGRATIONS) -> Database:
    """Open the record of a project, making it where there is none; bring it up to date.

    Raises RecordFault.
    """
    path = root / FILE
    # SQLite opens what it cannot write to all the same, and says so in the middle of the work.
    if not all(os.access(each, os.W_OK) for each in (root, path) if each.exists()):
        raise meaning(path, sqlite3.SQLITE_READONLY, "")
    database = Database(path, _connected(path, "rwc"))
    try:
        database.do(f"PRAGMA synchronous = {FORCED}")
        with database.transaction():
            bring_up_to_date(database, migrations)
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
        if is_new(database):
            database.close()
            return None
        if version_of(database, migrations) < len(migrations):
            database.close()
            database = _brought_up_to_date(path, migrations)
        refuse_other_tables(database, migrations)
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
    wal, shm, journal = (path.with_name(path.name + side) for side in SIDES)
    if wal.exists() and shm.exists():
        return _shared(path)
    if journal.exists() or (wal.exists() and wal.stat().st_size > 0):
        return _copied(path)
    seen = stamp(path)
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
    before = stamp(path)
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
            bring_up_to_date(database, migrations)
    except BaseException:
        database.close()
        raise
    return database


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    if path.is_dir():
        raise meaning(path, sqlite3.SQLITE_CANTOPEN, "")
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
        )
    except sqlite3.Error as error:
        raise told(path, error) from error
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
