"""What is wrong with the record's file is told in one line, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from record_ground import NOW, WHO, opened, prepare, request

from crossfoot.record import mark as marks
from crossfoot.record import opening
from crossfoot.record.database import FILE, Database
from crossfoot.record.faults import RecordFault
from crossfoot.record.mark import MARK
from crossfoot.record.opening import open_to_read, open_to_write
from crossfoot.record.record import Record
from crossfoot.record.schema import APPLICATION, MIGRATIONS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with opened(tmp_path) as record:
        prepare(record, request("r1"))
    return tmp_path


def told(root: Path, *, writable: bool) -> str:
    with pytest.raises(RecordFault) as fault:
        Record.open(root, writable=writable)
    message = str(fault.value)
    assert message.startswith(str(root))
    assert "\n" not in message
    assert fault.value.strerror is None  # so that the command line shows it as it is
    return message


@pytest.mark.parametrize("writable", [False, True])
def test_what_is_no_database(root: Path, writable: bool) -> None:
    (root / FILE).write_text("dear accountant, " * 100)
    assert "this is no record, nor any SQLite file" in told(root, writable=writable)


@pytest.mark.parametrize("writable", [False, True])
def test_a_folder_in_its_place(tmp_path: Path, writable: bool) -> None:
    (tmp_path / FILE).mkdir()
    assert "cannot be opened" in told(tmp_path, writable=writable)


@pytest.mark.parametrize("writable", [False, True])
def test_a_database_of_another_program(tmp_path: Path, writable: bool) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("CREATE TABLE recipes (name)")
    before = (tmp_path / FILE).read_bytes()
    assert "no record of crossfoot's" in told(tmp_path, writable=writable)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize("writable", [False, True])
def test_a_record_of_a_newer_version(root: Path, writable: bool) -> None:
    newer = (*MIGRATIONS, ("CREATE TABLE later (id INTEGER PRIMARY KEY)",))
    open_to_write(root, newer).close()
    assert "by a newer crossfoot (version 2; this one knows 1)" in told(root, writable=writable)


@pytest.mark.parametrize("writable", [False, True])
def test_other_tables(root: Path, writable: bool) -> None:
    with closing(sqlite3.connect(root / FILE)) as other:
        other.execute("DROP TRIGGER history_update")
    assert "its tables are not as they were made" in told(root, writable=writable)


def test_a_view_of_ones_own_is_no_fault(root: Path) -> None:
    with closing(sqlite3.connect(root / FILE)) as other:
        other.execute("CREATE VIEW mine AS SELECT * FROM request")
        other.execute("ANALYZE")
        other.commit()
    with opened(root) as record:
        assert record.verify() == []


def test_a_record_that_is_locked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    with closing(sqlite3.connect(root / FILE, isolation_level=None)) as other:
        with opened(root) as record:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(RecordFault, match="locked by another program"):
                prepare(record, request("r2", batch="2"))
            assert len(record.runs()) == 1
        assert "locked by another program" in told(root, writable=True)
        record_read = Record.open(root, writable=False)
        assert record_read is not None
        record_read.close()
    with opened(root) as record:
        prepare(record, request("r2", batch="2"))
        assert record.verify() == []


def test_a_disk_that_is_full_for_the_record(root: Path) -> None:
    with opened(root) as record:
        record._database._connection.execute("PRAGMA max_page_count = 1")
        big = [request(f"b{number}", batch=f"b{number}") for number in range(300)]
        with pytest.raises(RecordFault, match="the disk is full: nothing was recorded"):
            prepare(record, *big)
        assert len(record.runs()) == 1
        assert record.verify() == []
    with opened(root) as record:
        prepare(record, *big)
        assert record.verify() == []


def test_a_disk_that_is_full_for_the_mark(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (root / MARK).read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with opened(root) as record:
        with monkeypatch.context() as patch:
            patch.setattr(marks.os, "fsync", full)
            with pytest.raises(RecordFault, match="nothing was recorded: no space left"):
                prepare(record, request("r2", batch="2"))
        assert len(record.runs()) == 1
        assert (root / MARK).read_bytes() == before
        assert list(root.glob(f".{MARK}.*")) == []
        prepare(record, request("r2", batch="2"))
        assert record.verify() == []


def test_a_mark_that_cannot_take_its_place_lags_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path, target: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch, opened(root) as record:
        patch.setattr(Path, "replace", fails)
        prepare(record, request("r2", batch="2"))
        prepare(record, request("r3", batch="3"))
    assert list(root.glob(f".{MARK}.*")) == []
    with opened(root) as record:
        assert len(record.runs()) == 3
        assert record.verify() == []


def test_what_cannot_be_kept_is_told(root: Path) -> None:
    with opened(root) as record:
        huge = replace(request("r2", batch="2"), total=10**20)
        for odd in (request("r2", batch="\ud800"), huge):
            with pytest.raises(RecordFault, match="this cannot be kept"):
                prepare(record, odd)
        assert record.verify() == []


def test_what_is_written_is_forced_to_the_disk(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with opened(root) as record:
        assert record._database.row("PRAGMA synchronous") == (2,)  # FULL
        assert record._database.row("PRAGMA journal_mode") == ("wal",)
        assert record._database.row("PRAGMA foreign_keys") == (1,)


def test_a_record_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    first = (("CREATE TABLE record (id TEXT)", "CREATE TABLE entry (number INTEGER)"),)
    second = ("ALTER TABLE record RENAME COLUMN id TO name",)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as made:
        for statement in first[0]:
            made.execute(statement)
        made.execute(f"PRAGMA application_id = {APPLICATION}")
        made.execute("INSERT INTO entry VALUES (7)")
        made.execute("PRAGMA user_version = 1")
    before = (tmp_path / FILE).read_bytes()

    read = open_to_read(tmp_path, (*first, second))
    assert read is not None
    assert read.rows("SELECT name FROM pragma_table_info('record')") == [("name",)]
    assert read.rows("SELECT number FROM entry") == [(7,)]
    read.close()
    assert (tmp_path / FILE).read_bytes() == before

    failing = (*first, ("CREATE TABLE half (x)", "CREATE TABLE entry (x)"))
    with pytest.raises(RecordFault):
        open_to_write(tmp_path, failing)
    assert (tmp_path / FILE).read_bytes() == before

    for _ in range(2):
        written = open_to_write(tmp_path, (*first, second))
        assert written.row("PRAGMA user_version") == (2,)
        assert written.rows("SELECT number FROM entry") == [(7,)]
        written.close()


def left_by_a_kill(root: Path) -> None:
    """Write to a record in a process that is killed while it has it open."""
    script = (
        "import os, pathlib, sys; sys.path.insert(0, sys.argv[2])\n"
        "from record_ground import opened, prepare, request\n"
        "record = opened(pathlib.Path(sys.argv[1]))\n"
        "prepare(record, request('killed', batch='99'))\n"
        "os._exit(9)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, root, Path(__file__).parent], check=False)
    assert ran.returncode == 9


def seen(root: Path) -> dict[str, bytes]:
    """Return what lies in a folder; the index of SQLite's log is made anew by whoever needs it."""
    return {
        path.name: b"" if path.name.endswith("-shm") else path.read_bytes()
        for path in sorted(root.iterdir())
    }


