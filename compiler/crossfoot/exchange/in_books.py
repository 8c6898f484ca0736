"""What an answer about QuickBooks' books says of the requests of a run, one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfoot.codes.already_posted import ALREADY_POSTED
from crossfoot.diagnostic import Diagnostic
from crossfoot.exchange.compare import ADDS, UNDOES, difference, equal
from crossfoot.exchange.receive import Outcome, line_of
from crossfoot.exchange.refusals import whose
from crossfoot.model.names import key as name_key
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.standing import Kind, State
from crossfoot.quickbooks.answers import Answer, Returned
from crossfoot.record.kept import Change, Key, Recorded
from crossfoot.record.record import Record
from crossfoot.source import Source

_WITNESSES = 3
ENTRIES, BILLS = "JournalEntry", "Bill"
BOOKED = (State.POSTED, State.VOIDED)
_HAS_IT = "QuickBooks has it already; found by its number, day and amounts"
_UNDONE = "QuickBooks has it no more"
_NOT_THERE = "QuickBooks does not have it; is this the company that it was posted to?"


class Told(NamedTuple):
    """What is told of one request.

    `is_missing` is where it was not carried out, as far as QuickBooks' books show; `is_gone`
    where what it voids or deletes, `txn_id`, is not there at all, though others of ours are.
    """

    outcome: Outcome
    change: Change | None = None
    finding: Diagnostic | None = None
    is_missing: bool = False
    is_gone: bool = False
    txn_id: str | None = None

    @property
    def place(self) -> tuple[int, str]:
        """The run and the file that the request is in."""
        recorded = self.outcome.recorded
        return recorded.run, recorded.request.file


def witnesses(record: Record, run: int) -> tuple[str, ...]:
    """Return the references of some entries that are posted, asked for where a run undoes.

    INVARIANT: that something is gone from the books is believed only of an answer that has others
    of ours; it may be that of another company.
    """
    if not any(each.request.key.kind in UNDOES for each in record.requests(run=run)):
        return ()
    posted = (
        each.request.ref
        for each in record.requests(states=(State.POSTED,))
        if each.request.key.kind is Kind.ENTRY
    )
    return tuple(deque(posted, maxlen=_WITNESSES))


def list_of(record: Record, recorded: Recorded) -> str:
    """Return whether a request is about an entry or a bill; what undoes one is about that."""
    is_bill = undone_by(record, recorded).key.kind is Kind.BILL
    return BILLS if is_bill else ENTRIES


class _Undone(NamedTuple):
    key: Key
    txn_id: str | None


def undone_by(record: Record, recorded: Recorded) -> _Undone:
    """Return what a request voids or deletes; the request itself where it adds something."""
    request = recorded.request
    if request.key.kind in UNDOES and request.undoes is not None:
        undone = record.request(request.undoes)
        if undone is not None:
            return _Undone(undone.request.key, undone.txn_id)
    return _Undone(request.key, None)


class Books:
    """What QuickBooks has, as its answers tell it, held against the record."""

    def __init__(self, record: Record, answers: Sequence[Answer], source: Source) -> None:
        given = {each.txn_id for answer in answers for each in answer.returned}
        booked = record.requests(states=BOOKED) if given else ()
        self._record = record
        self._source = source
        self._run: int | None = None
        self._requests: tuple[Recorded, ...] = ()
        # Whose each entry or bill is: one that was reversed since stands there as it was.
        self._owners = {
            each.txn_id: each.request.request_id
            for each in booked
            if each.request.key.kind in ADDS and each.txn_id in given
        }

    def of_run(self, run: int, answer: Answer, refs: frozenset[str], kind: str) -> Iterator[Told]:
        """Yield what an answer says of the requests of a run that were asked for in it."""
        if self._run != run:
            self._run, self._requests = run, tuple(self._record.requests(run=run))
        asked = [
            each
            for each in self._requests
            if each.request.ref in refs and list_of(self._record, each) == kind
        ]
        standing: dict[tuple[str, Key], Returned] = {}
        for each in asked:
            if each.request.key.kind in UNDOES:
                yield self._undone(each, answer, standing)
        for each in asked:
            if each.request.key.kind in ADDS:
                yield self._overtaken(each) or self._added(each, answer, standing)

    def _undone(
        self, recorded: Recorded, answer: Answer, standing: dict[tuple[str, Key], Returned]
    ) -> Told:
        """Return what is told of a void or a deletion; note what still stands in the books."""
        state = recorded.state
        key, txn_id = undone_by(self._record, recorded)
        if state in BOOKED:
            return Told(Outcome(recorded, state, "QuickBooks confirmed it"))
        there = next((each for each in answer.returned if each.txn_id == txn_id), None)
        if there is None:
            # In the books of another company nothing of ours is there.
            word = _UNDONE if self._owners else _NOT_THERE
            return Told(Outcome(recorded, state, word), is_gone=bool(self._owners), txn_id=txn_id)
        if _is_void(there):
            change = Change(recorded.request.request_id, State.POSTED, txn_id, said=_UNDONE)
            return Told(Outcome(recorded, State.POSTED, _UNDONE), change)
        standing[recorded.request.file, _compared(key)] = there
        return Told(Outcome(recorded, state, "QuickBooks has it as it was"), is_missing=True)

    def _overtaken(self, recorded: Recorded) -> Told | None:
        """Return what is told of a request that was given up, and asked for again since."""
        standing = self._record.standing(*recorded.request.key)
        if standing is None or standing.state.is_free or not recorded.state.is_free:
            return None
        again = f"`crossfoot request --duplicates --run {standing.run}`"
        word = f"asked for again in run {standing.run}: {again}"
        return Told(Outcome(recorded, recorded.state, word))

    def _added(
        self, recorded: Recorded, answer: Answer, standing: dict[tuple[str, Key], Returned]
    ) -> Told:
        request, state = recorded.request, recorded.state
        given = [each for each in answer.returned if self._may_be(recorded, each)]
        ours = equal(request, given)
        if not ours:
            return self._missing(recorded, given)
        replaced = standing.get((request.file, _compared(request.key)))
        if len(ours) > 1 or (replaced is not None and state not in BOOKED):
            found = ours if replaced is None else (replaced, *ours)
            word = f"QuickBooks has it {len(found)} times"
            return Told(Outcome(recorded, state, word), finding=self._twice(recorded, found))
        (txn,) = ours
        if state in BOOKED:
            is_same = txn.txn_id == recorded.txn_id
            word = "QuickBooks has it" if is_same else f"QuickBooks has it as {txn.txn_id}"
            return Told(Outcome(recorded, state, word))
        change = Change(request.request_id, State.POSTED, txn.txn_id, txn.edit_sequence, _HAS_IT)
        return Told(Outcome(recorded, State.POSTED, _HAS_IT), change)

    def _may_be(self, recorded: Recorded, given: Returned) -> bool:
        """Whether something in the books may be what was asked for: nobody else's, and not void."""
        request = recorded.request
        owner = self._owners.get(given.txn_id, request.request_id)
        return given.ref == request.ref and owner == request.request_id and not _is_void(given)

    def _missing(self, recorded: Recorded, given: Sequence[Returned]) -> Told:
        outcome = Outcome(recorded, recorded.state, "QuickBooks does not have it")
        same = next((each for each in given if each.txn_id == recorded.txn_id), None)
        if same is not None:
            unlike = difference(recorded.request, same)
            word = f"it was changed in QuickBooks since: {unlike}"
            return Told(Outcome(recorded, recorded.state, word))
        if not given or recorded.state is State.VOIDED:
            return Told(outcome, is_missing=True)
        return Told(outcome, finding=self._unlike(recorded, given[0]), is_missing=True)

    def _twice(self, recorded: Recorded, ours: Sequence[Returned]) -> Diagnostic:
        request = recorded.request
        ids = [each.txn_id for each in ours]
        spared = f"`{recorded.txn_id}`" if recorded.txn_id in ids else "one of them"
        return Diagnostic(
            ALREADY_POSTED,
            f"`{request.ref}` ({whose(request)}) stands in QuickBooks {len(ours)} times: "
            f"TxnID {', '.join(f'`{each}`' for each in ids)}",
            line_of(self._source, ours[-1].line),
            why="the day is in the books more than once",
            help=f"delete all but {spared} in QuickBooks, then ask again with "
            f"`crossfoot request --duplicates --run {recorded.run}`",
        )

    def _unlike(self, recorded: Recorded, given: Returned) -> Diagnostic:
        request = recorded.request
        return Diagnostic(
            ALREADY_POSTED,
            f"QuickBooks has another under the number `{request.ref}` ({whose(request)}), TxnID "
            f"`{given.txn_id}`: {difference(request, given)}",
            line_of(self._source, given.line),
            why="if it is of the same batch, its day would be in the books a second time",
            help="look at it in QuickBooks, and delete it there if it is of this batch, before "
            "anything is sent",
        )


def _is_void(given: Returned) -> bool:
    """Whether an entry or a bill is for nothing: what is voided stays, with amounts of zero."""
    return not given.total and not any(line.cents for line in given.lines)


def _compared(key: Key) -> Key:
    """Return a key as it is compared: case and leading zeros left aside."""
    return Key(name_key(key.store), number_key(key.batch), key.kind, name_key(key.reference))
