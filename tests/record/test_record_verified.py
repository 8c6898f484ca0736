"""Whoever changes the record by hand, with SQL, is found out."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from record_ground import NOW, WHO, opened, prepare, request

from crossfoot.posting.standing import Kind, State
from crossfoot.record.database import FILE
from crossfoot.record.kept import Change
from crossfoot.record.writing import Came, writing


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with opened(tmp_path) as record:
        prepare(record, request("r1"), request("r2", batch="2"))
        record.answered(NOW, WHO, [Change("r1", State.POSTED, "T1", "E1")])
    return tmp_path


def changed(root: Path, sql: str, *values: object) -> list[str]:
    """Change a record behind its triggers; return what is told of it."""
    with closing(sqlite3.connect(root / FILE, isolation_level=None)) as other:
        triggers = other.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            other.execute(f"DROP TRIGGER {name}")
        assert other.execute(sql, values).rowcount == 1
        for _, made in triggers:
            other.execute(made)
    with opened(root) as record:
        return record.verify()


REQUEST = ["request r1 (`M1`) is not what its history says"]
RUN = ["run 1, or the list of its files, is not what was written"]


@pytest.mark.parametrize(
    ("sql", "faults"),
    [
        ("UPDATE request SET state = 'refused' WHERE id = 1", REQUEST),
        ("UPDATE request SET txn_id = 'T2' WHERE id = 1", REQUEST),
        ("UPDATE request SET edit_sequence = NULL WHERE id = 1", REQUEST),
        ("UPDATE request SET said = 'fine' WHERE id = 1", REQUEST),
        ("UPDATE request SET changed_at = '2026-03-01T00:00:00' WHERE id = 1", REQUEST),
        ("UPDATE request SET total = 1 WHERE id = 1", REQUEST),
        ("UPDATE request SET day = '2026-03-09' WHERE id = 1", REQUEST),
        ("UPDATE request SET batch = '3' WHERE id = 1", REQUEST),
        ("UPDATE request SET batch_key = '3' WHERE id = 1", REQUEST),
        ("UPDATE request SET store_key = 'other' WHERE id = 1", REQUEST),
        ("UPDATE request SET reference_key = 'other' WHERE id = 1", REQUEST),
        ("UPDATE request SET why = 'because' WHERE id = 1", REQUEST),
        ("UPDATE lines SET content = x'789c8b8e0500015d00b9' WHERE request = 1", REQUEST),
        ("UPDATE lines SET content = x'00' WHERE request = 1", REQUEST),
        ("DELETE FROM lines WHERE request = 1", REQUEST),
        ("UPDATE bookings SET content = x'789c8b8e0500015d00b9'", RUN),
        ("UPDATE bookings SET content = x'00'", RUN),
        ("DELETE FROM bookings", RUN),
        ("UPDATE booked SET member = 'Amex' WHERE member = 'Cash'", RUN),
        ("DELETE FROM booked WHERE member = 'Cash'", RUN),
        ("UPDATE run SET made_by = 'bob'", RUN),
        ("UPDATE run SET alike = 'bob'", RUN),
        ("UPDATE file SET message_set_id = 'other'", RUN),
    ],
)
def test_what_was_changed_by_hand(root: Path, sql: str, faults: list[str]) -> None:
    assert changed(root, sql) == faults


def test_a_file_of_other_bytes(root: Path) -> None:
    other = zlib.compress(b"r1 r3")
    assert changed(root, "UPDATE file SET content = ?", other) == [
        "a file of run 1 is not what was written"
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE history SET said = 'fine' WHERE id = 3",
        "UPDATE history SET who = 'bob' WHERE id = 3",
        "UPDATE history SET generation = 2 WHERE id = 2",
        "UPDATE history SET seal = NULL WHERE id = 3",
    ],
)
def test_a_history_that_was_changed(root: Path, sql: str) -> None:
    faults = changed(root, sql)
    assert faults[0].endswith("of the history is not what was written")


def test_a_line_of_the_history_that_was_taken_out(root: Path) -> None:
    faults = changed(root, "DELETE FROM history WHERE id = 4")
    assert "line 4 of the history is missing" in faults


def test_what_the_triggers_forbid(root: Path) -> None:
    with closing(sqlite3.connect(root / FILE, isolation_level=None)) as other:
        for sql in (
            "UPDATE history SET said = 'fine'",
            "DELETE FROM history",
            "DELETE FROM request",
            "UPDATE request SET total = 1",
            "UPDATE request SET state = 'prepared' WHERE state = 'posted'",
            "UPDATE lines SET content = x'00'",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(sql)


def test_a_step_that_no_request_can_take(root: Path) -> None:
    with opened(root) as record:
        with writing(record._database, NOW, WHO) as each:
            each.step(1, 2, State.POSTED, Came("without being sent", "T2"))
        assert record.verify() == ["request r2 (`M2`) is not what its history says"]
        standing = record.standing("Main", "2", Kind.ENTRY)
        assert standing is not None
