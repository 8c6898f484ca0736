"""What two versions make of stored batches, for people: what moves in which account."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.comparison.replay import Moved, Refusals, Replay
from crossfoot.money import grouped
from crossfoot.report.columns import ljust, safe, width, wrapped
from crossfoot.report.paint import Paint, plain
from crossfoot.report.summary import counted
from crossfoot.report.text import COLUMNS

_INDENT = "  "
_LEAST_MONEY = 12
_LEAST_NAME = 16


def lines(replay: Replay, columns: int = COLUMNS, paint: Paint = plain) -> Iterator[str]:
    """Yield what stored batches come to, account by account."""
    yield ""
    yield paint("Stored batches", "strong")
    yield from _hung(_said(replay), columns)
    if replay.moved:
        yield from _table(replay, columns)
    yield from _refused("only the earlier version can book", replay.not_after, columns)
    yield from _refused("only the later version can book", replay.not_before, columns)
    if replay.neither:
        yield from _hung(
            f"neither version can book {counted(replay.neither, 'batch', 'batches')}", columns
        )


def _said(replay: Replay) -> str:
    if not replay.booked:
        return "there is no batch that both versions can book"
    batches = counted(replay.booked, "batch", "batches")
    if not replay.changed:
        return f"{batches}: both versions book the same"
    return f"{replay.changed:,} of {batches} are booked otherwise"


def _table(replay: Replay, columns: int) -> Iterator[str]:
    rows = [
        (_name(each), grouped(each.before), grouped(each.after), _change(each.change))
        for each in replay.moved
    ]
    money = max(_LEAST_MONEY, *(len(text) + 2 for row in rows for text in row[1:]))
    room = max(_LEAST_NAME, columns - len(_INDENT) - 3 * money)
    names = min(room, max(width(row[0]) for row in rows))
    yield f"{_INDENT}{' ' * names}" + "".join(
        f"{title:>{money}}" for title in ("before", "after", "change")
    )
    for name, *amounts in rows:
        *ahead, last = wrapped(name, names)
        yield from (f"{_INDENT}{line}" for line in ahead)
        yield f"{_INDENT}{ljust(last, names)}" + "".join(f"{each:>{money}}" for each in amounts)
    others = (
        f"; {counted(replay.unchanged, 'other account')} get the same" if replay.unchanged else ""
    )
    yield from _hung(f"(debits less credits{others})", columns)


def _name(moved: Moved) -> str:
    return safe(moved.account if moved.klass is None else f"{moved.account}, class {moved.klass}")


def _change(cents: int) -> str:
    return f"+{grouped(cents)}" if cents > 0 else grouped(cents)


def _refused(what: str, refusals: Refusals, columns: int) -> Iterator[str]:
    if not refusals.batches:
        return
    yield from _hung(f"{what} {counted(refusals.batches, 'batch', 'batches')}:", columns)
    for each in refusals.told:
        told = f"batch {each.number} of `{each.store}`: {each.reason}"
        yield from (f"{_INDENT}{line}" for line in _hung(told, columns - len(_INDENT)))
    if refusals.batches > len(refusals.told):
        yield f"{_INDENT * 2}and {refusals.batches - len(refusals.told):,} more"


def _hung(text: str, columns: int) -> Iterator[str]:
    """Yield a text in lines that fit, all but the first one step further in."""
    first, *others = wrapped(safe(text), columns - 2 * len(_INDENT))
    yield _INDENT + first
    yield from (f"{_INDENT * 2}{line}" for line in others)
