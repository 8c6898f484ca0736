"""What the stand-in answers is of the form that Intuit's schema gives it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from qbxml_schema import faults
from stand_in import QuickBooks
from stand_in_ground import (
    added,
    bill,
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

ALL = "<ActiveStatus>All</ActiveStatus>"
LINES = "<IncludeLineItems>true</IncludeLineItems>"
MORE = f"<Memo>a &amp; b &#233;</Memo>{named('EntityRef', 'Ann')}{named('ClassRef', 'North')}"


def everything(books: QuickBooks) -> list[bytes]:
    """Return an answer of every kind: to what is done, asked, and refused."""
    txn_id, sequence = added(books, journal(debit("Cash", "1.00", MORE), credit("Sales", "1.00")))
    bill_id, _ = added(books, bill(expense("Sales", "2.00"), head="<Memo>m</Memo>"))
    asked = [
        request(journal(), bill(), journal(debit("x", "1.00")), bill(vendor="x")),
        request(journal(), newMessageSetID="set-1"),
        request(modify(txn_id, sequence, "<RefNumber>M2</RefNumber>"), modify("F-1", "1", "")),
        request(*(query(kind, ALL) for kind in ("Account", "Terms", "Class", "Vendor", "Item"))),
        request(query("Customer", "<MaxReturned>2</MaxReturned>", iterator="Start")),
        request(query("StandardTerms"), query("Host"), query("Company"), query("Preferences")),
        request(query("JournalEntry", LINES), query("Bill", LINES), query("Bill")),
        request(query("Bill", f"<TxnID>{bill_id}</TxnID><TxnID>F-1</TxnID>")),
        request(
            query("Bill", "<RefNumber>none</RefNumber>"), query("Vendor", "<ListID>1</ListID>")
        ),
        request(undo("TxnVoid", txn_id), undo("TxnVoid", "F-1"), undo("TxnDel", "F-1")),
        request(undo("TxnVoid", bill_id, "Bill"), query("Bill", LINES)),
        request(undo("TxnDel", txn_id), undo("TxnDel", bill_id, "Bill")),
        request(oldMessageSetID="set-1", newMessageSetID="set-1"),
        request(oldMessageSetID="set-9"),
        request(journal(), responseData="includeNone"),
    ]
    return [books.process(each) for each in asked]


def test_every_answer_is_of_the_form_of_the_schema(books: QuickBooks, oracle: Path) -> None:
    books.change(closed_until="2020-12-31")
    answers = everything(books)
    for answer in answers:
        assert answer.isascii()
        assert faults(oracle, answer) == [], answer.decode()
    tags = {each.tag for answer in answers for each in ElementTree.fromstring(answer)[0].iter()}
    assert tags >= {
        "JournalEntryRet", "BillRet", "TimeDeleted", "AccountRet", "StandardTermsRet", "ClassRet",
        "VendorRet", "CustomerRet", "ItemServiceRet", "ItemInventoryRet", "ItemDiscountRet",
        "ItemNonInventoryRet", "ItemSubtotalRet", "HostRet", "CompanyRet", "PreferencesRet",
        "JournalEntryModRs", "TxnVoidRs", "ClosingDate", "JournalCreditLine", "ExpenseLineRet",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["Account", "Vendor", "Class", "Item"])
def test_only_active_records_are_answered_unless_others_are_asked_for(
    books: QuickBooks, kind: str
) -> None:
    def names(status: str) -> set[str | None]:
        inside = f"<ActiveStatus>{status}</ActiveStatus>" if status else ""
        return {each.findtext("Name") for each in sent(books, query(kind, inside))[0]}

    assert names("") == names("ActiveOnly")
    assert names("InactiveOnly")
    assert names("").isdisjoint(names("InactiveOnly"))
    assert names("All") == names("") | names("InactiveOnly")


def test_an_account_says_what_it_is_and_what_is_on_it(books: QuickBooks) -> None:
    sent(
        books, journal(debit("Cash", "5.00"), credit("Payable", "5.00", named("EntityRef", "Acme")))
    )
    sent(books, journal(debit("Cash", "2.00"), credit("Sales:Liquor", "2.00")))
    found = {each.findtext("FullName"): each for each in sent(books, query("Account"))[0]}
    assert found["Cash"].findtext("AccountNumber") == "1000"
    assert found["Cash"].findtext("Balance") == "7.00"
    assert found["Payable"].findtext("Balance") == "5.00"
    assert found["Till"].findtext("SpecialAccountType") == "UndepositedFunds"
    assert found["Sales:Liquor"].findtext("Name") == "Liquor"
    assert found["Sales:Liquor"].findtext("ParentRef/FullName") == "Sales"
    assert found["Sales:Liquor"].findtext("Sublevel") == "1"
    assert found["Caf\u00e9"].findtext("AccountType") == "Income"


@pytest.mark.parametrize(("kind", "count"), [("Customer", 5), ("Vendor", 2), ("JournalEntry", 4)])
def test_an_iterator_answers_page_by_page(books: QuickBooks, kind: str, count: int) -> None:
    sent(books, *(journal(ref=f"M{number}") for number in range(4)))
    page, how, seen, left = "<MaxReturned>1</MaxReturned>", {"iterator": "Start"}, [], count
    while left:
        answer = sent(books, query(kind, page, **how))[0]
        seen += [each[0].text for each in answer]
        left -= 1
        assert answer.get("iteratorRemainingCount") == str(left)
        how = {"iterator": "Continue", "iteratorID": answer.attrib["iteratorID"]}
    assert len(set(seen)) == count
    assert sent(books, query(kind, page, **how))[0].get("statusCode") == "3120"
    assert len(sent(books, query(kind, "<MaxReturned>2</MaxReturned>"))[0]) == 2


def test_nothing_found_is_a_status_of_its_own(books: QuickBooks) -> None:
    sent(books, journal(ref="M7"))
    nothing, lost, some, exact, close, period = sent(
        books,
        query("JournalEntry", "<RefNumber>M8</RefNumber>"),
        query("JournalEntry", "<TxnID>F-1</TxnID>"),
        query("JournalEntry", "<RefNumber>m7</RefNumber><RefNumber>M8</RefNumber>"),
        query("JournalEntry", "<RefNumberCaseSensitive>M7</RefNumberCaseSensitive>"),
        query("JournalEntry", "<RefNumberCaseSensitive>m7</RefNumberCaseSensitive>"),
        query(
            "JournalEntry",
            "<TxnDateRangeFilter><FromTxnDate>2026-03-02</FromTxnDate>"
            "<ToTxnDate>2026-03-02</ToTxnDate></TxnDateRangeFilter>",
        ),
    )
    assert (nothing.get("statusCode"), nothing.get("statusSeverity")) == ("1", "Info")
    assert (lost.get("statusCode"), lost.get("statusSeverity")) == ("500", "Warn")
    assert [len(each) for each in (nothing, lost, some, exact, close, period)] == [0, 0, 1, 1, 0, 1]
    assert some[0].find("JournalDebitLine") is None


def test_the_preferences_and_the_host_say_what_the_company_is(books: QuickBooks) -> None:
    books.change(closed_until="2026-01-31", uses_numbers=True)
    preferences, host, company = sent(books, query("Preferences"), query("Host"), query("Company"))
    said = preferences.find("PreferencesRet/AccountingPreferences")
    assert said is not None
    assert said.findtext("ClosingDate") == "2026-01-31"
    assert said.findtext("IsUsingClassTracking") == said.findtext("IsUsingAccountNumbers") == "true"
    assert "13.0" in [each.text for each in host.iter("SupportedQBXMLVersion")]
    assert company.findtext("CompanyRet/CompanyName") == "Shop & Co"


def test_a_real_chart_of_116_accounts_comes_back_as_it_was(tmp_path: Path, oracle: Path) -> None:
    real = ElementTree.parse(oracle / "samples" / "accounts.xml").findall(".//AccountRet")
    said = {"number": "AccountNumber", "special": "SpecialAccountType", "type": "AccountType"}
    chart = [
        {
            "name": each.findtext("FullName", ""),
            "active": each.findtext("IsActive"),
            **{key: each.findtext(tag) for key, tag in said.items() if each.find(tag) is not None},
        }
        for each in real
    ]
    books = QuickBooks.make(tmp_path / "real.json", {"accounts": chart})
    answer = books.process(request(query("Account", ALL)))
    assert faults(oracle, answer) == []
    found = ElementTree.fromstring(answer).findall(".//AccountRet")
    tags = ("FullName", "Name", "IsActive", "Sublevel", *said.values())
    assert {tuple(map(each.findtext, tags)) for each in found} == {
        tuple(map(each.findtext, tags)) for each in real
    }
    assert len(found) == 116
