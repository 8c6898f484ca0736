"""What QuickBooks has of a run already: asked by reference numbers, since it takes them twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crossfoot.codes.already_posted import ALREADY_POSTED
from crossfoot.diagnostic import Diagnostic
from crossfoot.exchange.compare import ADDS, difference, equal
from crossfoot.exchange.keeping import Hand
from crossfoot.exchange.receive import Outcome, Received, impossible, line_of, stray
from crossfoot.exchange.refusals import said_by, whose
from crossfoot.posting.standing import Kind, State
from crossfoot.quickbooks.answers import Answer, Returned
from crossfoot.record.faults import NotAllowed
from crossfoot.record.kept import Change, Recorded
from crossfoot.record.record import Record
from crossfoot.source import Source
from crossfoot.targets.queries import Asked, in_portions

MOST = 100
"""References in one question."""

_KINDS = {
    "JournalEntry": (Kind.ENTRY, Kind.REVERSAL),
    "Bill": (Kind.BILL,),
}
_NAMED = re.compile(r"run-(\d{1,9})-(?:JournalEntry|Bill)-\d+")
_QUERIES = {"JournalEntryQuery": "JournalEntry", "BillQuery": "Bill"}
_WAITING = (State.PREPARED, State.SENT, State.REFUSED, State.WITHDRAWN)
_BOOKED = (State.POSTED, State.VOIDED)
_NOTHING_FOUND = 1


def questions(record: Record, run: int) -> tuple[Asked, ...]:
    """Return the questions for what a run added; none where it only undid."""
    asked = [each.request for each in record.requests(run=run)]
    return tuple(
        portion
        for kind, kinds in _KINDS.items()
        for portion in in_portions(
            kind,
            f"run-{run}-{kind}",
            [request.ref for request in asked if request.key.kind in kinds],
            MOST,
        )
    )


def is_query(answer: Answer) -> bool:
    """Whether an answer says what QuickBooks has, rather than what it did."""
    return answer.request in _QUERIES


class _Told(NamedTuple):
    outcome: Outcome
    change: Change | None = None
    finding: Diagnostic | None = None


def found(record: Record, answers: Sequence[Answer], source: Source, hand: Hand) -> Received:
    """Mark what QuickBooks has of a run, and say what it has not.

    Only an entry or bill that is alike in day, number and amounts counts as ours. What was sent
    and is not there is free to be posted again; so is what was only prepared, where its run holds
    something that is there: its files must not be sent. Raises RecordFault; nothing is recorded
    then.
    """
    findings: list[Diagnostic] = []
    told: list[_Told] = []
    known = _known(record, answers)
    for answer in answers:
        named = _NAMED.fullmatch(answer.request_id or "")
        run = int(named[1]) if named else 0
        if record.run(run) is None:
            at = line_of(source, answer.line)
            findings.append(stray(answer, at, "answers no question about a run of this record"))
        elif answer.code not in (0, _NOTHING_FOUND):
            at = line_of(source, answer.line)
            findings.append(stray(answer, at, f"gives nothing to go by: {said_by(answer)}"))
        else:
            told += _of_run(record, run, answer, known, source)
    taken = _recorded(record, _with_the_rest_given_up(told), source, hand)
    findings += [each.finding for each in taken if each.finding is not None]
    return Received(tuple(findings), tuple(each.outcome for each in taken))


def _recorded(record: Record, told: Sequence[_Told], source: Source, hand: Hand) -> Sequence[_Told]:
    """Record all changes, or what can be of them where some cannot; return what is told now."""
    changes = [each.change for each in told if each.change is not None]
    try:
        if changes:
            record.answered(hand.now(), hand.who, changes)
    except NotAllowed:
        return [_alone(record, each, source, hand) for each in told]
    return told


def _alone(record: Record, told: _Told, source: Source, hand: Hand) -> _Told:
    if told.change is None:
        return told
    try:
        record.answered(hand.now(), hand.who, [told.change])
    except NotAllowed as error:
        before = told.outcome.recorded
        finding = impossible(before.request.request_id, f"cannot be: {error}", source.whole())
        return _Told(Outcome(before, before.state, "not recorded"), finding=finding)
    return told


def _known(record: Record, answers: Iterable[Answer]) -> dict[str, str]:
    """Return of which request each entry or bill is that QuickBooks has, where that is recorded."""
    given = {each.txn_id for answer in answers for each in answer.returned}
    booked = record.requests(states=_BOOKED) if given else ()
    return {
        each.txn_id: each.request.request_id
        for each in booked
        if each.request.key.kind in ADDS and each.txn_id in given
    }


def _of_run(
    record: Record, run: int, answer: Answer, known: Mapping[str, str], source: Source
) -> Iterator[_Told]:
    """Yield what an answer says of the requests of a run that it was about.

    What is known to be of another request is none of theirs: one that was reversed since, and
    stands there as it was.
    """
    kinds = _KINDS[_QUERIES[answer.request]]
    asked = _asked_for(record, run, answer)
    for recorded in record.requests(run=run):
        request = recorded.request
        if request.key.kind in kinds and request.ref in asked:
            given = [
                each
                for each in answer.returned
                if each.ref == request.ref
                and known.get(each.txn_id, request.request_id) == request.request_id
            ]
            yield _overtaken(record, recorded) or _compared(recorded, given, source)


def _overtaken(record: Record, recorded: Recorded) -> _Told | None:
    """Return what is told of a request that was given up, and asked for again since."""
    standing = record.standing(*recorded.request.key)
    if standing is None or standing.state.is_free or not recorded.state.is_free:
        return None
    word = f"asked for again in run {standing.run}: `crossfoot request --duplicates --run"
    return _Told(Outcome(recorded, recorded.state, f"{word} {standing.run}`"))


def _with_the_rest_given_up(told: Sequence[_Told]) -> list[_Told]:
    """Return what is told, with what is missing refused where it can no longer be sent."""
    runs = {each.outcome.recorded.run for each in told if each.change is not None}
    return [_given_up(each) if _is_lost(each, runs) else each for each in told]


def _is_lost(told: _Told, runs: Collection[int]) -> bool:
    recorded = told.outcome.recorded
    if told.change is not None or told.finding is not None:
        return False
    is_broken_up = recorded.state is State.PREPARED and recorded.run in runs
    return recorded.state is State.SENT or is_broken_up


def _given_up(told: _Told) -> _Told:
    recorded, _, word = told.outcome
    change = Change(recorded.request.request_id, State.REFUSED, said=word)
    return _Told(Outcome(recorded, State.REFUSED, word), change)


def _asked_for(record: Record, run: int, answer: Answer) -> frozenset[str]:
    for each in questions(record, run):
        if each.request_id == answer.request_id:
            return frozenset(each.refs)
    return frozenset()


def _compared(recorded: Recorded, given: Sequence[Returned], source: Source) -> _Told:
    request, state = recorded.request, recorded.state
    ours = equal(request, given)
    if len(ours) > 1:
        return _Told(
            Outcome(recorded, state, f"QuickBooks has it {len(ours)} times"),
            finding=_twice(recorded, ours, source),
        )
    if not ours:
        return _Told(Outcome(recorded, state, _missing(recorded, given)))
    txn = ours[0]
    if state not in _WAITING:
        is_same = txn.txn_id == recorded.txn_id
        word = "QuickBooks has it" if is_same else f"QuickBooks has it as {txn.txn_id}"
        return _Told(Outcome(recorded, state, word))
    word = "QuickBooks has it already; found by its number, day and amounts"
    change = Change(request.request_id, State.POSTED, txn.txn_id, txn.edit_sequence, word)
    return _Told(Outcome(recorded, State.POSTED, word), change)


def _missing(recorded: Recorded, given: Sequence[Returned]) -> str:
    unlike = [difference(recorded.request, each) for each in given]
    if unlike and unlike[0]:
        return f"QuickBooks has another under this number: {unlike[0]}"
    return "QuickBooks does not have it"


def _twice(recorded: Recorded, ours: Sequence[Returned], source: Source) -> Diagnostic:
    request = recorded.request
    return Diagnostic(
        ALREADY_POSTED,
        f"`{request.ref}` ({whose(request)}) stands in QuickBooks {len(ours)} times: "
        f"TxnID {', '.join(f'`{each.txn_id}`' for each in ours)}",
        line_of(source, ours[-1].line),
        why="the day is in the books more than once",
        help="delete all but one of them in QuickBooks, then ask again with "
        f"`crossfoot request --duplicates --run {recorded.run}`",
    )
