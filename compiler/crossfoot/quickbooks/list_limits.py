"""Holds the records of QuickBooks' lists against what QuickBooks itself lets stand in them."""

from __future__ import annotations

import re
from typing import NamedTuple

from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.model.names import key
from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.list_items import ListKind
from crossfoot.quickbooks.values import ID_LENGTH


class Lengths(NamedTuple):
    """The longest that one part of a name, and a name with its parents, may be."""

    part: int
    whole: int


LENGTHS = {
    ListKind.ACCOUNTS: Lengths(31, 159),
    ListKind.TERMS: Lengths(31, 31),
    ListKind.VENDORS: Lengths(41, 41),
    ListKind.CUSTOMERS: Lengths(41, 209),
    ListKind.ITEMS: Lengths(31, 159),
    ListKind.CLASSES: Lengths(31, 159),
}
"""Characters: qbXML 13.0, the Name and FullName of each list's record."""

_NESTED = (ListKind.ACCOUNTS, ListKind.CUSTOMERS, ListKind.ITEMS, ListKind.CLASSES)
_ONE = {
    ListKind.ACCOUNTS: "account",
    ListKind.TERMS: "payment terms",
    ListKind.VENDORS: "vendor",
    ListKind.CUSTOMERS: "customer",
    ListKind.ITEMS: "item",
    ListKind.CLASSES: "class",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BREAK = re.compile(r"[\t\r\n\u2028\u2029]")
_LONGEST = 4095
_FORMS: dict[str, tuple[re.Pattern[str], str]] = {
    "days": (re.compile(r"[0-9]{1,4}\Z"), "is no number of days"),
    "percent": (
        re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,5})?|100(?:\.0{1,5})?)\Z"),
        "is no percentage",
    ),
    "price": (re.compile(r"[+-]?[0-9]{1,10}(?:\.[0-9]{1,5})?%?\Z"), "is no price"),
    "active": (re.compile(r"false\Z"), "is neither `Y` nor `N`"),
    "special": (re.compile(r"[A-Za-z]{1,64}\Z"), "is no role of an account"),
}
_FORM_OF = {
    "due days": "days",
    "discount days": "days",
    "day of month due": "days",
    "due next month days": "days",
    "discount day of month": "days",
    "discount percent": "percent",
    "price": "price",
    "active": "active",
    "special": "special",
}
_MOST = {"id": ID_LENGTH, "number": 7}


def of_a(kind: ListKind) -> str:
    """Return what one record of a list is called: ``account``, ``payment terms``."""
    return _ONE[kind]


def name_fault(kind: ListKind, name: str) -> str | None:
    """Return what is wrong with a full name, None where nothing is."""
    one = of_a(kind)
    if not name:
        return f"{one} without a name"
    if _CONTROL.search(name) or _BREAK.search(name):
        return f"the name of {one} {quoted(name)} has a control character in it"
    longest = LENGTHS[kind]
    parts = name.split(":") if kind in _NESTED else [name]
    if not all(part.strip() for part in parts):
        return f"a part of the name of {one} {quoted(name)} is missing"
    if len(name) > longest.whole:
        return f"the name of {one} {quoted(name)} is longer than {longest.whole} characters"
    if any(len(part) > longest.part for part in parts):
        return (
            f"a part of the name of {one} {quoted(name)} is longer than {longest.part} characters"
        )
    return None


def field_fault(kind: ListKind, field: str, value: str) -> str | None:
    """Return what is wrong with the value of a field, None where nothing is."""
    if _CONTROL.search(value):
        return f"the {field} {quoted(value)} has a control character in it"
    if len(value) > _MOST.get(field, _LONGEST):
        return f"the {field} {quoted(value)} is longer than {_MOST.get(field, _LONGEST)} characters"
    if kind is ListKind.ACCOUNTS and field == "type" and value not in ACCOUNT_TYPES:
        return f"{quoted(value)} is no type of account of QuickBooks'"
    form = _FORM_OF.get(field)
    if form is not None and not _FORMS[form][0].match(value):
        return f"the {field} {quoted(value)} {_FORMS[form][1]}"
    return None


class Unique:
    """Finds out two records of one name, or of one ListID, in the lists of one file.

    It keeps the names and IDs that it saw, which is all that grows with a list.
    """

    def __init__(self) -> None:
        self._names: dict[ListKind, dict[str, int]] = {kind: {} for kind in ListKind}
        self._ids: dict[ListKind, dict[str, int]] = {kind: {} for kind in ListKind}

    def fault(self, kind: ListKind, name: str, list_id: str | None, line: int) -> str | None:
        """Return what a record shares with an earlier one, None where nothing."""
        names, ids = self._names[kind], self._ids[kind]
        same, one = key(name), of_a(kind)
        if same in names:
            return f"{one} {quoted(name)} is in the file twice: in line {names[same]} as well"
        names[same] = line
        if list_id in ids:
            return f"{one} {quoted(name)} has the ListID of the one in line {ids[list_id]}"
        if list_id is not None:
            ids[list_id] = line
        return None
