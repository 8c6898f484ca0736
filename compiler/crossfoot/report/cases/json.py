"""What came of cases for programs: one object, as ``grammar/test.schema.json`` describes it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from crossfoot.cases.case import ExpectedBill, ExpectedLine
from crossfoot.cases.judged import BillRow, Judged, Verdict
from crossfoot.cases.matching import Row
from crossfoot.cases.trial import Tried, TriedFile
from crossfoot.diagnostic import Diagnostic
from crossfoot.money import dollars
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.draft import Line
from crossfoot.source import Span

VERSION = 1
"""Raised when a key is renamed or dropped, not when one is added."""

Object: TypeAlias = dict[str, Any]


def render(tried: Tried) -> str:
    """Return the JSON text; the same outcome gives the same bytes."""
    return json.dumps(as_object(tried), indent=2, ensure_ascii=False) + "\n"


def as_object(tried: Tried) -> Object:
    """Return the report as plain dictionaries and lists; amounts are decimal texts."""
    verdicts = Counter(case.verdict for case in tried.cases)
    return {
        "version": VERSION,
        "summary": {
            "cases": verdicts.total(),
            "as expected": verdicts[Verdict.AS_EXPECTED],
            "not as expected": verdicts[Verdict.OTHERWISE],
            "not tried": verdicts[Verdict.NOT_TRIED],
            "faults": sum(len(file.findings) for file in tried.files),
        },
        "errors": [_finding(each) for each in tried.in_the_way],
        "files": [_file(file) for file in tried.files],
        "rules": _rules(tried),
    }


def _rules(tried: Tried) -> list[Object] | None:
    found = tried.coverage
    if found is None:
        return None
    unreached = set(map(id, found.unreached))
    return [{**_place(rule.at), "reached": id(rule) not in unreached} for rule in found.rules]


def _file(file: TriedFile) -> Object:
    return {
        "path": file.path,
        "faults": [_finding(each) for each in file.findings],
        "cases": [_case(each) for each in file.cases],
    }


def _case(case: Judged) -> Object:
    batch = case.actual.batch if case.actual is not None else None
    return {
        "case": case.case.name,
        **_place(case.case.at),
        "verdict": case.verdict.value,
        "store": batch.store.name if batch is not None else None,
        "batch": batch.number if batch is not None else None,
        "day": batch.day.isoformat() if batch is not None else None,
        "held back": case.is_held_back,
        "lines": [_row(row) for row in case.rows],
        "total": None if case.total is None else _pair(*map(dollars, case.total)),
        "bills": [_bill_row(row) for row in case.bills],
        "should be left out": [_booked(line) for line in _misplaced(case)],
        "not found": list(case.lacking),
        "not expected": [_finding(each) for each in case.surplus],
    }


def _misplaced(case: Judged) -> Iterator[Line]:
    entry = case.actual.entry if case.actual is not None else None
    return (entry.lines[at] for at in case.misplaced) if entry is not None else iter(())


def _pair(expected: object, booked: object) -> Object:
    return {"expected": expected, "booked": booked}


def _row(row: Row) -> Object:
    expected = None if row.expected is None else _line(row.expected)
    booked = None if row.booked is None else _booked(row.booked)
    return {**_pair(expected, booked), "difference": row.difference.value or None}


def _line(line: ExpectedLine | Line) -> Object:
    return {
        "account": line.account.name,
        line.side.value: dollars(line.cents),
        "class": line.klass,
        "memo": line.memo,
    }


def _booked(line: Line) -> Object:
    return {**_line(line), "rule": _place(line.rule.at)}


def _bill_row(row: BillRow) -> Object:
    expected = None if row.expected is None else _expected_bill(row.expected)
    booked = None if row.booked is None else _bill(row.booked)
    return {**_pair(expected, booked), "differences": list(row.differs)}


def _expected_bill(bill: ExpectedBill) -> Object:
    return {
        "number": bill.number,
        "supplier": bill.supplier,
        "created": None if bill.created is None else bill.created.isoformat(),
        "total": None if bill.total is None else dollars(bill.total),
        "terms": bill.terms,
        "account": None if bill.account is None else bill.account.name,
    }


def _bill(bill: DraftBill) -> Object:
    return {
        "number": bill.ref,
        "supplier": bill.vendor,
        "created": bill.day.isoformat(),
        "total": dollars(bill.cents),
        "terms": bill.terms,
        "account": bill.account.name,
    }


def _finding(finding: Diagnostic) -> Object:
    return {
        "code": finding.code.number,
        "name": finding.code.name,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(finding.at),
        "help": finding.help,
    }


def _place(at: Span) -> Object:
    line, column = at.first
    return {"path": at.source.path, "line": line, "column": column}
