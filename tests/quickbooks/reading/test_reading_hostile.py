"""A thousand spoiled files of each kind: read, or refused in one line, and soon."""

from __future__ import annotations

import io
import random
import re
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import pytest
from answer_texts import account, answer, ret, rs, told

from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.quickbooks.answers import MessageSet, read_answers
from crossfoot.quickbooks.bad_answer import BadAnswer
from crossfoot.quickbooks.iif import read_iif
from crossfoot.quickbooks.list_items import ListItem, ListKind
from crossfoot.quickbooks.list_limits import LENGTHS
from crossfoot.quickbooks.lists import read_lists

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
COUNT = 1_000
SECONDS = 2.0

Dice: TypeAlias = random.Random
Spoil: TypeAlias = Callable[[bytes, Dice], bytes]

BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
ODD: Sequence[bytes] = (
    b"<",
    b">",
    b"&",
    b'"',
    b"'",
    b"\t",
    b"\r",
    b"\n",
    b"\x00",
    b"\x01",
    b"\x81",
    b"\xff",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"-->",
    b"<?",
    b"?>",
    b"&#0;",
    b"&#xD800;",
    b"&j;",
    b"/>",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"9" * 400,
    b"-1",
    b"1e999",
    b"0x80040400",
    b"NaN",
    b"1.005",
    b"0000-00-00",
    b"2026-13-01",
    "٣".encode(),
    b"A" * 5_000,
    b":" * 50,
    b"a:b:c",
    b"!ACCNT\t",
    b"!TRNS",
    b"QBXMLMsgsRq",
    b'<QBXML><QBXMLMsgsRs messageSetStatusCode="',
    b' statusCode="',
    b"<AccountRet>",
    b"</AccountRet>",
)


def _flip(data: bytes, dice: Dice) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, dice: Dice) -> bytes:
    return data[: dice.randrange(len(data))]


def _behead(data: bytes, dice: Dice) -> bytes:
    return data[dice.randrange(len(data)) :]


def _take_out(data: bytes, dice: Dice) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.choice((1, 2, 10, 200)) :]


def _double(data: bytes, dice: Dice) -> bytes:
    at, to = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return data[:to] + data[at:to] + data[to:]


def _double_whole(data: bytes, _: Dice) -> bytes:
    return data + data


def _insert(data: bytes, dice: Dice) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(ODD) + data[at:]


def _value(data: bytes, dice: Dice) -> bytes:
    """Put something odd in the place of a value: between two tags, marks or tabs."""
    places = [
        each.span(1) for each in re.finditer(rb"[>\"\t]([^<>\"\t\r\n]+)(?=[<\"\t\r\n])", data)
    ]
    if not places:
        return data
    start, end = dice.choice(places)
    return data[:start] + dice.choice(ODD) + data[end:]


def _nest(data: bytes, dice: Dice) -> bytes:
    depth = dice.choice((5, 50, 5_000))
    at = data.find(b"<", dice.randrange(len(data)))
    at = max(at, 0)
    return data[:at] + b"<a>" * depth + data[at:] + (b"</a>" * depth if depth == 5 else b"")


def _bomb(data: bytes, dice: Dice) -> bytes:
    at = dice.choice((0, max(data.find(b"<QBXML"), 0)))
    return data[:at] + BOMB + data[at:].replace(b"Sales", b"&j;")


def _swap_lines(data: bytes, dice: Dice) -> bytes:
    lines = data.splitlines(keepends=True)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _recode(data: bytes, dice: Dice) -> bytes:
    return data.decode("utf-8", "replace").encode(
        dice.choice(("utf-16", "utf-32", "cp1252")), "replace"
    )


WAYS: Sequence[Spoil] = (
    _flip,
    _flip,
    _cut,
    _behead,
    _take_out,
    _double,
    _double_whole,
    _insert,
    _insert,
    _value,
    _value,
    _value,
    _nest,
    _bomb,
    _swap_lines,
    _recode,
)


def spoiled(data: bytes, dice: Dice) -> bytes:
    """Return a file with one to three things done to it."""
    for _ in range(dice.choice((1, 1, 2, 3))):
        data = dice.choice(WAYS)(data, dice) or b"\n"
    return data


LISTS = answer(
    rs(
        "HostQuery",
        ret("HostRet", ProductName="QuickBooks", MajorVersion="24", SupportedQBXMLVersion="13.0"),
    ),
    rs(
        "PreferencesQuery",
        ret(
            "PreferencesRet",
            AccountingPreferences__IsUsingClassTracking="true",
            AccountingPreferences__ClosingDate="2026-03-31",
        ),
    ),
    rs(
        "AccountQuery",
        account("Sales", ListID="8-1", AccountNumber="4000"),
        account("Sales:Food", ListID="8-2", AccountNumber="4010", IsActive="false", Desc="Café"),
        account(
            "Checking", ListID="8-3", AccountType="Bank", SpecialAccountType="UndepositedFunds"
        ),
    ),
    rs("TermsQuery", ret("StandardTermsRet", Name="Net 30", StdDueDays="30", DiscountPct="2.00")),
    rs(
        "VendorQuery",
        ret("VendorRet", ListID="9-1", Name="Ann", Phone="555"),
        attributes='statusCode="0" iteratorRemainingCount="3" iteratorID="{1}"',
    ),
    rs("ItemQuery", ret("ItemServiceRet", Name="Hour", SalesOrPurchase__Price="50.00")),
)

