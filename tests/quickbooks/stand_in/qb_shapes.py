"""Which elements a request may hold, and in which order: qbXML 13.0, for what the stand-in plays.

Each shape is written as a content model: what follows what, `?` at most once, `*` any number, `+`
at least once, `|` either or. An element without a shape holds text only. All of it is grade A, but
for what is said to be otherwise.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_REF = "ListID? FullName?"
_SOME = "ListID+ | FullName+ | ListIDWithChildren | FullNameWithChildren"
_LINE = (
    "TxnLineID? AccountRef? Amount? TaxAmount? Memo? EntityRef? ClassRef? ItemSalesTaxRef? "
    "BillableStatus?"
)
_LIST = (
    "MaxReturned? ActiveStatus? FromModifiedDate? ToModifiedDate? (NameFilter | NameRangeFilter)?"
)
_BALANCE = "TotalBalanceFilter? CurrencyFilter? ClassFilter?"
_TXN = (
    "MaxReturned? (ModifiedDateRangeFilter | TxnDateRangeFilter)? EntityFilter? AccountFilter? "
    "(RefNumberFilter | RefNumberRangeFilter)? CurrencyFilter?"
)


def _listed(filters: str, end: str = "IncludeRetElement* OwnerID*") -> str:
    return f"(ListID+ | FullName+ | {filters})? {end}"


def _transactions(filters: str, links: str) -> str:
    named = "TxnID+ | RefNumber+ | RefNumberCaseSensitive+"
    return f"({named} | {filters})? IncludeLineItems? {links} IncludeRetElement* OwnerID*"


REQUESTS = {
    "JournalEntryAddRq": "JournalEntryAdd IncludeRetElement*",
    "JournalEntryModRq": "JournalEntryMod IncludeRetElement*",
    "BillAddRq": "BillAdd IncludeRetElement*",
    "TxnVoidRq": "TxnVoidType TxnID",
    "TxnDelRq": "TxnDelType TxnID",
    "JournalEntryQueryRq": _transactions(_TXN, ""),
    "BillQueryRq": _transactions(f"{_TXN} PaidStatus?", "IncludeLinkedTxns?"),
    "AccountQueryRq": _listed(f"{_LIST} AccountType* CurrencyFilter?"),
    "VendorQueryRq": _listed(f"{_LIST} {_BALANCE}"),
    "CustomerQueryRq": _listed(f"{_LIST} {_BALANCE}"),
    "ItemQueryRq": _listed(_LIST),
    "TermsQueryRq": _listed(_LIST, "IncludeRetElement*"),
    "StandardTermsQueryRq": _listed(_LIST, "IncludeRetElement*"),
    "ClassQueryRq": _listed(_LIST, "IncludeRetElement*"),
    "HostQueryRq": "IncludeListMetaData? IncludeRetElement*",
    "CompanyQueryRq": "IncludeRetElement* OwnerID*",
    "PreferencesQueryRq": "IncludeRetElement*",
}
SHAPES = REQUESTS | {
    "QBXML": "QBXMLMsgsRq",
    "QBXMLMsgsRq": f"({' | '.join(REQUESTS)})*",
    # The schema has a Memo? after RefNumber?; QuickBooks Desktop refuses it (C).
    "JournalEntryAdd": "TxnDate? RefNumber? IsAdjustment? (IsHomeCurrencyAdjustment | "
    "IsAmountsEnteredInHomeCurrency? CurrencyRef? ExchangeRate?)? ExternalGUID? "
    "(JournalDebitLine | JournalCreditLine)+",
    "JournalDebitLine": _LINE,
    "JournalCreditLine": _LINE,
    "JournalEntryMod": "TxnID EditSequence TxnDate? RefNumber? IsAdjustment? "
    "IsAmountsEnteredInHomeCurrency? CurrencyRef? ExchangeRate? JournalLineMod*",
    "JournalLineMod": "TxnLineID JournalLineType? AccountRef? Amount? TaxAmount? Memo? EntityRef? "
    "ClassRef? ItemSalesTaxRef? BillableStatus?",
    "BillAdd": "VendorRef VendorAddress? APAccountRef? TxnDate? DueDate? RefNumber? TermsRef? "
    "Memo? IsTaxIncluded? SalesTaxCodeRef? ExchangeRate? ExternalGUID? LinkToTxnID* "
    "ExpenseLineAdd* (ItemLineAdd | ItemGroupLineAdd)*",
    "VendorAddress": "Addr1? Addr2? Addr3? Addr4? Addr5? City? State? PostalCode? Country? Note?",
    "ExpenseLineAdd": "AccountRef? Amount? TaxAmount? Memo? CustomerRef? ClassRef? "
    "SalesTaxCodeRef? BillableStatus? SalesRepRef? DataExt*",
    "ItemLineAdd": "ItemRef? InventorySiteRef? InventorySiteLocationRef? "
    "(SerialNumber | LotNumber)? Desc? Quantity? UnitOfMeasure? Cost? Amount? TaxAmount? "
    "CustomerRef? ClassRef? SalesTaxCodeRef? BillableStatus? OverrideItemAccountRef? LinkToTxn? "
    "SalesRepRef? DataExt*",
    "ItemGroupLineAdd": "ItemGroupRef Desc? Quantity? UnitOfMeasure? InventorySiteRef? "
    "InventorySiteLocationRef? DataExt*",
    "LinkToTxn": "TxnID TxnLineID",
    "DataExt": "OwnerID DataExtName DataExtValue",
    "NameFilter": "MatchCriterion Name",
    "NameRangeFilter": "FromName? ToName?",
    "TotalBalanceFilter": "Operator Amount",
    "CurrencyFilter": "ListID+ | FullName+",
    "ClassFilter": _SOME,
    "EntityFilter": _SOME,
    "AccountFilter": _SOME,
    "ModifiedDateRangeFilter": "FromModifiedDate? ToModifiedDate?",
    "TxnDateRangeFilter": "FromTxnDate? ToTxnDate? | DateMacro",
    "RefNumberFilter": "MatchCriterion RefNumber",
    "RefNumberRangeFilter": "FromRefNumber? ToRefNumber?",
    "IncludeListMetaData": "IncludeMaxCapacity",
}
_ITERATES = {
    "JournalEntryQueryRq",
    "BillQueryRq",
    "VendorQueryRq",
    "CustomerQueryRq",
    "ItemQueryRq",
}
_CHOICES = {
    "onError": ("stopOnError", "continueOnError"),  # rollbackOnError is unsupported (C)
    "responseData": ("includeAll", "includeNone"),
    "iterator": ("Start", "Continue", "Stop"),
    "metaData": ("NoMetaData", "MetaDataOnly", "MetaDataAndResponseData"),
}


class Element(NamedTuple):
    """An element of a request. Where it has children, its text is none of its own."""

    tag: str
    attributes: dict[str, str]
    children: list[Element]
    texts: list[str]

    @property
    def text(self) -> str:
        """Its text, white space around it left aside."""
        return "".join(self.texts).strip()

    def get(self, tag: str) -> Element | None:
        """Return its first child of that tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> list[str]:
        """Return the texts of all its children of that tag."""
        return [child.text for child in self.children if child.tag == tag]

    def say(self, tag: str) -> str | None:
        """Return the text of its first child of that tag, None where there is none of it."""
        child = self.get(tag)
        return child.text or None if child else None


