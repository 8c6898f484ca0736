"""What stands in the general journal: entries and bills, as the record has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from crossfoot.model.names import key
from crossfoot.plan import Unbalanced
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.standing import Kind, State
from crossfoot.record.asked import Asked
from crossfoot.record.kept import NewRequest, Recorded
from crossfoot.record.rows import UNDOING, compared

_STATES = (State.PREPARED, State.SENT, State.POSTED, State.VOIDED)


@dataclass(frozen=True, slots=True)
class Picked:
    """Which batches are asked for: of which stores, with which numbers, of which days.

    Where none is named, all are meant; `first` and `last` are included. With `every`, also what
    is not in the books: prepared, sent, or voided.
    """

    stores: tuple[str, ...] = ()
    batches: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    every: bool = False

    def picks(self, store: str, batch: str, day: date) -> bool:
        """Whether a batch of a store and a day is asked for."""
        return (
            (not self.stores or key(store) in map(key, self.stores))
            and (not self.batches or number_key(batch) in map(number_key, self.batches))
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )

    def requests(self, record: Asked, states: Collection[State]) -> Iterator[Recorded]:
        """Yield the requests of a record that are asked for, in its order."""
        store = self.stores[0] if len(self.stores) == 1 else None
        for each in record.requests(None, store, self.first, self.last, states):
            if self.picks(each.request.key.store, each.request.key.batch, each.request.day):
                yield each


class Item(NamedTuple):
    """An entry or a bill of the journal.

    `mark` says what it is besides what anybody would think: a reversal, voided, not sent yet.
    What is not `is_booked` adds nothing to the books, and to no total.
    """

    recorded: Recorded
    mark: str
    is_booked: bool

    @property
    def request(self) -> NewRequest:
        """What QuickBooks was asked to book."""
        return self.recorded.request

    @property
    def is_bill(self) -> bool:
        """Whether it is a bill."""
        return self.request.key.kind is Kind.BILL


def journal(record: Asked, picked: Picked) -> Iterator[Item]:
    """Yield the entries and bills that are asked for, by day, store and batch.

    An entry that was reversed stands in the books like its reversal, one that was voided does
    not. Raises Unbalanced where an entry in the record does not balance.
    """
    for _, group in groupby(picked.requests(record, _STATES), _place):
        for item in _items(record, list(group)):
            if item.is_booked or picked.every:
                yield item


def _place(recorded: Recorded) -> tuple[date, str, str]:
    store, batch, *_ = compared(recorded.request.key)
    return recorded.request.day, store, batch


def _items(record: Asked, group: Sequence[Recorded]) -> Iterator[Item]:
    """Yield what is booked for one batch on one day; what undoes some of it is told beside it."""
    undoing = {
        each.request.undoes: each
        for each in group
        if each.request.key.kind in (Kind.VOID, Kind.DELETE)
    }
    for each in group:
        kind = each.request.key.kind
        if kind in UNDOING and kind is not Kind.REVERSAL:
            continue
        if kind is not Kind.BILL:
            _require_balance(each.request)
        yield _item(record, each, undoing.get(each.request.request_id))


def _item(record: Asked, each: Recorded, undone_by: Recorded | None) -> Item:
    if each.state in (State.PREPARED, State.SENT):
        so_far = "not known to be sent" if each.state is State.PREPARED else "no answer yet"
        return Item(each, _joined(_what(record, each), f"{so_far} (run {each.run})"), False)
    if each.state is State.POSTED:
        waits = f"{_UNDONE[undone_by.request.key.kind][1]}{_by(undone_by)}" if undone_by else ""
        return Item(each, _joined(_what(record, each), waits), True)
    if undone_by is not None and undone_by.state is State.POSTED:
        return Item(each, f"{_UNDONE[undone_by.request.key.kind][0]}{_by(undone_by)}", False)
    return _reversed(record, each)


_UNDONE = {
    Kind.VOID: ("voided", "to be voided"),
    Kind.DELETE: ("deleted", "to be deleted"),
}
"""What is said of what was, and of what will be, undone."""


def _by(undoing: Recorded) -> str:
    why = f": {undoing.request.why}" if undoing.request.why else ""
    return f" (run {undoing.run}){why}"


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def _what(record: Asked, each: Recorded) -> str:
    """Say which entry a reversal reverses, and why; nothing of anything else."""
    request = each.request
    if request.key.kind is not Kind.REVERSAL or request.undoes is None:
        return ""
    undone = record.request(request.undoes)
    of = f" {undone.request.ref} of {undone.request.day}" if undone else " an entry"
    return f"reverses{of}{f': {request.why}' if request.why else ''}"


def _reversed(record: Asked, each: Recorded) -> Item:
    """Return a voided entry as it is in the books: beside its reversal, if it has one."""
    request = each.request
    found = record.standing(request.key.store, request.key.batch, Kind.REVERSAL, request.request_id)
    if found is None or found.state is not State.POSTED:
        return Item(each, f"voided (run {each.run})", False)
    return Item(each, f"reversed by {found.ref} of {found.day} (run {found.run})", True)


def _require_balance(request: NewRequest) -> None:
    debits, credits_ = (
        sum(line.cents for line in request.lines if line.side == side)
        for side in ("debit", "credit")
    )
    if debits != credits_ or debits != request.total:
        raise Unbalanced(request.ref, debits, credits_)


class Totals:
    """What the entries and bills that went through come to, in cents."""

    def __init__(self) -> None:
        self.entries = 0
        self.debits = 0
        self.credits = 0
        self.bills = 0
        self.billed = 0
        self.others = 0
        self.other = 0

    def counted(self, items: Iterator[Item]) -> Iterator[Item]:
        """Let items through, and add up what is in the books.

        Raises Unbalanced at the end where debits and credits differ.
        """
        for item in items:
            self._take(item)
            yield item
        if self.debits != self.credits:
            raise Unbalanced("total", self.debits, self.credits)

    def _take(self, item: Item) -> None:
        if not item.is_booked:
            self.others += 1
            self.other += item.request.total
        elif item.is_bill:
            self.bills += 1
            self.billed += item.request.total
        else:
            self.entries += 1
            for line in item.request.lines:
                if line.side == "debit":
                    self.debits += line.cents
                else:
                    self.credits += line.cents


class BillLine(NamedTuple):
    """A bill as the journal lists it; `due` is the day, or the terms where no day is known."""

    item: Item
    vendor: str
    due: str
    account: str


def bill_line(item: Item, due_days: Mapping[str, int]) -> BillLine:
    """Return a bill; `due_days` are the days until it is due, by the key of its terms."""
    request = item.request
    for line in request.lines[:1]:
        return BillLine(
            item, line.member or "", _due(request.day, line.working, due_days), line.account
        )
    return BillLine(item, "", "", "")


def _due(day: date, terms: str, due_days: Mapping[str, int]) -> str:
    try:
        return (day + timedelta(due_days[key(terms)])).isoformat()
    except (KeyError, OverflowError):
        return terms
