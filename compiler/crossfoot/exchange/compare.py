"""Whether what QuickBooks gives back is what it was asked to book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crossfoot.money import grouped
from crossfoot.posting.standing import Kind
from crossfoot.quickbooks.answers import Returned
from crossfoot.record.kept import NewRequest

ADDS = {Kind.ENTRY: "JournalEntryAdd", Kind.REVERSAL: "JournalEntryAdd", Kind.BILL: "BillAdd"}
UNDOES = {Kind.VOID: "TxnVoid", Kind.DELETE: "TxnDel"}
ASKED_BY = {**ADDS, **UNDOES}
"""The qbXML request that each kind is sent as."""


def difference(asked: NewRequest, given: Returned) -> str | None:
    """Return in what an entry or a bill differs from what was asked for; None where in nothing.

    Its day, its reference, and its amounts on each side; the names of accounts are QuickBooks'
    own affair. For a bill, what is owed.
    """
    if given.ref != asked.ref:
        return f"its number is `{given.ref}`, not `{asked.ref}`"
    if given.day != asked.day:
        return f"it is of {given.day}, not {asked.day}"
    if asked.key.kind is Kind.BILL:
        if given.total != asked.total:
            return f"it comes to {grouped(given.total)}, not {grouped(asked.total)}"
        return None
    booked = Counter((line.side, line.cents) for line in asked.lines)
    if booked != Counter((line.side, line.cents) for line in given.lines if line.cents):
        return f"its lines are others: debits {_debits(given)}, not {grouped(asked.total)}"
    return None


def _debits(given: Returned) -> str:
    return grouped(sum(line.cents for line in given.lines if line.side == "debit"))


def equal(asked: NewRequest, given: Iterable[Returned]) -> tuple[Returned, ...]:
    """Return those of the entries or bills that are what was asked for."""
    return tuple(each for each in given if difference(asked, each) is None)
