"""The posting log: batch by batch, what was posted, and why the rest was not."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.codes.batch_missing import BATCH_MISSING
from crossfoot.money import grouped
from crossfoot.targets.notes import noted
from crossfoot.targets.outcome import Fate, Row, RunResult


def log(company: str, result: RunResult) -> Iterator[str]:
    """Yield the lines of the log."""
    yield f"{company}: posting log"
    yield ""
    for row in result.rows:
        yield _told(row, result)
        for note in row.notes:
            yield f"    {note}"
    for number in result.not_found:
        yield f"{number}: asked for, and there is no such batch"
    for finding in result.diagnostics:
        if finding.code is BATCH_MISSING:
            yield noted(finding)
    yield ""
    yield summary(result)
    yield from (f"    {name}" for name in result.files)


def summary(result: RunResult) -> str:
    """Return how many batches came to what, in one line."""
    counts = [(fate, len(result.of(fate))) for fate in Fate]
    told = [f"{count} {result.named(fate)}" for fate, count in counts if count]
    bills = sum(len(row.bills) for row in result.rows)
    told += [f"{bills} bill{'s' if bills > 1 else ''}"] if bills else []
    return ", ".join(told) or "no batches"


def _told(row: Row, result: RunResult) -> str:
    day = f" of {row.day}" if row.day else ""
    what = f"{row.store or 'unknown store'}, batch {row.number or 'without a number'}{day}"
    told = f"{what}: {result.named(row.fate)}"
    entry = row.entry
    if entry is None:
        return told
    lines = "1 line" if entry.lines == 1 else f"{entry.lines} lines"
    return f"{told} as {entry.ref}, {lines}, {grouped(entry.total)}"
