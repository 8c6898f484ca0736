"""Reads an entry or a bill as QuickBooks gives it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.values import (
    EDIT_SEQUENCE_LENGTH,
    ID_LENGTH,
    amount,
    day,
    optional,
    required,
)
from crossfoot.quickbooks.xml import Element

REF_LENGTHS = {"JournalEntry": 11, "Bill": 20}
"""How long a RefNumber may be: qbXML 13.0, JournalEntryRet and BillRet."""

_ACCOUNT, _VENDOR = 159, 41
_SIDES = {"JournalDebitLine": "debit", "JournalCreditLine": "credit"}
_BILL_LINES = {
    "ExpenseLineRet": "Amount",
    "ItemLineRet": "Amount",
    "ItemGroupLineRet": "TotalAmount",
}
_NUMBER = re.compile(r"[0-9]{1,18}\Z")


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A line as QuickBooks has it: positive cents on the side ``debit`` or ``credit``.

    `account` is its full name, empty where QuickBooks names none, as for a bill's items.
    """

    account: str
    side: str
    cents: int


@dataclass(frozen=True, slots=True)
class Returned:
    """An entry or a bill as QuickBooks has it; `kind` is ``JournalEntry`` or ``Bill``.

    `number` is QuickBooks' own TxnNumber, `ref` the RefNumber, empty where it has none. `total`
    is in cents: the debits of an entry, what is owed on a bill. `line` is its place in the file.
    """

    kind: str
    txn_id: str
    edit_sequence: str
    number: int | None
    day: date
    ref: str
    vendor: str | None
    lines: tuple[ReturnedLine, ...]
    total: int
    line: int


def returned(record: Element) -> Returned:
    """Return the entry or bill of a JournalEntryRet or BillRet (qbXML 13.0).

    Raises BadAnswer for values that the schema lets through and that cannot be: no TxnID, no
    such day, an amount that is none.
    """
    kind = record.name.removesuffix("Ret")
    lines = tuple(_entry_lines(record) if kind == "JournalEntry" else _bill_lines(record))
    on = day(record, "TxnDate")
    if on is None:
        raise record.fault(f"{quoted(record.name)} has no `TxnDate`")
    return Returned(
        kind,
        required(record, "TxnID", ID_LENGTH),
        required(record, "EditSequence", EDIT_SEQUENCE_LENGTH),
        _number(record),
        on,
        optional(record, "RefNumber", REF_LENGTHS[kind]) or "",
        _named(record, "VendorRef", _VENDOR),
        lines,
        _total(record, lines),
        record.line,
    )


def _number(record: Element) -> int | None:
    found = record.text_of("TxnNumber")
    if found is None:
        return None
    if not _NUMBER.match(found):
        raise record.fault(f"`TxnNumber` is {quoted(found)}, and no number")
    return int(found)


def _named(record: Element, reference: str, most: int) -> str | None:
    """Return the full name that a reference goes by."""
    found = record.child(reference)
    return None if found is None else optional(found, "FullName", most)


def _entry_lines(record: Element) -> Iterator[ReturnedLine]:
    for child in record.children:
        side = _SIDES.get(child.name)
        if side is not None:
            account = _named(child, "AccountRef", _ACCOUNT) or ""
            yield ReturnedLine(account, side, amount(child, "Amount") or 0)


def _bill_lines(record: Element) -> Iterator[ReturnedLine]:
    """Yield a bill's lines; one that lessens the bill is a credit."""
    for child in record.children:
        name = _BILL_LINES.get(child.name)
        if name is not None:
            value = amount(child, name, signed=True) or 0
            account = _named(child, "AccountRef", _ACCOUNT) or ""
            yield ReturnedLine(account, "credit" if value < 0 else "debit", abs(value))


def _total(record: Element, lines: tuple[ReturnedLine, ...]) -> int:
    owed = amount(record, "AmountDue")
    if owed is not None:
        return owed
    return sum(line.cents for line in lines if line.side == "debit")
