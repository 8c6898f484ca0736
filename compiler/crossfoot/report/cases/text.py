"""What came of cases, for people: each that is not as expected in full, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crossfoot.cases.coverage import Coverage
from crossfoot.cases.judged import Judged, Verdict
from crossfoot.cases.trial import Tried, TriedFile
from crossfoot.cases.workings import Made, Worked, Workings
from crossfoot.money import grouped
from crossfoot.report.cases.table import table
from crossfoot.report.cases.wording import bill, booked_to, code_named, of_batch, place, said
from crossfoot.report.columns import fitted, safe, wrapped
from crossfoot.report.excerpt import Mark, excerpt
from crossfoot.report.paint import Paint, plain
from crossfoot.report.summary import counted
from crossfoot.report.text import COLUMNS, findings

_MOST_UNREACHED = 5
"""Up to so many rules that no case reaches are listed unasked."""

_MOST_WORKED = 12
"""Amounts of one rule that are worked out; the others are counted."""


def render(
    tried: Tried, columns: int = COLUMNS, paint: Paint = plain, *, lists_rules: bool = False
) -> str:
    """Return the report; the last line is the summary."""
    return "".join(f"{line}\n" for line in _lines(tried, columns, paint, lists_rules))


def _lines(tried: Tried, columns: int, paint: Paint, lists_rules: bool) -> Iterator[str]:
    yield from findings(tried.in_the_way, columns, paint)
    ruleset = tried.rules.ruleset
    workings = None if ruleset is None else Workings(ruleset)
    for file in tried.files:
        yield from findings(file.findings, columns, paint)
        for case in file.cases:
            if case.verdict is Verdict.OTHERWISE:
                yield from case_lines(case, workings, columns, paint)
                yield ""
        yield paint(safe(_told_of(file)), "strong")
    if tried.coverage is not None:
        yield from _coverage(tried.coverage, columns, lists_rules=lists_rules)
    style = "good" if tried.is_as_expected else "error"
    yield paint(summary(tried), style)


def case_lines(
    case: Judged, workings: Workings | None, columns: int = COLUMNS, paint: Paint = plain
) -> Iterator[str]:
    """Yield all that is to be said of a case that is not as expected."""
    where = case.case.at
    place = safe(f"{where.source.path}:{where.first.line}:{where.first.column}")
    yield f"{place}: {paint(safe(case.case.name), 'strong')}: not as expected"
    about = of_batch(case)
    if about:
        yield f"  {safe(about)}"
    for line in _told(case):
        first, *others = wrapped(safe(line), columns - 2)
        yield f"  {first}"
        yield from (f"    {other}" for other in others)
    if case.rows:
        yield from table(case.rows, columns, paint)
    if workings is not None:
        yield from _workings(case, workings, columns, paint)
    if case.surplus:
        yield ""
        yield from list(findings(case.surplus, columns, paint))[:-1]


def _told(case: Judged) -> Iterator[str]:
    """Yield in a line each what is not as expected, the lines of the entry aside."""
    if case.is_held_back:
        yield "an entry is expected, and the batch is held back"
    for code in case.lacking:
        yield f"{code_named(code)} is expected, and not found"
    if case.surplus and case.has_batch:
        codes = dict.fromkeys(each.code.number for each in case.surplus)
        yield f"found, and not expected: {', '.join(map(code_named, codes))}"
    if case.total is not None and case.total.expected != case.total.booked:
        expected, booked = map(grouped, case.total)
        yield f"the debits add up to {booked}, and {expected} is expected"
    yield from booked_to(case)
    for row in case.bills:
        yield from bill(row)


def _workings(case: Judged, workings: Workings, columns: int, paint: Paint) -> Iterator[str]:
    for account in workings.unused(case):
        yield f"  no rule books to `{safe(account)}` at that store on that day"
    made = workings.of(case)
    if made:
        yield ""
        yield "  how the amounts that differ came about:"
    for each in made:
        yield from _made(each, columns, paint)


def _made(made: Made, columns: int, paint: Paint) -> Iterator[str]:
    at = made.rule.at
    yield safe(f"  {at.source.path}:{at.first.line}:{at.first.column}")
    marked = [Mark(at, "", True)]
    yield from (f"  {line}" for line in excerpt(marked, columns - 2, paint, "related"))
    for worked in made.worked[:_MOST_WORKED]:
        first, *others = wrapped(safe(_worked(worked)), columns - 9)
        yield f"     {paint('=', 'gutter')} {first}"
        yield from (f"         {other}" for other in others)
    left = len(made.worked) - _MOST_WORKED
    if left > 0:
        yield f"     {paint('=', 'gutter')} and {counted(left, 'more amount')}"


def _worked(worked: Worked) -> str:
    return worked.text if worked.member is None else f"{worked.member}: {worked.text}"


def _told_of(file: TriedFile) -> str:
    """Return one line on a file."""
    count = counted(len(file.cases), "case")
    verdicts = Counter(case.verdict for case in file.cases)
    if not file.cases:
        return f"{file.path}: no case can be tried"
    return f"{file.path}: {count}, {_in_words(verdicts)}"


def _in_words(verdicts: Counter[Verdict]) -> str:
    if set(verdicts) == {Verdict.AS_EXPECTED}:
        return "as expected" if verdicts.total() == 1 else "all as expected"
    return ", ".join(f"{verdicts[each]:,} {each.value}" for each in Verdict if verdicts[each])


def summary(tried: Tried) -> str:
    """Return the last line: ``12 cases, all as expected``."""
    verdicts = Counter(case.verdict for case in tried.cases)
    faults = sum(len(file.findings) for file in tried.files)
    told = f"{counted(verdicts.total(), 'case')}, {_in_words(verdicts)}" if verdicts else "no case"
    if faults:
        told += f"; {counted(faults, 'fault')} in the files of cases"
    if verdicts[Verdict.NOT_TRIED]:
        told += ": put the errors above right first"
    return told


def _coverage(found: Coverage, columns: int, *, lists_rules: bool) -> Iterator[str]:
    left = found.unreached
    if not left:
        if lists_rules:
            yield f"{counted(len(found.rules), 'rule')}, all reached by a case"
        return
    is_listed = lists_rules or len(left) <= _MOST_UNREACHED
    hint = ":" if is_listed else " (`crossfoot test --coverage` lists them)"
    told = f"reached by no case: {len(left):,} of {counted(len(found.rules), 'rule')}{hint}"
    yield from wrapped(told, columns)
    for rule in left if is_listed else ():
        yield safe(f"  {place(rule)} {fitted(said(rule), columns - len(place(rule)) - 3)}")
