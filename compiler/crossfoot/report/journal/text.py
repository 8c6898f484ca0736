"""The general journal as a table: an entry a paragraph, an account a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crossfoot.money import grouped
from crossfoot.posting.booked import BookedLine
from crossfoot.report.columns import fitted, ljust, safe, width, wrapped
from crossfoot.report.journal.items import BillLine, Item, Picked, Totals, bill_line
from crossfoot.report.journal.wording import (
    amount_of,
    bills,
    common,
    entries,
    others,
    place_of,
    rule_of,
    subtitle,
    title,
)
from crossfoot.report.paint import Paint, plain
from crossfoot.report.text import COLUMNS

_INDENT = "  "
_GAP = "  "
_MONEY = 12
"""Columns of an amount: up to 9,999,999.99; larger ones make room for themselves."""


class Form(NamedTuple):
    """How the journal is shown; `with_working` tells where each line comes from."""

    columns: int = COLUMNS
    paint: Paint = plain
    with_working: bool = False


def table(
    company: str,
    picked: Picked,
    items: Iterator[Item],
    due_days: Mapping[str, int],
    form: Form,
) -> Iterator[str]:
    """Yield the lines of the journal: the entries, their totals, then the bills."""
    yield from _wrapped(title(company, picked), "", form, "strong")
    if picked.stores or picked.batches or picked.every:
        yield from _wrapped(subtitle(picked), "", form)
    totals = Totals()
    billed: list[BillLine] = []
    yield ""
    yield _row("date, reference, account and memo", _money("debit", "credit"), form)
    for item in totals.counted(items):
        if item.is_bill:
            billed.append(bill_line(item, due_days))
        else:
            yield from _entry(item, form)
    if not totals.entries + totals.bills + totals.others:
        yield ""
        yield "nothing was posted"
        return
    yield from _totals(totals, form)
    yield from _bills(billed, totals, form)
    if totals.others:
        yield ""
        yield _row(others(totals), grouped(totals.other), form)


def _entry(item: Item, form: Form) -> Iterator[str]:
    request = item.request
    memo = common(line.memo for line in request.lines)
    klass = common(line.klass for line in request.lines)
    head = f"{request.day}  {ljust(safe(request.ref), 11)}  {place_of(item)}"
    head += f", class {klass}" if klass else ""
    head += f", “{memo}”" if memo else ""
    yield ""
    yield from _wrapped(head, "", form, "strong")
    if item.mark:
        yield from _wrapped(item.mark, _INDENT, form, "note" if item.is_booked else "warning")
    for line, text in zip(request.lines, _texts(request.lines), strict=True):
        amount = grouped(line.cents)
        sides = (amount, "") if line.side == "debit" else ("", amount)
        yield _row(_INDENT + text, _money(*sides), form)
        if form.with_working:
            said = f"{rule_of(line)}, {amount_of(line)}: {line.working}".rstrip(": ")
            yield from _wrapped(said, _INDENT * 3, form)
    total = grouped(request.total)
    yield _row("", _money("-" * len(total), "-" * len(total)), form)
    yield _row("", _money(total, total), form)


def _texts(lines: Sequence[BookedLine]) -> list[str]:
    """Return each line's account, with its class and its memo where lines differ in them."""
    shows_class = len({line.klass for line in lines}) > 1
    shows_memo = len({line.memo for line in lines}) > 1
    texts = []
    for line in lines:
        text = line.account
        text += f", class {line.klass}" if shows_class and line.klass else ""
        text += f", “{line.memo}”" if shows_memo and line.memo else ""
        texts.append(text)
    return texts


def _totals(totals: Totals, form: Form) -> Iterator[str]:
    sums = (grouped(totals.debits), grouped(totals.credits))
    yield ""
    yield _row("", _money(*("=" * len(each) for each in sums)), form)
    yield _row(entries(totals), _money(*sums), form)


def _bills(billed: Iterable[BillLine], totals: Totals, form: Form) -> Iterator[str]:
    shown = tuple(billed)
    if not shown:
        return
    yield ""
    yield form.paint("Bills", "strong")
    yield _row(_bill_columns("date", "due", "number", "vendor"), "total", form)
    for each in shown:
        item, request = each.item, each.item.request
        text = _bill_columns(str(request.day), each.due, request.ref, each.vendor)
        yield _row(text, grouped(request.total), form)
        if item.mark:
            yield from _wrapped(
                item.mark, _INDENT * 2, form, "note" if item.is_booked else "warning"
            )
        if form.with_working:
            rules = "".join(f"{rule_of(line)}, " for line in request.lines)
            yield from _wrapped(f"{rules}{each.account}, {place_of(item)}", _INDENT * 3, form)
    total = grouped(totals.billed)
    yield _row("", "-" * len(total), form)
    yield _row(bills(totals), total, form)


def _bill_columns(day: str, due: str, ref: str, vendor: str) -> str:
    texts = ((day, 10), (due, 12), (ref, 12))
    fixed = _GAP.join(ljust(fitted(safe(text), size), size) for text, size in texts)
    return f"{_INDENT}{fixed}{_GAP}{vendor}"


def _money(debit: str, credit: str) -> str:
    return f"{debit:>{_MONEY}}{_GAP}{credit:>{_MONEY}}"


def _row(text: str, amounts: str, form: Form) -> str:
    """Return a text with amounts at the right edge; the text is cut where there is no room."""
    right = f"{amounts:>{_MONEY}}"
    room = max(0, form.columns - len(right) - len(_GAP))
    return f"{ljust(fitted(safe(text), room), room)}{_GAP}{right}".rstrip()


def _wrapped(text: str, indent: str, form: Form, style: str | None = None) -> Iterator[str]:
    """Yield a text in lines that fit, all but the first one step further in."""
    room = form.columns - len(indent) - len(_INDENT)
    whole = safe(text)
    is_short = width(whole) <= form.columns - len(indent)
    first, *more = (whole,) if is_short else wrapped(whole, room) or ("",)
    for lead, line in ((indent, first), *((indent + _INDENT, line) for line in more)):
        shown = line if is_short else fitted(line, room)
        yield lead + (form.paint(shown, style) if style else shown)
