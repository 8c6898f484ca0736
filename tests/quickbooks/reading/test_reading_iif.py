"""QuickBooks' lists from IIF exports: each column, each way to write it, each fault."""

from __future__ import annotations

import io

import pytest
from answer_texts import Made, exported, told

from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.quickbooks.bad_answer import BadAnswer
from crossfoot.quickbooks.iif import looks_like_iif, read_iif
from crossfoot.quickbooks.iif_fields import ACCOUNT_TYPES as CODES
from crossfoot.quickbooks.iif_lines import LONGEST_LINE, MOST_CELLS
from crossfoot.quickbooks.list_items import ListHeading, ListKind

ACCOUNTS = "!ACCNT|NAME|REFNUM|TIMESTAMP|ACCNTTYPE|OBAMOUNT|DESC|ACCNUM|SCD|BANKNUM|EXTRA|HIDDEN"


def fault(*lines: str) -> str:
    with pytest.raises(BadAnswer) as caught:
        exported(*lines)
    return told(caught.value)


def fields(header: str, line: str) -> dict[str, str]:
    (item,) = exported(header, line)
    return dict(item.fields)


def test_an_export_of_every_list_comes_in_its_order() -> None:
    data = (
        b"!HDR\tPROD\tVER\nHDR\tQuickBooks Pro\tVersion 27.0D\n"
        b"!CTYPE\tNAME\nCTYPE\tRetail\n"
        b"!ACCNT\tNAME\tACCNTTYPE\nACCNT\tSales\tINC\n"
        b"!TERMS\tNAME\nTERMS\tNet 30\n"
        b"!VEND\tNAME\nVEND\tAnn\n"
        b"!CUST\tNAME\nCUST\tBob\nCUST\tBob:Kitchen\n"
        b"!INVITEM\tNAME\nINVITEM\tNail\n"
        b"!CLASS\tNAME\nCLASS\tEast\n"
        b"!EMP\tNAME\nEMP\tCyd\n"
    )
    brought = [
        each.kind.value if isinstance(each, ListHeading) else f"  {each.name} {each.line}"
        for each in read_iif(io.BytesIO(data))
    ]
    assert brought == [
        "accounts",
        "  Sales 6",
        "terms",
        "  Net 30 8",
        "vendors",
        "  Ann 10",
        "customers",
        "  Bob 12",
        "  Bob:Kitchen 13",
        "items",
        "  Nail 15",
        "classes",
        "  East 17",
    ]


def test_an_account_with_all_its_columns() -> None:
    (item,) = exported(
        ACCOUNTS, "ACCNT|Sales:Tax|4|1154536741|OCLIAB|0.00|what is owed|2200|0||SALESTAX|Y"
    )
    assert (item.kind, item.name, item.line) == (ListKind.ACCOUNTS, "Sales:Tax", 2)
    assert list(item.fields.items()) == [
        ("number", "2200"),
        ("type", "OtherCurrentLiability"),
        ("special", "SalesTaxPayable"),
        ("active", "false"),
        ("description", "what is owed"),
    ]


def test_columns_stand_in_any_order_and_case() -> None:
    assert fields("!ACCNT|hidden|Accnttype|NAME|x", "accnt|N|bank|Checking|y") == {"type": "Bank"}


def test_every_type_of_account_has_its_code() -> None:
    assert set(CODES.values()) == set(ACCOUNT_TYPES)
    for code, kind in CODES.items():
        assert fields("!ACCNT|NAME|ACCNTTYPE", f"ACCNT|A|{code}") == {"type": kind}


@pytest.mark.parametrize(
    ("role", "special"),
    [
        ("OPENBAL", "OpeningBalanceEquity"),
        ("RETEARNINGS", "RetainedEarnings"),
        ("SALESTAX", "SalesTaxPayable"),
        ("UNDEPOSIT", "UndepositedFunds"),
        ("INVENTORYASSET", "InventoryAssets"),
        ("SOMETHING", None),
    ],
)
def test_roles_of_accounts(role: str, special: str | None) -> None:
    found = fields("!ACCNT|NAME|ACCNTTYPE|EXTRA", f"ACCNT|A|EQUITY|{role}")
    assert found.get("special") == special


NEW = (
    "!TERMS|NAME|DISCPER|STDDUEDAYS|STDDISCDAYS|DAYOFMONTHDUE|DISCDAYOFMONTH|DATEMINDAYS|TERMSTYPE"
)
OLD = "!TERMS|NAME|DUEDAYS|DISCPER|DISCDAYS|TERMSTYPE"


