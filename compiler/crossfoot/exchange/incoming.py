"""A file from QuickBooks: answers to requests, what it has of a run, or no answer at all."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from crossfoot.exchange.duplicates import found, is_query
from crossfoot.exchange.keeping import Hand
from crossfoot.exchange.receive import Outcome, Received, receive
from crossfoot.exchange.refusals import refused_whole
from crossfoot.posting.standing import State
from crossfoot.quickbooks.answers import EmptyAnswer, MessageSet, NoAnswer
from crossfoot.quickbooks.statuses import explained_hresult, explained_set
from crossfoot.record.kept import Change, Recorded
from crossfoot.record.record import Record
from crossfoot.source import Source

_WAITING = (State.PREPARED, State.SENT)
_NOT_READ = (9004,)
"""Message-set statuses with which QuickBooks has not looked at a single request."""


_ASK = "crossfoot request --duplicates"


_SENT_BEFORE = (
    "the file was sent before, so that it may be booked: ask with `crossfoot request --duplicates "
    "--run {run}`"
)


class WhichFile(Exception):
    """It is not known which request file this is the answer to; the message says what to type."""


class Of(NamedTuple):
    """Which request file an answer without a name is to, where that was said."""

    run: int | None = None
    file: str | None = None


def take_in(
    record: Record,
    said: MessageSet | EmptyAnswer | NoAnswer,
    source: Source,
    hand: Hand,
    of: Of,
) -> Received:
    """Record a file from QuickBooks; return what came of it.

    Raises WhichFile where the file does not say what it answers, and several could be meant;
    RecordFault. Nothing is recorded then.
    """
    if isinstance(said, EmptyAnswer):
        return _lost(record, hand, of)
    if isinstance(said, NoAnswer):
        return _none(record, said.hresult, source, hand, of)
    queries = [each for each in said.answers if is_query(each)]
    others = [each for each in said.answers if not is_query(each)]
    words, has_failed = _of_the_set(record, said, source, hand, of)
    parts = (
        receive(record, others, source, hand),
        found(record, queries, source, hand),
        words,
    )
    return Received(
        tuple(finding for part in parts for finding in part.findings),
        tuple(outcome for part in parts for outcome in part.outcomes),
        tuple(word for part in parts for word in part.words),
        has_failed,
    )


def _lost(record: Record, hand: Hand, of: Of) -> Received:
    """Return what an empty answer means: QuickBooks may have booked all of it, or nothing."""
    waiting = _waiting(record, of)
    run = waiting[0].run
    record.sent(hand.now(), hand.who, run, "an empty answer came")
    return Received(
        words=(
            "the answer is empty: QuickBooks may have booked all of it, or nothing",
            f"ask with `crossfoot request --duplicates --run {run}` what it has; then what is "
            "missing can be posted again",
        ),
        has_failed=True,
    )


def _none(record: Record, hresult: str, source: Source, hand: Hand, of: Of) -> Received:
    """Return what an HRESULT in place of an answer means."""
    explanation = explained_hresult(hresult)
    said = f"QuickBooks gave no answer, but {hresult}: {explanation.meaning}"
    if not explanation.is_refusal:
        waiting = _waiting(record, of)
        record.note(hand.now(), hand.who, said, waiting[0].run)
        return Received(words=(said, explanation.remedy), has_failed=True)
    return _refused_as_a_whole(record, of, said, explanation.remedy, source, hand)


def _refused_as_a_whole(
    record: Record, of: Of, said: str, remedy: str, source: Source, hand: Hand
) -> Received:
    """Free what is refused with its whole file.

    The answer does not say which file: somebody has to. What was sent before may be booked by then,
    so that this refusal of the same file frees nothing.
    """
    if of == Of():
        raise WhichFile(
            f"it says that QuickBooks could not read a request file, and not which: say with --run "
            f"which run it was, or with --of which file ({said})"
        )
    waiting = _waiting(record, of, is_one_file=True)
    if any(each.state is State.SENT for each in waiting):
        run = waiting[0].run
        record.note(hand.now(), hand.who, said, run)
        return Received(words=(said, _SENT_BEFORE.format(run=run)), has_failed=True)
    return _all_refused(record, waiting, said, remedy, source, hand)


def _all_refused(
    record: Record,
    waiting: Collection[Recorded],
    said: str,
    remedy: str,
    source: Source,
    hand: Hand,
) -> Received:
    record.answered(
        hand.now(),
        hand.who,
        [Change(each.request.request_id, State.REFUSED, said=said) for each in waiting],
    )
    return Received(
        tuple(refused_whole(each.request, said, remedy, source) for each in waiting),
        tuple(Outcome(each, State.REFUSED, said) for each in waiting),
        has_failed=True,
    )


def _of_the_set(
    record: Record, said: MessageSet, source: Source, hand: Hand, of: Of
) -> tuple[Received, bool]:
    """Return what the status of a message set as a whole means, and whether it is a failure."""
    if said.status in (None, 0):
        return Received(), False
    explanation = explained_set(said.status or 0)
    words = f"message-set status {said.status}: {explanation.meaning}"
    if said.status in _NOT_READ and not said.answers:
        remedy = explanation.remedy
        return _refused_as_a_whole(record, of, words, remedy, source, hand), True
    filed = record.file_of(said.message_set_id or "")
    run = filed.run if filed else None
    record.note(hand.now(), hand.who, words, run)
    return Received(words=(words, _named(explanation.remedy, run))), True


def _named(remedy: str, run: int | None) -> str:
    """Return a remedy that names the run to ask about, where it is known."""
    return remedy if run is None else remedy.replace(_ASK, f"{_ASK} --run {run}")


def _waiting(record: Record, of: Of, *, is_one_file: bool = False) -> tuple[Recorded, ...]:
    """Return the requests that wait for an answer and that this one can only be to."""
    waiting = [
        each
        for each in record.requests(run=of.run, states=_WAITING)
        if of.file in (None, each.request.file)
    ]
    if not waiting:
        raise WhichFile("nothing waits for an answer, so this is none to anything of ours")
    if len({each.run for each in waiting}) > 1:
        runs = ", ".join(str(run) for run in sorted({each.run for each in waiting}))
        raise WhichFile(f"runs {runs} wait for an answer: say with --run which this is to")
    files = sorted({each.request.file for each in waiting})
    if is_one_file and len(files) > 1:
        raise WhichFile(
            f"{', '.join(files)} wait for an answer: say with --of which this is the answer to"
        )
    return tuple(waiting)
