"""Which version a record is of, and the way from it to the newest one."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from typing import TypeAlias

from crossfoot.record.database import Database, Row
from crossfoot.record.faults import RecordFault, damaged
from crossfoot.record.schema import APPLICATION, without_strict

Migrations: TypeAlias = Sequence[Sequence[str]]

_HAS_STRICT = sqlite3.sqlite_version_info >= (3, 37)


def _pragma(database: Database, name: str) -> int:
    row = database.row(f"PRAGMA {name}")
    return int(row[0]) if row else 0


def is_new(database: Database) -> bool:
    """Whether nothing was ever kept in a file: it is empty."""
    empty = database.row("SELECT 1 FROM sqlite_master") is None
    return empty and _pragma(database, "user_version") == 0


def version_of(database: Database, migrations: Migrations) -> int:
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


def bring_up_to_date(database: Database, migrations: Migrations) -> None:
    """Take a record to the newest version; within a transaction."""
    begins = is_new(database)
    version = 0 if begins else version_of(database, migrations)
    if version < len(migrations):
        for statement in (each for step in migrations[version:] for each in step):
            database.do(_fitting(statement))
        if begins:
            database.do(f"PRAGMA application_id = {APPLICATION}")
            database.do("INSERT INTO record VALUES (1, ?)", (secrets.token_hex(16),))
        database.do(f"PRAGMA user_version = {len(migrations)}")
        if database.row("PRAGMA foreign_key_check") is not None:
            raise damaged(database.path, "a row points at one that is not there")
    refuse_other_tables(database, migrations)


def _fitting(statement: str) -> str:
    return statement if _HAS_STRICT else without_strict(statement)


def refuse_other_tables(database: Database, migrations: Migrations) -> None:
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