@pytest.mark.parametrize(
    ("header", "line", "wanted"),
    [
        (
            NEW,
            "TERMS|T|2.00%|30|10|0|0|0|0",
            "due days 30, discount days 10, discount percent 2.00",
        ),
        (NEW, "TERMS|T|0.00%|0|0|0|0|0|0", "due days 0"),
        (NEW, "TERMS|T|0.00%|0|0|15|0|5|1", "day of month due 15, due next month days 5"),
        (
            NEW,
            "TERMS|T|1%|0|0|15|10|5|1",
            "day of month due 15, due next month days 5, discount day of month 10, "
            "discount percent 1",
        ),
        (OLD, "TERMS|T|30|2|10|0", "due days 30, discount days 10, discount percent 2"),
        (OLD, "TERMS|T|15|0|0|1", "day of month due 15"),
        (OLD, "TERMS|T", ""),
    ],
)
def test_terms_by_the_columns_of_now_and_of_old(header: str, line: str, wanted: str) -> None:
    assert ", ".join(f"{key} {value}" for key, value in fields(header, line).items()) == wanted


@pytest.mark.parametrize("keyword", ["VEND", "CUST"])
def test_people(keyword: str) -> None:
    header = f"!{keyword}|NAME|PHONE1|EMAIL|TERMS|COMPANYNAME|ACCNUM|NAMECURRENCY|HIDDEN"
    line = f"{keyword}|Ann|555|a@example.com|Net 30|Ann & Co|7-93|Euro|Y"
    assert list(fields(header, line).items()) == [
        ("active", "false"),
        ("company", "Ann & Co"),
        ("phone", "555"),
        ("email", "a@example.com"),
        ("terms", "Net 30"),
        ("account", "7-93"),
        ("currency", "Euro"),
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("SERV|an hour|50.00|Fees|N", "Service, an hour, 50.00, Fees"),
        ("COMPTAX||7.75%|Tax Due|Y", "SalesTax, false, 7.75%, Tax Due"),
        ('PART||"1,250.50"||', "NonInventory, 1250.50"),
        ("RARE|||Sales|N", "RARE, Sales"),
    ],
)
def test_items(line: str, wanted: str) -> None:
    header = "!INVITEM|NAME|INVITEMTYPE|DESC|PRICE|ACCNT|HIDDEN"
    assert ", ".join(fields(header, f"INVITEM|It|{line}").values()) == wanted


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_every_end_of_a_line_and_both_encodings(encoding: str, end: str) -> None:
    items = exported(
        "!CLASS|NAME", "CLASS|Café – Zürich", "", "CLASS|B", encoding=encoding, end=end
    )
    assert [(each.name, each.line) for each in items] == [("Café – Zürich", 2), ("B", 4)]


def test_each_line_is_read_in_its_own_encoding() -> None:
    data = b"!CLASS\tNAME\r\nCLASS\tCaf\xe9\r\nCLASS\tB\xc3\xa4r\r\n"
    assert [
        each.name for each in read_iif(io.BytesIO(data)) if not isinstance(each, ListHeading)
    ] == [
        "Café",
        "Bär",
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Abercrombie, Kristy"', "Abercrombie, Kristy"),
        ('"6"" pipe"', '6" pipe'),
        ('6" pipe', '6" pipe'),
        (" padded ", "padded"),
        ('"a ""b"""', 'a "b"'),
    ],
)
def test_cells_in_quotation_marks(written: str, name: str) -> None:
    (item,) = exported("!VEND|NAME|PHONE1", f"VEND|{written}|1")
    assert (item.name, item.fields["phone"]) == (name, "1")


def test_a_tab_between_quotation_marks_parts_nothing() -> None:
    (item,) = exported("!ACCNT|NAME|ACCNTTYPE|DESC|ACCNUM", 'ACCNT|A|BANK|"a|b"|100')
    assert item.fields == {"number": "100", "type": "Bank", "description": "a\tb"}


def test_a_file_that_comes_byte_by_byte_is_the_same_file() -> None:
    data = b"!CLASS\tNAME\r\nCLASS\tA\r\n\r\nCLASS\tB\rCLASS\tC\nCLASS\tD"
    whole = list(read_iif(io.BytesIO(data)))
    parted = list(read_iif(Made(data[at : at + 1] for at in range(len(data)))))  # type: ignore[arg-type]
    assert parted == whole
    assert [each.line for each in whole] == [1, 2, 4, 5, 6]


