"""What changes in a case so that it expects what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from crossfoot.cases.accepting.case_text import entry_of, more, put, without
from crossfoot.cases.accepting.list_text import Change, changed, new_list, without_items
from crossfoot.cases.accepting.saying import Saying
from crossfoot.cases.booked import TOTAL
from crossfoot.cases.judged import Judged
from crossfoot.cases.matching import Difference
from crossfoot.cases.reading import (
    BILLS,
    ENTRY,
    EXPECTATIONS,
    FINDING,
    INCLUDES,
    LEAVES_OUT,
    NO_FINDING,
)
from crossfoot.model.chart import Chart
from crossfoot.money import dollars
from crossfoot.project.editing.edit import Edit, end_of
from crossfoot.project.nodes import Entry, Items
from crossfoot.source import Span


def edits(judged: Judged, chart: Chart) -> Iterator[Edit]:
    """Yield what makes a case expect what came of it.

    What is as expected stays as it is written. Where nothing is left that the case expects, it
    gets the whole entry.
    """
    node, saying = judged.case.node, Saying(judged.case.expected, chart)
    codes = _codes(judged)
    gone = {name for name in _gone(judged, codes) if entry_of(node, name) is not None}
    for entry in node.entries:
        if entry.name not in gone:
            yield from _of_key(entry, judged, saying, codes)
    yield from without(node, gone)
    added = [name for name, found in codes.items() if found and entry_of(node, name) is None]
    for name in added:
        yield more(node, name, _listed(codes[name]))
    if not added and not any(node.get(name) for name in EXPECTATIONS if name not in gone):
        lines = judged.actual.entry.lines if judged.actual and judged.actual.entry else ()
        yield more(node, ENTRY, new_list(node, [saying.of_line(line) for line in lines]))


def _codes(judged: Judged) -> Mapping[str, Sequence[str]]:
    """Return the codes that the case speaks of from now on, where they change."""
    expected, lacking = judged.case.expected, judged.lacking
    surplus = tuple(dict.fromkeys(each.code.number for each in judged.surplus))
    finding = tuple(code for code in expected.findings if code not in lacking)
    finding += tuple(code for code in surplus if code not in finding)
    no_finding = tuple(code for code in expected.no_findings if code not in surplus)
    if judged.actual is None and not finding and not no_finding:
        no_finding = lacking  # All that is known of these rules is that it is not found.
    changed_ = {FINDING: finding, NO_FINDING: no_finding}
    had = {FINDING: expected.findings, NO_FINDING: expected.no_findings}
    return {name: found for name, found in changed_.items() if found != had[name]}


def _gone(judged: Judged, codes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the keys of which nothing stays."""
    yield from (name for name, found in codes.items() if not found)
    if judged.is_held_back:
        yield from (ENTRY, INCLUDES, LEAVES_OUT, TOTAL)
    if judged.is_held_back and any(row.differs for row in judged.bills):
        yield BILLS
    missing = [row.difference is Difference.MISSING for row in judged.rows]
    if judged.case.expected.includes and missing and all(missing):
        yield INCLUDES
    if judged.misplaced and len(_used(judged)) == len(judged.case.expected.leaves_out):
        yield LEAVES_OUT


def _used(judged: Judged) -> list[Span]:
    """Return where accounts are named that nothing should go to, and something does."""
    entry = judged.actual.entry if judged.actual is not None else None
    lines = entry.lines if entry is not None else ()
    used = {lines[at].account.name for at in judged.misplaced}
    return [each.at for each in judged.case.expected.leaves_out if each.account.name in used]


def _of_key(
    entry: Entry, judged: Judged, saying: Saying, codes: Mapping[str, Sequence[str]]
) -> Iterator[Edit]:
    """Yield what changes behind a key that stays."""
    match entry.name:
        case "finding" | "no finding" if entry.name in codes:
            yield put(entry, _listed(codes[entry.name]))
        case "entry" | "entry includes":
            changes = [saying.of_row(row) for row in judged.rows]
            yield from _of_list(entry, judged, changes)
        case "bills":
            yield from _of_list(entry, judged, [saying.of_bill_row(row) for row in judged.bills])
        case "entry leaves out" if judged.misplaced:
            listed = entry.value.items if isinstance(entry.value, Items) else ()
            used = _used(judged)
            yield from without_items(entry, listed, [each for each in listed if each.at in used])
        case "total" if judged.total is not None and judged.total.expected != judged.total.booked:
            yield Edit(entry.value.at.start, end_of(entry.value), dollars(judged.total.booked))


def _of_list(entry: Entry, judged: Judged, changes: Sequence[Change | None]) -> Iterator[Edit]:
    found = [each for each in changes if each is not None]
    if found:
        yield from changed(judged.case.node, entry, found)


def _listed(codes: Collection[str]) -> str:
    found = list(codes)
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"
