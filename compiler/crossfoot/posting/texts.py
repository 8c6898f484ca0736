"""XF603 and XF607: texts that QuickBooks would refuse, found before they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.codes.character_not_accepted import CHARACTER_NOT_ACCEPTED
from crossfoot.codes.field_too_long import FIELD_TOO_LONG
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.draft import Line
from crossfoot.posting.timetable import Period, Timetable
from crossfoot.source import Span

LONGEST_REF = 11
LONGEST_NAME = 159
LONGEST_MEMO = 4095
"""Characters, counted before any of them is escaped (qbXML 13.0, JournalEntryAdd)."""

LONGEST_BILL_REF = 20
LONGEST_VENDOR = 41
LONGEST_TERMS = 31
"""The same for bills (qbXML 13.0, BillAdd)."""

_NOT_ACCEPTED = re.compile("[^\x20-\x7e\xa0-\xff]")
"""Outside Latin-1, where requests have failed; or a control character, which XML forbids."""


class Texts:
    """Looks through the texts of entries; names that were found good are not looked at again."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._timetable = Timetable(ruleset)
        self._good: set[str] = set()

    def findings(self, batch: Batch, ref: str, lines: Sequence[Line]) -> tuple[Diagnostic, ...]:
        """Return what QuickBooks would refuse in the texts of a batch's entry."""
        names = {line.account.name for line in lines}
        names.update(line.klass for line in lines if line.klass is not None)
        memos = {line.memo for line in lines if line.memo is not None}
        if (
            _fits(ref, LONGEST_REF)
            and all(_fits(memo, LONGEST_MEMO) for memo in memos)
            and all(name in self._good or self._fits_name(name) for name in names)
        ):
            return ()
        period = self._timetable.period(batch.store, batch.day)
        return tuple(dict.fromkeys(_findings(batch, ref, lines, period)))

    def _fits_name(self, name: str) -> bool:
        if not _fits(name, LONGEST_NAME):
            return False
        self._good.add(name)
        return True


def bill_findings(bill: DraftBill) -> tuple[Diagnostic, ...]:
    """Return what QuickBooks would refuse in the texts of a bill."""
    fields = (
        ("purchase order number", bill.ref, LONGEST_BILL_REF),
        ("supplier", bill.vendor, LONGEST_VENDOR),
        ("payment terms", bill.terms or "", LONGEST_TERMS),
        ("memo", bill.memo, LONGEST_MEMO),
        ("class", bill.klass or "", LONGEST_NAME),
        ("account", bill.account.name, LONGEST_NAME),
    )
    return tuple(
        finding
        for field, text, longest in fields
        for finding in _faults(field, text, longest, bill.at, ())
    )


def _fits(text: str, longest: int) -> bool:
    if len(text) > longest:
        return False
    return (text.isascii() and text.isprintable()) or not _NOT_ACCEPTED.search(text)


def _findings(
    batch: Batch, ref: str, lines: Sequence[Line], period: Period | None
) -> Iterator[Diagnostic]:
    store = batch.store
    prefix = (Related(store.at, "its prefix comes from here"),) if store.prefix else ()
    yield from _faults("reference number", ref, LONGEST_REF, batch.at, prefix)
    for line in lines:
        yield from _of_line(line, period)


def _of_line(line: Line, period: Period | None) -> Iterator[Diagnostic]:
    rule = line.rule
    named = (Related(rule.at, "this rule posts to it"),)
    yield from _faults("account", line.account.name, LONGEST_NAME, line.account.at, named)
    own = rule if isinstance(rule, Post) else None
    for field, text, longest, template in (
        ("class", line.klass, LONGEST_NAME, (own and own.klass) or (period and period.klass)),
        ("memo", line.memo, LONGEST_MEMO, (own and own.memo) or (period and period.memo)),
    ):
        if text is not None:
            yield from _faults(field, text, longest, template.at if template else rule.at, ())


def _faults(
    field: str, text: str, longest: int, at: Span, related: tuple[Related, ...]
) -> Iterator[Diagnostic]:
    if len(text) > longest:
        yield Diagnostic(
            FIELD_TOO_LONG,
            f"the {field} `{_short(text)}` has {len(text)} characters, "
            f"and QuickBooks takes {longest}",
            at,
            related,
            help="a shorter `prefix:` of the store, in the project file"
            if field == "reference number"
            else None,
        )
    found = _NOT_ACCEPTED.search(text)
    if found:
        yield Diagnostic(
            CHARACTER_NOT_ACCEPTED,
            f"the {field} `{_short(text)}` has {_told(found.group())}, "
            "which QuickBooks does not take",
            at,
            related,
            help="write it with the letters and signs of Western European languages",
        )


def _short(text: str) -> str:
    shown = "".join(each if each.isprintable() else "?" for each in text)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _told(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"`{character}` ({code})" if character.isprintable() else f"a character {code}"
