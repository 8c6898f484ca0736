"""What is recorded is there when it is asked for, and every step is in the history."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from record_ground import NOW, RULES, WHO, file, opened, prepare, request

from crossfoot.posting.booked import KeptBookings
from crossfoot.posting.standing import Kind, Known, Standing, State
from crossfoot.record.faults import Misfit, NotAllowed, NotWithdrawable, TakenMeanwhile
from crossfoot.record.kept import BookedLine, Change, Filed, NewFile, NewRequest
from crossfoot.record.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with opened(tmp_path) as record:
        yield record
        assert record.verify() == []


def state(record: Record, request_id: str) -> State:
    found = record.request(request_id)
    assert found is not None
    return found.state


def posted(request_id: str, txn_id: str | None = None) -> Change:
    return Change(request_id, State.POSTED, txn_id or f"T-{request_id}", "E1", "ok")


def test_there_is_no_record_until_one_is_written(tmp_path: Path) -> None:
    assert Record.open(tmp_path, writable=False) is None
    assert list(tmp_path.iterdir()) == []
    opened(tmp_path).close()
    record = Record.open(tmp_path, writable=False)
    assert record is not None
    with record:
        assert record.runs() == ()
        assert record.last_run() is None


def test_a_run_is_kept_whole(record: Record) -> None:
    known: Known = record
    entry, bill = request("r1", batch="0007"), request("r2", kind=Kind.BILL, reference="PO1")
    sheet, extra = file("r1 r2"), file("more", "again.xml")
    run = record.prepare(NOW, WHO, "outbox", RULES, [entry, bill], [sheet, extra])
    assert (run.number, run.made_at, run.made_by, run.out, run.rules) == (
        1, NOW, WHO, "outbox", RULES,
    )  # fmt: skip
    assert record.run(1) == record.last_run() == run
    assert record.files(1) == (sheet, extra)
    assert record.file_of(extra.message_set_id) == Filed(1, extra)
    assert record.file_of("unknown") is None
    assert [each.request for each in record.requests()] == [bill, entry]
    assert known.standing("main", "7", Kind.ENTRY) == Standing(
        State.PREPARED, 1, date(2026, 3, 1), "M0007", "r1", "digest of 0007", 1, "Main", "0007"
    )
    assert known.standing("Main", "1", Kind.BILL, "po1") is not None
    assert known.standing("Main", "1", Kind.ENTRY) is None
    assert known.numbers("MAIN") == {"0007", "1"}
    assert known.numbers("Elsewhere") == frozenset()


def test_what_is_live_is_not_asked_for_again(record: Record) -> None:
    prepare(record, request("r1", batch="7"))
    for again in (request("r2", batch="007"), request("r2", store=" MAIN ", batch="7")):
        with pytest.raises(TakenMeanwhile, match="under way meanwhile") as taken:
            prepare(record, request("r3", batch="8"), again)
        assert taken.value.key == again.key
        assert taken.value.standing == record.standing("Main", "7", Kind.ENTRY)
    assert record.request("r3") is None
    assert len(record.runs()) == 1
    prepare(record, request("r2", store="Other", batch="7"))


def test_a_request_id_is_used_once(record: Record) -> None:
    prepare(record, request("r1", batch="7"))
    with pytest.raises(TakenMeanwhile):
        prepare(record, request("r1", batch="8"))


def test_what_does_not_fit_together_is_refused(record: Record) -> None:
    with pytest.raises(Misfit, match="in no file"):
        prepare(record, request("r1", file="other.xml"))
    with pytest.raises(Misfit, match="one name"):
        record.prepare(NOW, WHO, "outbox", RULES, [], [file("a"), file("b")])
    with pytest.raises(Misfit, match="other bytes"):
        record.prepare(NOW, WHO, "outbox", RULES, [], [replace(file("a"), content=b"b")])
    with pytest.raises(Misfit, match="what it undoes"):
        prepare(record, request("r1", kind=Kind.VOID))
    assert record.runs() == ()


def test_an_answer_takes_a_request_through_sent(record: Record) -> None:
    prepare(record, request("r1"), request("r2", batch="2"))
    later = NOW + timedelta(days=1)
    refused = Change("r2", State.REFUSED, said="3140: no such account")
    record.answered(later, "bob", [posted("r1", "T1"), refused])
    first, second = record.request("r1"), record.request("r2")
    assert first is not None
    assert second is not None
    assert (first.state, first.txn_id, first.edit_sequence, first.said, first.changed_at) == (
        State.POSTED, "T1", "E1", "ok", later,
    )  # fmt: skip
    assert (second.state, second.txn_id, second.said) == (
        State.REFUSED, None, "3140: no such account",
    )  # fmt: skip
    assert [(step.state, step.who) for step in record.history(request_id="r1")] == [
        (State.PREPARED, "ann"), (State.SENT, "bob"), (State.POSTED, "bob"),
    ]  # fmt: skip
    again = prepare(record, request("r3", batch="2"))
    assert record.standing("Main", "2", Kind.ENTRY) == Standing(
        State.PREPARED, again.number, date(2026, 3, 1), "M2", "r3", "digest of 2", 2, "Main", "2"
    )


def test_a_further_copy_of_an_answer_adds_to_the_history_only(record: Record) -> None:
    prepare(record, request("r1"), request("r2", batch="2"))
    record.answered(NOW, WHO, [posted("r1"), Change("r2", State.REFUSED, said="no")])
    before = record.request("r1"), record.request("r2")
    later = NOW + timedelta(days=1)
    record.answered(later, WHO, [posted("r1"), Change("r2", State.REFUSED, said="no")])
    record.answered(later, WHO, [Change("r1", State.POSTED, "T-r1", "E1", "ok", is_repeat=True)])
    assert (record.request("r1"), record.request("r2")) == before
    assert [step.state for step in record.history(request_id="r1")][3:] == [None, None]


@pytest.mark.parametrize(
    "change",
    [
        Change("r1", State.REFUSED, said="no"),
        Change("r1", State.POSTED, "other", "E1"),
        Change("r1", State.VOIDED),
        Change("r1", State.WITHDRAWN),
        Change("r1", State.SENT),
        Change("r1", State.REFUSED, said="no", is_repeat=True),
        Change("unknown", State.POSTED, "T9"),
        Change("r3", State.POSTED, None),
        Change("r3", State.POSTED, "T-r1"),
        Change("r3", State.POSTED, "T3", is_repeat=True),
    ],
)
def test_nothing_changes_what_is_posted(record: Record, change: Change) -> None:
    prepare(record, request("r1"), request("r2", batch="2"), request("r3", batch="3"))
    record.answered(NOW, WHO, [posted("r1")])
    history = record.history()
    with pytest.raises(NotAllowed):
        record.answered(NOW, WHO, [posted("r2"), change])
    assert state(record, "r1") is State.POSTED
    assert state(record, "r2") is State.PREPARED
    assert record.history() == history


def test_a_message_set_that_failed_was_sent(record: Record) -> None:
    prepare(record, request("r1"))
    record.answered(NOW, WHO, [Change("r1", State.SENT, said="0x80040400")])
    found = record.request("r1")
    assert found is not None
    assert (found.state, found.said) == (State.SENT, "0x80040400")


def test_a_run_that_was_not_sent_is_withdrawn(record: Record) -> None:
    first = prepare(record, request("r1"), request("r2", batch="2"))
    assert record.withdraw(NOW, WHO, first.number, "wrong day") == 2
    assert state(record, "r1") is State.WITHDRAWN
    with pytest.raises(NotWithdrawable, match="withdrawn already"):
        record.withdraw(NOW, WHO, first.number, "again")
    with pytest.raises(NotWithdrawable, match="no run 9"):
        record.withdraw(NOW, WHO, 9, "why")
    second = prepare(record, request("r3"), request("r4", batch="2"))
    record.answered(NOW, WHO, [posted("r3")])
    with pytest.raises(NotWithdrawable, match="requests that are posted"):
        record.withdraw(NOW, WHO, second.number, "why")
    assert state(record, "r4") is State.PREPARED


def test_what_was_withdrawn_may_be_in_the_books_all_the_same(record: Record) -> None:
    record.withdraw(NOW, WHO, prepare(record, request("r1"), request("r2", batch="2")).number, "-")
    record.answered(NOW, WHO, [posted("r1")])
    assert state(record, "r1") is State.POSTED
    prepare(record, request("r3", batch="2"))
    with pytest.raises(NotAllowed, match="delete one of the two"):
        record.answered(NOW, WHO, [posted("r2")])


def test_an_entry_is_voided_by_one_request(record: Record) -> None:
    prepare(record, request("r1"))
    record.answered(NOW, WHO, [posted("r1")])
    first = prepare(record, request("v1", kind=Kind.VOID, undoes="r1"))
    record.withdraw(NOW, WHO, first.number, "the wrong one")
    prepare(record, request("v2", kind=Kind.REVERSAL, undoes="r1"))
    with pytest.raises(NotAllowed, match="is being undone anew"):
        record.answered(NOW, WHO, [posted("v1", "T-r1")])
    record.answered(NOW, WHO, [posted("v2")])
    with pytest.raises(NotAllowed, match="undoes is not posted"):
        record.answered(NOW, WHO, [posted("v1", "T-r1")])


def test_sent_is_said_of_what_is_prepared(record: Record) -> None:
    run = prepare(record, request("r1"), request("r2", batch="2"))
    record.answered(NOW, WHO, [posted("r1")])
    assert record.sent(NOW, WHO, run.number, "carried over") == 1
    assert record.sent(NOW, WHO, run.number) == 0
    assert state(record, "r1") is State.POSTED
    assert state(record, "r2") is State.SENT
    with pytest.raises(NotAllowed):
        record.sent(NOW, WHO, 9)


@pytest.mark.parametrize("kind", [Kind.VOID, Kind.DELETE, Kind.REVERSAL])
def test_what_undoes_an_entry_frees_its_batch(record: Record, kind: Kind) -> None:
    prepare(record, request("r1"))
    undoing = request("v1", kind=kind, undoes="r1")
    with pytest.raises(TakenMeanwhile, match="under way"):
        prepare(record, undoing)
    record.answered(NOW, WHO, [posted("r1")])
    prepare(record, undoing)
    with pytest.raises(TakenMeanwhile):
        prepare(record, request("v2", kind=Kind.VOID, undoes="r1"))
    with pytest.raises(TakenMeanwhile, match="is posted meanwhile"):
        prepare(record, request("r2"))
    record.answered(NOW, WHO, [posted("v1", "T9" if kind is Kind.REVERSAL else "T-r1")])
    first = record.request("r1")
    assert first is not None
    assert (first.state, first.txn_id) == (State.VOIDED, "T-r1")
    with pytest.raises(TakenMeanwhile, match="is to undo what is voided"):
        prepare(record, request("v2", kind=Kind.VOID, undoes="r1"))
    with pytest.raises(TakenMeanwhile):
        prepare(record, request("v3", kind=Kind.VOID, undoes="v1"))
    with pytest.raises(TakenMeanwhile, match="not in the record"):
        prepare(record, request("v3", kind=Kind.VOID, undoes="unknown"))
    prepare(record, request("r2"))
    record.answered(NOW, WHO, [posted("r1")])  # the old answer once more
    assert state(record, "r1") is State.VOIDED


def test_one_run_puts_a_new_entry_in_place_of_the_old_one(record: Record) -> None:
    prepare(record, request("r1"))
    record.answered(NOW, WHO, [posted("r1")])
    void, new = request("v1", kind=Kind.VOID, undoes="r1"), request("r2")
    with pytest.raises(TakenMeanwhile):
        prepare(record, new, void)  # the other way round both would be in the books
    prepare(record, void, new)
    found = record.standing("Main", "1", Kind.ENTRY)
    assert found is not None
    assert (found.request_id, found.state, found.attempts) == ("r2", State.PREPARED, 2)
    with pytest.raises(TakenMeanwhile):
        prepare(record, request("r3"))
    record.answered(NOW, WHO, [posted("v1", "T-r1"), posted("r2")])
    assert state(record, "r1") is State.VOIDED
    assert state(record, "r2") is State.POSTED


def test_where_the_old_entry_could_not_be_voided_it_still_stands(record: Record) -> None:
    prepare(record, request("r1"))
    record.answered(NOW, WHO, [posted("r1")])
    prepare(record, request("v1", kind=Kind.VOID, undoes="r1"), request("r2"))
    refusals = [Change("v1", State.REFUSED, said="3175"), Change("r2", State.REFUSED, said="3231")]
    record.answered(NOW, WHO, refusals)
    found = record.standing("Main", "1", Kind.ENTRY)
    assert found is not None
    assert (found.request_id, found.state, found.attempts) == ("r1", State.POSTED, 2)
    with pytest.raises(TakenMeanwhile):
        prepare(record, request("r3"))
    prepare(record, request("v2", kind=Kind.VOID, undoes="r1"), request("r3"))


def test_an_entry_that_stands_in_the_books_twice_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as record:
        prepare(record, request("r1"))
        record.answered(NOW, WHO, [posted("r1")])
        prepare(record, request("v1", kind=Kind.VOID, undoes="r1"), request("r2"))
        record.answered(NOW, WHO, [Change("v1", State.REFUSED, said="3175"), posted("r2")])
        (fault,) = record.verify()
        assert fault == "batch 1 of `Main` is in QuickBooks twice: delete the older entry there"


def test_what_an_entry_booked_is_known_until_it_is_refused(record: Record) -> None:
    assert not record.has_booked("Tender Received")
    run = prepare(record, request("r1"), request("r2", batch="2", member="Visa"))
    assert record.has_booked("Tender Received")
    assert record.has_booked("Tender Received", "Visa")
    assert not record.has_booked("Tender Received", "Amex")
    assert not record.has_booked("Sales: Total", "Visa")
    record.withdraw(NOW, WHO, run.number, "wrong")
    assert not record.has_booked("Tender Received", "Visa")
    assert record.numbers("Main") == {"1", "2"}


def test_a_run_with_equal_files_is_found_unless_it_is_withdrawn(record: Record) -> None:
    run = prepare(record, request("r1"))
    assert record.equal_run([file("r1")]) == run
    assert record.equal_run([file("r1", "other.xml")]) is None
    assert record.equal_run([file("r2")]) is None
    record.withdraw(NOW, WHO, run.number, "wrong")
    assert record.equal_run([file("r1")]) is None


def test_requests_come_by_day_store_and_batch(record: Record) -> None:
    days = [date(2026, 3, 2), date(2026, 3, 1)]
    made = [
        request(f"{store}{batch}{day.day}", store=store, batch=str(batch + 20 * day.day), day=day)
        for day in days
        for store in ("b", "A")
        for batch in (10, 9)
    ]
    run = prepare(record, *made)
    found = [each.request.request_id for each in record.requests()]
    assert found == ["A91", "A101", "b91", "b101", "A92", "A102", "b92", "b102"]
    assert [each.request.request_id for each in record.requests(store="B", first=days[0])] == [
        "b92", "b102",
    ]  # fmt: skip
    assert [each.request.request_id for each in record.requests(last=days[1])] == found[:4]
    record.answered(NOW, WHO, [posted("A91")])
    assert len(list(record.requests(run=run.number, states=[State.PREPARED]))) == 7
    assert len(list(record.requests(states={State.POSTED, State.PREPARED}))) == 8
    assert list(record.requests(run=2)) == []
    assert list(record.requests(states=[])) == []


def test_many_requests_are_read_in_parts(record: Record) -> None:
    prepare(record, *(request(f"r{number}", batch=str(number)) for number in range(450)))
    found = [each.request for each in record.requests()]
    assert [each.key.batch for each in found] == [str(number) for number in range(450)]
    assert all(len(each.lines) == 2 for each in found)


def test_a_note_changes_nothing(record: Record) -> None:
    run = prepare(record, request("r1"))
    record.note(NOW, "bob", "an answer to nothing we sent")
    record.note(NOW, "bob", "an empty answer", run.number)
    told = [(step.run, step.request_id, step.state, step.said) for step in record.history()]
    assert told[-2:] == [
        (None, None, None, "an answer to nothing we sent"),
        (1, None, None, "an empty answer"),
    ]
    assert len(record.history(run=1)) == 3


def test_odd_texts_are_kept(record: Record) -> None:
    odd = request("r1", store="Böötle \0 'x'", batch="№ 7")
    run = record.prepare(NOW, "ann\udce9", "out\udce9box", RULES, [odd], [file("r1")])
    assert (run.made_by, run.out) == ("ann\\udce9", "out\\udce9box")
    assert next(record.requests()).request == odd
    assert record.last_run() == run


def test_a_run_is_taken_one_file_and_one_request_at_a_time(record: Record) -> None:
    noise = random.Random(1)
    size, count = 1_000_000, 12

    def files() -> Iterator[NewFile]:
        for number in range(count):
            content = noise.randbytes(size)
            digest = sha256(content).hexdigest()
            yield NewFile(f"{number}.xml", digest[:24], digest, content)

    def requests() -> Iterator[NewRequest]:
        for number in range(count):
            made = request(f"r{number}", batch=str(number), file=f"{number}.xml")
            yield replace(made, lines=(), booked=b"[" + b" " * size + b"]")

    tracemalloc.start()
    run = record.prepare(NOW, WHO, "outbox", RULES, requests(), files())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6 * size
    assert [each.request.file for each in record.requests(run=run.number)] == [
        f"{number}.xml" for number in range(count)
    ]
    assert record.history(run=run.number)[-1].said == "prepared: 12 requests in 12 files"


def test_what_drawn_lines_book_is_known_by_the_run(record: Record) -> None:
    text = json.dumps({
        "bookings": [0, 1], "cents": [1500, -1500], "figures": [1000, 500],
        "memo": ["day", None], "class": "East",
    })  # fmt: skip
    form = [[[1, "Closing ", [0], ""], [1, "+ Opening ", [1], ""]], [], False, False]
    bookings = json.dumps({
        "bookings": [
            ["Cash in Bank", "rules.gl", 3, "Tender Received", "Cash", 0],
            ["8000 · Over", "rules.gl", 9, "", None, None],
        ],
        "forms": [form],
    })  # fmt: skip
    amounts = frozenset({("Tender Received", "Cash"), ("", None)})
    drawn = replace(request("r1"), lines=(), booked=text.encode())
    kept = KeptBookings(bookings.encode(), amounts)
    record.prepare(NOW, WHO, "outbox", RULES, [drawn], [file("r1")], kept)
    assert record.has_booked("Tender Received", "Cash")
    assert not record.has_booked("Tender Received", "Visa")
    found = record.request("r1")
    assert found is not None
    assert found.request.lines == (
        BookedLine(
            "Cash in Bank", "debit", 1500, "day", "East", "rules.gl", 3, "Tender Received",
            "Cash", "Closing 10.00 + Opening 5.00 = 15.00",
        ),
        BookedLine(
            "8000 · Over", "credit", 1500, None, "East", "rules.gl", 9, "", None,
            "debits 15.00 less credits 0.00: off by 15.00",
        ),
    )  # fmt: skip


def test_what_many_runs_booked_is_read_run_by_run(record: Record) -> None:
    for number in range(1, 21):
        form = [[[number, "Closing ", [0], ""]], [], False, False]
        bookings = json.dumps({
            "bookings": [["Cash in Bank", "rules.gl", number, "Closing", None, 0]], "forms": [form],
        })  # fmt: skip
        text = json.dumps({
            "bookings": [0], "cents": [number], "figures": [1], "memo": None, "class": None,
        })  # fmt: skip
        drawn = replace(request(f"r{number}", batch=str(number)), lines=(), booked=text.encode())
        kept = KeptBookings(bookings.encode(), frozenset({("Closing", None)}))
        record.prepare(NOW, WHO, "outbox", RULES, [drawn], [file(f"r{number}")], kept)
    for _ in range(2):
        assert [each.request.lines[0].line for each in record.requests()] == list(range(1, 21))


def test_a_purchase_order_is_the_same_whatever_batch_it_closed_with(record: Record) -> None:
    prepare(record, request("r1", batch="7", kind=Kind.BILL, reference="PO-1"))
    standing = record.standing("Main", "8", Kind.BILL, "po-1")
    assert standing is not None
    assert (standing.batch, standing.request_id) == ("7", "r1")
    with pytest.raises(TakenMeanwhile):
        prepare(record, request("r2", batch="8", kind=Kind.BILL, reference="PO-1"))


def test_an_entry_is_found_by_its_reference_while_it_is_live(record: Record) -> None:
    run = prepare(record, request("r1", batch="7"))
    standing = record.entry_of("M7")
    assert standing is not None
    assert (standing.store, standing.batch) == ("Main", "7")
    assert record.entry_of("m7") is None
    record.withdraw(NOW, WHO, run.number, "why")
    assert record.entry_of("M7") is None
