"""One batch as the point of sale reported it, every amount in whole cents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.figures import Figures
from crossfoot.model.stores import Store
from crossfoot.source import Span


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """A purchase order that closed with the batch; `total` in cents.

    `kind` is ``standard``, ``transfer-in`` or ``transfer-out``.
    """

    number: str
    supplier: str
    created: date
    total: int
    terms: str | None
    kind: str
    at: Span


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """One batch of one store.

    `cents` holds a figure an index of `figures`, 0 where it was not reported; `reported` are
    the indices that were. `day` is the business day: the closing day less the store's
    `day_ends`, or the batch's own ``date``. `accept` maps codes to reasons. `number` is text:
    ``0043`` stays ``0043``. `place` gives the span of a figure by its index, or where the batch
    begins in its file for None and for a figure that was not reported; it may read the file.
    """

    store: Store
    number: str
    is_closed: bool
    opened: datetime | None
    closed: datetime | None
    day: date
    figures: Figures
    cents: Sequence[int]
    reported: frozenset[int]
    accept: Mapping[str, str]
    orders: tuple[PurchaseOrder, ...]
    place: Callable[[int | None], Span] = field(repr=False)

    @property
    def at(self) -> Span:
        """Where the batch begins in its file."""
        return self.place(None)


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a file holds instead of a batch that can be used, with every reason.

    `store` and `number` name the batch where that much could be read.
    """

    store: str | None
    number: str | None
    findings: tuple[Diagnostic, ...]
