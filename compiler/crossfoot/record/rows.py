"""Between the rows of the record and what they stand for."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from crossfoot.model.names import key as name_key
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.standing import Kind, Standing, State
from crossfoot.record.database import Row
from crossfoot.record.faults import damaged
from crossfoot.record.kept import BookedLine, Key, NewFile, NewRequest, Recorded, Run, Step

RUN = "number, made_at, made_by, out, rules"
FILE = "name, message_set_id, sha256, size, content"
BOOKINGS = "SELECT content FROM bookings WHERE run = ?"
STANDING = (
    "state, run, day, ref, request_id, batch_digest, (SELECT count(*) FROM request AS same WHERE "
    "(same.store_key, same.batch_key, same.kind, same.reference_key) = (request.store_key, "
    "request.batch_key, request.kind, request.reference_key)), store, batch, txn_id"
)
REQUEST = (
    "id, store, batch, kind, reference, day, ref, total, request_id, batch_digest, file, "
    "(SELECT request_id FROM request AS undone WHERE undone.id = request.undoes), why, "
    "run, state, txn_id, edit_sequence, said, changed_at"
)
STEP = (
    "at, who, run, (SELECT request_id FROM request WHERE request.id = history.request), state, said"
)

_LEVEL = 3
"""How hard zlib tries: request files take a third of the time of its own choice, 6."""

_NARROW_BITS = 11
_NARROW = 1 << _NARROW_BITS
"""Bytes that zlib takes with a window of no more: half the time, most of which goes to begin."""

_JSON = json.JSONEncoder(separators=(",", ":"))

_NOT_READ = (ValueError, TypeError, AttributeError, LookupError, zlib.error)

UNDOING = frozenset({Kind.REVERSAL, Kind.VOID, Kind.DELETE})
"""The kinds of requests that take something out of the books again."""


class read_from:  # noqa: N801 - it is used as a function, and as often as one
    """Raise RecordFault where rows do not hold what they have to."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Say what an error means."""
        if isinstance(error, _NOT_READ):
            raise damaged(self._path, " ".join(str(error).split())[:200]) from error


def compared(key: Key) -> tuple[str, str, str, str]:
    """Return what keys are compared by: equal for what may be in the books once.

    A purchase order is owed once, whatever batch it closed with.
    """
    reference = key.reference if key.kind in UNDOING else number_key(key.reference)
    batch = "" if key.kind is Kind.BILL else number_key(key.batch)
    return name_key(key.store), batch, key.kind.value, reference


def to_run(row: Row) -> Run:
    """Return the run of a row of `RUN`."""
    number, made_at, made_by, out, rules = row
    return Run(number, datetime.fromisoformat(made_at), made_by, out, rules)


def packed(content: bytes) -> bytes:
    """Return bytes as they are kept."""
    wide = len(content) > _NARROW
    return zlib.compress(content, _LEVEL, zlib.MAX_WBITS if wide else _NARROW_BITS)


def unpacked(content: bytes) -> bytes:
    """Return the bytes that were `packed`."""
    return zlib.decompress(content)


def to_file(row: Row) -> NewFile:
    """Return the file of a row of `FILE`; raise ValueError where its bytes are not those."""
    name, message_set_id, digest, size, content = row
    whole = zlib.decompressobj().decompress(content, size + 1)
    if sha256(whole).hexdigest() != digest:
        raise ValueError(f"`{name}` is not what it was")
    return NewFile(name, message_set_id, digest, whole)


def hollow(file: NewFile) -> NewFile:
    """Return a file without its bytes, which were looked at."""
    return NewFile(file.name, file.message_set_id, file.sha256, b"")


def to_standing(row: Row) -> Standing:
    """Return the standing of a row of `STANDING`."""
    state, run, day, *said = row
    return Standing(State(state), run, date.fromisoformat(day), *said)


def run_of(row: Row) -> int:
    """Return the run of a row of `REQUEST`."""
    return int(row[13])


def to_recorded(row: Row, lines: tuple[BookedLine, ...]) -> Recorded:
    """Return the request of a row of `REQUEST`, and of its lines."""
    _, store, batch, kind, reference, day, ref, total, request_id, digest, file, *rest = row
    undoes, why, run, state, txn_id, edit_sequence, said, changed_at = rest
    key = Key(store, batch, Kind(kind), reference)
    day = date.fromisoformat(day)
    request = NewRequest(key, day, ref, total, request_id, digest, file, lines, undoes, why)
    changed = datetime.fromisoformat(changed_at)
    return Recorded(request, run, State(state), txn_id, edit_sequence, said, changed)


def to_step(row: Row) -> Step:
    """Return the line of the history of a row of `STEP`."""
    at, who, run, request_id, state, said = row
    known = None if state is None else State(state)
    return Step(datetime.fromisoformat(at), who, run, request_id, known, said)


def digest(*fields: object) -> str:
    """Return the digest of fields: texts, numbers, None, and lists of them."""
    return sha256(_JSON.encode(fields).encode()).hexdigest()


def alike(files: Iterable[NewFile]) -> str:
    """Return what is equal for files of equal names and bytes."""
    return digest(sorted((file.name, file.sha256) for file in files))


def run_seal(
    run: Run, files: Iterable[NewFile], bookings: bytes, booked: Iterable[tuple[str, str]]
) -> str:
    """Return the digest of a run as it was made, of its files, and of what its entries booked."""
    kept = [(each.name, each.message_set_id, each.sha256) for each in files]
    made = (run.number, run.made_at.isoformat(), run.made_by, run.out, run.rules)
    return digest(*made, kept, sha256(bookings).hexdigest(), sorted(booked))


def request_seal(request: NewRequest, run: int, booked: bytes) -> str:
    """Return the digest of all that a request asks for; `booked` are its lines as they are kept."""
    key = (*request.key[:2], request.key.kind.value, request.key.reference)
    asked = (request.day.isoformat(), request.ref, request.total, request.request_id)
    return digest(
        run, key, asked, request.batch_digest, request.file, sha256(booked).hexdigest(),
        request.undoes, request.why,
    )  # fmt: skip


def fit(text: str) -> str:
    """Return a text so that it can be kept: without halves of characters, as in odd file names."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()
