"""A run goes into the record: each request once more held against what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crossfoot.posting.standing import Standing, State
from crossfoot.record.database import Database
from crossfoot.record.faults import TakenMeanwhile
from crossfoot.record.kept import BookedLine, Key, NewFile, NewRequest, Run
from crossfoot.record.rows import (
    STANDING,
    alike,
    compared,
    fit,
    packed,
    request_seal,
    run_seal,
    to_standing,
)
from crossfoot.record.schema import LIVE
from crossfoot.record.writing import Came, Writing

_OF_KEY = "store_key = ? AND batch_key = ? AND kind = ? AND reference_key = ?"


def standing_of(database: Database, key: Key) -> Standing | None:
    """Return the latest request for a key, one that is live before others."""
    row = database.row(
        f"SELECT {STANDING} FROM request WHERE {_OF_KEY} "
        f"ORDER BY state IN {LIVE} DESC, id DESC LIMIT 1",
        compared(key),
    )
    return None if row is None else to_standing(row)


class Preparing:
    """Adds a run, its files and its requests, within one writing."""

    def __init__(self, database: Database, each: Writing) -> None:
        self._database = database
        self._writing = each
        self._bookings: dict[tuple[str, int, str, str | None], int] = {}

    def add_run(self, run: Run, files: Sequence[NewFile], count: int) -> None:
        """Add a run and its files."""
        self._database.do(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)",
            (run.number, run.made_at.isoformat(), run.made_by, run.out, run.rules, alike(files)),
        )
        for place, file in enumerate(files):
            self._database.do(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
                (run.number, place, file.name, file.message_set_id, file.sha256,
                 len(file.content), packed(file.content)),
            )  # fmt: skip
        said = f"prepared: {count} requests in {len(files)} files"
        self._writing.tell(Came(said), run.number, seal=run_seal(run, files))

    def add(self, request: NewRequest, run: int) -> None:
        """Add a request; raise TakenMeanwhile where it may not be made."""
        undone = self._undone(request)
        after = self._after(request.key, run)
        self._refuse_known(request)
        key = request.key
        store_key, batch_key, kind, reference_key = compared(key)
        said = request.why or "prepared"
        number = self._database.do(
            _ADD,
            (request.request_id, run, request.file, key.store, key.batch, kind, key.reference,
             store_key, batch_key, reference_key, request.day.isoformat(), request.ref,
             request.total, request.batch_digest, undone, after, request.why,
             State.PREPARED.value, said, self._writing.at),
        )  # fmt: skip
        self._add_lines(number, request.lines)
        seal = request_seal(request, run)
        self._writing.tell(Came(said), run, number, State.PREPARED, seal)

    def _undone(self, request: NewRequest) -> int | None:
        """Return the number of what a request undoes; it has to be posted, and not undone yet."""
        if request.undoes is None:
            return None
        row = self._database.row(
            "SELECT id, store, batch, kind, reference, state FROM request WHERE request_id = ?",
            (request.undoes,),
        )
        if row is None:
            raise TakenMeanwhile(request.key, None)
        number, *_, kind, _, state = row
        if state != State.POSTED.value or kind not in ("entry", "bill"):
            raise TakenMeanwhile(request.key, self._of("id = ?", number))
        under_way = self._of(f"undoes = ? AND state IN {LIVE}", number)
        if under_way is not None:
            raise TakenMeanwhile(request.key, under_way)
        return int(number)

    def _after(self, key: Key, run: int) -> int | None:
        """Return the number of the request that frees a key, None where it is free.

        What is live has to be undone by the same run, which puts the new one in its place.
        """
        live = self._database.rows(
            f"SELECT id FROM request WHERE {_OF_KEY} AND state IN {LIVE} ORDER BY id",
            compared(key),
        )
        undoing = None
        for (number,) in live:
            undoing = self._database.row(
                f"SELECT id FROM request WHERE undoes = ? AND run = ? AND state IN {LIVE}",
                (number, run),
            )
            if undoing is None:
                raise TakenMeanwhile(key, self._of("id = ?", number))
        return None if undoing is None else int(undoing[0])

    def _refuse_known(self, request: NewRequest) -> None:
        known = self._of("request_id = ?", request.request_id)
        if known is not None:
            raise TakenMeanwhile(request.key, known)

    def _of(self, condition: str, value: object) -> Standing | None:
        row = self._database.row(f"SELECT {STANDING} FROM request WHERE {condition}", (value,))
        return None if row is None else to_standing(row)

    def _add_lines(self, request: int, lines: Sequence[BookedLine]) -> None:
        self._database.do_all(
            "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (request, place, line.account, line.side, line.cents, line.memo, line.klass,
                 self._booking(line), line.working)
                for place, line in enumerate(lines)
            ],
        )  # fmt: skip

    def _booking(self, line: BookedLine) -> int:
        booked = (line.rule, line.line, line.amount, line.member)
        number = self._bookings.get(booked)
        if number is None:
            number = self._bookings[booked] = self._kept_booking(booked)
        return number

    def _kept_booking(self, booked: tuple[str, int, str, str | None]) -> int:
        row = self._database.row(
            "SELECT id FROM booking "
            "WHERE rule = ? AND line = ? AND amount = ? AND ifnull(member, char(0)) = "
            "ifnull(?, char(0))",
            booked,
        )
        if row is not None:
            return int(row[0])
        return self._database.do(
            "INSERT INTO booking (rule, line, amount, member) VALUES (?, ?, ?, ?)", booked
        )


_ADD = """INSERT INTO request
(request_id, run, file, store, batch, kind, reference, store_key, batch_key, reference_key,
 day, ref, total, batch_digest, undoes, after, why, state, said, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def new_run(database: Database, now: datetime, who: str, out: str, rules: str) -> Run:
    """Return the run that comes next."""
    row = database.row("SELECT max(number) FROM run")
    last = 0 if row is None or row[0] is None else int(row[0])
    return Run(last + 1, now, fit(who), fit(out), rules)
