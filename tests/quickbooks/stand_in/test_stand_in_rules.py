"""Each rule that the stand-in enforces, shown by what it refuses and by what it takes."""

from __future__ import annotations

import pytest
from stand_in import Faults, ParseFault, QuickBooks
from stand_in_ground import (
    added,
    bill,
    code,
    credit,
    debit,
    expense,
    journal,
    modify,
    named,
    query,
    request,
    sent,
    undo,
)

SALE = debit("Cash", "10.00") + credit("Sales", "10.00")
ANN, ACME, STATE = (named("EntityRef", name) for name in ("Ann", "Acme", "State"))

REFUSED = {
    "debits are not credits": (3180, journal(debit("Cash", "10.00"), credit("Sales", "9.99"))),
    "one side only": (3180, journal(debit("Cash", "0.00"))),
    "unknown account": (3140, journal(debit("Cahs", "1.00"), credit("Sales", "1.00"))),
    "a number in front of the name": (
        3140,
        journal(debit("1000 - Cash", "1.00"), credit("Sales", "1.00")),
    ),
    "inactive account": (3140, journal(debit("Old", "1.00"), credit("Sales", "1.00"))),
    "non-posting account": (3180, journal(debit("Estimates", "1.00"), credit("Sales", "1.00"))),
    "no account": (3150, journal("<JournalDebitLine><Amount>1.00</Amount></JournalDebitLine>")),
    "empty account": (
        3150,
        journal(
            "<JournalDebitLine><AccountRef></AccountRef><Amount>1.00</Amount></JournalDebitLine>"
        ),
    ),
    "no amount": (
        3150,
        journal(f"<JournalDebitLine>{named('AccountRef', 'Cash')}</JournalDebitLine>"),
    ),
    "empty amount": (3150, journal(debit("Cash", ""), credit("Sales", "1.00"))),
    "negative amount": (3210, journal(debit("Cash", "-1.00"), credit("Sales", "-1.00"))),
    "plus sign": (3210, journal(debit("Cash", "+1.00"), credit("Sales", "1.00"))),
    "one decimal": (3040, journal(debit("Cash", "97.5"), credit("Sales", "97.5"))),
    "thousands": (3040, journal(debit("Cash", "1,000.00"), credit("Sales", "1,000.00"))),
    "receivable without a customer": (
        3180,
        journal(debit("Receivable", "1.00"), credit("Sales", "1.00")),
    ),
    "receivable with a vendor": (
        3180,
        journal(debit("Receivable", "1.00", ACME), credit("Sales", "1.00")),
    ),
    "payable with a customer": (
        3180,
        journal(debit("Cash", "1.00"), credit("Payable", "1.00", ANN)),
    ),
    "receivable and payable": (
        3180,
        journal(debit("Receivable", "1.00", ANN), credit("Payable", "1.00", ACME)),
    ),
    "two receivables": (
        3180,
        journal(debit("Receivable", "1.00", ANN), credit("Receivable", "1.00", ANN)),
    ),
    "sales tax without an agency": (
        3180,
        journal(debit("Cash", "1.00"), credit("Sales Tax Payable", "1.00")),
    ),
    "sales tax with a vendor that is none": (
        3180,
        journal(debit("Cash", "1.00"), credit("Sales Tax Payable", "1.00", ACME)),
    ),
    "unknown class": (
        3140,
        journal(debit("Cash", "1.00", named("ClassRef", "West")), credit("Sales", "1.00")),
    ),
    "inactive class": (
        3140,
        journal(debit("Cash", "1.00", named("ClassRef", "South")), credit("Sales", "1.00")),
    ),
    "unknown name": (
        3140,
        journal(debit("Cash", "1.00", named("EntityRef", "Zoe")), credit("Sales", "1.00")),
    ),
    "journal reference of 12": (3070, journal(ref="123456789012")),
    "long memo": (3070, journal(debit("Cash", "1.00", f"<Memo>{'x' * 4096}</Memo>"))),
    "long account": (3070, journal(debit("x" * 160, "1.00"))),
    "no day of the calendar": (3020, journal(day="2026-02-30")),
    "day written otherwise": (3020, journal(day="03/02/2026")),
    "no yes or no": (3010, journal(head="<IsAdjustment>maybe</IsAdjustment>")),
    "bill reference of 21": (3070, bill(ref="x" * 21)),
    "long vendor": (3070, bill(vendor="x" * 42)),
    "unknown vendor": (3140, bill(vendor="Nobody")),
    "inactive vendor": (3140, bill(vendor="Gone")),
    "unknown terms": (3140, bill(head=named("TermsRef", "Net 90"))),
    "bill to a receivable": (
        3180,
        bill(expense("Receivable", "1.00", named("CustomerRef", "Ann"))),
    ),
    "bill to a payable": (3180, bill(expense("Payable", "1.00"))),
    "bill to a non-posting account": (3180, bill(expense("Estimates", "1.00"))),
    "bill below zero": (3180, bill(expense("Sales", "-1.00"))),
    "bill without lines": (3150, bill("<!-- none -->")),
    "bill to another account than payable": (
        3180,
        bill().replace("<TxnDate>", f"{named('APAccountRef', 'Cash')}<TxnDate>"),
    ),
    "requestID of 51": (1060, journal().replace('requestID="M1"', f'requestID="{"x" * 51}"')),
    "void of what is not there": (3120, undo("TxnVoid", "FF-1")),
    "void of no id": (3000, undo("TxnVoid", "not an id")),
    "void of an unknown kind": (3110, undo("TxnVoid", "FF-1", "Entry")),
    "deletion of what is not there": (3120, undo("TxnDel", "FF-1")),
    "change of what is not there": (3120, modify("FF-1", "1", "")),
    "dates from late to early": (
        3030,
        query(
            "JournalEntry",
            "<TxnDateRangeFilter><FromTxnDate>2026-03-02</FromTxnDate>"
            "<ToTxnDate>2026-03-01</ToTxnDate></TxnDateRangeFilter>",
        ),
    ),
    "a filter that is not played": (
        530,
        query(
            "Vendor",
            "<NameFilter><MatchCriterion>Contains</MatchCriterion><Name>a</Name></NameFilter>",
        ),
    ),
    "an iterator without a size": (3150, query("Vendor", iterator="Start")),
    "an iterator that is not there": (
        3120,
        query("Vendor", "<MaxReturned>1</MaxReturned>", iterator="Continue", iteratorID="{0}"),
    ),
    "none at a time": (3110, query("Vendor", "<MaxReturned>0</MaxReturned>")),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_request_is_refused_with_its_code_and_nothing_is_booked(
    books: QuickBooks, what: str
) -> None:
    expected, asked = REFUSED[what]
    before = books.path.read_bytes()
    assert code(books, asked) == expected
    assert books.path.read_bytes() == before


TAKEN = {
    "a receivable with its customer": journal(
        debit("Receivable", "1.00", ANN), credit("Sales", "1.00")
    ),
    "a payable with its vendor": journal(debit("Cash", "1.00"), credit("Payable", "1.00", ACME)),
    "sales tax with its agency": journal(
        debit("Cash", "1.00"), credit("Sales Tax Payable", "1.00", STATE)
    ),
    "an active class": journal(
        debit("Cash", "1.00", named("ClassRef", "North")), credit("Sales", "1.00")
    ),
    "credits first and mixed": journal(
        credit("Sales", "1.00"), debit("Cash", "3.00"), credit("Sales:Liquor", "2.00")
    ),
    "names in another case": journal(debit("cash", "1.00"), credit("SALES:liquor", "1.00")),
    "letters of Latin-1 as references": journal(
        debit("Caf_", "1.00").replace("_", "&#233;"), credit("Sales", "1.00")
    ),
    "a memo of 4095, escapes not counted": journal(
        debit("Cash", "1.00", f"<Memo>{'&amp;' * 4095}</Memo>"), credit("Sales", "1.00")
    ),
    "a reference of 11": journal(ref="12345678901"),
    "a requestID of 50": journal().replace('requestID="M1"', f'requestID="{"x" * 50}"'),
    "a bill with a line below zero": bill(expense("Sales", "5.00"), expense("Cash", "-1.00")),
    "a bill reference of 20": bill(ref="x" * 20),
    "no date: today": journal().replace("<TxnDate>2026-03-02</TxnDate>", ""),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_near_miss_is_taken(books: QuickBooks, what: str) -> None:
    assert code(books, TAKEN[what]) == 0
    assert len(books.postings()) == 1
    assert sum(books.balances().values()) == 0


GOOD = request(journal())
NO_GOOD = {
    "nothing": b"",
    "half of it": GOOD[: len(GOOD) // 2],
    "bytes outside ASCII": GOOD.replace(b"Cash", "Café".encode()),
    "a control character": GOOD.replace(b"Cash", b"Ca\x01sh"),
    "a control character by reference": GOOD.replace(b"Cash", b"Ca&#1;sh"),
    "a control character of Latin-1": GOOD.replace(b"Cash", b"Ca&#133;sh"),
    "a letter outside Latin-1": GOOD.replace(b"Cash", b"Ca&#322;sh"),
    "a doctype": GOOD.replace(b"<QBXML>", b'<!DOCTYPE x [<!ENTITY a "b">]><QBXML>'),
    "no qbxml instruction": GOOD.replace(b'<?qbxml version="13.0"?>', b""),
    "the instruction too late": GOOD.replace(b'<?qbxml version="13.0"?>', b"").replace(
        b"<QBXML>", b'<QBXML><?qbxml version="13.0"?>'
    ),
    "an unsupported version": GOOD.replace(b'qbxml version="13.0"', b'qbxml version="16.0"'),
    "no onError": GOOD.replace(b' onError="continueOnError"', b""),
    "another onError": GOOD.replace(b"continueOnError", b"rollbackOnError"),
    "an unknown attribute": GOOD.replace(b"requestID", b"requestId"),
    "an unknown request": GOOD.replace(b"JournalEntryAddRq", b"JournalEntryPostRq"),
    "the order of elements": request(
        journal()
        .replace("<RefNumber>M1</RefNumber>", "")
        .replace("<TxnDate>", "<RefNumber>M1</RefNumber><TxnDate>")
    ),
    "a memo of the header": request(journal(head="<Memo>x</Memo>")),
    "no lines": request(journal("<!-- none -->")),
    "a list around repeated elements": request(
        query("JournalEntry", "<RefNumberList><RefNumber>M1</RefNumber></RefNumberList>")
    ),
    "text between elements": GOOD.replace(b"<JournalDebitLine>", b"x<JournalDebitLine>"),
    "text for elements": GOOD.replace(
        b"<JournalDebitLine>", b"<JournalDebitLine>1.00</JournalDebitLine><JournalDebitLine>", 1
    ),
    "an element in a text": GOOD.replace(b"Cash", b"<b>Cash</b>"),
    "no root of that name": GOOD.replace(b"QBXML>", b"QBXMLL>"),
}


@pytest.mark.parametrize("what", NO_GOOD)
def test_a_request_that_is_no_good_comes_back_as_an_hresult(books: QuickBooks, what: str) -> None:
    before = books.path.read_bytes()
    with pytest.raises(ParseFault) as caught:
        books.process(NO_GOOD[what])
    assert caught.value.hresult == "0x80040400"
    assert books.path.read_bytes() == before


def test_a_closed_period_is_closed_to_everything(books: QuickBooks) -> None:
    old, sequence = added(books, journal(day="2026-01-31"))
    new, new_sequence = added(books, journal(day="2026-02-01"))
    books.change(closed_until="2026-01-31")
    assert code(books, journal(day="2026-01-31")) == 3171
    assert code(books, bill(day="2026-01-31")) == 3171
    assert code(books, undo("TxnVoid", old)) == 3171
    assert code(books, undo("TxnDel", old)) == 3161
    assert code(books, modify(old, sequence, "<TxnDate>2026-02-02</TxnDate>")) == 3171
    assert code(books, modify(new, new_sequence, "<TxnDate>2026-01-31</TxnDate>")) == 3171
    assert code(books, journal(day="2026-02-01")) == 0


def test_classes_are_passed_over_where_they_are_not_tracked(books: QuickBooks) -> None:
    books.change(uses_classes=False)
    line = debit("Cash", "1.00", named("ClassRef", "West"))
    ret = sent(books, journal(line, credit("Sales", "1.00")))[0][0]
    assert ret.find("JournalDebitLine/ClassRef") is None


def test_the_same_entry_is_taken_twice(books: QuickBooks) -> None:
    first, second = added(books, journal()), added(books, journal())
    assert first != second
    assert [each.ref for each in books.postings()] == ["M1", "M1"]


def test_a_voided_entry_stays_with_amounts_of_zero(books: QuickBooks) -> None:
    txn_id, sequence = added(books, journal())
    rs = sent(books, undo("TxnVoid", txn_id))[0]
    assert (rs.findtext("TxnVoidType"), rs.findtext("RefNumber")) == ("JournalEntry", "M1")
    assert books.postings()[0].lines == (("Cash", 0), ("Sales", 0))
    assert code(books, modify(txn_id, sequence, "<RefNumber>M2</RefNumber>")) == 3200


def test_a_deleted_entry_is_gone(books: QuickBooks) -> None:
    txn_id, _ = added(books, journal())
    assert code(books, undo("TxnDel", txn_id, "Bill")) == 3120
    assert code(books, undo("TxnDel", txn_id)) == 0
    assert books.postings() == []
    assert code(books, undo("TxnDel", txn_id)) == 3120


def test_what_another_user_has_open_is_locked(books: QuickBooks) -> None:
    txn_id, sequence = added(books, journal())
    held = Faults(locked=frozenset({txn_id}))
    asked = (
        undo("TxnVoid", txn_id),
        undo("TxnDel", txn_id),
        modify(txn_id, sequence, ""),
        journal(),
    )
    answers = sent(books, *asked, faults=held)
    assert [each.get("statusCode") for each in answers] == ["3175", "3175", "3175", "0"]


def lines(books: QuickBooks, txn_id: str) -> list[str]:
    asked = f"<TxnID>{txn_id}</TxnID><IncludeLineItems>true</IncludeLineItems>"
    ret = sent(books, query("JournalEntry", asked))[0][0]
    return [each.findtext("TxnLineID", "") for each in ret if each.tag.startswith("Journal")]


def mod_line(line_id: str, inside: str = "") -> str:
    return f"<JournalLineMod><TxnLineID>{line_id}</TxnLineID>{inside}</JournalLineMod>"


def test_a_change_keeps_replaces_adds_and_leaves_out_lines(books: QuickBooks) -> None:
    entry = journal(debit("Cash", "7.00"), debit("Till", "3.00"), credit("Sales", "10.00"))
    txn_id, sequence = added(books, entry)
    cash, _, sales = lines(books, txn_id)
    new = f"<JournalLineType>Debit</JournalLineType>{named('AccountRef', 'Sales:Liquor')}"
    mods = [
        mod_line(cash, "<Amount>8.00</Amount>"),
        mod_line("-1", f"{new}<Amount>2.00</Amount>"),
        mod_line(sales),
    ]
    assert code(books, modify(txn_id, sequence, "".join(mods))) == 0
    assert books.postings()[0].lines == (("Cash", 800), ("Sales:Liquor", 200), ("Sales", -1000))
    assert code(books, modify(txn_id, sequence, "")) == 3200


def test_a_change_is_refused_as_an_addition_would_be(books: QuickBooks) -> None:
    txn_id, sequence = added(books, journal())
    cash, sales = lines(books, txn_id)
    before = books.path.read_bytes()
    assert code(books, modify(txn_id, sequence, mod_line(cash))) == 3180
    assert code(books, modify(txn_id, sequence, mod_line(sales) + mod_line(cash))) == 3290
    assert code(books, modify(txn_id, sequence, mod_line("FF-1"))) == 3120
    assert code(books, modify(txn_id, sequence, mod_line("-1"))) == 3150
    assert books.path.read_bytes() == before


def test_a_bill_is_due_by_its_terms_or_by_its_vendors(books: QuickBooks) -> None:
    def due(asked: str) -> str | None:
        return sent(books, asked)[0][0].findtext("DueDate")

    assert due(bill()) == "2026-03-17"
    assert due(bill(head=named("TermsRef", "Net 30"))) == "2026-04-01"
    assert due(bill(vendor="State")) == "2026-03-12"
    dated = bill().replace("<RefNumber>", "<DueDate>2026-05-01</DueDate><RefNumber>")
    assert due(dated) == "2026-05-01"
    assert books.balances()["Payable"] == -10000


def test_stop_on_error_leaves_the_rest_alone_and_continue_does_not(books: QuickBooks) -> None:
    wrong = journal(debit("Cash", "1.00"), credit("Sales", "2.00"))
    three = (journal(ref="A"), wrong, journal(ref="B"))
    answer = books.process(request(*three, on_error="stopOnError"))
    assert answer.count(b'statusCode="3231"') == 1
    assert [each.ref for each in books.postings()] == ["A"]
    assert [each.get("statusCode") for each in sent(books, *three)] == ["0", "3180", "0"]
    warned = query("Vendor", "<FullName>Nobody</FullName>")
    answer = books.process(request(warned, journal(ref="C"), on_error="stopOnError"))
    assert answer.count(b'statusCode="500"') == answer.count(b'statusCode="0"') == 1
