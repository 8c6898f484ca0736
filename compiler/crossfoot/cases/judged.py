"""Holds what came of a case against what it expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from crossfoot.cases.actual import Actual
from crossfoot.cases.case import Case, Expected, ExpectedBill
from crossfoot.cases.matching import Difference, Row, rows
from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.draft import DraftEntry, Line


class Verdict(Enum):
    """What came of a case."""

    AS_EXPECTED = "as expected"
    OTHERWISE = "not as expected"
    NOT_TRIED = "not tried"


class BillRow(NamedTuple):
    """Two bills beside each other, one of which may be missing; `differs` names what differs."""

    expected: ExpectedBill | None
    booked: DraftBill | None
    differs: tuple[str, ...]


class Total(NamedTuple):
    """What the debits add up to, in cents: as expected, and as booked."""

    expected: int
    booked: int


class Judged(NamedTuple):
    """A case and what came of it.

    `actual` is None where there is no batch to look at. `rows` are set beside each other wherever
    an entry is there and lines are expected. `misplaced` went to an account that should be left
    out, by their places in the entry. `lacking` are codes that were not found; `surplus` was
    found and should not have been. `is_held_back` where an entry is expected and there is none.
    """

    case: Case
    verdict: Verdict
    actual: Actual | None = None
    rows: tuple[Row, ...] = ()
    misplaced: tuple[int, ...] = ()
    total: Total | None = None
    bills: tuple[BillRow, ...] = ()
    lacking: tuple[str, ...] = ()
    surplus: tuple[Diagnostic, ...] = ()
    is_held_back: bool = False

    @property
    def has_batch(self) -> bool:
        """Whether the batch that the case is about is there, if it is about one."""
        return self.case.batch is None or self.actual is not None


def judged(case: Case, actual: Actual) -> Judged:
    """Return how a case about a batch stands against what came of the batch."""
    expected, entry = case.expected, actual.entry
    lines = entry.lines if entry is not None else ()
    is_held_back = entry is None and expected.is_of_the_entry
    found = Judged(
        case,
        Verdict.AS_EXPECTED,
        actual,
        _rows(expected, entry),
        tuple(_misplaced(expected, lines)),
        None if entry is None or expected.total is None else Total(expected.total, entry.debits),
        _bills(expected, actual.bills) if expected.bills is not None else (),
        _lacking(expected, actual.findings),
        tuple(_surplus(expected, actual.findings)),
        is_held_back,
    )
    return found._replace(verdict=Verdict.OTHERWISE) if _differs(found) else found


def judged_of_rules(case: Case, findings: Iterable[Diagnostic]) -> Judged:
    """Return how a case about the rules as a whole stands against all that is found in them."""
    found = tuple(findings)
    lacking = _lacking(case.expected, found)
    surplus = tuple(each for each in found if each.code.number in case.expected.no_findings)
    verdict = Verdict.OTHERWISE if lacking or surplus else Verdict.AS_EXPECTED
    return Judged(case, verdict, lacking=lacking, surplus=surplus)


def not_tried(case: Case) -> Judged:
    """Return a case that the faults of the rules keep from being tried."""
    return Judged(case, Verdict.NOT_TRIED)


def without_batch(case: Case, finding: Diagnostic) -> Judged:
    """Return a case whose batch is not there."""
    return Judged(case, Verdict.OTHERWISE, surplus=(finding,))


def _differs(found: Judged) -> bool:
    return bool(
        found.is_held_back
        or found.misplaced
        or found.lacking
        or found.surplus
        or any(row.difference is not Difference.NONE for row in found.rows)
        or any(row.differs for row in found.bills)
        or (found.total is not None and found.total.expected != found.total.booked)
    )


def _rows(expected: Expected, entry: DraftEntry | None) -> tuple[Row, ...]:
    if entry is None:
        return ()
    if expected.entry is not None:
        return rows(expected.entry, entry.lines, is_whole=True)
    return rows(expected.includes, entry.lines, is_whole=False)


def _misplaced(expected: Expected, lines: Sequence[Line]) -> Iterator[int]:
    unwanted = {named.account.name for named in expected.leaves_out}
    return (at for at, line in enumerate(lines) if line.account.name in unwanted)


def _lacking(expected: Expected, findings: Iterable[Diagnostic]) -> tuple[str, ...]:
    found = {finding.code.number for finding in findings}
    return tuple(code for code in expected.findings if code not in found)


def _surplus(expected: Expected, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield errors that are not expected, and whatever should not be found.

    A warning that the case does not speak of holds nothing back, and is left to `check`.
    """
    for finding in findings:
        number = finding.code.number
        is_error = finding.severity is Severity.ERROR and number not in expected.findings
        if is_error or number in expected.no_findings:
            yield finding


def _bills(expected: Expected, booked: Sequence[DraftBill]) -> tuple[BillRow, ...]:
    left = {key(bill.ref): bill for bill in booked}
    beside = []
    for one in expected.bills or ():
        bill = left.pop(key(one.number), None)
        differs = ("missing",) if bill is None else tuple(_differing(one, bill))
        beside.append(BillRow(one, bill, differs))
    return (*beside, *(BillRow(None, bill, ("extra",)) for bill in left.values()))


def _differing(expected: ExpectedBill, bill: DraftBill) -> Iterator[str]:
    account = None if expected.account is None else expected.account.name
    compared = {
        "supplier": (expected.supplier and key(expected.supplier), key(bill.vendor)),
        "created": (expected.created, bill.day),
        "total": (expected.total, bill.cents),
        "terms": (expected.terms and key(expected.terms), key(bill.terms or "")),
        "account": (account, bill.account.name),
    }
    for name, (wanted, booked) in compared.items():
        if wanted is not None and wanted != booked:
            yield name