@pytest.fixture(params=["closed", "killed", "killed, copied", "cut off at creation"])
def lying(request: pytest.FixtureRequest, root: Path) -> Path:
    if request.param.startswith("killed"):
        left_by_a_kill(root)
    if request.param == "killed, copied":
        (root / f"{FILE}-shm").unlink()
    if request.param == "cut off at creation":
        (root / f"{FILE}-journal").write_bytes(b"")
    return root


def test_reading_leaves_no_trace(lying: Path) -> None:
    before = seen(lying)
    record = Record.open(lying, writable=False)
    assert record is not None
    with record:
        assert len(record.runs()) == (2 if f"{FILE}-wal" in before else 1)
        assert record.verify() == []
        with pytest.raises(RecordFault):
            prepare(record, request("r5", batch="5"))
    assert seen(lying) == before


def test_reading_beside_a_writer(root: Path) -> None:
    with opened(root) as writer:
        prepare(writer, request("r2", batch="2"))
        reader = Record.open(root, writable=False)
        assert reader is not None
        with reader:
            assert len(reader.runs()) == 2
            prepare(writer, request("r3", batch="3"))
            assert len(reader.runs()) == 3


def test_a_writer_that_comes_while_one_reads(root: Path) -> None:
    reader = Record.open(root, writable=False)
    assert reader is not None
    with reader:
        assert len(reader.runs()) == 1
        with opened(root) as writer:
            prepare(writer, request("r2", batch="2"))
        with pytest.raises(RecordFault, match="while it was read: type the command again"):
            reader.runs()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs another user to be")
def test_reading_in_a_folder_that_cannot_be_written_to(lying: Path) -> None:
    script = (
        "import os, pathlib, sys; sys.path[:0] = sys.argv[2:]\n"
        "from crossfoot.record.record import Record\n"
        "os.setuid(65534)\n"
        "record = Record.open(pathlib.Path('.'), writable=False)\n"
        "print(len(record.runs()), record.verify())\n"
        "try: Record.open(pathlib.Path('.'), writable=True)\n"
        "except OSError as error: print(error)\n"
    )
    with tempfile.TemporaryDirectory() as name:  # nobody else is let into pytest's own
        folder = shutil.copytree(lying, Path(name, "project"))
        for path in (folder.parent, folder, *folder.iterdir()):
            path.chmod(0o755)
        ran = subprocess.run(
            [sys.executable, "-c", script, "", str(Path(opening.__file__).parents[2])],
            cwd=folder, capture_output=True, text=True, check=False, env={"PATH": "/bin"},
        )  # fmt: skip
    count = 2 if (lying / f"{FILE}-wal").exists() else 1
    assert ran.stderr == ""
    first, second = ran.stdout.splitlines()
    assert first == f"{count} []"
    assert "cannot be" in second


def test_a_record_that_is_read_only_is_not_written_to(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(root) as record:
        record._database._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(RecordFault, match="cannot be written to: nothing was recorded"):
            record.note(NOW, WHO, "a note")


def test_a_folder_of_any_name(tmp_path: Path) -> None:
    root = tmp_path / "Café #1? 100% & co; mode=rw"
    root.mkdir()
    with opened(root) as record:
        prepare(record, request("r1"))
    reader = Record.open(root, writable=False)
    assert reader is not None
    with reader:
        assert len(reader.runs()) == 1
    assert sorted(path.name for path in root.iterdir()) == [MARK, FILE]


def test_what_cannot_be_committed_leaves_no_mark(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do = Database.do

    def failing(database: Database, sql: str, values: Sequence[object] = ()) -> int:
        if sql == "COMMIT":
            raise RecordFault("no more")
        return do(database, sql, values)

    before = (root / MARK).read_bytes()
    with opened(root) as record, monkeypatch.context() as patch:
        patch.setattr(Database, "do", failing)
        with pytest.raises(RecordFault, match="no more"):
            prepare(record, request("r2", batch="2"))
        assert len(record.runs()) == 1
        assert record.verify() == []
    assert (root / MARK).read_bytes() == before
    assert list(root.glob(f".{MARK}.*")) == []
