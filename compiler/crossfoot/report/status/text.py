"""How things stand, on one screen: what needs a hand first, and what to type next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from crossfoot.money import grouped
from crossfoot.posting.standing import Kind, State
from crossfoot.report.columns import fitted, ljust, safe, width, wrapped
from crossfoot.report.paint import Paint, plain
from crossfoot.report.status.facts import (
    Changed,
    Facts,
    Named,
    Posted,
    Refused,
    Unposted,
    Waiting,
)
from crossfoot.report.summary import counted
from crossfoot.report.text import COLUMNS

_INDENT = "  "
_MOST = 3
"""What is told one by one of a group that needs a hand; the rest is counted."""

_MOST_STORES = 8
_MOST_NUMBERS = 3

_KINDS = {
    Kind.ENTRY: "entry",
    Kind.BILL: "bill",
    Kind.REVERSAL: "reversal",
    Kind.VOID: "voiding of",
    Kind.DELETE: "deletion of",
}

_Item = TypeVar("_Item")


class Screen(NamedTuple):
    """How it is shown."""

    columns: int = COLUMNS
    paint: Paint = plain

    def hung(self, text: str, indent: str = "", style: str | None = None) -> Iterator[str]:
        """Yield a text in lines that fit, all but the first one step further in."""
        room = self.columns - len(indent) - len(_INDENT)
        lines = wrapped(safe(text), room) or ("",)
        for at, line in enumerate(lines):
            shown = fitted(line, room)
            lead = indent if at == 0 else indent + _INDENT
            yield lead + (self.paint(shown, style) if style else shown)


def told(facts: Facts, columns: int = COLUMNS, paint: Paint = plain) -> Iterator[str]:
    """Yield how things stand: damage, what is refused, changed, waits, is not posted, is posted."""
    screen = Screen(columns, paint)
    if facts.company:
        yield from screen.hung(facts.company, "", "strong")
        yield ""
    for group in (_damage, _refused, _changed, _waiting, _unposted, _posted):
        lines = tuple(group(facts, screen))
        if lines:
            yield from lines
            yield ""
    yield from _ending(facts, screen)


def _title(what: str, count: int, style: str, screen: Screen) -> str:
    return screen.paint(f"{what}: {count:,}", style)


def _some(
    items: Sequence[_Item],
    most: int,
    more: str,
    show: Callable[[_Item], Iterable[str]],
    screen: Screen,
) -> Iterator[str]:
    """Yield the first items, and with `more` how many there are besides."""
    shown = items if len(items) <= most + 1 else items[:most]
    for item in shown:
        yield from show(item)
    if len(shown) < len(items):
        yield from screen.hung(more.format(f"{len(items) - len(shown):,}"), _INDENT)


def _damage(facts: Facts, screen: Screen) -> Iterator[str]:
    if facts.old:
        yield from screen.hung(facts.old, "", "error")
    if not facts.damage:
        return
    yield _title("the record is damaged", len(facts.damage), "error", screen)
    yield from _some(
        facts.damage, _MOST, "and {} more", lambda each: screen.hung(each, _INDENT), screen
    )
    yield from screen.hung(
        "post nothing before it is mended: put back a copy of crossfoot.sqlite and of "
        "crossfoot.mark from the same day",
        _INDENT,
    )


def _refused(facts: Facts, screen: Screen) -> Iterator[str]:
    if not facts.refused:
        return
    count = sum(len(each.items) for each in facts.refused)
    yield _title("refused by QuickBooks", count, "error", screen)
    yield from _some(
        facts.refused,
        _MOST,
        "and for {} more reasons; `crossfoot status --json` has them all",
        lambda each: _reason(each, screen),
        screen,
    )
    yield from screen.hung("when it is mended, type `crossfoot post`", _INDENT)


def _reason(refused: Refused, screen: Screen) -> Iterator[str]:
    yield from _some(
        refused.items,
        2,
        "and {} more, for the same reason",
        lambda each: _named(each, screen),
        screen,
    )
    deep = _INDENT * 2
    said = refused.said or "nothing"
    is_ours = said.startswith("QuickBooks")
    yield from screen.hung(said if is_ours else f"QuickBooks said {said}", deep)
    if refused.meaning:
        yield from screen.hung(f"that is: {refused.meaning}", deep)
    if refused.remedy:
        again = "; it may work when it is posted again" if refused.may_retry else ""
        yield from screen.hung(f"do: {refused.remedy}{again}", deep)


def _named(item: Named, screen: Screen, after: str = "") -> Iterator[str]:
    amount = f", {grouped(item.total)}" if item.total else ""
    yield from screen.hung(
        f"{_KINDS[item.kind]} {item.ref} of {item.day}: {item.store}, batch {item.batch}{amount} "
        f"(run {item.run}){after}",
        _INDENT,
    )


def _changed(facts: Facts, screen: Screen) -> Iterator[str]:
    if not facts.changed:
        return
    yield _title("changed since they were posted", len(facts.changed), "error", screen)
    yield from _some(
        facts.changed,
        _MOST,
        "and {} more; `crossfoot status --json` has them all",
        lambda each: _named(each.item, screen, f": {_how(each)}"),
        screen,
    )
    yield from screen.hung(_change_next(facts.changed, facts.closed), _INDENT)


def _how(changed: Changed) -> str:
    what = "other figures" if changed.has_new_figures else "booked differently by today's rules"
    if changed.today is not None and changed.today != changed.item.total:
        what += f", {grouped(changed.today)}"
    under_way = changed.state in (State.PREPARED, State.SENT)
    return what + (f" ({changed.state.value}, not answered)" if under_way else "")


def _change_next(changed: Sequence[Changed], closed: date | None) -> str:
    posted = [each.item for each in changed if each.state is State.POSTED]
    if not posted:
        return "read QuickBooks' answer first: type `crossfoot receive FILE`"
    entries = [each for each in posted if each.kind is Kind.ENTRY]
    shut = [each for each in entries if closed is not None and each.day <= closed]
    if shut:
        return (
            f"what is of {closed} and before lies in the closed period: if today's is right, type "
            f'`crossfoot reverse --batch {shut[0].batch} --date DAY --because "…"` for each, with '
            "an open day"
        )
    numbers = sorted({each.batch for each in posted}, key=lambda each: (len(each), each))
    stores = {each.store for each in posted}
    of = "" if len(stores) == 1 else " --store NAME"
    named = ",".join(numbers) if len(numbers) <= _MOST_NUMBERS and not of else "NUMBERS"
    command = f'`crossfoot post --batch {named}{of} --repost --because "…"`'
    return f"if today's is right, type {command}; else put the figures or the rules back"


def _waiting(facts: Facts, screen: Screen) -> Iterator[str]:
    if not facts.waiting:
        return
    count = sum(each.entries + each.bills + each.undoings for each in facts.waiting)
    yield _title("waiting for QuickBooks' answer", count, "warning", screen)
    yield from _some(
        facts.waiting,
        _MOST,
        "and {} more files",
        lambda each: screen.hung(_file(each), _INDENT),
        screen,
    )
    last = facts.waiting[0]
    yield from screen.hung(
        "let QuickBooks process the file, save its answer, and type `crossfoot receive FILE`",
        _INDENT,
    )
    resend = f"if the answer was lost, type `crossfoot post --resend {last.run}`"
    prepared = next((each for each in facts.waiting if not each.is_sent), None)
    withdraw = (
        f'; if it was never sent, `crossfoot post --withdraw {prepared.run} --because "…"`'
        if prepared
        else ""
    )
    yield from screen.hung(resend + withdraw, _INDENT)


def _file(waiting: Waiting) -> str:
    parts = (
        counted(waiting.entries, "entry", "entries") if waiting.entries else "",
        counted(waiting.bills, "bill") if waiting.bills else "",
        counted(waiting.undoings, "voiding or deletion", "voidings or deletions")
        if waiting.undoings
        else "",
    )
    what = ", ".join(part for part in parts if part)
    state = "sent" if waiting.is_sent else "prepared"
    where = waiting.stores[0] if len(waiting.stores) == 1 else f"{len(waiting.stores):,} stores"
    made = waiting.made_at.date().isoformat()
    return (
        f"run {waiting.run}, {state} {made} by {waiting.made_by}, {waiting.path}: {what} of "
        f"{where}, {_days(waiting.first, waiting.last)}"
    )


def _unposted(facts: Facts, screen: Screen) -> Iterator[str]:
    if facts.uncompared:
        yield from screen.hung(facts.uncompared, "", "warning")
    if facts.unreadable:
        what = counted(facts.unreadable, "batch", "batches")
        yield from screen.hung(f"{what} cannot be read: `crossfoot check` says why", "", "warning")
    if not facts.unposted:
        return
    count = sum(len(each.batches) + each.bills for each in facts.unposted)
    yield _title("not posted yet", count, "note", screen)
    yield from _some(
        facts.unposted,
        _MOST_STORES,
        "and {} more stores",
        lambda each: screen.hung(_open(each), _INDENT),
        screen,
    )
    yield from screen.hung("to post them, type `crossfoot post`", _INDENT)


def _open(unposted: Unposted) -> str:
    numbers = unposted.batches
    parts = []
    if numbers:
        shown = numbers if len(numbers) <= _MOST_NUMBERS else numbers[: _MOST_NUMBERS - 1]
        more = f" and {len(numbers) - len(shown):,} more" if len(shown) < len(numbers) else ""
        word = "batch" if len(numbers) == 1 else "batches"
        parts.append(f"{word} {', '.join(shown)}{more}")
    if unposted.bills:
        parts.append(counted(unposted.bills, "bill"))
    return f"{unposted.store}: {', '.join(parts)}, {_days(unposted.first, unposted.last)}"


def _days(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _posted(facts: Facts, screen: Screen) -> Iterator[str]:
    if not facts.posted:
        return
    yield _title("posted entries", sum(each.entries for each in facts.posted), "good", screen)
    shape = _shape(facts.posted, screen)
    is_table = shape.name >= _NARROWEST
    if is_table:
        yield shape.row("store", "entries", "bills", "first day", "last day", "total")
    yield from _some(
        facts.posted,
        _MOST_STORES,
        "and {} more stores",
        lambda each: [shape.store(each)] if is_table else screen.hung(_sentence(each), _INDENT),
        screen,
    )


def _sentence(posted: Posted) -> str:
    bills = f", {counted(posted.bills, 'bill')}" if posted.bills else ""
    entries = counted(posted.entries, "entry", "entries")
    days = _days(posted.first, posted.last)
    return f"{posted.store}: {entries}{bills}, {days}, {grouped(posted.total)}"


class _Shape(NamedTuple):
    """How wide the columns of names and of amounts are."""

    name: int
    money: int

    def store(self, posted: Posted) -> str:
        bills = f"{posted.bills:,}" if posted.bills else ""
        days = (posted.first.isoformat(), posted.last.isoformat())
        return self.row(posted.store, f"{posted.entries:,}", bills, *days, grouped(posted.total))

    def row(self, store: str, entries: str, bills: str, first: str, last: str, total: str) -> str:
        text = ljust(fitted(safe(store), self.name), self.name)
        counts = f"{entries:>7}  {bills:>5}"
        return f"{_INDENT}{text}  {counts}  {first:10}  {last:10}  {total:>{self.money}}"


_FIXED = 44
"""Columns of a row that are neither a name nor an amount."""

_NARROWEST = len("store")


def _shape(posted: Sequence[Posted], screen: Screen) -> _Shape:
    money = max(len("total"), *(len(grouped(each.total)) for each in posted))
    wanted = max(len("store"), *(width(safe(each.store)) for each in posted))
    return _Shape(min(wanted, screen.columns - _FIXED - money), money)


def _ending(facts: Facts, screen: Screen) -> Iterator[str]:
    kept = facts.kept
    if kept is None:
        if not facts.old:
            yield "nothing has been posted yet"
        return
    last = f", the last one of {kept.last_at.date()} by {kept.last_by}" if kept.last_at else ""
    is_sound = not facts.damage and not facts.old
    told = "is sound" if is_sound else "is not sound"
    style = "good" if is_sound else "error"
    yield from screen.hung(f"the record {told}: {counted(kept.runs, 'run')}{last}", "", style)
