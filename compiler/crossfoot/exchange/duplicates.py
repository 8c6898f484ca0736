"""What QuickBooks has of a run already: asked by reference numbers, since it takes them twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256

from crossfoot.diagnostic import Diagnostic
from crossfoot.exchange.in_books import (
    BILLS,
    ENTRIES,
    Books,
    Told,
    list_of,
    witnesses,
)
from crossfoot.exchange.keeping import Hand
from crossfoot.exchange.receive import Outcome, Received, impossible, line_of, stray
from crossfoot.exchange.refusals import said_by
from crossfoot.posting.standing import State
from crossfoot.quickbooks.answers import Answer
from crossfoot.record.faults import NotAllowed
from crossfoot.record.kept import Change
from crossfoot.record.record import Record
from crossfoot.source import Source
from crossfoot.targets.queries import Asked, in_portions

MOST = 100
"""References in one question."""

_QUERIES = {"JournalEntryQuery": ENTRIES, "BillQuery": BILLS}
_NAMED = re.compile(r"run-(\d{1,9})-(?:JournalEntry|Bill)-([0-9a-f]{12})-(\d{1,9})")
_WAITING = frozenset({State.PREPARED, State.SENT})
_NOTHING_FOUND = 1


def questions(record: Record, run: int) -> tuple[Asked, ...]:
    """Return the questions for what a run adds or undoes.

    Each is named after the run, and after what has happened to it: its answer can tell only what
    was so then.
    """
    past = _past(record, run)
    asked = [(list_of(record, each), each.request.ref) for each in record.requests(run=run)]
    asked += [(ENTRIES, ref) for ref in witnesses(record, run)]
    return tuple(
        portion
        for kind in (ENTRIES, BILLS)
        for portion in in_portions(
            kind, f"run-{run}-{kind}-{past}", [ref for of, ref in asked if of == kind], MOST
        )
    )


def _past(record: Record, run: int) -> str:
    """Return a digest of all that has happened to a run."""
    return sha256(repr(record.history(run)).encode()).hexdigest()[:12]


def is_query(answer: Answer) -> bool:
    """Whether an answer says what QuickBooks has, rather than what it did."""
    return answer.request in _QUERIES


def found(record: Record, answers: Sequence[Answer], source: Source, hand: Hand) -> Received:
    """Mark what QuickBooks has of a run, and say what it has not.

    Only an entry or bill that is alike in day, number and amounts counts as ours. What was sent
    and is not there is free to be posted again; so is what was only prepared, where something of
    its file is there, or is answered: that file must not be sent. An answer to a question from
    before the last step of the run frees nothing. Raises RecordFault; nothing is recorded then.
    """
    findings: list[Diagnostic] = []
    told: list[Told] = []
    books = Books(record, answers, source)
    questions_of = cache(lambda run: questions(record, run))
    for answer in answers:
        named = _NAMED.fullmatch(answer.request_id or "")
        at = line_of(source, answer.line)
        if named is None or record.run(int(named[1])) is None:
            findings.append(stray(answer, at, "answers no question about a run of this record"))
        elif answer.code not in (0, _NOTHING_FOUND):
            findings.append(stray(answer, at, f"gives nothing to go by: {said_by(answer)}"))
        else:
            run, past, portion = named.groups()
            kind = _QUERIES[answer.request]
            asked = [each for each in questions_of(int(run)) if each.kind == kind]
            told += _of_run(books, answer, int(run), past, asked, int(portion) - 1)
    told = _decided(record, told)
    taken = _recorded(record, told, source, hand)
    findings += [each.finding for each in taken if each.finding is not None]
    return Received(tuple(findings), tuple(each.outcome for each in taken), tuple(_words(taken)))


def _of_run(
    books: Books, answer: Answer, run: int, past: str, asked: Sequence[Asked], place: int
) -> Iterator[Told]:
    """Yield what the answer to one of the questions about a run tells of its requests."""
    if not 0 <= place < len(asked):
        return
    question = asked[place]
    is_late = f"-{past}-" not in question.request_id
    for each in books.of_run(run, answer, frozenset(question.refs), question.kind):
        yield _late(each) if is_late and (each.is_missing or each.is_gone) else each


def _late(told: Told) -> Told:
    """Return what is told where more has happened to the run since the question was asked."""
    recorded, state, word = told.outcome
    again = f"`crossfoot request --duplicates --run {recorded.run}`"
    word = f"{word}, but that was before the last step: ask again with {again}"
    return Told(Outcome(recorded, state, word), finding=told.finding)


def _decided(record: Record, told: Sequence[Told]) -> list[Told]:
    """Return what is told, with what is missing refused where it can no longer be sent.

    What is posted comes after what it replaces is voided.
    """
    broken_up = {each.place for each in told if each.change is not None or each.is_gone}
    for run, file in {each.place for each in told}:
        states = {each.state for each in record.requests(run=run) if each.request.file == file}
        if not states <= _WAITING:
            broken_up.add((run, file))
    return [_one(each, broken_up) for each in told]


def _one(told: Told, broken_up: Collection[tuple[int, str]]) -> Told:
    recorded, _, word = told.outcome
    if told.is_gone:
        return _changed(told, State.POSTED, word)
    is_open = recorded.state is State.PREPARED and told.place in broken_up
    if told.is_missing and (recorded.state is State.SENT or is_open):
        return _changed(told, State.REFUSED, word)
    return told


def _changed(told: Told, state: State, word: str) -> Told:
    recorded = told.outcome.recorded
    change = Change(recorded.request.request_id, state, told.txn_id, said=word)
    return told._replace(outcome=Outcome(recorded, state, word), change=change)


def _recorded(record: Record, told: Sequence[Told], source: Source, hand: Hand) -> Sequence[Told]:
    """Record all changes, or what can be of them where some cannot; return what is told now."""
    changes = [each.change for each in told if each.change is not None]
    try:
        if changes:
            record.answered(hand.now(), hand.who, changes)
    except NotAllowed:
        return [_alone(record, each, source, hand) for each in told]
    return told


def _alone(record: Record, told: Told, source: Source, hand: Hand) -> Told:
    if told.change is None:
        return told
    try:
        record.answered(hand.now(), hand.who, [told.change])
    except NotAllowed as error:
        before = told.outcome.recorded
        number = before.request.request_id
        finding = impossible(number, f"cannot be: {error}", source.whole())
        return Told(Outcome(before, before.state, "not recorded"), finding=finding)
    return told


def _words(told: Iterable[Told]) -> Iterator[str]:
    """Yield which files must not be sent: what is in them is there, or can be posted again.

    INVARIANT: so it is with every file of which something is found, also where all of it is. It
    may have come there by a file of another name, of which the record knows no more.
    """
    changed = [each for each in told if each.change is not None]
    spoilt = {each.place for each in changed if each.outcome.state is State.REFUSED}
    for place in sorted({each.place for each in changed}):
        run, file = place
        then = ", then post again what QuickBooks does not have" if place in spoilt else ""
        yield f"{file} of run {run} must not be sent any more: delete it{then}"
