"""XF601, XF602: a batch, or a bill, that QuickBooks has or may get any moment."""

from __future__ import annotations

from datetime import date

from crossfoot.codes.already_posted import ALREADY_POSTED
from crossfoot.codes.changed_since_posted import CHANGED_SINCE_POSTED
from crossfoot.codes.closed_period import CLOSED_PERIOD
from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.standing import Standing, State
from crossfoot.source import Span

_AGAIN = 'crossfoot post --batch {number} --repost --because "…"'


def already_posted(what: str, number: str, standing: Standing, at: Span) -> Diagnostic:
    """Return XF601 for what is posted or under way.

    `what` names it, `number` is its batch's as `--batch` takes it, with its store where it must be.
    """
    return Diagnostic(
        ALREADY_POSTED,
        f"{what} {_so_far(standing)}",
        at,
        why="QuickBooks would book it a second time",
        help=_next(number, standing),
    )


def billed_elsewhere(what: str, standing: Standing, at: Span) -> Diagnostic:
    """Return XF601 for a purchase order that closed with another batch as well."""
    return Diagnostic(
        ALREADY_POSTED,
        f"{what} {_so_far(standing)}, with batch {standing.batch}",
        at,
        why="it would be owed twice",
        help="take it out of one of the two batches, or correct its number",
    )


def changed_since_posted(
    what: str,
    number: str,
    standing: Standing,
    at: Span,
    *,
    has_new_figures: bool,
    closed: date | None,
) -> Diagnostic:
    """Return XF602 for what was posted, and would be posted differently today.

    In a period that is `closed` until a day it can only be reversed.
    """
    is_closed = standing.state is State.POSTED and closed is not None and standing.day <= closed
    changed = "has other figures now" if has_new_figures else "would be booked differently now"
    return Diagnostic(
        CHANGED_SINCE_POSTED,
        f"{what} {_so_far(standing)} and {changed}",
        at,
        why="posting it as well would add to the first entry, not replace it"
        if has_new_figures
        else "the rules, the chart or the project file have changed since",
        help=_reversal(number) if is_closed else _next(number, standing),
    )


def closed_to_undoing(
    what: str, number: str, standing: Standing, closed: date, at: Span
) -> Diagnostic:
    """Return XF606 for what is to be voided or deleted in a period that is closed."""
    return Diagnostic(
        CLOSED_PERIOD,
        f"{what} {_so_far(standing)}, of {standing.day}, and the books are closed until {closed}",
        at,
        why="QuickBooks voids and deletes nothing in a closed period",
        help=_reversal(number),
    )


def _reversal(number: str) -> str:
    return (
        f'type `crossfoot reverse --batch {number} --date DAY --because "…"`, with a day that is '
        "open; when its answer is here, post the batch anew with such a day as its `date:`"
    )


def _so_far(standing: Standing) -> str:
    if standing.state is State.POSTED:
        return f"is posted as `{standing.ref}` (run {standing.run})"
    told = "was sent and has no answer yet" if standing.state is State.SENT else "is prepared"
    return f"{told} as `{standing.ref}` (run {standing.run})"


def _next(number: str, standing: Standing) -> str:
    run = standing.run
    if standing.state is State.POSTED:
        return f"to replace its entry, type `{_AGAIN.format(number=number)}`"
    if standing.state is State.SENT:
        return (
            f"read QuickBooks' answer with `crossfoot receive`; if it was lost, type "
            f"`crossfoot post --resend {run}`"
        )
    return (
        f"read QuickBooks' answer with `crossfoot receive`; if it was never sent, type "
        f'`crossfoot post --withdraw {run} --because "…"`'
    )
