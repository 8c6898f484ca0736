"""What is known of how things stand, as plain data: gathered by one, shown by others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from crossfoot.posting.standing import Kind, Standing, State


class Today(NamedTuple):
    """An entry or a bill as it would be posted today, of a closed batch.

    `reference` is the number of a bill's purchase order, empty for entries. `standing` is the
    latest request for it, None where there never was one. `request_id` is the one that this
    would have today, None where the rules do not say; `digest` is that of the batch's figures,
    None where it is not known. `total` is what would be booked, in cents.
    """

    store: str
    batch: str
    day: date
    kind: Kind
    reference: str
    standing: Standing | None
    request_id: str | None
    digest: str | None
    total: int | None


class Named(NamedTuple):
    """An entry or a bill that is told of by itself. `total` is in cents; `run` made it last."""

    store: str
    batch: str
    day: date
    kind: Kind
    ref: str
    total: int
    run: int


class Refused(NamedTuple):
    """What QuickBooks refused for one reason: its words, what they mean, and what to do."""

    said: str
    meaning: str
    remedy: str
    may_retry: bool
    items: tuple[Named, ...]


class Changed(NamedTuple):
    """What is posted or under way, and would be posted differently today.

    `total` of the item is what was booked, `today` what would be; `has_new_figures` where the
    batch reports others than then, and not the rules alone differ.
    """

    item: Named
    state: State
    today: int | None
    has_new_figures: bool


class Waiting(NamedTuple):
    """A request file that no answer is here to, or not to all of it.

    It has `entries`, `bills`, and `undoings` of earlier ones that wait, of days from `first` to
    `last`. `is_sent` where it is known to have left.
    """

    run: int
    path: str
    made_at: datetime
    made_by: str
    is_sent: bool
    stores: tuple[str, ...]
    first: date
    last: date
    entries: int
    bills: int
    undoings: int


class Unposted(NamedTuple):
    """Closed batches of a store that are not in the books, and that nothing is under way for.

    `batches` are their numbers by day; `bills` counts purchase orders of batches that are posted.
    """

    store: str
    batches: tuple[str, ...]
    first: date
    last: date
    bills: int


class Posted(NamedTuple):
    """What is in the books of a store; `total` is that of its entries, in cents."""

    store: str
    entries: int
    bills: int
    reversals: int
    first: date
    last: date
    total: int


class Kept(NamedTuple):
    """The record: how many runs it has, and the last one."""

    runs: int
    last_at: datetime | None
    last_by: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """How things stand. All groups are in order: stores as they come, days and numbers upward.

    `kept` is None where no record is there yet. `damage` says in plain words what is wrong with
    it, `old` that it is not the newest one. `uncompared` says why nothing was compared with
    today's batches and rules, if nothing was; `unreadable` counts batches that cannot be read.
    The books are `closed` until a day, included.
    """

    company: str
    kept: Kept | None = None
    old: str | None = None
    damage: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    changed: tuple[Changed, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    unposted: tuple[Unposted, ...] = ()
    posted: tuple[Posted, ...] = ()
    uncompared: str | None = None
    unreadable: int = 0
    closed: date | None = None

    @property
    def needs_hand(self) -> bool:
        """Whether something is refused, changed or damaged, so that somebody has to see to it."""
        return bool(self.old or self.damage or self.refused or self.changed)
