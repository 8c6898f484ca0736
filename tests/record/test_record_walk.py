"""Any order of doings leaves the record as a plain dictionary says it should be."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from record_ground import NOW, WHO, opened, prepare, request

from crossfoot.posting.standing import Kind, State
from crossfoot.record.faults import NotAllowed, NotWithdrawable, TakenMeanwhile
from crossfoot.record.kept import Change, NewRequest

LIVE = (State.PREPARED, State.SENT, State.POSTED)
UNDOING = (Kind.VOID, Kind.DELETE, Kind.REVERSAL)


@dataclass
class Known:
    """What the model knows of a request."""

    asked: NewRequest
    run: int
    state: State = State.PREPARED
    txn_id: str | None = None


class Books(RuleBasedStateMachine):
    """A record, and beside it a dictionary of requests with their states."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="crossfoot-walk-"))
        self.record = opened(self.root)
        self.model: dict[str, Known] = {}
        self.runs = 0
        self.asked = 0

    def teardown(self) -> None:
        self.record.close()
        shutil.rmtree(self.root)

    def live(self, asked: NewRequest) -> list[str]:
        return [
            name
            for name, each in self.model.items()
            if each.state in LIVE and each.asked.key == asked.key
        ]

    def may_be_asked(self, asked: NewRequest, run: int) -> bool:
        undoes = asked.undoes
        if undoes is not None:
            undone = self.model.get(undoes)
            if undone is None or undone.state is not State.POSTED:
                return False
            if undone.asked.key.kind in UNDOING or self.undoing(undoes):
                return False
        return all(
            any(self.model[name].run == run for name in self.undoing(live))
            for live in self.live(asked)
        )

    def undoing(self, undone: str) -> list[str]:
        return [
            name
            for name, each in self.model.items()
            if each.asked.undoes == undone and each.state in LIVE
        ]

    def new(self, batch: int, kind: Kind) -> NewRequest:
        self.asked += 1
        name = f"r{self.asked}"
        if kind not in UNDOING:
            reference = f"PO{batch}" if kind is Kind.BILL else ""
            return request(name, batch=str(batch), kind=kind, reference=reference)
        entries = [
            each
            for each in self.model
            if self.model[each].asked.key.batch == str(batch)
            and self.model[each].asked.key.kind not in (Kind.BILL, *UNDOING)
        ]
        undone = entries[-1] if entries else "unknown"
        return request(name, batch=str(batch), kind=kind, undoes=undone)

    @rule(
        wanted=st.lists(st.tuples(st.integers(1, 3), st.sampled_from(Kind)), min_size=1, max_size=3)
    )
    def prepare(self, wanted: list[tuple[int, Kind]]) -> None:
        run, before = self.runs + 1, dict(self.model)
        made = [self.new(batch, kind) for batch, kind in wanted]
        may = True
        for each in made:
            may = may and self.may_be_asked(each, run)
            self.model[each.request_id] = Known(each, run)
        if may:
            assert prepare(self.record, *made).number == run
            self.runs = run
            return
        self.model = before
        with pytest.raises(TakenMeanwhile):
            prepare(self.record, *made)

    @precondition(lambda self: self.runs)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        run = data.draw(st.integers(1, self.runs))
        mine = [each for each in self.model.values() if each.run == run]
        states = {each.state for each in mine}
        if states <= {State.PREPARED, State.WITHDRAWN} and State.PREPARED in states:
            self.record.withdraw(NOW, WHO, run, "why")
            for each in mine:
                each.state = State.WITHDRAWN
            return
        with pytest.raises(NotWithdrawable):
            self.record.withdraw(NOW, WHO, run, "why")

    @precondition(lambda self: self.runs)
    @rule(data=st.data())
    def send(self, data: st.DataObject) -> None:
        run = data.draw(st.integers(1, self.runs))
        self.record.sent(NOW, WHO, run)
        for each in self.model.values():
            if each.run == run and each.state is State.PREPARED:
                each.state = State.SENT

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        names = data.draw(st.lists(st.sampled_from(sorted(self.model)), min_size=1, max_size=3))
        posted = st.sampled_from([State.POSTED, State.POSTED, State.REFUSED, State.SENT])
        changes = []
        for name in names:
            state = data.draw(posted)
            txn_id = f"T{name}" if state is State.POSTED else None
            changes.append(Change(name, state, txn_id, None, "said"))
        after = self.answered(changes)
        if after is None:
            with pytest.raises(NotAllowed):
                self.record.answered(NOW, WHO, changes)
        else:
            self.record.answered(NOW, WHO, changes)
            self.model = after

    def answered(self, changes: Sequence[Change]) -> dict[str, Known] | None:
        """Return what the model is after answers; None where one of them cannot be."""
        kept = self.model
        self.model = {name: replace(each) for name, each in kept.items()}
        try:
            return self.model if all(self.take(change) for change in changes) else None
        finally:
            self.model, kept = kept, self.model

    def take(self, change: Change) -> bool:
        each = self.model[change.request_id]
        old, new = each.state, change.state
        if new is old or (new is State.POSTED and old is State.VOIDED):
            return True
        if new is State.SENT:
            each.state = State.SENT if old is State.PREPARED else old
            return old is State.PREPARED
        if new is State.REFUSED:
            each.state = State.REFUSED
            return old in (State.PREPARED, State.SENT, State.WITHDRAWN)
        if old in (State.REFUSED, State.WITHDRAWN) and self.live(each.asked):
            return False
        if each.asked.undoes is not None:
            undone = self.model[each.asked.undoes]
            if old in (State.REFUSED, State.WITHDRAWN) and self.undoing(each.asked.undoes):
                return False
            if undone.state is not State.POSTED:
                return False
            undone.state = State.VOIDED
        each.state, each.txn_id = State.POSTED, change.txn_id
        return True

    @rule()
    def open_again(self) -> None:
        self.record.close()
        self.record = opened(self.root)

    @invariant()
    def the_record_is_as_the_model(self) -> None:
        found = {
            each.request.request_id: Known(each.request, each.run, each.state, each.txn_id)
            for each in self.record.requests()
        }
        assert found == self.model
        for batch in ("1", "2", "3"):
            mine = [
                each
                for each in self.model.values()
                if each.asked.key.batch == batch and each.asked.key.kind is Kind.ENTRY
            ]
            standing = self.record.standing("Main", batch, Kind.ENTRY)
            assert (standing is None) == (not mine)
            if standing is not None:
                latest = [each for each in mine if each.state in LIVE] or mine
                assert standing.request_id == latest[-1].asked.request_id
                assert standing.attempts == len(mine)

    @invariant()
    def it_is_sound_and_nothing_is_in_the_books_twice(self) -> None:
        twice = [
            key
            for key in {each.asked.key for each in self.model.values()}
            if key.kind in (Kind.ENTRY, Kind.BILL)
            and sum(
                each.asked.key == key and each.state is State.POSTED for each in self.model.values()
            )
            > 1
        ]
        faults = self.record.verify()
        assert len(faults) == len(twice)
        assert all("in QuickBooks twice" in fault for fault in faults)


Books.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestBooks = Books.TestCase
