"""QuickBooks' answers to what was posted: a real one, each kind, and each fault."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from answer_texts import answer, ret, rs, told

from crossfoot.quickbooks.answers import (
    Answer,
    EmptyAnswer,
    MessageSet,
    NoAnswer,
    Returned,
    ReturnedLine,
    read_answers,
)
from crossfoot.quickbooks.bad_answer import BadAnswer

DONE = 'requestID="r1" statusCode="0" statusSeverity="Info" statusMessage="Status OK"'


def read(data: bytes) -> MessageSet:
    found = read_answers(io.BytesIO(data))
    assert isinstance(found, MessageSet)
    return found


def only(text: str) -> Answer:
    (found,) = read(answer(text)).answers
    return found


def fault(data: bytes) -> str:
    with pytest.raises(BadAnswer) as caught:
        read_answers(io.BytesIO(data))
    return told(caught.value)


def line(side: str, amount: str, account: str = "Sales") -> str:
    return ret(f"Journal{side}Line", TxnLineID="1-1", AccountRef__FullName=account, Amount=amount)


def entry(*lines: str, **values: str) -> str:
    """Return an entry as QuickBooks gives it back."""
    head = {
        "TxnID": "A-1",
        "EditSequence": "17",
        "TxnDate": "2026-03-02",
        "RefNumber": "M1",
        **values,
    }
    text = ret("JournalEntryRet", **head)
    return text.replace("</JournalEntryRet>", "".join(lines) + "</JournalEntryRet>")


def bill(*lines: str, **values: str) -> str:
    """Return a bill as QuickBooks gives it back."""
    head = {
        "TxnID": "B-1",
        "EditSequence": "18",
        "TxnNumber": "7",
        "VendorRef__FullName": "Ann",
        "TxnDate": "2026-03-02",
        "AmountDue": "12.50",
        "RefNumber": "PO7",
        **values,
    }
    return ret("BillRet", **head).replace("</BillRet>", "".join(lines) + "</BillRet>")


def test_a_real_answer_to_an_entry(oracle: Path) -> None:
    with (oracle / "samples" / "journal_entry_add_rs.xml").open("rb") as file:
        found = read_answers(file)
    assert found == MessageSet(
        None,
        None,
        (
            Answer(
                "JournalEntryAdd",
                "1",
                0,
                "Info",
                "Status OK",
                4,
                (
                    Returned(
                        "JournalEntry",
                        "BF5E-1828899527",
                        "1828899527",
                        1377,
                        date(2026, 12, 29),
                        "Interest",
                        None,
                        (
                            ReturnedLine("Line of Credit", "credit", 6027),
                            ReturnedLine("Other Expense:Interest Expense", "debit", 6027),
                        ),
                        6027,
                        5,
                    ),
                ),
            ),
        ),
        3,
    )


def test_real_refusals_come_with_their_codes_and_words(oracle: Path) -> None:
    with (oracle / "samples" / "error_rs_fragments.xml").open("rb") as file:
        found = read_answers(file)
    assert isinstance(found, MessageSet)
    assert [(each.request, each.code, each.severity) for each in found.answers] == [
        ("CustomerAdd", 3100, "Error"),
        ("AccountAdd", 3070, "Error"),
        ("CustomerAdd", 3180, "Error"),
        ("ReceivePaymentAdd", 3210, "Info"),
        ("SalesOrderAdd", 3140, "Error"),
        ("SalesOrderAdd", 3231, "Error"),
    ]
    assert found.answers[2].request_id == "1"
    assert found.answers[5].message == "The request has not been processed."


def test_a_bill_with_items_and_a_line_that_lessens_it() -> None:
    lines = (
        ret("ExpenseLineRet", AccountRef__FullName="Inventory", Amount="20.00"),
        ret("ItemLineRet", ItemRef__FullName="Nail", Amount="2.50"),
        ret("ItemGroupLineRet", TotalAmount="0.00"),
        ret("ExpenseLineRet", AccountRef__FullName="Inventory", Amount="-10.00"),
    )
    (found,) = only(rs("BillAdd", bill(*lines), attributes=DONE)).returned
    assert (found.kind, found.number, found.vendor, found.ref) == ("Bill", 7, "Ann", "PO7")
    assert found.total == 1250
    assert [tuple(each) for each in map(_fields, found.lines)] == [
        ("Inventory", "debit", 2000),
        ("", "debit", 250),
        ("", "debit", 0),
        ("Inventory", "credit", 1000),
    ]


def _fields(each: ReturnedLine) -> tuple[str, str, int]:
    return each.account, each.side, each.cents


def test_a_question_is_answered_with_all_that_is_there() -> None:
    entries = [
        entry(line("Debit", "1.00"), line("Credit", "1.00"), TxnID=f"A-{n}") for n in range(3)
    ]
    found = only(rs("JournalEntryQuery", *entries, attributes=DONE))
    assert (found.request, found.request_id) == ("JournalEntryQuery", "r1")
    assert [each.txn_id for each in found.returned] == ["A-0", "A-1", "A-2"]
    assert {each.total for each in found.returned} == {100}


def test_a_question_that_finds_nothing() -> None:
    found = only(rs("BillQuery", attributes='requestID="r1" statusCode="1"'))
    assert (found.code, found.message, found.severity, found.returned) == (1, "", "", ())


@pytest.mark.parametrize(("verb", "kind"), [("TxnVoid", "JournalEntry"), ("TxnDel", "Bill")])
def test_what_was_voided_or_deleted_is_named(verb: str, kind: str) -> None:
    body = f"<{verb}Type>{kind}</{verb}Type><TxnID>A-1</TxnID><TimeDeleted>x</TimeDeleted>"
    found = only(f"<{verb}Rs {DONE}>{body}</{verb}Rs>")
    assert (found.request, found.txn_id, found.txn_type, found.returned) == (verb, "A-1", kind, ())


def test_a_voided_entry_has_lines_without_amounts() -> None:
    voided = entry(line("Debit", "0.00"), ret("JournalCreditLine", Memo="VOID:"))
    (found,) = only(rs("JournalEntryQuery", voided, attributes=DONE)).returned
    assert found.lines == (ReturnedLine("Sales", "debit", 0), ReturnedLine("", "credit", 0))
    assert found.total == 0


def test_an_entry_without_a_reference_or_a_number() -> None:
    (found,) = only(rs("JournalEntryAdd", entry(RefNumber=""), attributes=DONE)).returned
    assert (found.ref, found.number, found.lines, found.total) == ("", None, (), 0)


def test_an_answer_to_a_change_holds_the_entry() -> None:
    found = only(rs("JournalEntryMod", entry(line("Debit", "3.00")), attributes=DONE))
    assert (found.request, found.returned[0].total) == ("JournalEntryMod", 300)


def test_answers_stand_in_the_order_of_the_file() -> None:
    found = read(
        answer(
            rs("JournalEntryAdd", entry(), attributes=DONE),
            rs("BillAdd", attributes='requestID="r2" statusCode="3140"'),
            rs("TxnDel", attributes='requestID="r3" statusCode="3120"'),
            attributes=' newMessageSetID="m1" messageSetStatusCode="9005"',
        )
    )
    assert (found.message_set_id, found.status, found.line) == ("m1", 9005, 3)
    assert [(each.request_id, each.line) for each in found.answers] == [
        ("r1", 4),
        ("r2", 7),
        ("r3", 10),
    ]


def test_a_set_that_was_not_processed_has_no_answers() -> None:
    found = read(answer(attributes=' newMessageSetID="m1" messageSetStatusCode="9001"'))
    assert found == MessageSet("m1", 9001, (), 3)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 9, b" " * 100_000]
)
def test_an_empty_answer_is_a_value(data: bytes) -> None:
    assert read_answers(io.BytesIO(data)) == EmptyAnswer()


@pytest.mark.parametrize(
    ("data", "hresult"),
    [
        (b"0x80040400", "0x80040400"),
        (b"\r\n0x8004040a\r\n", "0x8004040A"),
        (b"COMException (0x80040408): Could not start QuickBooks.", "0x80040408"),
        (b"error -2147220480: parsing", "0x80040400"),
        ("0x80040414 – ein Fenster".encode("utf-16"), "0x80040414"),
    ],
)
def test_an_hresult_in_place_of_an_answer_is_a_value(data: bytes, hresult: str) -> None:
    assert read_answers(io.BytesIO(data)) == NoAnswer(hresult)


@pytest.mark.parametrize(
    "data", [b"0x00000000", b"0x8004040", b"0x800404000", b"-2000000000", b"no", b"call 2147220480"]
)
def test_another_text_is_no_hresult(data: bytes) -> None:
    assert "this is not XML" in fault(data)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (entry(TxnID=""), "`JournalEntryRet` has no `TxnID`"),
        (entry(TxnID="9" * 37), f"`TxnID` `{'9' * 37}` is longer than 36 characters"),
        (entry(TxnID="A\u0085B"), "`TxnID` `A?B` has a control character in it"),
        (entry(EditSequence=""), "`JournalEntryRet` has no `EditSequence`"),
        (entry(EditSequence="1" * 17), f"`EditSequence` `{'1' * 17}` is longer than 16 characters"),
        (entry(TxnNumber="-1"), "`TxnNumber` is `-1`, and no number"),
        (entry(TxnNumber="1" * 5000), f"`TxnNumber` is `{'1' * 59}…`, and no number"),
        (entry(TxnDate=""), "`JournalEntryRet` has no `TxnDate`"),
        (
            entry(TxnDate="2026-02-30"),
            "`TxnDate` is `2026-02-30`, which is no day such as 2026-01-31",
        ),
        (entry(TxnDate="20260230"), "`TxnDate` is `20260230`, which is no day such as 2026-01-31"),
        (entry(RefNumber="r" * 12), "`RefNumber` `rrrrrrrrrrrr` is longer than 11 characters"),
        (entry(line("Debit", "1")), "`Amount` is `1`, which is no amount such as 12.50"),
        (entry(line("Debit", "-1.00")), "`Amount` is `-1.00`, which is no amount such as 12.50"),
        (entry(line("Debit", "1.005")), "`Amount` is `1.005`, which is no amount such as 12.50"),
        (entry(line("Debit", "1,000.00")), "`Amount` is `1,000.00`, which is no amount"),
        (entry(line("Debit", "NaN")), "`Amount` is `NaN`, which is no amount such as 12.50"),
        (entry(line("Debit", "٣.00")), "`Amount` is `٣.00`, which is no amount such as 12.50"),
        (entry(line("Debit", "9" * 14 + ".00")), "which is no amount such as 12.50"),
        (entry(line("Debit", "1.00", "a" * 160)), "is longer than 159 characters"),
        (bill(), "`BillRet` stands in `JournalEntryAddRs`"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(record: str, message: str) -> None:
    assert message in fault(answer(rs("JournalEntryAdd", record, attributes=DONE)))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (bill(AmountDue="-1.00"), "`AmountDue` is `-1.00`, which is no amount such as 12.50"),
        (bill(RefNumber="r" * 21), f"`RefNumber` `{'r' * 21}` is longer than 20 characters"),
        (
            bill(VendorRef__FullName="v" * 42),
            f"`FullName` `{'v' * 42}` is longer than 41 characters",
        ),
        (bill(ret("ExpenseLineRet", Amount="--1.00")), "`Amount` is `--1.00`, which is no amount"),
        (entry(), "`JournalEntryRet` stands in `BillQueryRs`"),
    ],
)
def test_a_bill_that_cannot_be_is_refused(record: str, message: str) -> None:
    assert message in fault(answer(rs("BillQuery", record, attributes=DONE)))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            answer(rs("AccountQuery")),
            "4:1: `AccountQueryRs` is what QuickBooks says of its lists; "
            "take it in with `crossfoot import`",
        ),
        (answer(rs("HostQuery")), "take it in with `crossfoot import`"),
        (answer("<JournalEntryAddRs/>"), "4:1: `JournalEntryAddRs` has no `statusCode`"),
        (
            answer('<JournalEntryAddRs statusCode="ok"/>'),
            "4:1: `statusCode` is `ok`, and no number",
        ),
        (
            answer('<JournalEntryAddRs statusCode="-1"/>'),
            "4:1: `statusCode` is `-1`, and no number",
        ),
        (answer(f"<TxnVoidRs {DONE}><TxnID>{'9' * 37}</TxnID></TxnVoidRs>"), "is longer than 36"),
        (
            b"<QBXML><QBXMLMsgsRq/></QBXML>",
            "this is a file of requests; what is wanted is QuickBooks' answer",
        ),
        (b"<html><body>0x80040400</body></html>", "`html` stands where `QBXML` begins an answer"),
    ],
)
def test_a_file_that_is_no_answer_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    assert message in fault(data)


def test_half_an_answer_is_none_wherever_it_ends() -> None:
    whole = answer(rs("JournalEntryAdd", entry(line("Debit", "1.00")), attributes=DONE)).rstrip()
    for end in range(1, len(whole)):
        assert "nothing was taken" in fault(whole[:end])
    assert len(read(whole).answers) == 1
