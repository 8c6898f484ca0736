"""What the record says of a batch or a bill, and what may be done about it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.data_checks.already_posted import (
    already_posted,
    changed_since_posted,
    closed_to_undoing,
)
from crossfoot.posting.standing import Standing, State
from crossfoot.source import Span
from crossfoot.targets.outcome import Fate


class Present(NamedTuple):
    """An entry, or a bill, as it would be posted today.

    `request_id` is that of the attempt before the next. `what` names it in messages, `number` is
    its batch's as `--batch` takes it, `at` where it stands.
    """

    request_id: str | None
    digest: str
    what: str
    number: str
    at: Span


class Again(NamedTuple):
    """What becomes of something that is in the record and not free; `finding` says why not."""

    fate: Fate
    finding: Diagnostic | None = None


def again(
    present: Present, standing: Standing, *, is_named: bool, undoes: bool, closed: date | None
) -> Again:
    """Return what becomes of it.

    Where it `undoes` what stands in the books, it is posted again: not in a period that is
    `closed` until a day.
    """
    what, number, at = present.what, present.number, present.at
    if undoes and standing.state is State.POSTED:
        if closed is not None and standing.day <= closed:
            return Again(Fate.HELD_BACK, closed_to_undoing(what, number, standing, closed, at))
        return Again(Fate.REPOSTED)
    if present.request_id not in (None, standing.request_id):
        has_new_figures = present.digest != standing.batch_digest
        changed = changed_since_posted(
            what, number, standing, at, has_new_figures=has_new_figures, closed=closed
        )
        return Again(Fate.HELD_BACK, changed)
    if is_named:
        return Again(Fate.HELD_BACK, already_posted(what, number, standing, at))
    return Again(Fate.ALREADY if standing.state is State.POSTED else Fate.UNDER_WAY)
