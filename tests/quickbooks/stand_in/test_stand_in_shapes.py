"""What the stand-in takes for well formed is what Intuit's schema takes, but for one element."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from qb_parse import ParseFault, parsed
from qb_shapes import SHAPES
from stand_in_ground import (
    bill,
    credit,
    debit,
    expense,
    journal,
    modify,
    named,
    query,
    request,
    undo,
)

DATES = "<FromModifiedDate>2026-01-01</FromModifiedDate>"
MORE = named("EntityRef", "Ann") + named("ClassRef", "North")
VALID = [
    journal(
        debit("Cash", "1.00", f"<Memo>m</Memo>{MORE}<BillableStatus>Billable</BillableStatus>"),
        credit("Sales", "1.00"),
        head="<IsAdjustment>true</IsAdjustment>",
    ),
    journal(head="<IsHomeCurrencyAdjustment>true</IsHomeCurrencyAdjustment>"),
    journal(
        head="<IsAmountsEnteredInHomeCurrency>true</IsAmountsEnteredInHomeCurrency>"
        f"{named('CurrencyRef', 'Euro')}<ExchangeRate>1.1</ExchangeRate>"
    ),
    modify(
        "1-1",
        "1",
        "<JournalLineMod><TxnLineID>-1</TxnLineID><JournalLineType>Debit</JournalLineType>"
        f"{named('AccountRef', 'Cash')}<Amount>1.00</Amount></JournalLineMod>",
    ),
    bill(
        expense("Cash", "1.00", f"<Memo>m</Memo>{named('CustomerRef', 'Ann')}"),
        head=f"{named('TermsRef', 'Net 15')}<Memo>m</Memo>",
    ),
    bill("<ItemLineAdd><Desc>d</Desc><Quantity>1</Quantity></ItemLineAdd>"),
    undo("TxnVoid", "1-1"),
    undo("TxnDel", "1-1", "Bill"),
    query("JournalEntry", "<TxnID>1-1</TxnID><TxnID>1-2</TxnID>"),
    query("Bill", "<RefNumber>a</RefNumber><IncludeLineItems>true</IncludeLineItems>"),
    query(
        "JournalEntry",
        "<MaxReturned>5</MaxReturned><TxnDateRangeFilter><FromTxnDate>2026-01-01</FromTxnDate>"
        "</TxnDateRangeFilter><AccountFilter><FullName>Cash</FullName></AccountFilter>",
        iterator="Start",
    ),
    query("Account", f"<ActiveStatus>All</ActiveStatus>{DATES}<AccountType>Bank</AccountType>"),
    query("Vendor", "<MaxReturned>5</MaxReturned><ActiveStatus>All</ActiveStatus>"),
    query("Customer", "<FullName>Ann</FullName><IncludeRetElement>Name</IncludeRetElement>"),
    query("Item", "<ListID>1-1</ListID><OwnerID>0</OwnerID>"),
    query("Terms", "<ActiveStatus>All</ActiveStatus>"),
    query("StandardTerms"),
    query("Class", "<NameRangeFilter><FromName>a</FromName></NameRangeFilter>"),
    query("Host"),
    query("Company"),
    query("Preferences", "<IncludeRetElement>AccountingPreferences</IncludeRetElement>"),
]
VERSIONS = {"13.0"}
# A value that is wrong has a status code of its own; what is compared is elements and attributes.
_VALUES = ("is not a valid value of", "[facet ")


def schema_takes(schema: etree.XMLSchema, data: bytes) -> bool:
    schema.validate(etree.fromstring(data))
    return all(_is_of_a_value(str(each.message)) for each in schema.error_log)


def _is_of_a_value(fault: str) -> bool:
    return "attribute" not in fault and any(value in fault for value in _VALUES)


def stand_in_takes(data: bytes) -> bool:
    try:
        parsed(data, VERSIONS)
    except ParseFault:
        return False
    return True


def changed(data: bytes, rng: random.Random) -> bytes:
    """Return a request with one or two elements moved, doubled, taken out or renamed."""
    root = etree.fromstring(data)
    for _ in range(rng.choice((1, 1, 2))):
        one = rng.choice(list(root.iter()))
        parent = one.getparent()
        if parent is None:
            continue
        deed = rng.choice(("move", "double", "drop", "rename", "fill", "attribute"))
        if deed == "move":
            parent.insert(rng.randrange(len(parent)), one)
        elif deed == "double":
            parent.append(etree.fromstring(etree.tostring(one)))
        elif deed == "drop":
            parent.remove(one)
        elif deed == "rename":
            one.tag = rng.choice([*sorted(SHAPES), "TxnDate", "Amount", "Memo", "RefNumber"])
        elif deed == "fill":
            etree.SubElement(one, rng.choice(("FullName", "TxnID", "Amount", "Memo")))
        else:
            one.set(rng.choice(("requestID", "iterator", "metaData", "defMacro")), "Start")
    return b'<?xml version="1.0"?><?qbxml version="13.0"?>' + etree.tostring(root)


def header_memos(data: bytes) -> Iterator[etree._Element]:
    yield from etree.fromstring(data).iterfind(".//JournalEntryAdd/Memo")


def test_the_stand_in_and_the_schema_agree_on_changed_requests(oracle: Path) -> None:
    schema = etree.XMLSchema(etree.parse(oracle / "qbxml-13.0" / "qbxmlops130.xsd"))
    rng, refused, taken = random.Random(4), 0, 0
    for one in VALID:
        assert schema_takes(schema, request(one)), one
        assert stand_in_takes(request(one)), one
    for _ in range(3000):
        data = changed(request(rng.choice(VALID)), rng)
        if list(header_memos(data)) or b"<QBXML/>" in data or b"CompanyActivity" in data:
            continue
        expected = schema_takes(schema, data)
        assert stand_in_takes(data) == expected, data.decode()
        refused, taken = refused + (not expected), taken + expected
    assert refused > 1000
    assert taken > 300


def test_the_memo_of_a_journals_header_is_the_one_difference(oracle: Path) -> None:
    schema = etree.XMLSchema(etree.parse(oracle / "qbxml-13.0" / "qbxmlops130.xsd"))
    data = request(journal(head="<Memo>m</Memo>"))
    assert schema_takes(schema, data)
    assert not stand_in_takes(data)
