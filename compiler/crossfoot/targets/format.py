"""What a format is: text for an entry, and the text around all entries of a file."""

from __future__ import annotations

from typing import NamedTuple, Protocol, runtime_checkable

from crossfoot.plan import Bill, Entry, Reversal
from crossfoot.posting.standing import Kind


class Undo(NamedTuple):
    """What is voided or deleted in QuickBooks, by its TxnID: an entry, or a bill."""

    of: Kind
    txn_id: str
    deletes: bool


class Around(NamedTuple):
    """What stands before and after the entries of a file."""

    before: str
    after: str


class Format(Protocol):
    """One way to write entries down. INVARIANT: the same entries give the same bytes."""

    @property
    def suffix(self) -> str:
        """How the names of its files end, with the point."""

    @property
    def is_divided(self) -> bool:
        """Whether many entries go into several files: so they do where a program takes them in."""

    def entry(self, entry: Entry, request_id: str) -> bytes:
        """Return one entry, which has at least one line."""

    def around(self, message_set_id: str) -> Around:
        """Return what stands around the entries of a file."""


@runtime_checkable
class Exchange(Format, Protocol):
    """A format that a program takes in and answers, and that can do more than add entries."""

    def bill(self, bill: Bill, request_id: str) -> bytes:
        """Return one bill."""

    def undo(self, undo: Undo, request_id: str) -> bytes:
        """Return what voids or deletes something that was posted."""

    def reversal(self, reversal: Reversal, request_id: str) -> bytes:
        """Return the reverse of an entry that was posted."""

    def around_chain(self, message_set_id: str) -> Around:
        """Return what stands around requests of which none may be done after one has failed."""
