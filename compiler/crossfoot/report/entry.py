"""A journal entry as a bookkeeper would write it down: an account a line, two columns of money."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from crossfoot.model.amounts import Side
from crossfoot.model.rules import Post
from crossfoot.model.stores import Store
from crossfoot.money import grouped
from crossfoot.posting.draft import Line
from crossfoot.report.columns import fitted, ljust, safe, width
from crossfoot.report.paint import Paint, plain
from crossfoot.report.summary import counted
from crossfoot.report.text import COLUMNS

_INDENT = "  "
_GAP = "  "
_LEAST_MONEY = 10
_LEAST_TEXT = 14


class Entry(Protocol):
    """What can be shown: a draft, or an entry that is ready to be written."""

    @property
    def store(self) -> Store:
        """Where."""

    @property
    def number(self) -> str:
        """The number of the batch."""

    @property
    def day(self) -> date:
        """The day it is booked on."""

    @property
    def ref(self) -> str:
        """The reference number of the journal entry."""

    @property
    def lines(self) -> Sequence[Line]:
        """The lines, in order."""


def table(entry: Entry, columns: int = COLUMNS, paint: Paint = plain) -> Iterator[str]:
    """Yield the lines of the table: a heading, the entry's lines, the totals.

    An entry that does not balance ends with the difference.
    """
    yield _heading(entry, paint)
    if not entry.lines:
        yield f"{_INDENT}nothing to post: every amount is zero"
        return
    debits, credits_ = total(entry, Side.DEBIT), total(entry, Side.CREDIT)
    shape = _shape(entry.lines, max(debits, credits_), columns)
    yield shape.row("", "", "debit", "credit")
    for line, account in zip(entry.lines, _accounts(entry.lines), strict=True):
        amount = grouped(line.cents)
        sides = (amount, "") if line.side is Side.DEBIT else ("", amount)
        yield shape.row(account, _booked(line, shape.booked), *sides)
    rule = "-" * shape.money
    yield shape.row("", "", rule, rule)
    yield shape.row("", "", grouped(debits), grouped(credits_))
    if debits != credits_:
        larger = "debits" if debits > credits_ else "credits"
        by = grouped(abs(debits - credits_))
        yield paint(f"{_INDENT}out of balance: {larger} are larger by {by}", "error")


class _Shape(NamedTuple):
    """How wide the columns are: the account, what was booked (0: not shown), each amount."""

    account: int
    booked: int
    money: int

    def row(self, account: str, booked: str, debit: str, credit: str) -> str:
        texts = [ljust(fitted(account, self.account), self.account)]
        if self.booked:
            texts.append(ljust(booked, self.booked))
        amounts = (f"{debit:>{self.money}}", f"{credit:>{self.money}}")
        return (_INDENT + _GAP.join([*texts, *amounts])).rstrip()


def _shape(lines: Sequence[Line], largest: int, columns: int) -> _Shape:
    """Give the accounts the room they need, and what was booked as much as is left."""
    money = max(_LEAST_MONEY, len(grouped(largest)))
    room = max(_LEAST_TEXT, columns - len(_INDENT) - 2 * (money + len(_GAP)))
    account = min(room, max(_LEAST_TEXT, *map(width, _accounts(lines))))
    left = room - account - len(_GAP)
    booked = min(left, max(width(_booked(line)) for line in lines)) if left >= _LEAST_TEXT else 0
    return _Shape(account, booked, money)


def line_of(entry: Entry) -> str:
    """Return an entry in one line: where, which batch, when, how much."""
    amount = grouped(total(entry, Side.DEBIT))
    what = f"{counted(len(entry.lines), 'line')}, {amount}" if entry.lines else "nothing to post"
    return f"{_title(entry)}: {what}"


def total(entry: Entry, side: Side) -> int:
    """Return the sum of one side, in cents."""
    return sum(line.cents for line in entry.lines if line.side is side)


def _heading(entry: Entry, paint: Paint) -> str:
    memo = _common(line.memo for line in entry.lines)
    klass = _common(line.klass for line in entry.lines)
    notes = [f"class {safe(klass)}"] if klass else []
    notes += [f"“{safe(memo)}”"] if memo else []
    return ", ".join([paint(_title(entry), "strong"), *notes])


def _title(entry: Entry) -> str:
    return safe(
        f"{entry.store.name}, batch {entry.number}, {entry.day.isoformat()}, entry {entry.ref}"
    )


def _booked(line: Line, columns: int = sys.maxsize) -> str:
    """Return the amount that a line books; of a name that is too long the member is kept."""
    name = safe(line.rule.amount.name) if isinstance(line.rule, Post) else "difference"
    member = "" if line.member is None else safe(f": {line.member}")
    if width(name) + width(member) <= columns or width(member) > columns // 2:
        return fitted(name + member, columns)
    return fitted(name, columns - width(member)) + member


def _common(texts: Iterator[str | None]) -> str | None:
    """Return the text that all lines share, or None."""
    different = set(texts)
    return different.pop() if len(different) == 1 else None


def _accounts(lines: Sequence[Line]) -> list[str]:
    """Return each line's account, with its class and its memo where lines differ in them."""
    shows_class = len({line.klass for line in lines}) > 1
    shows_memo = len({line.memo for line in lines}) > 1
    names = []
    for line in lines:
        parts = [line.account.shown]
        if shows_class and line.klass:
            parts.append(f"class {line.klass}")
        if shows_memo and line.memo:
            parts.append(f"“{line.memo}”")
        names.append(safe(", ".join(parts)))
    return names