def test_a_heading_that_comes_again_may_name_its_columns_anew() -> None:
    items = exported("!CLASS|NAME|X", "CLASS|A|1", "!CLASS|X|NAME", "CLASS|1|B")
    assert [each.name for each in items] == ["A", "B"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "1:1: the file is empty: export the lists from QuickBooks once more"),
        (["", " "], "1:1: the file is empty: export the lists from QuickBooks once more"),
        (
            ["hello"],
            "1:1: none of the lists that are used here is in this file; export accounts, "
            "terms, vendors, customers, items or classes from QuickBooks",
        ),
        (
            ["!EMP|NAME", "EMP|Ann"],
            "1:1: none of the lists that are used here is in this file; "
            "export accounts, terms, vendors, customers, items or classes from QuickBooks",
        ),
        (["!TRNS|DATE"], "1:1: this file holds transactions; export the lists alone"),
        (["!CLASS|NAME", "TRNS|1"], "2:1: this file holds transactions; export the lists alone"),
        (["!ACCNT|NAME"], "1:1: the line `!ACCNT` has no column `ACCNTTYPE`"),
        (["!VEND|PHONE1"], "1:1: the line `!VEND` has no column `NAME`"),
        (
            ["!CLASS|NAME", "VEND|Ann"],
            "2:1: `VEND` stands here before the line `!VEND`, which names its columns",
        ),
        (["!CLASS|NAME", "CLASS"], "2:1: class without a name"),
        (
            ["!CLASS|NAME", "CLASS|A", "CLASS|a"],
            "3:1: class `a` is in the file twice: in line 2 as well",
        ),
        (["!CLASS|NAME", "CLASS|A::B"], "2:1: a part of the name of class `A::B` is missing"),
        (
            ["!CLASS|NAME", "CLASS|A\x01"],
            "2:1: the name of class `A?` has a control character in it",
        ),
        (
            ["!ACCNT|NAME|ACCNTTYPE", "ACCNT|A|MONEY"],
            "2:1: account `A`: `MONEY` is no type of account of QuickBooks'",
        ),
        (
            ["!ACCNT|NAME|ACCNTTYPE", "ACCNT|A"],
            "2:1: account `A`: `` is no type of account of QuickBooks'",
        ),
        (
            ["!CLASS|NAME|HIDDEN", "CLASS|A|X"],
            "2:1: class `A`: the active `X` is neither `Y` nor `N`",
        ),
        (
            ["!TERMS|NAME|DUEDAYS", "TERMS|A|soon"],
            "2:1: payment terms `A`: the due days `soon` is no number of days",
        ),
        (
            ["!VEND|NAME", f"VEND|{'v' * 42}"],
            f"2:1: the name of vendor `{'v' * 42}` is longer than 41 characters",
        ),
        (
            ["!VEND|NAME", 'VEND|"Ann'],
            "2:1: a quotation mark is opened in this line and never closed",
        ),
        (
            ["!VEND|NAME" + "|X" * MOST_CELLS],
            "1:1: this line has more cells than any of QuickBooks'",
        ),
        (
            ["!VEND|NAME", "VEND|" + "x" * LONGEST_LINE],
            "2:1: this line is longer than any of QuickBooks'",
        ),
    ],
)
def test_a_fault_is_told_where_it_stands(lines: list[str], message: str) -> None:
    assert fault(*lines) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\xff\xfe!\x00C\x00",
            "1:1: this file is UTF-16; save it as UTF-8, or export it once more",
        ),
        (b"!CLASS\tNAME\nCLASS\t\x00\n", "2:1: this is no text; export the list from QuickBooks"),
        (b"!CLASS\tNAME\nCLASS\t\x81\n", "2:1: a character here is neither UTF-8 nor Windows-1252"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        list(read_iif(io.BytesIO(data)))
    assert told(caught.value).startswith(message)


def test_a_line_without_an_end_is_refused_before_it_is_read_whole() -> None:
    endless = Made(b"x" * 65_536 for _ in range(10_000))
    with pytest.raises(BadAnswer, match="longer than any"):
        list(read_iif(endless))  # type: ignore[arg-type]
    assert endless.given < 2 * LONGEST_LINE


def test_iif_is_told_from_xml_by_its_first_character() -> None:
    assert looks_like_iif(b"\xef\xbb\xbf\r\n!HDR\tPROD")
    assert looks_like_iif(b'"!ACCNT"\tNAME')
    assert not looks_like_iif(b"<?xml version='1.0'?>")
    assert not looks_like_iif(b"")
