"""What the columns of IIF lists mean (Intuit's reference guide to import files)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from crossfoot.quickbooks.list_items import ListKind

Cells: TypeAlias = Mapping[str, str]
Fields: TypeAlias = Iterator[tuple[str, str]]


class IifForm(NamedTuple):
    """A list in IIF: the columns that it cannot do without, and how its fields are made."""

    kind: ListKind
    needed: tuple[str, ...]
    fields: Callable[[Cells], Fields]


ACCOUNT_TYPES = {
    "AP": "AccountsPayable",
    "AR": "AccountsReceivable",
    "BANK": "Bank",
    "CCARD": "CreditCard",
    "COGS": "CostOfGoodsSold",
    "EQUITY": "Equity",
    "EXEXP": "OtherExpense",
    "EXINC": "OtherIncome",
    "EXP": "Expense",
    "FIXASSET": "FixedAsset",
    "INC": "Income",
    "LTLIAB": "LongTermLiability",
    "NONPOSTING": "NonPosting",
    "OASSET": "OtherAsset",
    "OCASSET": "OtherCurrentAsset",
    "OCLIAB": "OtherCurrentLiability",
}
"""ACCNTTYPE, each with the AccountType of qbXML."""

ROLES = {
    "OPENBAL": "OpeningBalanceEquity",
    "RETEARNINGS": "RetainedEarnings",
    "SALESTAX": "SalesTaxPayable",
    "UNDEPOSIT": "UndepositedFunds",
    # Not in Intuit's guide, and written by QuickBooks all the same:
    "COGS": "CostOfGoodsSold",
    "INVENTORYASSET": "InventoryAssets",
    "UNCATEXP": "UncategorizedExpenses",
    "UNCATINC": "UncategorizedIncome",
}
"""EXTRA of an account, each with the SpecialAccountType of qbXML. Others have no bearing here."""

ITEM_TYPES = {
    "ASSEMBLY": "InventoryAssembly",
    "COMPTAX": "SalesTax",
    "DISC": "Discount",
    "GRP": "Group",
    "INVENTORY": "Inventory",
    "OTHC": "OtherCharge",
    "PART": "NonInventory",
    "PMT": "Payment",
    "SERV": "Service",
    "STAX": "SalesTaxGroup",
    "SUBT": "Subtotal",
}
"""INVITEMTYPE, each as in the name of the qbXML record; others are kept as they are written."""

_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?%?\Z")
_NOTHING = re.compile(r"0*(?:\.0*)?\Z")
_DATE_DRIVEN = "1"


def _told(cells: Cells, **columns: str) -> Fields:
    """Yield fields that are taken as they stand; an underscore in a name is a blank."""
    for field, column in columns.items():
        if column in cells:
            yield field.replace("_", " "), cells[column]


def _active(cells: Cells) -> Fields:
    """Yield what HIDDEN says: ``Y`` is inactive. Another word is kept, for `field_fault` to see."""
    hidden = cells.get("HIDDEN", "N").upper()
    if hidden != "N":
        yield "active", "false" if hidden == "Y" else hidden


def _account(cells: Cells) -> Fields:
    kind = cells.get("ACCNTTYPE", "")
    yield from _told(cells, number="ACCNUM")
    yield "type", ACCOUNT_TYPES.get(kind.upper(), kind)
    role = ROLES.get(cells.get("EXTRA", "").upper())
    if role is not None:
        yield "special", role
    yield from _active(cells)
    yield from _told(cells, currency="CURRENCY", description="DESC")


def _terms(cells: Cells) -> Fields:
    """Yield terms by either set of columns: DUEDAYS, DISCDAYS of old, or one for each meaning."""
    yield from _active(cells)
    discount = cells.get("DISCPER", "").removesuffix("%").strip()
    has_discount = not _NOTHING.match(discount)
    if cells.get("TERMSTYPE") == _DATE_DRIVEN:
        due, until = "DAYOFMONTHDUE", "DISCDAYOFMONTH"
        yield from _either(cells, "day of month due", due, "DUEDAYS")
        yield from _told(cells, due_next_month_days="DATEMINDAYS")
        kept = "discount day of month"
    else:
        yield from _either(cells, "due days", "STDDUEDAYS", "DUEDAYS")
        until, kept = "STDDISCDAYS", "discount days"
    if has_discount:
        yield from _either(cells, kept, until, "DISCDAYS")
        yield "discount percent", discount


def _either(cells: Cells, field: str, *columns: str) -> Fields:
    for column in columns:
        if column in cells:
            yield field, cells[column]
            return


def _person(cells: Cells) -> Fields:
    yield from _active(cells)
    yield from _told(
        cells,
        company="COMPANYNAME",
        phone="PHONE1",
        email="EMAIL",
        terms="TERMS",
        account="ACCNUM",
    )
    yield from _either(cells, "currency", "NAMECURRENCY", "CURRENCY")


def _item(cells: Cells) -> Fields:
    kind = cells.get("INVITEMTYPE", "")
    if kind:
        yield "type", ITEM_TYPES.get(kind.upper(), kind)
    yield from _active(cells)
    yield from _told(cells, description="DESC")
    price = cells.get("PRICE")
    if price is not None:
        yield "price", price.replace(",", "") if _GROUPED.match(price) else price
    yield from _told(cells, account="ACCNT")


FORMS: dict[str, IifForm] = {
    "ACCNT": IifForm(ListKind.ACCOUNTS, ("NAME", "ACCNTTYPE"), _account),
    "TERMS": IifForm(ListKind.TERMS, ("NAME",), _terms),
    "VEND": IifForm(ListKind.VENDORS, ("NAME",), _person),
    "CUST": IifForm(ListKind.CUSTOMERS, ("NAME",), _person),
    "INVITEM": IifForm(ListKind.ITEMS, ("NAME",), _item),
    "CLASS": IifForm(ListKind.CLASSES, ("NAME",), _active),
}
"""The lists that are kept, by their keyword."""
