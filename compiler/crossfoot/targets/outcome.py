"""What came of a run: one small row for every batch, and the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.posting.standing import Kind
from crossfoot.targets.spool import Slot

Order: TypeAlias = tuple[str, int, int, str]
"""Closing time, place of the store in the project file, number as a number and as written."""


class Fate(Enum):
    """What became of a batch."""

    POSTED = "posted"
    REPOSTED = "reposted"
    REVERSED = "reversed"
    HELD_BACK = "held back"
    NOT_CLOSED = "not closed"
    EMPTY = "nothing to post"
    UNDER_WAY = "under way"
    ALREADY = "posted before"


_UNCONFIRMED = {
    Fate.POSTED: "prepared",
    Fate.REPOSTED: "prepared anew",
    Fate.REVERSED: "prepared",
}


class Request(NamedTuple):
    """One request that is written. `lines` counts those of the entry, `total` is in cents.

    `reference` is the number of a bill's purchase order, empty for entries. `booked` says where
    in the spool the lines lie for the record; `undoes` is the requestID of what is voided or
    deleted.
    """

    kind: Kind
    reference: str
    ref: str
    day: date
    request_id: str
    lines: int
    total: int
    booked: Slot
    undoes: str | None = None


class Row(NamedTuple):
    """What is kept of a batch: all that the log and the manifest tell of it.

    `requests` are those that are written for it, in order, and `slots` says where their texts
    lie in the spool, one a format; both are empty for a batch that is not posted. `digest` is that
    of its figures. `notes` are lines for the log.
    """

    order: Order
    fate: Fate
    store: str
    number: str
    day: date | None
    notes: tuple[str, ...]
    digest: str = ""
    requests: tuple[Request, ...] = ()
    slots: tuple[Slot, ...] = ()

    @property
    def entry(self) -> Request | None:
        """The request that adds its entry, if one is written."""
        return next((each for each in self.requests if each.kind is Kind.ENTRY), None)

    @property
    def bills(self) -> tuple[Request, ...]:
        """The requests that add the bills of its purchase orders."""
        return tuple(each for each in self.requests if each.kind is Kind.BILL)

    @property
    def is_chain(self) -> bool:
        """Whether something is undone first, so that its requests hang on each other."""
        return any(each.undoes for each in self.requests)


@dataclass(frozen=True, slots=True)
class RunResult:
    """A run that is over. `files` are the names written in `out`, none after a dry run.

    `rows` are in order, none where the run was stopped; a batch that was not asked for has
    none. `not_found` are the numbers
    asked for that no batch has. `is_stopped` tells that an error forbade to write anything,
    `is_unchanged` that all files were there already, from an equal run. Where it `is_recorded`,
    `run` is its number in the record once it is kept there.
    """

    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    not_found: tuple[str, ...] = ()
    is_stopped: bool = False
    is_unchanged: bool = False
    out: Path | None = None
    files: tuple[str, ...] = ()
    is_recorded: bool = False
    run: int | None = None

    def named(self, fate: Fate) -> str:
        """Return what a fate is called: what is recorded counts as posted only once confirmed."""
        return _UNCONFIRMED.get(fate, fate.value) if self.is_recorded else fate.value

    def of(self, *fates: Fate) -> Sequence[Row]:
        """Return the rows of the batches that came to that."""
        return [row for row in self.rows if row.fate in fates]

    @property
    def written(self) -> Sequence[Row]:
        """The rows of the batches that something is written for."""
        return [row for row in self.rows if row.requests]

    @property
    def has_errors(self) -> bool:
        """Whether something asked for could not be posted."""
        return bool(self.not_found or errors(self.diagnostics))
