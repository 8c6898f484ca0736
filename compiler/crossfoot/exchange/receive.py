"""Takes in what QuickBooks answered: each answer finds its request, and moves it in the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfoot.codes.answer_without_request import ANSWER_WITHOUT_REQUEST
from crossfoot.diagnostic import Diagnostic
from crossfoot.exchange.compare import ADDS, ASKED_BY, difference
from crossfoot.exchange.keeping import Hand
from crossfoot.exchange.refusals import refused, said_by
from crossfoot.posting.standing import State
from crossfoot.quickbooks.answers import Answer, Returned
from crossfoot.quickbooks.statuses import is_done
from crossfoot.record.faults import NotAllowed
from crossfoot.record.kept import Change, NewRequest, Recorded
from crossfoot.record.record import Record
from crossfoot.source import Source, Span


class Outcome(NamedTuple):
    """What came of one answer: the request, how far it has come now, and a word on it, if any."""

    recorded: Recorded
    state: State
    word: str = ""


class Received(NamedTuple):
    """What came of a file of answers; `words` are lines on the file as a whole.

    `has_failed` tells that the file did not answer what it should have.
    """

    findings: tuple[Diagnostic, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    words: tuple[str, ...] = ()
    has_failed: bool = False


class _Step(NamedTuple):
    """What one answer would change; `finding` is told whether or not it can be done."""

    outcome: Outcome | None = None
    change: Change | None = None
    finding: Diagnostic | None = None
    answer: Answer | None = None


def receive(record: Record, answers: Sequence[Answer], source: Source, hand: Hand) -> Received:
    """Record answers to requests of ours; return what came of each, in their order.

    INVARIANT: no answer changes what is posted, save the confirmation that it was voided, deleted
    or reversed. Raises RecordFault; nothing is recorded then.
    """
    reader = _Reader(record, source)
    steps = [reader.step(answer) for answer in answers]
    refusals = _record(record, steps, source, hand)
    found = [each.finding for each in steps if each.finding is not None]
    _note_strays(record, (*found, *refusals.values()), hand)
    outcomes = [
        each.outcome
        for place, each in enumerate(steps)
        if each.outcome is not None and place not in refusals
    ]
    found += refusals.values()
    return Received(tuple(found), tuple(outcomes))


def _note_strays(record: Record, findings: Iterable[Diagnostic], hand: Hand) -> None:
    """Keep in the history that answers came that are none to requests of ours."""
    strays = [each.message for each in findings if each.code is ANSWER_WITHOUT_REQUEST]
    if strays:
        more = f"; and {len(strays) - 1} more such answers" if len(strays) > 1 else ""
        record.note(hand.now(), hand.who, f"{strays[0]}{more}")


class _Reader:
    """Makes steps of answers; remembers what the same file has said before."""

    def __init__(self, record: Record, source: Source) -> None:
        self._record = record
        self._source = source
        self._said: dict[str, State] = {}

    def step(self, answer: Answer) -> _Step:
        recorded = None if answer.request_id is None else self._record.request(answer.request_id)
        if recorded is None:
            return self._stray(answer, "answers nothing that this record has sent")
        asked = ASKED_BY[recorded.request.key.kind]
        if answer.request != asked:
            return self._stray(answer, f"is a {answer.request}, and a {asked} was sent")
        if is_done(answer.code):
            return self._done(answer, recorded)
        return self._refused(answer, recorded)

    def _done(self, answer: Answer, recorded: Recorded) -> _Step:
        request = recorded.request
        txn_id, edit_sequence = answer.txn_id, None
        if request.key.kind in ADDS:
            given = _only(answer.returned)
            if given is None:
                return self._stray(answer, f"says that `{request.ref}` is booked, and not as what")
            unlike = difference(request, given)
            if unlike is not None:
                return self._stray(answer, f"is for `{request.ref}`, but {unlike}")
            txn_id, edit_sequence = given.txn_id, given.edit_sequence
        elif txn_id != self._undone(request):
            return self._stray(answer, f"undoes `{txn_id}`, which is not what `{request.ref}` is")
        word = "" if answer.code == 0 else said_by(answer)
        return self._moved(answer, recorded, State.POSTED, word, txn_id, edit_sequence)

    def _undone(self, request: NewRequest) -> str | None:
        """Return the TxnID of what a request voids or deletes."""
        undone = None if request.undoes is None else self._record.request(request.undoes)
        return None if undone is None else undone.txn_id

    def _refused(self, answer: Answer, recorded: Recorded) -> _Step:
        before = self._said.get(recorded.request.request_id, recorded.state)
        if before in (State.POSTED, State.VOIDED):
            return self._stray(
                answer,
                f"says {said_by(answer)} of `{recorded.request.ref}`, which is {before.value}",
            )
        if answer.returned:
            word = f"says {said_by(answer)} of `{recorded.request.ref}`, and that it is booked"
            return self._stray(answer, word)
        step = self._moved(answer, recorded, State.REFUSED, said_by(answer), None, None)
        if before is State.REFUSED:
            return step
        return step._replace(finding=refused(recorded, answer, self._at(answer)))

    def _moved(
        self,
        answer: Answer,
        recorded: Recorded,
        state: State,
        word: str,
        txn_id: str | None,
        edit_sequence: str | None,
    ) -> _Step:
        number = recorded.request.request_id
        before = self._said.setdefault(number, recorded.state)
        is_repeat = before is state or (before is State.VOIDED and state is State.POSTED)
        self._said[number] = state
        change = Change(number, state, txn_id, edit_sequence, word, is_repeat)
        told = f"answered before{f': {word}' if word else ''}" if is_repeat else word
        return _Step(Outcome(recorded, state, told), change, None, answer)

    def _stray(self, answer: Answer, why: str) -> _Step:
        return _Step(finding=stray(answer, self._at(answer), why), answer=answer)

    def _at(self, answer: Answer) -> Span:
        return line_of(self._source, answer.line)


def _only(returned: Sequence[Returned]) -> Returned | None:
    return returned[0] if len(returned) == 1 else None


def stray(answer: Answer, at: Span, why: str) -> Diagnostic:
    """Return XF605 for an answer that is none to a request of ours."""
    return impossible(answer.request_id, why, at)


def impossible(request_id: str | None, why: str, at: Span) -> Diagnostic:
    """Return XF605 for what is said of a request, and cannot be so."""
    named = f" `{request_id}`" if request_id else ""
    return Diagnostic(
        ANSWER_WITHOUT_REQUEST,
        f"the answer{named} {why}",
        at,
        why="taken at its word it would mark as posted what is not in the books",
        help="see that it is the answer to a file of this project and of this company; what "
        "QuickBooks has, `crossfoot request --duplicates` asks",
    )


def line_of(source: Source, number: int) -> Span:
    """Return the text of a line of an answer."""
    start = source.start_of(number)
    text = source.line(number)
    indent = len(text) - len(text.lstrip())
    return Span(source, start + indent, start + max(len(text), indent))


def _record(
    record: Record, steps: Sequence[_Step], source: Source, hand: Hand
) -> dict[int, Diagnostic]:
    """Record all changes; return what could not be, by place: then all others are, one by one."""
    changes = [each.change for each in steps if each.change is not None]
    try:
        if changes:
            record.answered(hand.now(), hand.who, changes)
    except NotAllowed:
        return dict(_one_by_one(record, steps, source, hand))
    return {}


def _one_by_one(
    record: Record, steps: Iterable[_Step], source: Source, hand: Hand
) -> Iterator[tuple[int, Diagnostic]]:
    for place, each in enumerate(steps):
        if each.change is None or each.answer is None:
            continue
        try:
            record.answered(hand.now(), hand.who, [each.change])
        except NotAllowed as error:
            at = line_of(source, each.answer.line)
            yield place, stray(each.answer, at, f"cannot be: {error}")
