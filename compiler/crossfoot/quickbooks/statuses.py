"""Says in an accountant's words what a status of QuickBooks' means, and what to do about it.

Always by the code: a real 3210 came with the severity "Info".
"""

from __future__ import annotations

import re

from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.status_table import (
    CODES,
    HRESULTS,
    IMPORT_AGAIN,
    LOOK_FIRST,
    RANGES,
    SETS,
    UNKNOWN,
)
from crossfoot.quickbooks.status_table import Explanation as Explanation

_REFERENCE = re.compile(r'invalid reference to QuickBooks ([A-Za-z ]{1,40}?) "(.*)" in the', re.S)
_TOO_LONG = re.compile(r'The string "(.*)" in the field "([^"]{1,80})" is too long', re.S)
_VALUE = re.compile(r'The "([^"]{1,80})" field has an invalid value "([^"]*)"', re.S)
_MISSING = re.compile(r'missing element:? "([^"]{1,80})"', re.S)
_BY_ANOTHER = re.compile(r"modified by another user|in use by another|could not be locked", re.I)
_CLOSED = re.compile(r"clos(?:ing date|ed period)", re.I)
_CLOSED_CODES = (3160, 3170, 3180, 3210)
_LOOKED_AT = 2_000
_KINDS = {
    "standardterms": "payment terms",
    "datedriventerms": "payment terms",
    "terms": "payment terms",
    "entity": "customer or vendor",
}


def is_done(code: int) -> bool:
    """Whether QuickBooks did what was asked for, perhaps with a remark on it (500 to 999)."""
    return code == 0 or 500 <= code < 1000


def explained(code: int, message: str) -> Explanation:
    """Return what a status code means, with what QuickBooks' message names.

    A code that is in no table is explained by its range, and one in no range as unknown.
    """
    message = message[:_LOOKED_AT]
    if code == 3140:
        return _unknown_reference(message)
    if code in _CLOSED_CODES and _CLOSED.search(message):
        return CODES[3171]
    if code == 3180 and _BY_ANOTHER.search(message):
        return CODES[3180]._replace(
            meaning="someone changed the same list or entry in QuickBooks at that moment",
            remedy="post again when nobody else works on it",
            may_retry=True,
        )
    found = CODES.get(code) or _by_range(code)
    return found._replace(meaning=found.meaning + _named(code, message))


def explained_set(status: int) -> Explanation:
    """Return what the status of a whole message set means (messageSetStatusCode)."""
    return SETS.get(status, UNKNOWN)


def explained_hresult(hresult: str) -> Explanation:
    """Return what it means that QuickBooks' interface failed with an HRESULT (``0x…``)."""
    found = HRESULTS.get(f"0x{hresult[2:].upper()}")
    if found is not None:
        return found
    return Explanation("QuickBooks' interface failed, for a reason not known here", LOOK_FIRST)


def _by_range(code: int) -> Explanation:
    return next((each for codes, each in RANGES if code in codes), UNKNOWN)


def _unknown_reference(message: str) -> Explanation:
    """Return what is meant where QuickBooks does not have what an entry names (3140)."""
    found = _REFERENCE.search(message)
    if found is None:
        return CODES[3140]
    what, name = found[1].strip(), quoted(found[2])
    kind = _KINDS.get(what.replace(" ", "").casefold(), what.lower())
    return Explanation(
        f"QuickBooks has no {kind} {name}, or has it as inactive",
        f"see in QuickBooks whether {kind} {name} was renamed, merged, deleted or made inactive; "
        f"{IMPORT_AGAIN}, and `crossfoot check` shows the rules that name it",
    )


def _named(code: int, message: str) -> str:
    """Return what of the message tells which value it is about, to go behind the meaning."""
    if code == 3070 and (found := _TOO_LONG.search(message)):
        return f": {quoted(found[1])} in {quoted(found[2])}"
    if code == 3210 and (found := _VALUE.search(message)):
        return f": {quoted(found[2])} in {quoted(found[1])}"
    if code == 3150 and (found := _MISSING.search(message)):
        return f": {quoted(found[1])}"
    return ""
