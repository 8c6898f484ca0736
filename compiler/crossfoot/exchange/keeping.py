"""Keeps a run in the record while it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crossfoot.posting.booked import KeptBookings
from crossfoot.posting.standing import Kind
from crossfoot.record.kept import Key, NewFile, NewRequest
from crossfoot.record.record import Record
from crossfoot.targets.keeper import Kept, KeptFile


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does something, when, and why, where a reason was asked for. `now` has a time zone."""

    who: str
    now: Callable[[], datetime]
    why: str | None = None


@contextmanager
def open_record(root: Path, *, writable: bool) -> Iterator[Record | None]:
    """Open the record of a project for as long as it is needed; None where there is none to read.

    Raises RecordFault, OldRecord among them.
    """
    record = Record.open(root, writable=writable)
    if record is None:
        yield None
        return
    with record:
        yield record


class RecordKeeper:
    """A `targets.keeper.Keeper` that keeps runs in the project's record."""

    def __init__(self, record: Record, hand: Hand) -> None:
        self._record = record
        self._hand = hand

    def keep(
        self,
        out: Path,
        rules: str,
        requests: Iterable[Kept],
        files: Iterable[KeptFile],
        bookings: KeptBookings,
    ) -> int:
        """Keep a run as prepared and return its number.

        Raises TakenMeanwhile where another run took one of the batches meanwhile, and what the
        record raises where it cannot be written; then nothing is kept.
        """
        hand = self._hand
        run = self._record.prepare(
            hand.now(),
            hand.who,
            str(out),
            rules,
            (_request(each, hand.why) for each in requests),
            (NewFile(*each) for each in files),
            bookings,
        )
        return run.number

    def let_go(self, run: int, why: str) -> None:
        """Note that the files of a run could not be written: nothing of it was sent."""
        self._record.withdraw(self._hand.now(), self._hand.who, run, why)


def _request(kept: Kept, why: str | None) -> NewRequest:
    row, request = kept.row, kept.request
    return NewRequest(
        Key(row.store, row.number, request.kind, request.reference),
        request.day,
        request.ref,
        request.total,
        request.request_id,
        row.digest,
        kept.file,
        (),
        request.undoes,
        why if request.undoes or request.kind is Kind.REVERSAL else None,
        kept.booked,
    )
