"""Whether a record is the newest one that was kept beside a project, or an older copy."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from crossfoot.record.database import FILE, Database
from crossfoot.record.faults import ACCEPT, OldRecord
from crossfoot.record.mark import MARK, Mark, StagedMark, read_mark, sweep
from crossfoot.record.opening import open_to_write
from crossfoot.record.writing import Came, generation, last_link, record_id, writing


def refuse_old(root: Path, mark: Mark | None, database: Database | None) -> None:
    """Raise OldRecord where a record is not the one that its mark tells of, or a later state of it.

    INVARIANT: the mark was read before the record, so that one that is written meanwhile is ahead
    of it. A record is ahead, too, where a run was killed between writing to it and to its mark.
    """
    why = _missing(mark, database) if mark is None or database is None else _other(mark, database)
    if why is not None:
        raise OldRecord(f"{root / FILE}: {why}: {ACCEPT}")


def _missing(mark: Mark | None, database: Database | None) -> str | None:
    """Return why a record without a mark, or a mark without a record, is not to be relied on."""
    if mark is not None:
        times = _times(mark.generation)
        return f"the record is missing, and `{MARK}` tells of one that was written to {times}"
    if database is None or generation(database) <= 1:
        return None
    return (
        f"`{MARK}`, which belongs beside the record, is missing, so that nobody can tell whether "
        "this is the newest record"
    )


def _other(mark: Mark, database: Database) -> str | None:
    """Return why a record is not the one that a mark tells of."""
    found = generation(database)
    if record_id(database) != mark.record:
        return "this is another record than was kept here"
    if found < mark.generation:
        return (
            f"this is an older copy of the record: it was written to {_times(found)}, the newest "
            f"one {_times(mark.generation)}; what was posted since is not in it"
        )
    if last_link(database, mark.generation) != mark.chain:
        return (
            "this record parted from the newest one, and was written to since: what was posted is "
            "in two records"
        )
    return None


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def renew_mark(root: Path, mark: Mark | None, database: Database) -> None:
    """Write the mark anew where a run was killed before it did; take away what it left."""
    sweep(root)
    found = generation(database)
    if found and (mark is None or mark.generation < found):
        with suppress(OSError):  # the next writing writes it, or fails at it
            StagedMark(root, Mark(record_id(database), found, last_link(database, found))).publish()


def accept(root: Path, now: datetime, who: str) -> None:
    """Take the record that is here for the newest one, or begin a new one where none is.

    The record that it replaces is not the one that was kept here from then on. Raises RecordFault.
    """
    try:
        mark = read_mark(root)
    except OldRecord:  # it can be read no more
        mark = None
    database = open_to_write(root)
    try:
        said = _said(mark, database)
        with writing(database, now, who) as each:
            each.tell(Came(said))
    finally:
        database.close()


def _said(mark: Mark | None, database: Database) -> str:
    found = generation(database)
    if mark is None:
        return f"accepted as the newest record: written to {_times(found)}, without a mark"
    return (
        f"accepted as the newest record: written to {_times(found)}, where the mark knew of "
        f"{_times(mark.generation)}"
    )
