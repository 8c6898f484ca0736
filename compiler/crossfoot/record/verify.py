"""Whether a record is sound: every byte that counts is held against the history and its chain."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import groupby, pairwise

from crossfoot.posting.standing import Kind, State
from crossfoot.record import rows as kept
from crossfoot.record.database import Database, Row
from crossfoot.record.faults import RecordFault, named
from crossfoot.record.kept import Key, NewFile, Run
from crossfoot.record.mark import read_mark
from crossfoot.record.rows import compared, read_from, request_seal, run_seal
from crossfoot.record.steps import is_allowed
from crossfoot.record.writing import FIRST_LINK, generation, last_link, record_id

_MOST = 20
"""Faults that are told; more would say nothing new."""

_PAGE = 1000
"""Rows that are read at once."""


def faults(database: Database) -> Iterator[str]:
    """Yield what is wrong with a record, in plain words; the first twenty."""
    told = 0
    try:
        with read_from(database.path):
            for fault in _all(database):
                yield fault
                told += 1
                if told == _MOST:
                    return
    except RecordFault as fault:
        yield str(fault)


def _all(database: Database) -> Iterator[str]:
    for check in (_file, _pointers, _chain, _mark, _runs, _requests, _twice):
        yield from check(database)


def _file(database: Database) -> Iterator[str]:
    for (said,) in database.rows(f"PRAGMA integrity_check({_MOST})"):
        if said != "ok":
            yield f"the file is damaged: {' '.join(str(said).split())}"


def _pointers(database: Database) -> Iterator[str]:
    for table, row, parent, *_ in database.rows("PRAGMA foreign_key_check"):
        yield f"row {row} of `{table}` points at a `{parent}` that is not there"


def _paged(database: Database, sql: str) -> Iterator[Row]:
    """Yield the rows of a query that begins with the number of a row, a page at a time."""
    last = -1
    while page := database.rows(sql, (last, _PAGE)):
        yield from page
        last = page[-1][0]


_LINKS = (
    "SELECT id, generation, at, who, run, request, state, txn_id, edit_sequence, said, seal, chain "
    "FROM history WHERE id > ? ORDER BY id LIMIT ?"
)


def _chain(database: Database) -> Iterator[str]:
    link, before, expected = FIRST_LINK, 0, 1
    for number, *fields, chain in _paged(database, _LINKS):
        if number != expected:
            yield _missing(expected, number - 1)
        if kept.digest(link, *fields) != chain or fields[0] < before:
            yield f"line {number} of the history is not what was written"
        link, before, expected = chain, fields[0], number + 1


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"line {first} of the history is missing"
    return f"lines {first} to {last} of the history are missing"


def _mark(database: Database) -> Iterator[str]:
    mark = read_mark(database.path.parent)
    if mark is None:
        if generation(database) > 1:
            yield "the mark beside the record is missing"
    elif mark.record != record_id(database) or (
        mark.generation > 0 and last_link(database, mark.generation) != mark.chain
    ):
        yield "the record is not the one that the mark beside it tells of"


def _runs(database: Database) -> Iterator[str]:
    sql = (
        f"SELECT {kept.RUN}, alike, (SELECT seal FROM history WHERE history.run = number "
        "AND seal IS NOT NULL AND request IS NULL ORDER BY id LIMIT 1) FROM run "
        "WHERE number > ? ORDER BY number LIMIT ?"
    )
    for *row, alike, seal in _paged(database, sql):
        run = kept.to_run(tuple(row))
        yield from _run(database, run, alike, seal)


def _run(database: Database, run: Run, alike: str, seal: str | None) -> Iterator[str]:
    files: list[NewFile] = []
    names = database.rows("SELECT place FROM file WHERE run = ? ORDER BY place", (run.number,))
    for (place,) in names:
        row = database.row(
            f"SELECT {kept.FILE} FROM file WHERE run = ? AND place = ?", (run.number, place)
        )
        try:
            with read_from(database.path):
                files += [] if row is None else [kept.hollow(kept.to_file(row))]
        except RecordFault:
            yield f"a file of run {run.number} is not what was written"
            return
    booked = database.rows("SELECT amount, member FROM booked WHERE run = ?", (run.number,))
    bookings = _unpacked(database.row(kept.BOOKINGS, (run.number,)))
    if (
        bookings is None
        or seal != run_seal(run, files, bookings, booked)
        or alike != kept.alike(files)
    ):
        yield f"run {run.number}, or the list of its files, is not what was written"


_ASKED = (
    f"SELECT {kept.REQUEST}, store_key, batch_key, reference_key FROM request WHERE id > ? "
    "ORDER BY id LIMIT ?"
)
_STEPS = (
    "SELECT request, state, txn_id, edit_sequence, said, at, seal FROM history "
    "WHERE request BETWEEN ? AND ? AND state IS NOT NULL ORDER BY request, id"
)
_LINES = "SELECT request, content FROM lines WHERE request BETWEEN ? AND ?"


def _requests(database: Database) -> Iterator[str]:
    last = -1
    while page := database.rows(_ASKED, (last, _PAGE)):
        between = (page[0][0], page[-1][0])
        steps = _by_request(database.rows(_STEPS, between))
        lines: dict[int, bytes] = dict(database.rows(_LINES, between))
        for row in page:
            if not _is_sound(row, steps.get(row[0], []), lines.get(row[0])):
                yield f"request {row[8]} (`{row[6]}`) is not what its history says"
        last = page[-1][0]


def _by_request(found: list[Row]) -> dict[int, list[Row]]:
    return {
        number: [row[1:] for row in group] for number, group in groupby(found, lambda row: row[0])
    }


def _is_sound(row: Row, steps: list[Row], lines: bytes | None) -> bool:
    """Whether a request asks for what it was made for, and stands where its steps have led."""
    *asked, store_key, batch_key, reference_key = row
    recorded = kept.to_recorded(tuple(asked), ())
    request = recorded.request
    key = compared(request.key)
    if (key[0], key[1], key[3]) != (store_key, batch_key, reference_key):
        return False
    booked = None if lines is None else _unpacked((lines,))
    if not steps or booked is None:
        return False
    if steps[0][-1] != request_seal(request, recorded.run, booked):
        return False
    now = (
        recorded.state.value,
        recorded.txn_id,
        recorded.edit_sequence,
        recorded.said,
        recorded.changed_at.isoformat(),
    )
    return steps[-1][:5] == now and _is_walk([State(state) for state, *_ in steps])


def _unpacked(row: Row | None) -> bytes | None:
    """Return the bytes of the row of a text, None where it is not there or does not hold any."""
    try:
        return None if row is None else kept.unpacked(row[0])
    except zlib.error:
        return None


def _is_walk(states: list[State]) -> bool:
    pairs = pairwise(states)
    return states[0] is State.PREPARED and all(is_allowed(*pair) for pair in pairs)


def _twice(database: Database) -> Iterator[str]:
    """What QuickBooks has booked twice: the new entry, and not the undoing of the old one."""
    found = database.rows(
        "SELECT store, batch, kind, reference FROM request WHERE state = 'posted' "
        "AND kind IN ('entry', 'bill') "
        "GROUP BY store_key, batch_key, kind, reference_key HAVING count(*) > 1"
    )
    for store, batch, kind, reference in found:
        key = Key(store, batch, Kind(kind), reference)
        yield f"{named(key)} is in QuickBooks twice: delete the older entry there"
