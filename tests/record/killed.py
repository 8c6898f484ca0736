"""Kills a process at every step of a writing to the record, and looks at what it left.

`python killed.py FOLDER WHAT HOW` carries out WHAT (a key of `DEEDS`) again and again, each time
on a fresh copy of the same record in FOLDER and in a process of its own. HOW is

steps: it is killed at its first, second, … step: an SQL statement, a forcing to the disk, a rename.
bytes: it is killed where a file would grow beyond so many bytes, in the middle of SQLite's writes.
full: the same, but the disk is full there, and the process goes on.

Afterwards the record has to open, be sound, and be as it was before or as it is after the deed.
Prints how often it was before and after; raises AssertionError where it is neither.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from record_ground import NOW, WHO, opened, prepare, request

from crossfoot.posting.standing import Kind, State
from crossfoot.record import opening
from crossfoot.record.faults import RecordFault
from crossfoot.record.kept import Change
from crossfoot.record.record import Record

DONE, KILLED, FULL = 0, -signal.SIGKILL, 3
GROWTH = 6000
"""Bytes from one place where a file is cut off to the next; no multiple of a page."""


def ground(root: Path) -> None:
    """Begin a record in which there is something to do."""
    with opened(root) as record:
        prepare(record, request("r1"), request("r2", batch="2"), request("r3", batch="3"))
        record.answered(NOW, WHO, [Change("r1", State.POSTED, "T1", "E1")])
        prepare(record, request("v1", kind=Kind.VOID, undoes="r1"), request("r4"))


def _prepare(root: Path) -> None:
    with opened(root) as record:
        prepare(record, request("r5", batch="5"), request("r6", batch="6"))


def _answer(root: Path) -> None:
    with opened(root) as record:
        changes = [
            Change("v1", State.POSTED, "T1"),
            Change("r4", State.POSTED, "T4"),
            Change("r2", State.REFUSED, said="3140"),
        ]
        record.answered(NOW, WHO, changes)


def _withdraw(root: Path) -> None:
    with opened(root) as record:
        record.withdraw(NOW, WHO, 2, "wrong day")


def _begin(root: Path) -> None:
    with opened(root) as record:
        prepare(record, request("r1"))


def _accept(root: Path) -> None:
    Record.accept(root, NOW, WHO)


DEEDS: dict[str, Callable[[Path], None]] = {
    "prepare": _prepare,
    "answer": _answer,
    "withdraw": _withdraw,
    "accept": _accept,
    "begin": _begin,
}


def contents(root: Path) -> tuple[object, ...]:
    """Return all that is in a record, which has to be sound."""
    with opened(root) as record:
        assert record.verify() == [], record.verify()
        files = [record.files(run.number) for run in record.runs()]
        return record.runs(), files, tuple(record.requests()), record.history()


class Steps:
    """Kills the process at its step `last`."""

    def __init__(self, last: int) -> None:
        self._left = last

    def count(self, *_: object) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1

    def watch(self) -> None:
        connect = sqlite3.connect

        def connected(*arguments: Any, **named: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*arguments, **named)
            connection.set_trace_callback(self.count)
            return connection

        sqlite3.connect = connected  # type: ignore[assignment]
        os.fsync = self._counted(os.fsync)
        Path.replace = self._counted(Path.replace)  # type: ignore[method-assign]
        Path.chmod = self._counted(Path.chmod)  # type: ignore[method-assign]

    def _counted(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*arguments: Any, **named: Any) -> Any:
            self.count()
            result = do(*arguments, **named)
            self.count()
            return result

        return done


def at_step(last: int) -> None:
    """Have this process killed at a step."""
    Steps(last).watch()


def at_byte(last: int) -> None:
    """Have this process killed where a file would grow too large."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    full_at_byte(last)


def full_at_byte(last: int) -> None:
    """Let this process find the disk full where a file would grow too large."""
    size = last * GROWTH
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


HOW = {"steps": at_step, "bytes": at_byte, "full": full_at_byte}


def ended(deed: Callable[[Path], None], root: Path, hindrance: Callable[[], None]) -> int:
    """Carry out a deed in a process of its own; return how that ended."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            hindrance()
            deed(root)
            status = DONE
        except RecordFault:
            status = FULL
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def fresh(root: Path, name: str) -> Path:
    """Return a copy of the folder that every deed begins with."""
    folder = root / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "before", folder)
    return folder


def looks(root: Path, deed: Callable[[Path], None], how: str) -> Iterator[bool]:
    """Yield for each place of a hindrance whether the deed is done all the same."""
    clean = fresh(root, "clean")
    deed(clean)
    after = contents(clean)
    before = contents(fresh(root, "clean"))
    status = None
    place = 0
    while status != DONE:
        folder = fresh(root, "work")
        status = ended(deed, folder, lambda: HOW[how](place))  # noqa: B023
        assert status in (DONE, KILLED, -signal.SIGXFSZ, FULL), status
        found = contents(folder)
        assert found in (before, after), f"{how} {place}: neither before nor after"
        assert found == after or status != DONE
        assert found == before or status != FULL, "it was told that nothing is recorded"
        assert not list(folder.glob(".crossfoot*"))
        yield found == after
        place += 1


def main(root: Path, what: str, how: str) -> None:
    """Carry out a deed, hindered everywhere."""
    opening.FORCED = "OFF"  # what a killed process wrote is there all the same
    (root / "before").mkdir()
    if what != "begin":
        ground(root / "before")
    seen = list(looks(root, DEEDS[what], how))
    print(f"{what}, {how}: {seen.count(False)} before, {seen.count(True)} after")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
