"""Writes a run's request files again, byte for byte, for an answer that was lost."""

from __future__ import annotations

from pathlib import Path

from crossfoot.exchange.keeping import Hand
from crossfoot.posting.standing import State
from crossfoot.record.record import Record
from crossfoot.targets.staging import Staging


class NothingToResend(Exception):
    """A run has no request that waits for an answer; the message says so."""


def resend(record: Record, run: int, out: Path, hand: Hand) -> tuple[str, ...]:
    """Write the files of a run that wait for an answer; return their names.

    They have the same bytes and the same message-set IDs, so that QuickBooks answers what it has
    done already with what it answered then. Raises NothingToResend, Taken, OSError, and what the
    record raises.
    """
    waiting = {
        each.request.file
        for each in record.requests(run=run)
        if each.state in (State.PREPARED, State.SENT)
    }
    files = [each for each in record.files(run) if each.name in waiting]
    if not files:
        raise NothingToResend(f"nothing of run {run} waits for an answer")
    with Staging(out) as staging:
        for each in files:
            with staging.file(each.name) as file:
                file.write(each.content)
        staging.require_free()
        record.sent(hand.now(), hand.who, run, "written again, since no answer came")
        staging.publish()
    return tuple(each.name for each in files)
