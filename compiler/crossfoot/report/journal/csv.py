"""The general journal for spreadsheets: a journal line a row, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.money import dollars
from crossfoot.posting.booked import BookedLine
from crossfoot.report.columns import safe
from crossfoot.report.journal.items import Item, Totals, bill_line

COLUMNS = (
    "date", "reference", "store", "batch", "kind", "state", "in the books", "mark", "line",
    "account", "memo", "class", "debit", "credit", "bill total", "vendor", "due", "rule",
    "rule line", "amount", "member", "working", "run", "request", "TxnID",
)  # fmt: skip
"""The titles of the columns, in the first row."""

_FORMULA = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


def rows(items: Iterator[Item], due_days: Mapping[str, int]) -> Iterator[str]:
    """Yield the rows as RFC 4180 has them, with the line end of each; nothing is kept.

    A journal line has its amount under debit or credit, a bill under `bill total`, so that the
    debits and the credits of what is in the books come to the same. What a spreadsheet would take
    for a formula begins with an apostrophe.
    """
    yield _row(COLUMNS)
    totals = Totals()
    for item in totals.counted(items):
        if item.is_bill:
            yield _row(_bill(item, due_days))
        else:
            for number, line in enumerate(item.request.lines, start=1):
                yield _row(_line(item, number, line))


def _line(item: Item, number: int, line: BookedLine) -> tuple[str, ...]:
    amount = dollars(line.cents)
    sides = (amount, "") if line.side == "debit" else ("", amount)
    texts = (line.account, line.memo, line.klass)
    member = _text(line.member)
    return (
        *_head(item), str(number), *map(_text, texts), *sides, "", "", "", *_rule(line),
        _text(line.amount or "difference"), member, _text(line.working), *_tail(item),
    )  # fmt: skip


def _bill(item: Item, due_days: Mapping[str, int]) -> tuple[str, ...]:
    bill = bill_line(item, due_days)
    amount = dollars(item.request.total)
    for line in item.request.lines:
        texts = (line.account, line.memo, line.klass)
        return (
            *_head(item), "1", *map(_text, texts), "", "", amount, _text(bill.vendor),
            _text(bill.due), *_rule(line), _text(line.amount), "", "", *_tail(item),
        )  # fmt: skip
    return (*_head(item), "", "", "", "", "", "", amount, *("",) * 7, *_tail(item))


def _head(item: Item) -> tuple[str, ...]:
    request, state = item.request, item.recorded.state
    names = (request.ref, request.key.store, request.key.batch)
    booked = "yes" if item.is_booked else "no"
    return (
        request.day.isoformat(), *map(_text, names), request.key.kind.value, state.value, booked,
        _text(item.mark),
    )  # fmt: skip


def _rule(line: BookedLine) -> tuple[str, str]:
    return _text(line.rule), str(line.line)


def _tail(item: Item) -> tuple[str, str, str]:
    recorded = item.recorded
    return str(recorded.run), _text(item.request.request_id), _text(recorded.txn_id)


def _text(text: str | None) -> str:
    """Return a text that no spreadsheet takes for a formula, and that cannot break a row."""
    shown = safe(text or "")
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def _row(cells: tuple[str, ...]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    if '"' in text or "," in text:
        return '"' + text.replace('"', '""') + '"'
    return text
