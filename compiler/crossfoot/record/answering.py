"""Answers go into the record: each request takes the steps that its answer allows, or none do."""

from __future__ import annotations

from typing import NamedTuple

from crossfoot.posting.standing import State
from crossfoot.record.database import Database
from crossfoot.record.faults import NotAllowed
from crossfoot.record.kept import Change
from crossfoot.record.rows import fit
from crossfoot.record.schema import LIVE
from crossfoot.record.steps import by_answer
from crossfoot.record.writing import Came, Writing


class _Asked(NamedTuple):
    number: int
    run: int
    kind: str
    ref: str
    state: State
    txn_id: str | None
    edit_sequence: str | None
    undoes: int | None


_ASKED = "id, run, kind, ref, state, txn_id, edit_sequence, undoes"


class Answering:
    """Carries out what answers change, within one writing."""

    def __init__(self, database: Database, each: Writing) -> None:
        self._database = database
        self._writing = each

    def take(self, change: Change) -> None:
        """Take one answer into the record; raise NotAllowed where it cannot be so."""
        asked = self._asked("request_id = ?", change.request_id)
        if asked is None:
            raise NotAllowed(f"no request `{change.request_id}` is in the record")
        if self._is_known(asked, change):
            said = f"the same answer again: {fit(change.said)}".rstrip(": ")
            came = Came(said, change.txn_id, change.edit_sequence)
            self._writing.tell(came, asked.run, asked.number)
            return
        self._refuse_odd(asked, change)
        steps = by_answer(asked.state, change.state)
        if not steps or change.is_repeat:
            raise NotAllowed(_impossible(asked, change))
        self._walk(asked, change, steps)

    def _walk(self, asked: _Asked, change: Change, steps: tuple[State, ...]) -> None:
        came = Came(fit(change.said), change.txn_id, change.edit_sequence)
        for state in steps:
            is_last = state is steps[-1]
            told = came if is_last else Came("sent: an answer is here")
            self._writing.step(asked.run, asked.number, state, told)
        if change.state is State.POSTED and asked.undoes is not None:
            self._undo(asked, change)

    def _undo(self, undoing: _Asked, change: Change) -> None:
        """What a posted request undoes is not in the books any more."""
        undone = self._asked("id = ?", undoing.undoes)
        if undone is None or undone.state is not State.POSTED:
            raise NotAllowed(f"what request `{change.request_id}` undoes is not posted")
        said = f"undone by request {change.request_id} ({undoing.kind})"
        came = Came(said, undone.txn_id, undone.edit_sequence)
        self._writing.step(undone.run, undone.number, State.VOIDED, came)

    def _asked(self, condition: str, value: object) -> _Asked | None:
        row = self._database.row(f"SELECT {_ASKED} FROM request WHERE {condition}", (value,))
        if row is None:
            return None
        number, run, kind, ref, state, *rest = row
        return _Asked(number, run, kind, ref, State(state), *rest)

    def _is_known(self, asked: _Asked, change: Change) -> bool:
        """Whether an answer says what the record has already."""
        if change.state is State.POSTED:
            is_booked = asked.state in (State.POSTED, State.VOIDED)
            return is_booked and asked.txn_id == change.txn_id
        return change.state in (State.REFUSED, State.SENT) and asked.state is change.state

    def _refuse_odd(self, asked: _Asked, change: Change) -> None:
        """Raise NotAllowed where an answer says posted, and that cannot be."""
        if change.state is not State.POSTED or asked.state in (State.POSTED, State.VOIDED):
            return
        if asked.kind in ("void", "delete"):
            self._refuse_undone(asked, change)
            return
        if not change.txn_id:
            raise NotAllowed(f"an answer to `{asked.ref}` says posted, and no TxnID")
        other = self._database.row(
            "SELECT ref FROM request "
            "WHERE txn_id = ? AND id <> ? AND kind NOT IN ('void', 'delete')",
            (change.txn_id, asked.number),
        )
        if other is not None:
            raise NotAllowed(
                f"an answer to `{asked.ref}` has the TxnID `{change.txn_id}`, which is that of "
                f"`{other[0]}`"
            )
        self._refuse_twice(asked, change)

    def _refuse_twice(self, asked: _Asked, change: Change) -> None:
        """Raise NotAllowed where what was given up is posted, and another was asked for since."""
        if not asked.state.is_free:
            return
        other = self._database.row(
            "SELECT other.ref, other.run, other.state FROM request JOIN request AS other "
            "USING (store_key, batch_key, kind, reference_key) "
            f"WHERE request.id = ? AND other.id <> request.id AND other.state IN {LIVE}",
            (asked.number,),
        )
        if other is not None:
            ref, run, state = other
            raise NotAllowed(
                f"`{asked.ref}` of run {asked.run} is {asked.state.value} in the record, but "
                f"QuickBooks has booked it (TxnID `{change.txn_id}`); `{ref}` of run {run} is "
                f"{state} for the same: look in QuickBooks, and delete one of the two"
            )
        self._refuse_undone(asked, change)

    def _refuse_undone(self, asked: _Asked, change: Change) -> None:
        """Raise NotAllowed where what a request undoes is undone already."""
        if asked.undoes is None:
            return
        undone = self._asked("id = ?", asked.undoes)
        if undone is None or undone.state is not State.POSTED:
            raise NotAllowed(f"what request `{change.request_id}` undoes is not posted")
        if asked.state.is_free and self._database.row(
            f"SELECT 1 FROM request WHERE undoes = ? AND state IN {LIVE}", (asked.undoes,)
        ):
            raise NotAllowed(f"what request `{change.request_id}` undoes is being undone anew")


def _impossible(asked: _Asked, change: Change) -> str:
    told = f"an answer to `{asked.ref}` (request `{change.request_id}`)"
    if change.state is State.POSTED and asked.state in (State.POSTED, State.VOIDED):
        return (
            f"{told} has the TxnID `{change.txn_id}`, and it is {asked.state.value} as "
            f"`{asked.txn_id}`: look in QuickBooks whether it stands there twice"
        )
    again = " for a second time" if change.is_repeat else ""
    return f"{told} says {change.state.value}{again}, and it is {asked.state.value}"
