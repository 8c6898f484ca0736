"""Writes a run's request files again, byte for byte, for an answer that was lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from crossfoot.exchange.keeping import Hand
from crossfoot.posting.standing import State
from crossfoot.record.record import Record
from crossfoot.targets.staging import Staging

_WAITING = frozenset({State.PREPARED, State.SENT})


class NothingToResend(Exception):
    """A run has no request that waits for an answer; the message says so."""


def resend(record: Record, run: int, out: Path, hand: Hand) -> tuple[str, ...]:
    """Write the files of a run that wait for an answer; return their names.

    They have the same bytes and the same message-set IDs, so that QuickBooks answers what it has
    done already with what it answered then. `out` may hold some of them, as a run that was broken
    off left them: they stay as they are. Raises NothingToResend, Taken, OSError, and what the
    record raises.
    """
    states: dict[str, set[State]] = {}
    for asked in record.requests(run=run):
        states.setdefault(asked.request.file, set()).add(asked.state)
    files = [each for each in record.files(run) if states[each.name] & _WAITING]
    if not files:
        raise NothingToResend(f"nothing of run {run} waits for an answer")
    _refuse_answered(run, {each.name: states[each.name] for each in files})
    with Staging(out) as staging:
        for each in files:
            with staging.file(each.name) as file:
                file.write(each.content)
        staging.require_mendable()
        record.sent(hand.now(), hand.who, run, "written again, since no answer came")
        staging.mend()
    return tuple(each.name for each in files)


def _refuse_answered(run: int, states: Mapping[str, Collection[State]]) -> None:
    """Raise NothingToResend where a file holds what is answered: it could be booked again."""
    for name, found in states.items():
        if not _WAITING.issuperset(found):
            raise NothingToResend(
                f"{name} of run {run} is answered in part; ask with `crossfoot request "
                f"--duplicates --run {run}` what QuickBooks has of it"
            )
