"""What came of a run: one small row for every batch, and the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from crossfoot.diagnostic import Diagnostic, errors

Order: TypeAlias = tuple[str, int, int, str]
"""Closing time, place of the store in the project file, number as a number and as written."""


class Fate(Enum):
    """What became of a batch."""

    POSTED = "posted"
    HELD_BACK = "held back"
    NOT_CLOSED = "not closed"
    EMPTY = "nothing to post"


class Row(NamedTuple):
    """What is kept of a batch: all that the log and the manifest tell of it.

    `slots` says where its texts lie in
    the spool, one a format; those of a batch that is not posted are empty, as are the other
    fields that only an entry has. `notes` are lines for the log, `total` is in cents.
    """

    order: Order
    fate: Fate
    store: str
    number: str
    day: date | None
    notes: tuple[str, ...]
    ref: str = ""
    request_id: str = ""
    digest: str = ""
    lines: int = 0
    total: int = 0
    slots: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """A run that is over. `files` are the names written in `out`, none after a dry run.

    `rows` are in order, none where the run was stopped; a batch that was not asked for has
    none. `not_found` are the numbers
    asked for that no batch has. `is_stopped` tells that an error forbade to write anything,
    `is_unchanged` that all files were there already, from an equal run.
    """

    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    not_found: tuple[str, ...] = ()
    is_stopped: bool = False
    is_unchanged: bool = False
    out: Path | None = None
    files: tuple[str, ...] = ()

    def of(self, fate: Fate) -> Sequence[Row]:
        """Return the rows of the batches that came to that."""
        return [row for row in self.rows if row.fate is fate]

    @property
    def has_errors(self) -> bool:
        """Whether something asked for could not be posted."""
        return bool(self.not_found or errors(self.diagnostics))
