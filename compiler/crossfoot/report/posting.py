"""What came of a posting run, for whoever started it; the log tells the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from crossfoot.money import grouped
from crossfoot.posting.draft import DraftEntry
from crossfoot.report.columns import safe
from crossfoot.report.entry import table
from crossfoot.report.paint import Paint, plain
from crossfoot.report.summary import counted
from crossfoot.report.text import COLUMNS
from crossfoot.targets.outcome import Fate, Request, Row, RunResult
from crossfoot.targets.staging import LOG, MANIFEST

Drafts: TypeAlias = Mapping[tuple[str, str], DraftEntry]
"""Entries to show as tables, by store and batch number."""

_MOST_FILES = 6

_DRY = {Fate.POSTED: "to post"}


def told(result: RunResult, drafts: Drafts, columns: int, paint: Paint) -> Iterator[str]:
    """Yield what came of each batch, the files written, and the summary.

    A batch with a draft is shown as a table, any other in a line.
    """
    for row in result.rows:
        draft = drafts.get((row.store, row.number))
        if draft is not None:
            yield from table(draft, columns, paint)
            if row.fate is Fate.HELD_BACK:
                yield paint("  held back: see the findings above", "error")
            yield from map(_bill, row.bills)
            yield ""
        else:
            yield _line(row)
            yield from map(_bill, row.bills)
    for number in result.not_found:
        yield paint(safe(f"there is no batch {number} to post"), "error")
    yield from _ending(result, paint)


def tables(
    drafts: Iterable[DraftEntry], columns: int = COLUMNS, paint: Paint = plain
) -> Iterator[str]:
    """Yield drafts as tables, a blank line after each."""
    for draft in drafts:
        yield from table(draft, columns, paint)
        yield ""


def _line(row: Row) -> str:
    day = f", {row.day.isoformat()}" if row.day else ""
    what = f"{row.store or 'unknown store'}, batch {row.number or 'without a number'}{day}"
    entry = row.entry
    if entry is None:
        return safe(f"{what}: {row.fate.value}")
    return safe(
        f"{what}, entry {entry.ref}: {counted(entry.lines, 'line')}, {grouped(entry.total)}"
    )


def _bill(bill: Request) -> str:
    return safe(f"  bill {bill.ref}, {bill.day.isoformat()}: {grouped(bill.total)}")


def _ending(result: RunResult, paint: Paint) -> Iterator[str]:
    out = result.out
    if out is None:
        yield "nothing was written"
    elif result.is_unchanged:
        yield f"nothing was written: {_shown(out)} holds this run already"
    else:
        yield from _written(out, result.files)
        if result.run is not None:
            yield confirmed_later(result.run)
    if result.of(Fate.UNDER_WAY):
        yield "QuickBooks' answer to what is under way is missing: see `crossfoot status`"
    failed = result.has_errors or result.is_stopped
    yield paint(_summary(result), "error" if failed else "good")


def confirmed_later(run: int) -> str:
    """Say which run this is, and that it is QuickBooks' word that counts."""
    return f"this is run {run}: posted once QuickBooks confirms it (`crossfoot receive`)"


def _written(out: Path, files: Sequence[str]) -> Iterator[str]:
    """Yield the files that were written; of very many only the first and the last."""
    named = files if len(files) <= _MOST_FILES else (files[0], files[-1])
    yield from (f"wrote {_shown(out / name)}" for name in named)
    if named is not files:
        yield f"wrote {counted(len(files) - 2, 'more file')} between them"
    yield from (f"wrote {_shown(out / name)}" for name in (LOG, MANIFEST))


def _summary(result: RunResult) -> str:
    if result.is_stopped:
        return "nothing is posted until the errors above are mended"
    is_written = result.out is not None
    counts = [(fate, len(result.of(fate))) for fate in Fate]
    words = (
        f"{count:,} {result.named(fate) if is_written else _DRY.get(fate, fate.value)}"
        for fate, count in counts
        if count
    )
    bills = sum(len(row.bills) for row in result.rows)
    told = (*words, *([counted(bills, "bill")] if bills else ()))
    return ", ".join(told) or "no batches"


def _shown(path: Path) -> str:
    return safe(str(path))
