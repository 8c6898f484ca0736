"""What the record can be asked: what was posted before, and all that is in it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date

from crossfoot.model.names import key as name_key
from crossfoot.posting.booked import Booking, from_text, to_bookings
from crossfoot.posting.standing import Kind, Standing, State
from crossfoot.record import rows as kept
from crossfoot.record.database import Database, Row
from crossfoot.record.kept import Filed, Key, NewFile, Recorded, Run, Step
from crossfoot.record.preparing import standing_of
from crossfoot.record.rows import read_from
from crossfoot.record.schema import LIVE
from crossfoot.record.verify import faults

_CHUNK = 200
"""Requests that are held at once."""


_RUNS = 8
"""Runs of which it is held at once what they booked."""


class Asked:
    """An open record that is asked; a method raises RecordFault where it cannot be read.

    It can be asked what was posted before, as `posting.standing.Known` says.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bookings: dict[int, tuple[Booking, ...]] = {}

    # What was posted before: posting.standing.Known.

    def standing(self, store: str, batch: str, kind: Kind, reference: str = "") -> Standing | None:
        """Return the latest request for a batch's entry, or for the bill of a purchase order.

        One that is posted or under way comes before others. For a void, a deletion or a reversal
        `reference` is the request that it undoes.
        """
        with self._reading():
            return standing_of(self._database, Key(store, batch, kind, reference))

    def entry_of(self, ref: str) -> Standing | None:
        """Return the entry with a reference that is posted or under way, of whatever store."""
        row = self._database.row(
            f"SELECT {kept.STANDING} FROM request "
            f"WHERE ref = ? AND kind = 'entry' AND state IN {LIVE} ORDER BY id DESC LIMIT 1",
            (ref,),
        )
        with self._reading():
            return None if row is None else kept.to_standing(row)

    def has_booked(self, amount: str, member: str | None = None) -> bool:
        """Whether an entry ever booked an amount, or that of one member, at any store.

        A run did if there is an entry of it that is not refused, nor withdrawn.
        """
        found = self._database.row(
            "SELECT 1 FROM booked WHERE amount = ? AND (? IS NULL OR member = ?) AND EXISTS "
            "(SELECT 1 FROM request WHERE request.run = booked.run AND kind = 'entry' "
            "AND state NOT IN ('refused', 'withdrawn')) LIMIT 1",
            (amount, member, member),
        )
        return found is not None

    def numbers(self, store: str) -> frozenset[str]:
        """Return the numbers of all batches of a store that were ever prepared."""
        found = self._database.rows(
            "SELECT DISTINCT batch FROM request WHERE store_key = ?", (name_key(store),)
        )
        return frozenset(str(number) for (number,) in found)

    # What is in it.

    def runs(self) -> tuple[Run, ...]:
        """Return all runs by their numbers."""
        found = self._database.rows(f"SELECT {kept.RUN} FROM run ORDER BY number")
        with self._reading():
            return tuple(kept.to_run(row) for row in found)

    def run(self, number: int) -> Run | None:
        """Return a run by its number."""
        return self._run("WHERE number = ?", number)

    def last_run(self) -> Run | None:
        """Return the run that was made last."""
        return self._run("ORDER BY number DESC LIMIT 1")

    def equal_run(self, files: Sequence[NewFile]) -> Run | None:
        """Return the last run that wrote files of the same names and bytes and is not withdrawn."""
        return self._run(
            "WHERE alike = ? AND (EXISTS (SELECT 1 FROM request WHERE run = number "
            "AND state <> 'withdrawn') OR NOT EXISTS (SELECT 1 FROM request WHERE run = number)) "
            "ORDER BY number DESC LIMIT 1",
            kept.alike(files),
        )

    def files(self, run: int) -> tuple[NewFile, ...]:
        """Return the files of a run, byte by byte as they were written, in their order."""
        found = self._database.rows(
            f"SELECT {kept.FILE} FROM file WHERE run = ? ORDER BY place", (run,)
        )
        with self._reading():
            return tuple(kept.to_file(row) for row in found)

    def file_of(self, message_set_id: str) -> Filed | None:
        """Return the last file that was written with a message-set ID, and its run."""
        row = self._database.row(
            f"SELECT run, {kept.FILE} FROM file WHERE message_set_id = ? ORDER BY run DESC LIMIT 1",
            (message_set_id,),
        )
        with self._reading():
            return None if row is None else Filed(row[0], kept.to_file(row[1:]))

    def request(self, request_id: str) -> Recorded | None:
        """Return a request by its requestID."""
        found = self._database.rows("SELECT id FROM request WHERE request_id = ?", (request_id,))
        return next(self._recorded([number for (number,) in found]), None)

    def requests(
        self,
        run: int | None = None,
        store: str | None = None,
        first: date | None = None,
        last: date | None = None,
        states: Collection[State] | None = None,
    ) -> Iterator[Recorded]:
        """Yield requests by day, store, batch and age; from `first` to `last`, each included.

        Which ones is settled when the first is asked for; a few are held at a time.
        """
        conditions: list[tuple[str, object]] = [
            ("run = ?", run),
            ("store_key = ?", None if store is None else name_key(store)),
            ("day >= ?", None if first is None else first.isoformat()),
            ("day <= ?", None if last is None else last.isoformat()),
        ]
        given = [(sql, value) for sql, value in conditions if value is not None]
        where = [sql for sql, _ in given]
        values = [value for _, value in given]
        if states is not None:
            where.append(f"state IN ({', '.join('?' * len(states))})")
            values += sorted(state.value for state in states)
        found = self._database.rows(
            f"SELECT id FROM request WHERE {' AND '.join(where) or '1'} "
            "ORDER BY day, store_key, length(batch_key), batch_key, id",
            values,
        )
        numbers = array("q", (number for (number,) in found))
        del found
        for start in range(0, len(numbers), _CHUNK):
            yield from self._recorded(numbers[start : start + _CHUNK])

    def history(self, run: int | None = None, request_id: str | None = None) -> tuple[Step, ...]:
        """Return the lines of the history, oldest first: all, or those of a run or a request."""
        found = self._database.rows(
            f"SELECT {kept.STEP} FROM history WHERE (? IS NULL OR run = ?) AND (? IS NULL "
            "OR request = (SELECT id FROM request WHERE request_id = ?)) ORDER BY id",
            (run, run, request_id, request_id),
        )
        with self._reading():
            return tuple(kept.to_step(row) for row in found)

    def verify(self) -> list[str]:
        """Return what is wrong with the record, in plain words; empty where it is sound.

        Looks at every byte that counts: SQLite's own check, the chain of the history, and that
        each request, run and file is what its history says.
        """
        return list(faults(self._database))

    def _run(self, condition: str, *values: object) -> Run | None:
        row = self._database.row(f"SELECT {kept.RUN} FROM run {condition}", values)
        with self._reading():
            return None if row is None else kept.to_run(row)

    def _recorded(self, numbers: Sequence[int]) -> Iterator[Recorded]:
        """Yield the requests of some row numbers, in that order."""
        among = f"({', '.join(map(str, numbers))})"
        found = self._database.rows(f"SELECT {kept.REQUEST} FROM request WHERE id IN {among}")
        lines: dict[int, bytes] = dict(
            self._database.rows(f"SELECT request, content FROM lines WHERE request IN {among}")
        )
        with self._reading():
            recorded = {row[0]: self._one(row, lines.get(row[0])) for row in found}
        yield from (recorded[number] for number in numbers if number in recorded)

    def _one(self, row: Row, lines: bytes | None) -> Recorded:
        if lines is None:
            raise ValueError(f"the lines of request {row[8]} are missing")
        bookings = self._bookings_of(kept.run_of(row))
        return kept.to_recorded(row, from_text(kept.unpacked(lines), bookings))

    def _bookings_of(self, run: int) -> tuple[Booking, ...]:
        """Return what the entries of a run booked; of the runs asked for last it is held."""
        bookings = self._bookings.pop(run, None)
        if bookings is None:
            row = self._database.row(kept.BOOKINGS, (run,))
            if row is None:
                raise ValueError(f"what run {run} booked is missing")
            bookings = to_bookings(kept.unpacked(row[0]))
        self._bookings[run] = bookings
        if len(self._bookings) > _RUNS:
            del self._bookings[next(iter(self._bookings))]
        return bookings

    def _reading(self) -> AbstractContextManager[None]:
        return read_from(self._database.path)
