"""Where in QuickBooks' records the fields stand that are kept of them (qbXML 13.0)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crossfoot.model.names import key
from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.list_items import ListItem, ListKind
from crossfoot.quickbooks.list_limits import field_fault, name_fault, of_a
from crossfoot.quickbooks.values import yes_or_no
from crossfoot.quickbooks.xml import Element


class Place(NamedTuple):
    """A field, and the paths down a record where it may stand; the first that is there counts."""

    field: str
    paths: tuple[tuple[str, ...], ...]
    suffix: str = ""


class Form(NamedTuple):
    """How records of a name are read: `type` is given to them where it is not in them."""

    kind: ListKind
    places: tuple[Place, ...]
    type: str | None = None


def _at(field: str, *paths: str, suffix: str = "") -> Place:
    return Place(field, tuple(tuple(path.split("/")) for path in paths), suffix)


_ACCOUNT = (
    _at("number", "AccountNumber"),
    _at("type", "AccountType"),
    _at("special", "SpecialAccountType"),
    _at("active", "IsActive"),
    _at("currency", "CurrencyRef/FullName"),
    _at("description", "Desc"),
)
_STANDARD_TERMS = (
    _at("active", "IsActive"),
    _at("due days", "StdDueDays"),
    _at("discount days", "StdDiscountDays"),
    _at("discount percent", "DiscountPct"),
)
_DATE_DRIVEN_TERMS = (
    _at("active", "IsActive"),
    _at("day of month due", "DayOfMonthDue"),
    _at("due next month days", "DueNextMonthDays"),
    _at("discount day of month", "DiscountDayOfMonth"),
    _at("discount percent", "DiscountPct"),
)
_PERSON = (
    _at("active", "IsActive"),
    _at("company", "CompanyName"),
    _at("phone", "Phone"),
    _at("email", "Email"),
    _at("terms", "TermsRef/FullName"),
    _at("account", "AccountNumber"),
    _at("currency", "CurrencyRef/FullName"),
)
_ITEM = (
    _at("active", "IsActive"),
    _at(
        "description",
        "SalesOrPurchase/Desc",
        "SalesAndPurchase/SalesDesc",
        "SalesDesc",
        "ItemDesc",
        "AssetDesc",
        "PurchaseDesc",
    ),
    _at(
        "price",
        "SalesOrPurchase/Price",
        "SalesAndPurchase/SalesPrice",
        "SalesPrice",
        "DiscountRate",
    ),
    _at("price", "SalesOrPurchase/PricePercent", "DiscountRatePercent", "TaxRate", suffix="%"),
    _at(
        "account",
        "SalesOrPurchase/AccountRef/FullName",
        "SalesAndPurchase/IncomeAccountRef/FullName",
        "IncomeAccountRef/FullName",
        "AccountRef/FullName",
        "DepositToAccountRef/FullName",
        "AssetAccountRef/FullName",
    ),
)
_ITEM_TYPES = (
    "Service",
    "NonInventory",
    "OtherCharge",
    "Inventory",
    "InventoryAssembly",
    "FixedAsset",
    "Subtotal",
    "Discount",
    "Payment",
    "SalesTax",
    "SalesTaxGroup",
    "Group",
)

FORMS: dict[str, Form] = {
    "AccountRet": Form(ListKind.ACCOUNTS, _ACCOUNT),
    "StandardTermsRet": Form(ListKind.TERMS, _STANDARD_TERMS),
    "DateDrivenTermsRet": Form(ListKind.TERMS, _DATE_DRIVEN_TERMS),
    "VendorRet": Form(ListKind.VENDORS, _PERSON),
    "CustomerRet": Form(ListKind.CUSTOMERS, _PERSON),
    "ClassRet": Form(ListKind.CLASSES, (_at("active", "IsActive"),)),
    **{f"Item{name}Ret": Form(ListKind.ITEMS, _ITEM, name) for name in _ITEM_TYPES},
}
"""The records of lists, by their names."""


def list_item(record: Element, form: Form) -> ListItem:
    """Return a record; raise BadAnswer for values that QuickBooks cannot have."""
    name = _full_name(record, form.kind)
    fields: dict[str, str] = {}
    for field, value in _fields(record, form):
        fault = field_fault(form.kind, field, value)
        if fault is not None:
            raise record.fault(f"{of_a(form.kind)} {quoted(name)}: {fault}")
        fields.setdefault(field, value)
    if form.kind is ListKind.ACCOUNTS and "type" not in fields:
        raise record.fault(f"account {quoted(name)} has no `AccountType`")
    return ListItem(form.kind, name, fields, record.line)


def _fields(record: Element, form: Form) -> Iterator[tuple[str, str]]:
    list_id = record.text_of("ListID")
    if list_id is not None:
        yield "id", list_id
    if form.type is not None:
        yield "type", form.type
    for place in form.places:
        if place.field == "active":
            if yes_or_no(record, "IsActive") is False:
                yield "active", "false"
            continue
        for path in place.paths:
            value = record.text_of(*path)
            if value is not None:
                yield place.field, value + place.suffix
                break


def _full_name(record: Element, kind: ListKind) -> str:
    """Return the full name, which has to agree with the name and the parent that are given."""
    own, full = record.text_of("Name"), record.text_of("FullName")
    name = full or own or ""
    fault = name_fault(kind, name)
    if fault is not None:
        raise record.fault(fault)
    if full is None or own is None:
        return name
    parent = record.text_of("ParentRef", "FullName")
    above = full.rpartition(":")[0]
    if key(full) != key(f"{above}:{own}" if above else own) or (
        parent is not None and key(parent) != key(above)
    ):
        where = f" under {quoted(parent)}" if parent else ""
        raise record.fault(f"{of_a(kind)} {quoted(own)}{where} calls itself {quoted(full)}")
    return name
