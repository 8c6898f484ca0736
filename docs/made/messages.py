"""Words that QuickBooks is known to answer with, and what they mean: found by their first words.

The words are those that integrators report; what they mean is what a refusal is explained by.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.quickbooks.statuses import explained, explained_hresult
from made.markdown import cell, table

MESSAGES: tuple[tuple[str, str], ...] = (
    ("3140", 'There is an invalid reference to QuickBooks Account "…" in the JournalEntry'),
    ("3140", 'There is an invalid reference to QuickBooks Vendor "…" in the Bill'),
    ("3070", 'The string "…" in the field "…" is too long'),
    ("3150", 'There is a missing element: "…"'),
    ("3171", "There was an error when saving … on or before the closing date of the company"),
    ("3175", "The transaction could not be locked. It is in use by another user"),
    ("3176", "The application failed to acquire the lock"),
    ("3180", "This list has been modified by another user"),
    ("3180", "There was an error when saving a … transaction"),
    ("3200", "The provided edit sequence … is out-of-date"),
    ("3210", 'The "…" field has an invalid value "…"'),
    ("3231", "The request has not been processed"),
    ("3260", "Insufficient permission level to perform this action"),
    ("1030", "This request is not supported by this implementation"),
    ("1000", "There has been an internal error when processing the request"),
    ("0x80040400", "QuickBooks found an error when parsing the provided XML text stream"),
    ("0x80040402", "Unexpected error. Check the qbsdklog.txt file"),
    ("0x80040408", "Could not start QuickBooks"),
    ("0x8004040A", "A QuickBooks company data file is already open and it is different"),
    ("0x80040414", "A modal dialog box is showing in the QuickBooks user interface"),
    ("0x80040420", "The QuickBooks user has denied access"),
)
"""By code; a status code, or an HRESULT where no answer came at all."""


def messages() -> str:
    """Return a table of what QuickBooks says, with its code, what it means and what to do."""
    return table(["QuickBooks says", "code", "that is", "what to do"], _rows())


def _rows() -> Iterator[list[str]]:
    for code, words in MESSAGES:
        said = explained_hresult(code) if code.startswith("0x") else explained(int(code), words)
        meaning, _, _ = said.meaning.partition(": `…`")
        yield [f"“{cell(words)}”", f"**{code}**", cell(meaning), cell(said.remedy)]
