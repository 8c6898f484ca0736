"""Writes answers: the elements of each, in the order of Intuit's schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from company_file import DEBIT, Company, Line, Record, Transaction, at, balances

PRODUCT = "Stand-in for QuickBooks Desktop"


def element(tag: str, value: object) -> str:
    """Return an element with a text, or nothing where there is no value."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else escape(str(value))
    return f"<{tag}>{text}</{tag}>\n"


def holding(tag: str, inside: Iterable[str], attributes: str = "") -> str:
    """Return an element that holds others."""
    return f"<{tag}{attributes}>\n{''.join(inside)}</{tag}>\n"


def attributed(**attributes: object) -> str:
    """Return attributes as they stand in a tag, those without a value left out."""
    return "".join(
        f' {name}="{escape(str(value), {chr(34): "&quot;"})}"'
        for name, value in attributes.items()
        if value is not None
    )


def dollars(amount: int) -> str:
    """Return an amount as QuickBooks writes it."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02}"


def moment(seconds: int) -> str:
    """Return a time as QuickBooks writes it."""
    return at(seconds).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def severity(code: int) -> str:
    """Return the severity that goes with a status code (A)."""
    if code < 500:
        return "Info"
    return "Warn" if code < 1000 else "Error"


def answer(
    tag: str,
    request_id: str | None,
    code: int,
    message: str,
    inside: Sequence[str] = (),
    **more: object,
) -> str:
    """Return the answer to one request."""
    head = attributed(
        requestID=request_id,
        statusCode=code,
        statusSeverity=severity(code),
        statusMessage=message,
        **more,
    )
    return holding(tag, inside, head) if inside else f"<{tag}{head} />\n"


def envelope(answers: Iterable[str], set_id: str | None, code: int | None) -> bytes:
    """Return the answer to a whole request, in ASCII."""
    head = attributed(newMessageSetID=set_id, messageSetStatusCode=code)
    text = holding("QBXML", [holding("QBXMLMsgsRs", answers, head)])
    return f'<?xml version="1.0" ?>\n{text}'.encode("ascii", "xmlcharrefreplace")


def _ref(company: Company, tag: str, list_id: str | None, *kinds: str) -> str:
    if list_id is None:
        return ""
    name = company.name_of(list_id, *kinds)
    return holding(tag, [element("ListID", list_id), element("FullName", name)])


def transaction(company: Company, of: Transaction, has_lines: bool = True) -> str:
    """Return a JournalEntryRet or a BillRet."""
    parts = _journal if of.kind == "JournalEntry" else _bill
    head = [
        element("TxnID", of.txn_id),
        element("TimeCreated", moment(of.created)),
        element("TimeModified", moment(of.modified)),
        element("EditSequence", of.edit_sequence),
        element("TxnNumber", of.number),
    ]
    return holding(f"{of.kind}Ret", [*head, *parts(company, of, has_lines)])


def _journal(company: Company, of: Transaction, has_lines: bool) -> Iterator[str]:
    yield element("TxnDate", of.day)
    yield element("RefNumber", of.ref)
    yield element("IsAdjustment", of.is_adjustment)
    for line in of.lines if has_lines else ():
        tag = "JournalDebitLine" if line.side == DEBIT else "JournalCreditLine"
        yield holding(tag, _line(company, line, "EntityRef"))


def _line(company: Company, line: Line, party: str) -> Iterator[str]:
    yield element("TxnLineID", line.line_id)
    yield _ref(company, "AccountRef", line.account, "Account")
    yield element("Amount", dollars(line.cents))
    yield element("Memo", line.memo)
    yield _ref(company, party, line.entity, "Vendor", "Customer")
    yield _ref(company, "ClassRef", line.klass, "Class")


def _bill(company: Company, of: Transaction, has_lines: bool) -> Iterator[str]:
    yield _ref(company, "VendorRef", of.vendor, "Vendor")
    yield _ref(company, "APAccountRef", of.payable, "Account")
    yield element("TxnDate", of.day)
    yield element("DueDate", of.due)
    yield element("AmountDue", dollars(of.total))
    yield element("RefNumber", of.ref)
    yield _ref(company, "TermsRef", of.terms, "Terms")
    yield element("Memo", of.memo)
    yield element("IsPaid", of.total == 0)
    for line in of.lines if has_lines else ():
        yield holding("ExpenseLineRet", _line(company, line, "CustomerRef"))


def records(company: Company, kind: str, of: Iterable[Record]) -> list[str]:
    """Return the Ret elements of the records of a list."""
    if kind == "Account":
        sums = balances(company)
        return [_account(company, record, sums) for record in of]
    return [_RECORDS[kind](company, record) for record in of]


def _head(company: Company, record: Record, has_full_name: bool = True) -> Iterator[str]:
    yield element("ListID", record.list_id)
    yield element("TimeCreated", moment(company.began))
    yield element("TimeModified", moment(company.began))
    yield element("EditSequence", company.began)
    yield element("Name", record.name.rpartition(":")[2])
    yield element("FullName", record.name if has_full_name else None)
    yield element("IsActive", record.is_active)


def _place(company: Company, record: Record, kind: str) -> Iterator[str]:
    parent = company.find(kind, record.parent)
    yield _ref(company, "ParentRef", parent.list_id if parent else None, kind)
    yield element("Sublevel", record.name.count(":"))


_OWN = {"Bank", "AccountsReceivable", "OtherCurrentAsset", "FixedAsset", "OtherAsset"}
_OWED = {"AccountsPayable", "CreditCard", "OtherCurrentLiability", "LongTermLiability", "Equity"}


def _account(company: Company, record: Record, sums: dict[str, int]) -> str:
    # The balance is that of the side on which the account grows; of profit and loss there is none.
    say, what = record.details.get, record.details.get("type", "")
    sign = 1 if what in _OWN else -1 if what in _OWED else 0
    below = sum(sums[name] for name in sums if f"{name}:".startswith(f"{record.name}:"))
    parts = [
        element("AccountType", what),
        element("SpecialAccountType", say("special")),
        element("AccountNumber", say("number")),
        element("Desc", say("description")),
        element("Balance", dollars(sign * sums[record.name])),
        element("TotalBalance", dollars(sign * below)),
        _currency(record),
    ]
    return holding(
        "AccountRet", [*_head(company, record), *_place(company, record, "Account"), *parts]
    )


def _currency(record: Record) -> str:
    currency = element("FullName", record.details.get("currency"))
    return holding("CurrencyRef", [currency]) if currency else ""


def _class(company: Company, record: Record) -> str:
    return holding("ClassRet", [*_head(company, record), *_place(company, record, "Class")])


def _terms(company: Company, record: Record) -> str:
    say = record.details.get
    parts = [
        element("StdDueDays", say("due days", "0")),
        element("StdDiscountDays", say("discount days")),
        element("DiscountPct", say("discount percent")),
    ]
    return holding("StandardTermsRet", [*_head(company, record, has_full_name=False), *parts])


def _vendor(company: Company, record: Record) -> str:
    say = record.details.get
    terms = company.find("Terms", say("terms"))
    parts = [
        element("CompanyName", say("company")),
        element("Phone", say("phone")),
        element("Email", say("email")),
        element("AccountNumber", say("account")),
        _ref(company, "TermsRef", terms.list_id if terms else None, "Terms"),
        element("Balance", "0.00"),
        _currency(record),
    ]
    return holding("VendorRet", [*_head(company, record, has_full_name=False), *parts])


def _customer(company: Company, record: Record) -> str:
    say = record.details.get
    terms = company.find("Terms", say("terms"))
    parts = [
        element("CompanyName", say("company")),
        element("Phone", say("phone")),
        element("Email", say("email")),
        _ref(company, "TermsRef", terms.list_id if terms else None, "Terms"),
        element("Balance", "0.00"),
        element("AccountNumber", say("account")),
        _currency(record),
    ]
    place = _place(company, record, "Customer")
    return holding("CustomerRet", [*_head(company, record), *place, *parts])


def _item(company: Company, record: Record) -> str:
    kind = record.details.get("type", "Service")
    if kind in ("Service", "NonInventory", "OtherCharge"):
        parts = [*_place(company, record, "Item"), _sold(company, record)]
    elif kind in ("Inventory", "InventoryAssembly"):
        parts = [*_place(company, record, "Item"), *_stocked(company, record)]
    else:
        parts = [element("ItemDesc", record.details.get("description"))]
        return holding(f"Item{kind}Ret", [*_head(company, record, kind == "Discount"), *parts])
    return holding(f"Item{kind}Ret", [*_head(company, record), *parts])


def _sold(company: Company, record: Record) -> str:
    say = record.details.get
    account = company.find("Account", say("account"))
    parts = [
        element("Desc", say("description")),
        element("Price", say("price")),
        _ref(company, "AccountRef", account.list_id if account else None, "Account"),
    ]
    return holding("SalesOrPurchase", parts)


def _stocked(company: Company, record: Record) -> Iterator[str]:
    account = company.find("Account", record.details.get("account"))
    yield element("SalesDesc", record.details.get("description"))
    yield element("SalesPrice", record.details.get("price"))
    yield _ref(company, "IncomeAccountRef", account.list_id if account else None, "Account")


_RECORDS = {
    "Class": _class,
    "Terms": _terms,
    "Vendor": _vendor,
    "Customer": _customer,
    "Item": _item,
}


def facts(company: Company, kind: str) -> str:
    """Return the HostRet, CompanyRet or PreferencesRet."""
    return holding(f"{kind}Ret", _FACTS[kind](company))


def _host(company: Company) -> Iterator[str]:
    yield element("ProductName", PRODUCT)
    yield element("MajorVersion", "24")
    yield element("MinorVersion", "0")
    yield element("Country", "US")
    yield from (element("SupportedQBXMLVersion", version) for version in company.qbxml)
    yield element("IsAutomaticLogin", False)
    yield element("QBFileMode", "SingleUser")


def _company(company: Company) -> Iterator[str]:
    yield element("IsSampleCompany", True)
    yield element("CompanyName", company.name)
    yield element("LegalCompanyName", company.name)


def _preferences(company: Company) -> Iterator[str]:
    parts = [
        element("IsUsingAccountNumbers", company.uses_numbers),
        element("IsRequiringAccounts", True),
        element("IsUsingClassTracking", company.uses_classes),
        element("IsUsingAuditTrail", True),
        element("IsAssigningJournalEntryNumbers", False),
        element("ClosingDate", company.closed_until),
    ]
    yield holding("AccountingPreferences", parts)


_FACTS = {"Host": _host, "Company": _company, "Preferences": _preferences}
