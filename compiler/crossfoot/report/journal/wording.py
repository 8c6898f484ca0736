"""What the forms of the journal share: how an entry, a line and a range are called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crossfoot.posting.booked import BookedLine
from crossfoot.report.journal.items import Item, Picked, Totals
from crossfoot.report.summary import counted


def title(company: str, picked: Picked) -> str:
    """Return what stands above the journal."""
    of = f" of {company}" if company else ""
    return f"General journal{of}{_range(picked.first, picked.last)}"


def _range(first: date | None, last: date | None) -> str:
    if first is not None and first == last:
        return f", {first.isoformat()}"
    begin = f" from {first.isoformat()}" if first else ""
    end = f" to {last.isoformat()}" if last else ""
    return f",{begin}{end}" if begin or end else ""


def subtitle(picked: Picked) -> str:
    """Return which stores and batches the journal is of, and what it holds besides the books."""
    parts = []
    if picked.stores:
        parts.append("of " + ", ".join(picked.stores))
    if picked.batches:
        named = "batch " if len(picked.batches) == 1 else "batches "
        parts.append(named + ", ".join(picked.batches))
    if picked.every:
        parts.append("with what is not in the books")
    return ", ".join(parts)


def place_of(item: Item) -> str:
    """Return where an entry or a bill comes from."""
    key = item.request.key
    return f"{key.store}, batch {key.batch}"


def amount_of(line: BookedLine) -> str:
    """Return what a line books, as rules write it; a batch's difference has no name of its own."""
    if not line.amount:
        return "difference"
    return line.amount if line.member is None else f"{line.amount}: {line.member}"


def rule_of(line: BookedLine) -> str:
    """Return the file and the line of the rule that booked a line."""
    return f"{line.rule}:{line.line}"


def common(texts: Iterable[str | None]) -> str | None:
    """Return the text that all lines share, or None."""
    different = set(texts)
    return different.pop() if len(different) == 1 else None


def entries(totals: Totals) -> str:
    """Return how many entries a journal has."""
    return f"total of {counted(totals.entries, 'entry', 'entries')}"


def bills(totals: Totals) -> str:
    """Return how many bills a journal has."""
    return f"total of {counted(totals.bills, 'bill')}"


def others(totals: Totals) -> str:
    """Return how much of what is listed is in no total."""
    verb = "is" if totals.others == 1 else "are"
    return f"{totals.others:,} of what is listed {verb} not in the books"
