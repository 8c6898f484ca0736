"""Requests for the stand-in, written by hand, and what its answers say."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from stand_in import Faults, QuickBooks

COMPANY: dict[str, Any] = {
    "company": "Shop & Co",
    "class tracking": True,
    "accounts": [
        {"name": "Cash", "type": "Bank", "number": "1000"},
        {"name": "Till", "type": "OtherCurrentAsset", "special": "UndepositedFunds"},
        {"name": "Receivable", "type": "AccountsReceivable"},
        {"name": "Payable", "type": "AccountsPayable", "currency": "US Dollar"},
        {
            "name": "Sales Tax Payable",
            "type": "OtherCurrentLiability",
            "special": "SalesTaxPayable",
        },
        {"name": "Sales", "type": "Income"},
        {"name": "Sales:Liquor", "type": "Income", "description": "Spirits"},
        {"name": "Caf\u00e9", "type": "Income"},
        {"name": "Old", "type": "Bank", "active": False},
        {"name": "Estimates", "type": "NonPosting", "special": "Estimates"},
    ],
    "classes": ["North", {"name": "South", "active": False}],
    "vendors": [
        {"name": "Acme", "terms": "Net 15", "company": "Acme Ltd", "phone": "1", "account": "7"},
        {"name": "State", "tax agency": True},
        {"name": "Gone", "active": False},
    ],
    "terms": [{"name": "Net 15", "due days": 15}, {"name": "Net 30", "due days": 30}],
    "customers": ["Ann", {"name": "Ann:Kitchen", "terms": "Net 30"}, "Ben", "Cid", "Dee"],
    "items": [
        {"name": "Hour", "type": "Service", "price": "80.00", "account": "Sales"},
        {"name": "Wine", "type": "Inventory", "price": "9.50", "account": "Sales:Liquor"},
        {"name": "Box", "type": "NonInventory", "description": "a box"},
        {"name": "Rebate", "type": "Discount", "description": "less"},
        {"name": "Sum", "type": "Subtotal", "active": False},
    ],
}


def request(*requests: str, on_error: str = "continueOnError", **attributes: str) -> bytes:
    """Return a message set of some requests, `newMessageSetID="a"` say."""
    head = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?><?qbxml version="13.0"?>\n'
        f'<QBXML><QBXMLMsgsRq{head} onError="{on_error}">{"".join(requests)}</QBXMLMsgsRq></QBXML>'
    ).encode("ascii")


def named(tag: str, name: str) -> str:
    """Return a reference by full name."""
    return f"<{tag}><FullName>{escape(name)}</FullName></{tag}>"


def debit(account: str, amount: str, more: str = "", tag: str = "JournalDebitLine") -> str:
    """Return a line that debits an account."""
    return f"<{tag}>{named('AccountRef', account)}<Amount>{amount}</Amount>{more}</{tag}>"


def credit(account: str, amount: str, more: str = "") -> str:
    """Return a line that credits an account."""
    return debit(account, amount, more, "JournalCreditLine")


def journal(*lines: str, ref: str = "M1", day: str = "2026-03-02", head: str = "") -> str:
    """Return the request to add a journal entry; of 10.00 from Sales to Cash where none is said."""
    inside = "".join(lines) or debit("Cash", "10.00") + credit("Sales", "10.00")
    return (
        f'<JournalEntryAddRq requestID="{ref}"><JournalEntryAdd><TxnDate>{day}</TxnDate>'
        f"<RefNumber>{ref}</RefNumber>{head}{inside}</JournalEntryAdd></JournalEntryAddRq>"
    )


def bill(
    *lines: str, ref: str = "PO-1", vendor: str = "Acme", day: str = "2026-03-02", head: str = ""
) -> str:
    """Return the request to add a bill; of 25.00 to Sales where no line is said."""
    inside = "".join(lines) or expense("Sales", "25.00")
    return (
        f'<BillAddRq requestID="{ref}"><BillAdd>{named("VendorRef", vendor)}'
        f"<TxnDate>{day}</TxnDate><RefNumber>{ref}</RefNumber>{head}{inside}</BillAdd></BillAddRq>"
    )


def expense(account: str, amount: str, more: str = "") -> str:
    """Return a line of a bill."""
    return debit(account, amount, more, "ExpenseLineAdd")


def undo(verb: str, txn_id: str, kind: str = "JournalEntry") -> str:
    """Return the request to void or delete: `TxnVoid` or `TxnDel`."""
    inside = f"<{verb}Type>{kind}</{verb}Type><TxnID>{txn_id}</TxnID>"
    return f'<{verb}Rq requestID="{verb}">{inside}</{verb}Rq>'


def modify(txn_id: str, sequence: str, inside: str) -> str:
    """Return the request to change a journal entry."""
    head = f"<TxnID>{txn_id}</TxnID><EditSequence>{sequence}</EditSequence>"
    return (
        f'<JournalEntryModRq requestID="mod"><JournalEntryMod>{head}{inside}</JournalEntryMod>'
        "</JournalEntryModRq>"
    )


def query(kind: str, inside: str = "", **attributes: str) -> str:
    """Return a query, `query("Vendor", iterator="Start")` say."""
    head = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<{kind}QueryRq requestID="{kind}"{head}>{inside}</{kind}QueryRq>'


def sent(
    books: QuickBooks, *requests: str, faults: Faults | None = None
) -> list[ElementTree.Element]:
    """Send requests and return the answer to each."""
    answer = books.process(request(*requests), faults or Faults())
    return list(ElementTree.fromstring(answer)[0])


def code(books: QuickBooks, one: str) -> int:
    """Send one request and return its status code."""
    return int(sent(books, one)[0].attrib["statusCode"])


def added(books: QuickBooks, one: str) -> tuple[str, str]:
    """Send one Add and return the TxnID and the EditSequence."""
    ret = sent(books, one)[0][0]
    return ret.findtext("TxnID", ""), ret.findtext("EditSequence", "")
