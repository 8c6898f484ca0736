"""A run goes into the record: each request once more held against what is there already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from crossfoot.posting.booked import KeptBookings, to_text
from crossfoot.posting.standing import Kind, Standing, State
from crossfoot.record.database import Database
from crossfoot.record.faults import Misfit, TakenMeanwhile
from crossfoot.record.kept import Key, NewFile, NewRequest, Run
from crossfoot.record.rows import (
    STANDING,
    UNDOING,
    alike,
    compared,
    fit,
    hollow,
    packed,
    request_seal,
    run_seal,
    to_standing,
)
from crossfoot.record.schema import LIVE
from crossfoot.record.writing import Came, Writing

_CHUNK = 50
"""Requests whose lines are written at once."""

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
    """Adds a run within one writing: its files, then its requests, then what it comes to."""

    def __init__(self, database: Database, each: Writing, run: Run) -> None:
        self._database = database
        self._writing = each
        self._run = run
        self._files: dict[str, NewFile] = {}
        self._amounts: set[tuple[str, str]] = set()
        self._lines: list[tuple[int, bytes]] = []
        self._count = 0

    def add_files(self, files: Iterable[NewFile]) -> None:
        """Add all files of the run, and the run."""
        for file in files:
            self._add_file(file)
        run = self._run
        same = alike(self._files.values())
        self._database.do(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)",
            (run.number, run.made_at.isoformat(), run.made_by, run.out, run.rules, same),
        )

    def _add_file(self, file: NewFile) -> None:
        if file.name in self._files:
            raise Misfit("two files have one name")
        if sha256(file.content).hexdigest() != file.sha256:
            raise Misfit(f"the digest of `{file.name}` is that of other bytes")
        self._database.do(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._run.number, len(self._files), file.name, file.message_set_id, file.sha256,
             len(file.content), packed(file.content)),
        )  # fmt: skip
        self._files[file.name] = hollow(file)

    def end(self, bookings: KeptBookings) -> None:
        """Add what the entries of the run booked, and tell of the run."""
        self._amounts.update((amount, member or "") for amount, member in bookings.amounts)
        run, booked = self._run, sorted(self._amounts)
        self._flush()
        self._database.do("INSERT INTO bookings VALUES (?, ?)", (run.number, packed(bookings.text)))
        self._database.do_all(
            "INSERT INTO booked VALUES (?, ?, ?)", [(*each, run.number) for each in booked]
        )
        said = f"prepared: {self._count} requests in {len(self._files)} files"
        seal = run_seal(run, self._files.values(), bookings.text, booked)
        self._writing.tell(Came(said), run.number, seal=seal)

    def add(self, request: NewRequest) -> None:
        """Add a request; raise TakenMeanwhile where it may not be made, and Misfit."""
        self._refuse_misfit(request)
        run = self._run.number
        undone = self._undone(request)
        key = request.key
        store_key, batch_key, kind, reference_key = known = compared(key)
        after = None if self._is_new(request, known) else self._after_others(request)
        said = request.why or "prepared"
        number = self._database.do(
            _ADD,
            (request.request_id, run, request.file, key.store, key.batch, kind, key.reference,
             store_key, batch_key, reference_key, request.day.isoformat(), request.ref,
             request.total, request.batch_digest, undone, after, request.why,
             State.PREPARED.value, said, self._writing.at),
        )  # fmt: skip
        booked = self._booked(request)
        self._add_lines(number, booked)
        seal = request_seal(request, run, booked)
        self._writing.tell(Came(said), run, number, State.PREPARED, seal)
        self._count += 1

    def _refuse_misfit(self, request: NewRequest) -> None:
        if request.file not in self._files:
            raise Misfit(f"request {request.request_id} is in no file of the run")
        if (request.undoes is None) is (request.key.kind in UNDOING):
            raise Misfit(f"request {request.request_id} and what it undoes do not fit")

    def _booked(self, request: NewRequest) -> bytes:
        """Return the lines of a request as they are kept."""
        if request.booked is not None:
            return request.booked
        if request.key.kind is Kind.ENTRY:
            self._amounts.update((line.amount, line.member or "") for line in request.lines)
        return to_text(request.lines).encode()

    def _add_lines(self, number: int, booked: bytes) -> None:
        self._lines.append((number, packed(booked)))
        if len(self._lines) >= _CHUNK:
            self._flush()

    def _flush(self) -> None:
        self._database.do_all("INSERT INTO lines VALUES (?, ?)", self._lines)
        self._lines.clear()

    def _is_new(self, request: NewRequest, key: tuple[str, str, str, str]) -> bool:
        """Whether nothing like a request is in the record: so it is nearly always."""
        row = self._database.row(_LIKE_IT, (*key, request.request_id))
        return row == (0,)

    def _after_others(self, request: NewRequest) -> int | None:
        """Return the number of the request that frees the key of one; raise TakenMeanwhile."""
        after = self._after(request.key, self._run.number)
        self._refuse_known(request)
        return after

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


_LIKE_IT = (
    f"SELECT EXISTS (SELECT 1 FROM request WHERE {_OF_KEY} AND state IN {LIVE}) "
    "OR EXISTS (SELECT 1 FROM request WHERE request_id = ?)"
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
