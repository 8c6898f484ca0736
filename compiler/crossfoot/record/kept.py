"""What the record keeps of a request: plain data, so that others can read it without us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from crossfoot.posting.booked import BookedLine as BookedLine
from crossfoot.posting.standing import Kind, State


class Key(NamedTuple):
    """What may be in the books once: a batch's entry, or the bill of a purchase order.

    `store` and `batch` are as written in the batch file; the record compares them by case and
    leading zeros left aside. `reference` is the purchase order's number, empty for entries. For a
    void, a deletion or a reversal `kind` says so, and `reference` is the request that it undoes.
    """

    store: str
    batch: str
    kind: Kind
    reference: str = ""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request about to be written. `total` is in cents; `why` is a person's reason, if any.

    `file` is the name of the request file that it goes into, `undoes` the requestID of the posted
    request that it voids, deletes or reverses. Where `booked` is given, it holds the lines as
    `posting.booked` writes them down, in the place of `lines`.
    """

    key: Key
    day: date
    ref: str
    total: int
    request_id: str
    batch_digest: str
    file: str
    lines: tuple[BookedLine, ...]
    undoes: str | None = None
    why: str | None = None
    booked: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A request file as it is written: all its bytes, and the digest of them."""

    name: str
    message_set_id: str
    sha256: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A run as the record has it; `number` counts from 1, `out` is the folder it was written to."""

    number: int
    made_at: datetime
    made_by: str
    out: str
    rules: str
    """The digest of all rule and project files that it went by."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request as the record has it: what was asked, and how far it has come.

    `said` is what is known of its last step, such as QuickBooks' message; `changed_at` is when.
    """

    request: NewRequest
    run: int
    state: State
    txn_id: str | None
    edit_sequence: str | None
    said: str | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What an answer makes of a request: posted, refused, or no more than sent.

    `said` is what QuickBooks said. `is_repeat` tells that it is a further copy of an answer that
    is recorded: it has to agree with it, and adds to the history only.
    """

    request_id: str
    state: State
    txn_id: str | None = None
    edit_sequence: str | None = None
    said: str = ""
    is_repeat: bool = False


class Filed(NamedTuple):
    """A request file as the record has it, and the number of its run."""

    run: int
    file: NewFile


class Step(NamedTuple):
    """One line of the history; it is only ever added to.

    `run` and `request_id` are None where it is about none; `state` is None where nothing changed.
    """

    at: datetime
    who: str
    run: int | None
    request_id: str | None
    state: State | None
    said: str
