"""An entry as it was expected and as it is booked, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfoot.cases.case import ExpectedLine
from crossfoot.cases.matching import Difference, Row
from crossfoot.model.amounts import Side
from crossfoot.money import grouped
from crossfoot.posting.draft import Line
from crossfoot.report.columns import fitted, ljust, safe, width
from crossfoot.report.paint import Paint, plain
from crossfoot.report.summary import counted
from crossfoot.report.text import COLUMNS

_INDENT = "  "
_GAP = "  "
_LEAST_CUT = 20
"""Columns in which a name may be cut: enough of it is left."""

_LEAST_MONEY = len("credit")
_MOST_ROWS = 20
"""A longer entry is shown without the lines that are as expected."""


def table(rows: Sequence[Row], columns: int = COLUMNS, paint: Paint = plain) -> Iterator[str]:
    """Yield the table; the last column says in a word how two lines differ.

    Of texts that differ both are shown below their row.
    """
    shape = _shape(rows, columns)
    yield shape.heading()
    title = "account" if shape.account >= len("account") else ""
    yield shape.row(title, *(("debit", "credit") * 2), "")
    differing = [row for row in rows if row.difference is not Difference.NONE]
    shown = rows if len(rows) <= _MOST_ROWS else differing
    for row in shown:
        for line in shape.lines(row, columns):
            yield line if row.difference is Difference.NONE else paint(line, "error")
        yield from _texts(row, columns)
    if len(shown) < len(rows):
        yield f"{_INDENT}and {counted(len(rows) - len(shown), 'line')} as expected"


class _Shape(NamedTuple):
    """How wide the columns are: the account, and each of the four amounts."""

    account: int
    money: Sequence[int]

    def heading(self) -> str:
        expected, booked = (sum(self.money[at : at + 2]) + len(_GAP) for at in (0, 2))
        ahead = " " * (self.account + len(_GAP))
        return f"{_INDENT}{ahead}{'expected':>{expected}}{_GAP}{'booked':>{booked}}"

    def lines(self, row: Row, columns: int) -> Iterator[str]:
        """Yield a row; a name that would be cut too short to be known stands above it."""
        name, rest = _account(row), (*_amounts(row), row.difference.value)
        if self.account < _LEAST_CUT and width(name) > self.account:
            yield fitted(f"{_INDENT}{name}", columns)
            name = ""
        yield self.row(name, *rest)

    def row(self, account: str, *texts: str) -> str:
        *amounts, word = texts
        money = (f"{amount:>{wide}}" for amount, wide in zip(amounts, self.money, strict=True))
        name = ljust(fitted(account, self.account), self.account)
        return (_INDENT + _GAP.join([name, *money, word])).rstrip()


def _shape(rows: Sequence[Row], columns: int) -> _Shape:
    texts = zip(*(_amounts(row) for row in rows), strict=True)
    money = tuple(max(_LEAST_MONEY, *map(len, each)) for each in texts)
    word = max(len(row.difference.value) for row in rows)
    room = columns - len(_INDENT) - sum(money) - (len(money) + 1) * len(_GAP) - word
    longest = max(len("account"), *(width(_account(row)) for row in rows))
    return _Shape(min(longest, max(0, room)), money)


def _account(row: Row) -> str:
    line = row.expected or row.booked
    return safe(line.account.shown) if line is not None else ""


def _amounts(row: Row) -> tuple[str, str, str, str]:
    return (*_sides(row.expected), *_sides(row.booked))


def _sides(line: ExpectedLine | Line | None) -> tuple[str, str]:
    if line is None:
        return "", ""
    amount = grouped(line.cents)
    return (amount, "") if line.side is Side.DEBIT else ("", amount)


def _texts(row: Row, columns: int) -> Iterator[str]:
    """Yield the class or the memo that differs, in a line each."""
    if row.expected is None or row.booked is None:
        return
    texts = {
        Difference.CLASS: (row.expected.klass, row.booked.klass),
        Difference.MEMO: (row.expected.memo, row.booked.memo),
    }
    expected, booked = texts.get(row.difference, (None, None))
    if expected is not None:
        what = row.difference.value
        said = "none" if booked is None else f"“{safe(booked)}”"
        yield fitted(f"{_INDENT}  expected {what} “{safe(expected)}”", columns)
        yield fitted(f"{_INDENT}  booked   {what} {said}", columns)
