"""Reads single values of QuickBooks' records, and refuses those that cannot be."""

from __future__ import annotations

import re
from datetime import date

from crossfoot.money import cents
from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.xml import Element

ID_LENGTH = 36
"""ListID and TxnID: qbXML 13.0, IDTYPE."""
EDIT_SEQUENCE_LENGTH = 16
"""qbXML 13.0, TxnCore."""

_AMOUNT = re.compile(r"[0-9]{1,13}\.[0-9]{2}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_YES_OR_NO = {"true": True, "false": False, "1": True, "0": False}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def required(record: Element, name: str, most: int) -> str:
    """Return a text that has to be there, on one line and no longer than `most` characters."""
    found = optional(record, name, most)
    if found is None:
        raise record.fault(f"{quoted(record.name)} has no `{name}`")
    return found


def optional(record: Element, name: str, most: int) -> str | None:
    """Return a text on one line, no longer than `most`; None where it is absent or blank."""
    found = record.text_of(name)
    if found is None:
        return None
    if len(found) > most:
        raise record.fault(f"`{name}` {quoted(found)} is longer than {most} characters")
    if _CONTROL.search(found):
        raise record.fault(f"`{name}` {quoted(found)} has a control character in it")
    return found


def yes_or_no(record: Element, *path: str) -> bool | None:
    """Return what is said to be so or not; None where nothing is said."""
    found = record.text_of(*path)
    if found is None:
        return None
    if found not in _YES_OR_NO:
        raise record.fault(f"`{path[-1]}` is {quoted(found)}, neither `true` nor `false`")
    return _YES_OR_NO[found]


def day(record: Element, *path: str) -> date | None:
    """Return a day of the calendar; None where none is given."""
    found = record.text_of(*path)
    if found is None:
        return None
    try:
        if _DAY.match(found):
            return date.fromisoformat(found)
    except ValueError:
        pass
    raise record.fault(f"`{path[-1]}` is {quoted(found)}, which is no day such as 2026-01-31")


def amount(record: Element, name: str, *, signed: bool = False) -> int | None:
    """Return an amount in cents: digits, a point, two decimals; None where none is given."""
    found = record.text_of(name)
    if found is None:
        return None
    if not _AMOUNT.match(found.removeprefix("-") if signed else found):
        raise record.fault(f"`{name}` is {quoted(found)}, which is no amount such as 12.50")
    return cents(found)
