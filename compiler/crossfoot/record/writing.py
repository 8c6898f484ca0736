"""One writing to the record: all of it or nothing, each step in the history, then the mark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from crossfoot.posting.standing import State
from crossfoot.record.database import Database
from crossfoot.record.faults import RecordFault
from crossfoot.record.mark import Mark, StagedMark
from crossfoot.record.rows import digest, fit

FIRST_LINK = ""
"""Stands for the `chain` before the first row of the history."""


class Came(NamedTuple):
    """What came with a step: from QuickBooks, and what was said of it."""

    said: str
    txn_id: str | None = None
    edit_sequence: str | None = None


class Writing:
    """What is written to the record at once, at a time and by a person.

    INVARIANT: a request's state is changed here alone, and the history tells of each change.
    """

    def __init__(self, database: Database, now: datetime, who: str, generation: int) -> None:
        self._database = database
        self._at = now.isoformat()
        self._who = fit(who)
        self._generation = generation
        self._link = last_link(database)

    @property
    def at(self) -> str:
        """When it is."""
        return self._at

    @property
    def link(self) -> str:
        """The `chain` of the last row of the history."""
        return self._link

    def tell(
        self,
        came: Came,
        run: int | None = None,
        request: int | None = None,
        state: State | None = None,
        seal: str | None = None,
    ) -> None:
        """Add a line to the history; `state` is None where nothing changes."""
        row = (
            self._generation,
            self._at,
            self._who,
            run,
            request,
            None if state is None else state.value,
            came.txn_id,
            came.edit_sequence,
            came.said,
            seal,
        )
        self._link = digest(self._link, *row)
        self._database.do(_TELL, (*row, self._link))

    def step(self, run: int, request: int, state: State, came: Came) -> None:
        """Take a request to another state, and tell of it."""
        self._database.do(
            "UPDATE request SET state = ?, txn_id = ?, edit_sequence = ?, said = ?, "
            "changed_at = ? WHERE id = ?",
            (state.value, came.txn_id, came.edit_sequence, came.said, self._at, request),
        )
        self.tell(came, run, request, state)


_TELL = (
    "INSERT INTO history (generation, at, who, run, request, state, txn_id, edit_sequence, "
    "said, seal, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@contextmanager
def writing(database: Database, now: datetime, who: str) -> Iterator[Writing]:
    """Begin to write; what is written within stands when it ends, or nothing where it raises.

    The mark is on the disk before the record is written, and takes its place after that. Raises
    RecordFault.
    """
    staged: StagedMark | None = None
    try:
        with database.transaction():
            number = generation(database) + 1
            each = Writing(database, now, who, number)
            yield each
            staged = _staged(database, Mark(record_id(database), number, each.link))
    except BaseException:
        if staged is not None:
            staged.discard()
        raise
    staged.publish()


def _staged(database: Database, mark: Mark) -> StagedMark:
    try:
        return StagedMark(database.path.parent, mark)
    except OSError as error:
        raise RecordFault(
            f"{database.path}: nothing was recorded: {(error.strerror or str(error)).lower()}"
        ) from error


def record_id(database: Database) -> str:
    """Return what tells the record from any other."""
    row = database.row("SELECT id FROM record")
    return "" if row is None else str(row[0])


def generation(database: Database) -> int:
    """Return how many times the record was written to."""
    row = database.row("SELECT max(generation) FROM history")
    return 0 if row is None or row[0] is None else int(row[0])


def last_link(database: Database, until: int | None = None) -> str:
    """Return the last `chain` of the history, or of what was written until a generation."""
    row = (
        database.row("SELECT chain FROM history ORDER BY id DESC LIMIT 1")
        if until is None
        else database.row(
            "SELECT chain FROM history WHERE generation = ? ORDER BY id DESC LIMIT 1", (until,)
        )
    )
    return FIRST_LINK if row is None else str(row[0])
