"""XF505: a count of nothing beside a shortage, which is a count that nobody made."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.codes.blank_closing_count import BLANK_CLOSING_COUNT
from crossfoot.diagnostic import Diagnostic
from crossfoot.money import grouped
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks.facts import Count, Facts


def blank_closing_count(batch: Batch, facts: Facts) -> Iterator[Diagnostic]:
    """Yield a finding for each count of zero, or not reported, whose drawer is short."""
    cents = batch.cents
    for count in facts.counts:
        if cents[count.short] and not any(cents[index] for index in count.counted):
            yield _blank(batch, count)


def _blank(batch: Batch, count: Count) -> Diagnostic:
    counted = batch.figures.all[count.counted[0]]
    short = batch.figures.all[count.short]
    was = "is 0.00" if batch.reported.intersection(count.counted) else "was not reported"
    return Diagnostic(
        BLANK_CLOSING_COUNT,
        f"`{counted.label}` {was}, and `{short.label}` is {grouped(batch.cents[count.short])}",
        batch.place(counted.index),
        help="enter what was counted; if there really was nothing, say so in the batch: "
        '`accept: {XF505: "why"}`',
        why="everything that should have been in the drawer would be booked as a loss",
    )
