"""XF508: a measure that a rule posts, was left out, and would not be missed."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.codes.figure_not_reported import FIGURE_NOT_REPORTED
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks.facts import Facts


def figure_not_reported(batch: Batch, facts: Facts) -> Iterator[Diagnostic]:
    """Yield a finding for each such measure of which a batch reports no figure at all.

    One member left out of several says nothing: a department may have sold nothing.
    """
    for each in facts.booked:
        if not each.is_guarded and batch.reported.isdisjoint(each.figures):
            name = each.measure.name
            yield Diagnostic(
                FIGURE_NOT_REPORTED,
                f"batch {batch.number} of `{batch.store.name}` does not report `{name}`, "
                "which the rules post",
                batch.at,
                help=f"report it, as 0.00 where there was none, or write `allow XF508 on {name} "
                'because "..."`',
                why="it counts as zero, and nothing else would show that it is missing",
                about=tuple(key(name) for name in each.names),
                stores=(batch.store.name,),
                days=(batch.day, batch.day),
            )


def left_out(batch: Batch, facts: Facts) -> tuple[str, ...]:
    """Return the measures that rules post and a batch leaves out, guarded or not."""
    return tuple(
        each.measure.name for each in facts.booked if batch.reported.isdisjoint(each.figures)
    )
