"""QuickBooks' lists from its answers: a real company's, each field, and each fault."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from answer_texts import account, answer, listed, records, ret, rs, told

from crossfoot.quickbooks.bad_answer import BadAnswer
from crossfoot.quickbooks.lists import CompanyFacts, ListHeading, ListItem, ListKind, read_lists


def fault(data: bytes) -> str:
    with pytest.raises(BadAnswer) as caught:
        listed(data)
    return told(caught.value)


def only(*records_: str, request: str = "AccountQuery") -> ListItem:
    (item,) = records(answer(rs(request, *records_)))
    return item


def real(oracle: Path, name: str) -> tuple[ListHeading, list[ListItem]]:
    with (oracle / "samples" / f"{name}.xml").open("rb") as file:
        heading, *items = read_lists(file)
    assert isinstance(heading, ListHeading)
    return heading, [each for each in items if isinstance(each, ListItem)]


def test_the_chart_of_a_real_company_comes_whole(oracle: Path) -> None:
    heading, accounts = real(oracle, "accounts")
    assert (heading.kind, heading.is_whole, heading.query) == (ListKind.ACCOUNTS, True, "Account")
    assert len(accounts) == 116
    assert Counter(each.fields["type"] for each in accounts) == {
        "AccountsPayable": 1,
        "AccountsReceivable": 1,
        "Bank": 3,
        "CostOfGoodsSold": 9,
        "CreditCard": 2,
        "Equity": 4,
        "Expense": 44,
        "FixedAsset": 8,
        "Income": 11,
        "LongTermLiability": 7,
        "NonPosting": 3,
        "OtherAsset": 1,
        "OtherCurrentAsset": 5,
        "OtherCurrentLiability": 14,
        "OtherExpense": 1,
        "OtherIncome": 2,
    }
    assert len({each.fields["id"] for each in accounts}) == 116
    numbers = [each.fields["number"] for each in accounts if "number" in each.fields]
    assert len(set(numbers)) == len(numbers) == 115


def test_a_real_chart_has_its_special_accounts_and_its_nesting(oracle: Path) -> None:
    _, accounts = real(oracle, "accounts")
    special = {each.name: each.fields["special"] for each in accounts if "special" in each.fields}
    assert len(special) == 11
    assert special["Sales Tax Payable"] == "SalesTaxPayable"
    assert special["Undeposited Funds"] == "UndepositedFunds"
    assert special["Purchase Orders"] == "PurchaseOrders"
    names = {each.name for each in accounts}
    nested = [name for name in names if ":" in name]
    assert len(nested) > 50
    assert all(name.rpartition(":")[0] in names for name in nested)
    by_type = {each.name: each.fields["type"] for each in accounts}
    assert [name for name, kind in by_type.items() if kind == "NonPosting"] == [
        "Purchase Orders",
        "Estimates",
        "Sales Orders",
    ]
    assert (
        "special" not in next(each for each in accounts if each.name == "Accounts Payable").fields
    )
    inactive = [each.name for each in accounts if each.fields.get("active") == "false"]
    assert inactive == ["Vehicles:Original Cost", "Vehicles:Depreciation"]


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [("vendors", ListKind.VENDORS, 54), ("customers", ListKind.CUSTOMERS, 146)],
)
def test_the_people_of_a_real_company_come_whole(
    oracle: Path, name: str, kind: ListKind, count: int
) -> None:
    heading, people = real(oracle, name)
    assert (heading.kind, len(people)) == (kind, count)
    assert {each.kind for each in people} == {kind}
    text = (oracle / "samples" / f"{name}.xml").read_text("utf-8")
    terms = sum("terms" in each.fields for each in people)
    assert terms == text.count("<TermsRef>") > 10


def test_every_field_of_an_account_comes_in_its_order() -> None:
    item = only(
        account(
            "Sales:Food",
            ListID="80000001-1",
            ParentRef__FullName="Sales",
            IsActive="false",
            Sublevel="1",
            SpecialAccountType="SalesTaxPayable",
            AccountNumber="4010",
            Desc="all that is eaten",
            CurrencyRef__FullName="Euro",
        )
    )
    assert (item.kind, item.name, item.line) == (ListKind.ACCOUNTS, "Sales:Food", 5)
    assert list(item.fields.items()) == [
        ("id", "80000001-1"),
        ("number", "4010"),
        ("type", "Income"),
        ("special", "SalesTaxPayable"),
        ("active", "false"),
        ("currency", "Euro"),
        ("description", "all that is eaten"),
    ]


def test_what_is_active_or_blank_leaves_no_field() -> None:
    item = only(account(IsActive="true", Desc="", AccountNumber="  "))
    assert item.fields == {"type": "Income"}


def test_terms_of_both_kinds() -> None:
    items = records(
        answer(
            rs(
                "TermsQuery",
                ret(
                    "StandardTermsRet",
                    ListID="1-1",
                    Name="2% 10 Net 30",
                    IsActive="true",
                    StdDueDays="30",
                    StdDiscountDays="10",
                    DiscountPct="2.00",
                ),
                ret(
                    "DateDrivenTermsRet",
                    ListID="2-1",
                    Name="15th",
                    IsActive="false",
                    DayOfMonthDue="15",
                    DueNextMonthDays="5",
                    DiscountDayOfMonth="10",
                    DiscountPct="1",
                ),
            )
        )
    )
    assert [(each.name, dict(each.fields)) for each in items] == [
        (
            "2% 10 Net 30",
            {"id": "1-1", "due days": "30", "discount days": "10", "discount percent": "2.00"},
        ),
        (
            "15th",
            {
                "id": "2-1",
                "active": "false",
                "day of month due": "15",
                "due next month days": "5",
                "discount day of month": "10",
                "discount percent": "1",
            },
        ),
    ]


@pytest.mark.parametrize("request_", ["StandardTermsQuery", "TermsQuery"])
def test_standard_terms_come_by_either_question(request_: str) -> None:
    item = only(ret("StandardTermsRet", Name="Net 15", StdDueDays="15"), request=request_)
    assert (item.kind, item.fields) == (ListKind.TERMS, {"due days": "15"})


def test_every_field_of_a_person() -> None:
    values = {
        "ListID": "1-1",
        "Name": "Ann",
        "IsActive": "false",
        "CompanyName": "Ann & Co",
        "Phone": "555",
        "Email": "a@example.com",
        "AccountNumber": "7-9398",
        "TermsRef__FullName": "Net 30",
        "CurrencyRef__FullName": "Euro",
    }
    wanted = [
        ("id", "1-1"),
        ("active", "false"),
        ("company", "Ann & Co"),
        ("phone", "555"),
        ("email", "a@example.com"),
        ("terms", "Net 30"),
        ("account", "7-9398"),
        ("currency", "Euro"),
    ]
    assert list(only(ret("VendorRet", **values), request="VendorQuery").fields.items()) == wanted
    job = ret("CustomerRet", **{**values, "FullName": "Bob:Ann", "ParentRef__FullName": "Bob"})
    item = only(job, request="CustomerQuery")
    assert (item.name, list(item.fields.items())) == ("Bob:Ann", wanted)


@pytest.mark.parametrize(
    ("name", "values", "fields"),
    [
        (
            "Service",
            {"SalesOrPurchase__Desc": "an hour", "SalesOrPurchase__Price": "50.00"},
            {"description": "an hour", "price": "50.00"},
        ),
        ("Service", {"SalesOrPurchase__PricePercent": "12.5"}, {"price": "12.5%"}),
        (
            "NonInventory",
            {"SalesAndPurchase__SalesDesc": "d", "SalesAndPurchase__SalesPrice": "-1.00000"},
            {"description": "d", "price": "-1.00000"},
        ),
        ("OtherCharge", {"SalesOrPurchase__AccountRef__FullName": "Fees"}, {"account": "Fees"}),
        (
            "Inventory",
            {"SalesDesc": "d", "SalesPrice": "3.99", "IncomeAccountRef__FullName": "Sales:Food"},
            {"description": "d", "price": "3.99", "account": "Sales:Food"},
        ),
        (
            "InventoryAssembly",
            {"IsActive": "false", "SalesPrice": "3"},
            {"active": "false", "price": "3"},
        ),
        (
            "FixedAsset",
            {"AssetDesc": "van", "AssetAccountRef__FullName": "Vehicles"},
            {"description": "van", "account": "Vehicles"},
        ),
        ("Subtotal", {"ItemDesc": "sum"}, {"description": "sum"}),
        (
            "Discount",
            {"DiscountRatePercent": "10.0", "AccountRef__FullName": "Discounts"},
            {"price": "10.0%", "account": "Discounts"},
        ),
        ("Payment", {"DepositToAccountRef__FullName": "Checking"}, {"account": "Checking"}),
        ("SalesTax", {"TaxRate": "7.75"}, {"price": "7.75%"}),
        ("SalesTaxGroup", {}, {}),
        ("Group", {}, {}),
    ],
)
def test_items_of_every_type(name: str, values: dict[str, str], fields: dict[str, str]) -> None:
    item = only(ret(f"Item{name}Ret", ListID="1-1", Name="It", **values), request="ItemQuery")
    assert (item.kind, item.name) == (ListKind.ITEMS, "It")
    assert dict(item.fields) == {"id": "1-1", "type": name, **fields}


def test_classes() -> None:
    item = only(ret("ClassRet", Name="East", FullName="US:East"), request="ClassQuery")
    assert (item.kind, item.name, dict(item.fields)) == (ListKind.CLASSES, "US:East", {})


def test_several_lists_come_in_the_order_of_the_file_and_the_facts_last() -> None:
    brought = listed(
        answer(
            rs(
                "HostQuery",
                ret("HostRet", ProductName="QuickBooks", MajorVersion="24", MinorVersion="0"),
            ),
            rs("AccountQuery", account()),
            rs("ClassQuery", attributes='statusCode="1" statusMessage="nothing"'),
        )
    )
    assert [type(each) for each in brought] == [ListHeading, ListItem, ListHeading, CompanyFacts]
    assert brought[-1] == CompanyFacts(5, product="QuickBooks", version="24.0")


def test_all_facts_of_the_company() -> None:
    versions = "".join(
        f"<SupportedQBXMLVersion>{each}</SupportedQBXMLVersion>"
        for each in ("12.0", "CA3.0", "13.0")
    )
    host = f"<HostRet><ProductName>QuickBooks Pro</ProductName>{versions}</HostRet>"
    preferences = ret(
        "PreferencesRet",
        AccountingPreferences__IsUsingAccountNumbers="false",
        AccountingPreferences__IsUsingClassTracking="true",
        AccountingPreferences__ClosingDate="2026-03-31",
    )
    brought = listed(
        answer(
            rs("CompanyQuery", ret("CompanyRet", CompanyName="Corner Store", Phone="1")),
            rs("HostQuery", host),
            rs("PreferencesQuery", preferences),
        )
    )
    assert brought == [
        CompanyFacts(
            5,
            "Corner Store",
            "QuickBooks Pro",
            None,
            ("12.0", "CA3.0", "13.0"),
            class_tracking=True,
            account_numbers=False,
            closing_date=date(2026, 3, 31),
        )
    ]


def test_a_list_of_which_more_is_left_says_so() -> None:
    attributes = 'statusCode="0" retCount="1" iteratorRemainingCount="12" iteratorID="{a-1}"'
    heading = listed(answer(rs("VendorQuery", ret("VendorRet", Name="A"), attributes=attributes)))[
        0
    ]
    assert heading == ListHeading(ListKind.VENDORS, 4, 12, "{a-1}", "Vendor")
    assert not heading.is_whole


def test_the_last_page_of_a_list_is_whole() -> None:
    attributes = 'statusCode="0" iteratorRemainingCount="0" iteratorID="{a-1}"'
    heading = listed(answer(rs("VendorQuery", attributes=attributes)))[0]
    assert isinstance(heading, ListHeading)
    assert heading.is_whole


def test_a_list_in_which_nothing_was_found_is_empty() -> None:
    message = 'statusCode="1" statusSeverity="Info" statusMessage="no match"'
    assert listed(answer(rs("AccountQuery", attributes=message))) == [
        ListHeading(ListKind.ACCOUNTS, 4, query="Account")
    ]


def test_names_that_mean_the_same_in_two_lists_are_two() -> None:
    data = answer(
        rs("VendorQuery", ret("VendorRet", ListID="1-1", Name="Ann")),
        rs("CustomerQuery", ret("CustomerRet", ListID="1-1", Name="Ann", FullName="Ann")),
    )
    assert len(records(data)) == 2


def test_a_child_whose_parent_is_not_in_the_list_is_fine() -> None:
    assert only(account("Gone:Here", ParentRef__FullName="Gone")).name == "Gone:Here"
    assert only(account("Gone:Here")).name == "Gone:Here"


LONG = "x" * 32
DEEP = ":".join(["y" * 31] * 5)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (account(""), "account without a name"),
        (ret("AccountRet", AccountType="Bank"), "account without a name"),
        (account("A:: B"), "a part of the name of account `A:: B` is missing"),
        (
            account(AccountType="Money"),
            "account `Sales`: `Money` is no type of account of QuickBooks'",
        ),
        (ret("AccountRet", Name="A"), "account `A` has no `AccountType`"),
        (account(LONG), f"a part of the name of account `{LONG}` is longer than 31 characters"),
        (account(f"{DEEP}:z"), "is longer than 159 characters"),
        (account("A\u0085B"), "the name of account `A?B` has a control character in it"),
        (account("A\nB"), "the name of account `A?B` has a control character in it"),
        (
            account(AccountNumber="12345678"),
            "account `Sales`: the number `12345678` is longer than 7 characters",
        ),
        (account(ListID="9" * 37), "is longer than 36 characters"),
        (account(IsActive="maybe"), "`IsActive` is `maybe`, neither `true` nor `false`"),
        (
            account(SpecialAccountType="a b"),
            "account `Sales`: the special `a b` is no role of an account",
        ),
        (
            account(Desc="a\x7fb"),
            "account `Sales`: the description `a?b` has a control character in it",
        ),
        (account(Desc="d" * 4096), "is longer than 4095 characters"),
        (account("A:B", Name="C"), "account `C` calls itself `A:B`"),
        (account("A:B", ParentRef__FullName="X"), "account `B` under `X` calls itself `A:B`"),
        (account("B", ParentRef__FullName="A"), "account `B` under `A` calls itself `B`"),
        (ret("VendorRet", Name="A"), "`VendorRet` stands in the answer to a `AccountQuery`"),
        (ret("InvoiceRet", Name="A"), "`InvoiceRet` stands in the answer to a `AccountQuery`"),
    ],
)
def test_a_record_that_quickbooks_cannot_have_is_refused(record: str, message: str) -> None:
    found = fault(answer(rs("AccountQuery", record)))
    assert message in found
    assert found.startswith("5:1: ")


@pytest.mark.parametrize(
    ("request_", "record", "message"),
    [
        (
            "TermsQuery",
            ret("StandardTermsRet", Name="A", StdDueDays="-1"),
            "the due days `-1` is no number of days",
        ),
        (
            "TermsQuery",
            ret("StandardTermsRet", Name="A", StdDueDays="9" * 5),
            "the due days `99999` is no number of days",
        ),
        (
            "TermsQuery",
            ret("StandardTermsRet", Name="A", DiscountPct="101"),
            "the discount percent `101` is no percentage",
        ),
        (
            "TermsQuery",
            ret("StandardTermsRet", Name="A", StdDueDays="٣"),
            "the due days `٣` is no number of days",
        ),
        (
            "ItemQuery",
            ret("ItemServiceRet", Name="A", SalesOrPurchase__Price="1e9"),
            "the price `1e9` is no price",
        ),
        ("VendorQuery", ret("VendorRet", Name="v" * 42), "longer than 41 characters"),
        (
            "CustomerQuery",
            ret("CustomerRet", FullName=":".join(["c" * 41] * 5) + ":d"),
            "longer than 209 characters",
        ),
        ("ClassQuery", ret("ClassRet", Name="k" * 32), "longer than 31 characters"),
        (
            "PreferencesQuery",
            ret("PreferencesRet", AccountingPreferences__ClosingDate="2026-02-30"),
            "`ClosingDate` is `2026-02-30`, which is no day",
        ),
        (
            "PreferencesQuery",
            ret("PreferencesRet", AccountingPreferences__IsUsingClassTracking="ja"),
            "`IsUsingClassTracking` is `ja`",
        ),
        ("CompanyQuery", ret("CompanyRet", CompanyName="c" * 60), "`CompanyName` "),
        ("HostQuery", ret("HostRet", MajorVersion="1" * 11), "is longer than 10 characters"),
        (
            "HostQuery",
            "<HostRet>" + "<SupportedQBXMLVersion>1.0</SupportedQBXMLVersion>" * 101 + "</HostRet>",
            "more versions of qbXML than there are",
        ),
    ],
)
def test_absurd_values_of_other_lists_are_refused(request_: str, record: str, message: str) -> None:
    assert message in fault(answer(rs(request_, record)))


def test_two_accounts_of_one_name_are_refused_in_any_case() -> None:
    data = answer(rs("AccountQuery", account("Sales"), account("SALES")))
    assert fault(data) == "6:1: account `SALES` is in the file twice: in line 5 as well"


def test_two_accounts_of_one_list_id_are_refused() -> None:
    data = answer(rs("AccountQuery", account("A", ListID="1-1"), account("B", ListID="1-1")))
    assert fault(data) == "6:1: account `B` has the ListID of the one in line 5"


def test_the_facts_of_two_companies_are_refused() -> None:
    twice = ret("CompanyRet", CompanyName="A"), ret("CompanyRet", CompanyName="B")
    assert "a second `CompanyRet`; one file is of one company" in fault(
        answer(rs("CompanyQuery", *twice))
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "1:1: the file is empty: QuickBooks gave no answer; let it answer once more"),
        (b" \r\n\t", "1:1: the file is empty: QuickBooks gave no answer; let it answer once more"),
        (
            b"0x80040414",
            "1:1: QuickBooks failed (0x80040414): QuickBooks shows a window that waits",
        ),
        (b"<a/>", "1:1: `a` stands where `QBXML` begins an answer"),
        (b"<QBXML/>", "1:1: no answer of QuickBooks' is in this file"),
        (b"<QBXML><SignonMsgsRs/></QBXML>", "1:8: `SignonMsgsRs` stands where `QBXMLMsgsRs`"),
        (
            b"<QBXML><QBXMLMsgsRq/></QBXML>",
            "1:8: this is a file of requests; what is wanted is QuickBooks' answer",
        ),
        (b"<QBXML><QBXMLMsgsRs/><QBXMLMsgsRs/></QBXML>", "1:22: a second set of answers begins"),
        (answer("<AccountQuery/>"), "4:1: `AccountQuery` is no answer of QuickBooks'"),
        (answer("<AccountQueryRs/>"), "4:1: `AccountQueryRs` has no `statusCode`"),
        (
            answer('<AccountQueryRs statusCode="none"/>'),
            "4:1: `statusCode` is `none`, and no number",
        ),
        (
            answer('<AccountQueryRs statusCode="99999999999"/>'),
            "4:1: `statusCode` is `99999999999`",
        ),
        (
            answer('<VendorQueryRs statusCode="0" iteratorRemainingCount="-1"/>'),
            "`iteratorRemainingCount` is `-1`",
        ),
        (
            answer(rs("JournalEntryAdd")),
            "is QuickBooks' answer to what was posted; take it in with `crossfoot receive`",
        ),
        (answer(rs("BillQuery")), "take it in with `crossfoot receive`"),
        (answer(rs("TxnVoid")), "take it in with `crossfoot receive`"),
        (
            answer(rs("InvoiceQuery")),
            "4:1: `InvoiceQueryRs` is none of the lists that are used here; ask for those with "
            "`crossfoot request`",
        ),
        (
            answer(attributes=' messageSetStatusCode="600"'),
            "3:1: message-set status 600: QuickBooks keeps no answer",
        ),
        (
            answer(attributes=' messageSetStatusCode="x"'),
            "3:1: `messageSetStatusCode` is `x`, and no number",
        ),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    assert fault(data).startswith(message) or message in fault(data)


def test_a_list_that_quickbooks_did_not_give_is_refused_in_words() -> None:
    refused = 'statusCode="3260" statusSeverity="Info" statusMessage="Insufficient permission"'
    assert fault(answer(rs("AccountQuery", attributes=refused))).startswith(
        "4:1: QuickBooks did not answer `AccountQuery` (3260, `Insufficient permission`): the "
        "user that QuickBooks is open as may not do this; have QuickBooks' administrator allow it"
    )


def test_half_a_file_gives_its_records_and_then_says_that_nothing_counts() -> None:
    whole = answer(rs("AccountQuery", account("A"), account("B")))
    half = whole[: whole.index(b"</AccountQueryRs>") - 5]
    reading = read_lists(io.BytesIO(half))
    assert isinstance(next(reading), ListHeading)
    with pytest.raises(BadAnswer, match="the file ends in the middle of `AccountRet`"):
        list(reading)
