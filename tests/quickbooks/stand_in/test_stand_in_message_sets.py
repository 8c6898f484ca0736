"""Nothing is booked twice for one message-set ID; and what can go wrong on the way."""

from __future__ import annotations

import random
from pathlib import Path
from xml.etree import ElementTree

import pytest
from qbxml_schema import faults as schema_faults
from stand_in import Crashed, Faults, ParseFault, QuickBooks
from stand_in_ground import added, journal, query, request, sent

ONCE = request(journal(), newMessageSetID="run-1")


def head(answer: bytes) -> dict[str, str]:
    return ElementTree.fromstring(answer)[0].attrib


def status(answer: bytes) -> list[str | None]:
    return [each.get("statusCode") for each in ElementTree.fromstring(answer)[0]]


def test_the_same_bytes_with_the_same_id_get_the_stored_answer(books: QuickBooks) -> None:
    first = books.process(ONCE)
    assert head(first) == {"newMessageSetID": "run-1", "messageSetStatusCode": "0"}
    assert books.process(ONCE) == first
    assert len(books.postings()) == 1


def test_other_bytes_with_the_same_id_are_9001(books: QuickBooks) -> None:
    books.process(ONCE)
    answer = books.process(ONCE.replace(b"10.00", b"11.00"))
    assert (head(answer)["messageSetStatusCode"], status(answer)) == ("9001", [])
    assert books.balances()["Cash"] == 1000


def test_an_id_of_25_characters_is_9004(books: QuickBooks) -> None:
    answer = books.process(request(journal(), newMessageSetID="x" * 25))
    assert (head(answer)["messageSetStatusCode"], books.postings()) == ("9004", [])
    answer = books.process(request(journal(), newMessageSetID="x" * 24))
    assert (head(answer)["messageSetStatusCode"], len(books.postings())) == ("0", 1)


def test_what_is_stored_can_be_asked_for_and_cleared(books: QuickBooks) -> None:
    first = books.process(ONCE)
    asked = request(newMessageSetID="run-1", oldMessageSetID="run-1")
    assert books.process(asked) == first
    unknown = request(newMessageSetID="run-2", oldMessageSetID="run-2")
    assert head(books.process(unknown))["messageSetStatusCode"] == "9002"
    clearing = request(journal(ref="M2"), oldMessageSetID="run-1")
    assert status(books.process(clearing)) == ["0"]
    assert head(books.process(clearing))["messageSetStatusCode"] == "600"
    assert head(books.process(asked))["messageSetStatusCode"] == "9002"
    assert [each.ref for each in books.postings()] == ["M1", "M2"]


def test_without_an_id_nothing_is_stored_and_the_entry_is_booked_twice(books: QuickBooks) -> None:
    books.process(request(journal()))
    assert head(books.process(request(journal()))) == {}
    assert len(books.postings()) == 2


def test_an_answer_that_cannot_be_stored_is_9005_and_then_9002(books: QuickBooks) -> None:
    answer = books.process(ONCE, Faults(cannot_store=True))
    assert (head(answer)["messageSetStatusCode"], status(answer)) == ("9005", ["0"])
    assert head(books.process(ONCE))["messageSetStatusCode"] == "9002"
    assert len(books.postings()) == 1


def test_a_lost_answer_comes_with_the_same_bytes_again(books: QuickBooks) -> None:
    assert books.process(ONCE, Faults(loses_answer=True)) == b""
    assert len(books.postings()) == 1
    assert status(books.process(ONCE)) == ["0"]
    assert len(books.postings()) == 1


THREE = request(*(journal(ref=f"M{each}") for each in range(3)), newMessageSetID="run-3")


@pytest.mark.parametrize(
    ("crash", "booked", "then"),
    [
        ("before", 0, ["0", "0", "0"]),
        ("after", 3, ["0", "0", "0"]),
        (0, 0, ["3231", "3231", "3231"]),
        (2, 2, ["0", "0", "3231"]),
    ],
)
def test_a_crash_books_what_it_says_and_a_resend_adds_nothing_to_it(
    books: QuickBooks, crash: str | int, booked: int, then: list[str]
) -> None:
    with pytest.raises(Crashed):
        books.process(THREE, Faults(crash=crash))
    assert len(books.postings()) == booked
    assert status(books.process(THREE)) == then
    assert len(books.postings()) == then.count("0")


def test_the_next_requests_are_refused_with_a_code(books: QuickBooks) -> None:
    answer = books.process(THREE, Faults(refuse=(2, 3176)))
    assert status(answer) == ["3176", "3176", "0"]
    assert [each.ref for each in books.postings()] == ["M2"]


def test_answers_come_in_another_order_doubled_or_cut(books: QuickBooks, oracle: Path) -> None:
    def ids(answer: bytes) -> list[str | None]:
        return [each.get("requestID") for each in ElementTree.fromstring(answer)[0]]

    whole = books.process(THREE)
    assert ids(whole) == ["M0", "M1", "M2"]
    assert ids(books.process(THREE, Faults(reverses=True))) == ["M2", "M1", "M0"]
    doubled = books.process(THREE, Faults(repeats=True))
    assert ids(doubled) == ["M0", "M1", "M2"] * 2
    assert schema_faults(oracle, doubled) == []
    cut = books.process(THREE, Faults(cuts=True))
    assert whole.startswith(cut)
    assert len(cut) == len(whole) // 2
    assert books.process(THREE) == whole


def test_a_question_changes_no_books(books: QuickBooks) -> None:
    txn_id, sequence = added(books, journal())
    sent(books, query("JournalEntry"), query("Account"), query("Host"))
    ret = sent(books, query("JournalEntry"))[0][0]
    assert (ret.findtext("TxnID"), ret.findtext("EditSequence")) == (txn_id, sequence)


def test_bytes_spoiled_at_random_are_refused_or_answered_and_the_books_add_up(
    books: QuickBooks,
) -> None:
    rng = random.Random(4)
    for _ in range(1000):
        data = bytearray(THREE)
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(data))
            data[place : place + rng.choice((0, 1, 1, 30))] = bytes([rng.randrange(128)])
        try:
            assert books.process(bytes(data)).endswith(b"</QBXML>\n")
        except ParseFault:
            continue
    assert sum(books.balances().values()) == 0
    assert books.postings()
