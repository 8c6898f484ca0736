"""What can go wrong with the record, each in one line that says what to do."""

from __future__ import annotations

from pathlib import Path

from crossfoot.posting.standing import Kind, Standing, State
from crossfoot.record.kept import Key

ACCEPT = (
    "put the newer file back; if there is none, delete the request files of earlier runs, type "
    "`crossfoot status --accept-record`, then `crossfoot post`, and before the files of this or of "
    "a later run are sent `crossfoot request --duplicates` and `crossfoot receive`, which mark "
    "what QuickBooks has already"
)


class RecordFault(OSError):
    """The record cannot be read, or not be written; nothing in it has changed."""


class OldRecord(RecordFault):
    """The record is not the newest one that was kept here, so that what it lacks is unknown."""


class Misfit(Exception):
    """The requests and the files of a run do not fit together; nothing was recorded."""


class TakenMeanwhile(Exception):
    """Something asked for is posted or under way, or what it undoes is not posted.

    `standing` is that of what is in the way: None where what is to be undone is not known.
    """

    def __init__(self, key: Key, standing: Standing | None) -> None:
        self.key = key
        self.standing = standing
        super().__init__(f"{named(key)} {_so_far(standing)}: nothing was written")


class NotWithdrawable(Exception):
    """A run cannot be withdrawn: something of it was sent, or nothing of it is left."""


class NotAllowed(Exception):
    """A request cannot take a step, such as from posted to refused; nothing was recorded."""


def named(key: Key) -> str:
    """Return how messages name what a key stands for."""
    batch = f"batch {key.batch} of `{key.store}`"
    if key.kind is Kind.ENTRY:
        return batch
    if key.kind is Kind.BILL:
        return f"the bill of purchase order `{key.reference}` in {batch}"
    return f"the {_UNDOING[key.kind]} of what was posted for {batch}"


_UNDOING = {Kind.VOID: "voiding", Kind.DELETE: "deletion", Kind.REVERSAL: "reversal"}


def _so_far(standing: Standing | None) -> str:
    if standing is None:
        return "is to undo what is not in the record"
    if standing.state is State.POSTED:
        return f"is posted meanwhile, as `{standing.ref}` (run {standing.run})"
    if standing.state.is_free:
        return f"is to undo what is {standing.state.value} (run {standing.run})"
    return f"is under way meanwhile, as `{standing.ref}` (run {standing.run})"


def damaged(path: Path, what: str) -> RecordFault:
    """Return the fault of a record that does not hold together."""
    return RecordFault(
        f"{path}: the record is damaged ({what}): put back a copy of it and of `crossfoot.mark`"
    )
