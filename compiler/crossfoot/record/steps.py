"""The steps that a request can take, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from crossfoot.posting.standing import State

ALLOWED: Mapping[State, frozenset[State]] = {
    State.PREPARED: frozenset({State.SENT, State.WITHDRAWN}),
    State.SENT: frozenset({State.POSTED, State.REFUSED}),
    # What was refused, or given up as never sent, may turn out to be in the books all the same.
    State.REFUSED: frozenset({State.POSTED}),
    State.WITHDRAWN: frozenset({State.POSTED, State.REFUSED}),
    # Only what undoes it makes a posted request a voided one.
    State.POSTED: frozenset({State.VOIDED}),
    State.VOIDED: frozenset(),
}


def is_allowed(old: State, new: State) -> bool:
    """Whether a request can go from one state to another in one step."""
    return new in ALLOWED[old]


def by_answer(old: State, new: State) -> tuple[State, ...]:
    """Return the steps that an answer, or the news of one, makes a request take.

    There are none where there is no way. What was answered was sent, so a prepared request is
    sent first.
    """
    if new not in (State.SENT, State.POSTED, State.REFUSED):
        return ()
    if is_allowed(old, new):
        return (new,)
    if old is State.PREPARED and is_allowed(State.SENT, new):
        return (State.SENT, new)
    return ()
