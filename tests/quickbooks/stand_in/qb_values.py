"""Reads the values of a request, each refusal with the code that QuickBooks gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from company_file import Company, Record
from qb_shapes import Element

# Codes are those of Intuit's table; B where a real answer was seen, A where Intuit says so.
MESSAGES = {
    1030: "The request is not supported.",  # A
    1060: "The request ID is longer than 50 characters.",  # A
    3161: "Cannot delete: the transaction is dated on or before the closing date.",  # C
    3175: "There was an error when modifying the transaction because it is already in use.  "
    "QuickBooks error message: The transaction could not be locked.  It is in use by another "
    "user.",  # B
    3176: "There was an error when modifying the transaction because it is already in use.  "
    "QuickBooks error message: The application failed to acquire the lock.",  # B
    3180: "There was an error when saving.  QuickBooks error message: This list has been modified "
    "by another user.",  # B
    3200: "The provided edit sequence is out-of-date.",  # B
    3231: "The request has not been processed.",  # B
    3260: "Insufficient permission level to perform this action.",  # B
}
_LENGTHS = {
    "Memo": 4095, "IncludeRetElement": 50, "EditSequence": 16, "AccountRef": 159, "ClassRef": 159,
    "APAccountRef": 159, "EntityRef": 209, "CustomerRef": 209, "VendorRef": 41, "TermsRef": 31,
    "CurrencyRef": 64, "ItemSalesTaxRef": 31, "SalesTaxCodeRef": 3,
}  # fmt: skip
_REF_LENGTHS = {"JournalEntryAdd": 11, "JournalEntryMod": 11, "BillAdd": 20}
_ID = re.compile(r"[0-9A-Za-z]{1,18}(-\d{1,17})?")


class Refused(Exception):
    """A request is refused, by itself, with a status code."""

    def __init__(self, code: int, message: str | None = None) -> None:
        self.code = code
        self.message = message or MESSAGES.get(code, "There was an error.")
        super().__init__(f"{code}: {self.message}")


def unsaved(kind: str, why: str) -> Refused:
    """Return the refusal of what QuickBooks cannot save (B); the reasons are in our words."""
    said = f"There was an error when saving a {kind} transaction.  QuickBooks error message: {why}"
    return Refused(3180, said)


def missing(tag: str) -> Refused:
    """Return the refusal of a request that lacks an element (B)."""
    return Refused(3150, f'There is a missing element: "{tag}".')


def check_lengths(element: Element) -> None:
    """Refuse texts that are too long, measured without their escapes (A: lengths, B: the code)."""
    for field, text, most in _bounded(element):
        if len(text) > most:
            raise Refused(3070, f'The string "{text}" in the field "{field}" is too long.')
    for child in element.children:
        check_lengths(child)


def _bounded(element: Element) -> Iterator[tuple[str, str, int]]:
    for child in element.children:
        if child.tag == "FullName" and element.tag in _LENGTHS:
            yield "FullName", child.text, _LENGTHS[element.tag]
        elif child.tag == "RefNumber" and element.tag in _REF_LENGTHS:
            yield "RefNumber", child.text, _REF_LENGTHS[element.tag]
        elif child.tag in _LENGTHS:
            yield child.tag, child.text, _LENGTHS[child.tag]


def identity(element: Element, tag: str = "TxnID") -> str:
    """Return an id that is well formed (A: 3000 where it is not)."""
    text = element.say(tag)
    if text is None:
        raise missing(tag)
    if not _ID.fullmatch(text):
        raise Refused(3000, f'The given object ID "{text}" in the field "{tag}" is invalid.')
    return text


def day(element: Element, tag: str) -> str | None:
    """Return a date (A: 3020 where it is none)."""
    text = element.say(tag)
    if text is None:
        return None
    try:
        found = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        found = None
    if found is None:
        said = f'There was an error when converting the date value "{text}" in the field "{tag}".'
        raise Refused(3020, said)
    return found.isoformat()


def truth(element: Element, tag: str) -> bool | None:
    """Return a yes or no (A: 3010 where it is neither)."""
    text = element.say(tag)
    if text is None or text in ("true", "1", "false", "0"):
        return None if text is None else text in ("true", "1")
    said = f'There was an error when converting the boolean value "{text}" in the field "{tag}".'
    raise Refused(3010, said)


def choice(element: Element, tag: str, *known: str) -> str | None:
    """Return one of a list of words (C: 3110 where it is another)."""
    text = element.say(tag)
    if text is not None and text not in known:
        raise Refused(3110, f'The argument "{text}" in the field "{tag}" is invalid.')
    return text


def cents(element: Element, may_be_negative: bool = False) -> int:
    """Return the Amount of a line.

    B: 3040 where it is no amount with two decimals. A: a sign in a journal makes amounts add
    instead of cancel and ends in an error; refused here as the invalid value (3210) that it is.
    """
    text = element.say("Amount")
    if text is None:
        raise missing("Amount")
    if not re.fullmatch(r"[+-]?\d{1,13}(\.\d\d)?", text):
        said = f'There was an error when converting the amount "{text}" in the field "Amount".'
        raise Refused(3040, said)
    if text[0] in "+-" and not may_be_negative:
        said = f'The "Amount" field has an invalid value "{text}".  QuickBooks error message: '
        raise Refused(3210, f"{said}Do not give amounts a sign.")
    whole, _, rest = text.partition(".")
    return int(whole + (rest or "00"))


def record(company: Company, kinds: tuple[str, ...], ref: Element, where: str) -> Record:
    """Return the record that a reference names (B: 3140 where it is missing or inactive)."""
    named = ref.say("ListID") or ref.say("FullName")
    if named is None:
        raise missing(ref.tag)
    found = next(filter(None, (company.find(kind, named) for kind in kinds)), None)
    if found is None or not found.is_active:
        said = f'There is an invalid reference to QuickBooks {kinds[0]} "{named}" in the {where}.  '
        why = "Invalid argument.  The specified record does not exist in the list."
        raise Refused(3140, f"{said}QuickBooks error message: {why}")
    return found


def needed(element: Element, tag: str) -> Element:
    """Return an element that the schema lets be left out, and QuickBooks does not (B: 3150)."""
    child = element.get(tag)
    if child is None:
        raise missing(tag)
    return child
