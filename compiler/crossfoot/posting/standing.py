"""What is known of a batch that was posted before: the record's answer, asked while posting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol


class Kind(Enum):
    """What a request asks QuickBooks to do for a batch."""

    ENTRY = "entry"
    BILL = "bill"
    REVERSAL = "reversal"
    VOID = "void"
    DELETE = "delete"


class State(Enum):
    """How far a request has come.

    Prepared: its file was written. Sent: it is known to have left us, and no answer is here.
    Posted: QuickBooks confirmed it. Refused: QuickBooks did not take it. Voided: it was posted,
    and was voided, deleted or reversed since. Withdrawn: it was never sent, and will not be.
    """

    PREPARED = "prepared"
    SENT = "sent"
    POSTED = "posted"
    REFUSED = "refused"
    VOIDED = "voided"
    WITHDRAWN = "withdrawn"

    @property
    def is_free(self) -> bool:
        """Whether nothing of it is in the books, nor can come there: it may be asked for anew."""
        return self in (State.REFUSED, State.VOIDED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest request for one batch's entry, or for one bill.

    `attempts` counts all requests made for it so far; the next one is told apart by it, since
    QuickBooks answers an equal request with what it answered before. `batch_digest` and
    `request_id` tell whether the figures, and the entry, are still the same. `store` and `batch`
    are what it was made for, as they were called then.
    """

    state: State
    run: int
    day: date
    ref: str
    request_id: str
    batch_digest: str
    attempts: int
    store: str
    batch: str
    txn_id: str | None = None


class Known(Protocol):
    """Who can be asked what was posted before."""

    def standing(self, store: str, batch: str, kind: Kind, reference: str = "") -> Standing | None:
        """Return the latest request for a batch's entry, or for the bill of a purchase order.

        A purchase order is the same one whatever batch of its store it closed with.
        """

    def entry_of(self, ref: str) -> Standing | None:
        """Return the entry with a reference that is posted or under way, of whatever store."""

    def has_booked(self, amount: str, member: str | None = None) -> bool:
        """Whether an entry ever booked an amount, or that of one member, at any store."""

    def numbers(self, store: str) -> frozenset[str]:
        """Return the numbers of all batches of a store that were ever prepared."""