ANSWERS = answer(
    rs(
        "JournalEntryAdd",
        ret(
            "JournalEntryRet",
            TxnID="A-1",
            EditSequence="17",
            TxnNumber="5",
            TxnDate="2026-03-02",
            RefNumber="M1",
            JournalDebitLine__Amount="12.50",
            JournalCreditLine__Amount="12.50",
        ),
        attributes='requestID="r1" statusCode="0" statusSeverity="Info" statusMessage="Status OK"',
    ),
    rs(
        "BillAdd",
        attributes='requestID="r2" statusCode="3140" statusMessage="no &quot;Sales&quot;"',
    ),
    rs(
        "BillQuery",
        ret(
            "BillRet",
            TxnID="B-1",
            EditSequence="1",
            VendorRef__FullName="Ann",
            TxnDate="2026-03-02",
            AmountDue="9.00",
            ExpenseLineRet__Amount="9.00",
        ),
        attributes='statusCode="0"',
    ),
    '<TxnVoidRs requestID="r3" statusCode="0"><TxnVoidType>Bill</TxnVoidType>'
    "<TxnID>B-2</TxnID></TxnVoidRs>",
    attributes=' newMessageSetID="m1" messageSetStatusCode="0"',
)

IIF = (
    "!HDR\tPROD\tVER\r\nHDR\tQuickBooks Pro\tVersion 27.0D\r\n"
    "!ACCNT\tNAME\tACCNTTYPE\tDESC\tACCNUM\tEXTRA\tHIDDEN\r\n"
    "ACCNT\tSales\tINC\tall\t4000\t\tN\r\n"
    'ACCNT\tSales:Café\tINC\t"a, b"\t4010\t\tY\r\n'
    "ACCNT\tTax\tOCLIAB\t\t2200\tSALESTAX\tN\r\n"
    "!TERMS\tNAME\tDISCPER\tSTDDUEDAYS\tTERMSTYPE\r\nTERMS\tNet 30\t2.00%\t30\t0\r\n"
    '!VEND\tNAME\tPHONE1\tTERMS\r\nVEND\t"Lee, Ann"\t555\tNet 30\r\n'
    '!INVITEM\tNAME\tINVITEMTYPE\tPRICE\r\nINVITEM\t"6"" pipe"\tPART\t"1,250.00"\r\n'
    "!CLASS\tNAME\tHIDDEN\r\nCLASS\tEast\tN\r\n"
).encode()


def _require_sound(items: Sequence[object]) -> None:
    """Assert that what came through is what QuickBooks could have."""
    names: set[tuple[ListKind, str]] = set()
    for item in items:
        if isinstance(item, ListItem):
            assert 0 < len(item.name) <= LENGTHS[item.kind].whole
            assert not CONTROL.search(item.name)
            assert (item.kind, item.name) not in names
            names.add((item.kind, item.name))
            assert all(value.strip() for value in item.fields.values())
            assert item.fields.get("active", "false") == "false"
            if item.kind is ListKind.ACCOUNTS:
                assert item.fields["type"] in ACCOUNT_TYPES
                assert len(item.fields.get("number", "")) <= 7


def _lists(data: bytes) -> None:
    _require_sound(list(read_lists(io.BytesIO(data))))


def _iif(data: bytes) -> None:
    _require_sound(list(read_iif(io.BytesIO(data))))


def _answers(data: bytes) -> None:
    found = read_answers(io.BytesIO(data))
    if not isinstance(found, MessageSet):
        return
    for each in found.answers:
        assert each.code >= 0
        for txn in each.returned:
            assert 0 < len(txn.txn_id) <= 36
            assert 0 < len(txn.edit_sequence) <= 16
            assert txn.total >= 0
            assert all(line.cents >= 0 and line.side in ("debit", "credit") for line in txn.lines)


class Kind(NamedTuple):
    """A kind of file: a sound one, and what reads it and holds it against what can be."""

    sound: bytes
    read: Callable[[bytes], None]


KINDS = {"lists": Kind(LISTS, _lists), "answers": Kind(ANSWERS, _answers), "iif": Kind(IIF, _iif)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_are_sound_before_they_are_spoiled(kind: str) -> None:
    KINDS[kind].read(KINDS[kind].sound)


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_file_is_read_or_refused_in_one_line_and_soon(kind: str) -> None:
    sound, read = KINDS[kind]
    refused = 0
    for seed in range(COUNT):
        data = spoiled(sound, random.Random(f"{kind} {seed}"))
        begun = time.monotonic()
        said = _said(read, data, f"seed {seed}")
        assert time.monotonic() - begun < SECONDS, f"seed {seed}"
        assert said is None or said.isprintable(), f"seed {seed}: {said!r}"
        refused += said is not None
    assert COUNT // 4 < refused < COUNT


def _said(read: Callable[[bytes], None], data: bytes, which: str) -> str | None:
    """Return why a file is refused, None where it is not; nothing else may go wrong."""
    try:
        read(data)
    except BadAnswer as fault:
        return told(fault)
    except Exception as error:
        raise AssertionError(f"{which}: {error!r} at {data[:200]!r}") from error
    return None


def test_a_file_of_another_kind_is_refused() -> None:
    for kind, (_, read) in KINDS.items():
        for other, (sound, _) in KINDS.items():
            if other != kind:
                with pytest.raises(BadAnswer) as caught:
                    read(sound)
                assert told(caught.value)