def _shape(tag: str) -> str:
    return SHAPES.get(tag, _REF if tag.endswith("Ref") else "")


@cache
def _pattern(tag: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\w+", r"(?:\g<0>,)", _shape(tag)).replace(" ", ""))


def misshapen(element: Element) -> str | None:
    """Return what is wrong with an element, or one in it, by its shape; None where nothing is."""
    inside = "".join(f"{child.tag}," for child in element.children)
    if not _pattern(element.tag).fullmatch(inside):
        return f"element '{element.tag}' is not valid for content model"
    if _shape(element.tag) and element.text:
        return f"element '{element.tag}' holds text between its elements"
    return _wrong_attribute(element) or next(filter(None, map(misshapen, element.children)), None)


def _wrong_attribute(element: Element) -> str | None:
    known = _attributes(element.tag)
    for name, value in element.attributes.items():
        if name not in known or value not in _CHOICES.get(name, (value,)):
            return f"attribute '{name}' of '{element.tag}' is not valid"
    if element.tag == "QBXMLMsgsRq" and "onError" not in element.attributes:
        return "attribute 'onError' is missing"
    return None


def _attributes(tag: str) -> tuple[str, ...]:
    if tag == "QBXMLMsgsRq":
        return ("oldMessageSetID", "newMessageSetID", "responseData", "onError")
    if tag in _ITERATES:
        return ("requestID", "metaData", "iterator", "iteratorID")
    if tag in REQUESTS:
        has_data = tag.endswith("QueryRq") and tag[:4] not in ("Host", "Comp", "Pref")
        return ("requestID", "metaData") if has_data else ("requestID",)
    macro = (
        "JournalEntryAdd",
        "BillAdd",
        "JournalDebitLine",
        "JournalCreditLine",
        "ExpenseLineAdd",
    )
    return ("defMacro",) if tag in macro else ()
