"""Findings for people: each with the lines it speaks of, the reason, and what to type instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from crossfoot.checks.support.wording import listed
from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.proof.result import Verdict
from crossfoot.report.alike import told_once
from crossfoot.report.columns import safe, wrapped
from crossfoot.report.excerpt import MOST_PLACES, excerpt, gutter_of, marks
from crossfoot.report.outcome import Outcome
from crossfoot.report.paint import Paint, plain
from crossfoot.report.places import as_found
from crossfoot.report.summary import counted, counts, extent, in_words, verdicts

COLUMNS = 80
"""How wide a report is where no terminal says otherwise."""


_NOT_PROVED = "not proved yet: put the errors above right first"
_NOT_PROVED_NOR_SAID = "not proved yet: there are errors that are not shown here"


def render(
    outcomes: Sequence[Outcome],
    columns: int = COLUMNS,
    paint: Paint = plain,
    *,
    is_listed: bool = False,
) -> str:
    """Return the whole report; the last line is the summary.

    Findings stand together by file. Of several projects, one with nothing to tell takes a line.
    `is_listed` where one project is what is left of several, and has to be named.
    """
    tell = _project if len(outcomes) == 1 and not is_listed else _projects
    return "".join(f"{line}\n" for line in tell(outcomes, columns, paint))


def _project(outcomes: Sequence[Outcome], columns: int, paint: Paint) -> Iterator[str]:
    (outcome,) = outcomes
    yield from _body(outcome, columns, paint)
    yield _total(outcome, paint)


def _projects(outcomes: Sequence[Outcome], columns: int, paint: Paint) -> Iterator[str]:
    for outcome in outcomes:
        name = paint(safe(f"{outcome.folder or '.'}:"), "strong")
        yield f"{name} {_total(outcome, paint)}"
        body = list(_body(outcome, columns, paint))
        if body:
            yield from ("", *body)
            yield from ("",) if body[-1] else ()
    found = [each for outcome in outcomes for each in outcome.diagnostics]
    if not outcomes:
        yield "nothing to check"
        return
    total = f"{counted(len(outcomes), 'project')}: {in_words(counts(found))}"
    yield paint(total, _style(found))


def _body(outcome: Outcome, columns: int, paint: Paint) -> Iterator[str]:
    """Yield the findings, and the verdicts where the summary has no room for them."""
    shown = told_once(as_found(outcome))
    by_file = [list(own) for _, own in groupby(shown, lambda each: each.first.at.source.path)]
    for own in by_file:
        if len(by_file) > 1:
            head = f"{own[0].first.at.source.path}: {in_words(counts(each.first for each in own))}"
            yield from (paint(safe(head), "strong"), "")
        for first, others in own:
            yield from _finding(first, columns, paint, others)
            yield ""
    if not _is_fine(outcome):
        for line in verdicts(outcome.proofs):
            yield from wrapped(safe(line), columns)
        if outcome.project and not outcome.proofs:
            yield _NOT_PROVED if errors(outcome.diagnostics) else _NOT_PROVED_NOR_SAID


def findings(
    diagnostics: Sequence[Diagnostic], columns: int = COLUMNS, paint: Paint = plain
) -> Iterator[str]:
    """Yield the lines of each finding, and a blank line after it."""
    for diagnostic in diagnostics:
        yield from _finding(diagnostic, columns, paint)
        yield ""


def _finding(
    finding: Diagnostic, columns: int, paint: Paint, others: Sequence[Diagnostic] = ()
) -> Iterator[str]:
    """Yield the lines of a finding; `others` say the same of other places."""
    marked = marks(finding)
    gutter = gutter_of(marked)
    yield _headline(finding, paint)
    yield from excerpt(marked, columns, paint, finding.severity.value)
    if len(marked) > MOST_PLACES:
        more = counted(len(marked) - MOST_PLACES, "more place")
        yield f"{' ' * gutter} {paint('=', 'gutter')} and {more}"
    if others:
        places = [f"{each.at.source.path}:{each.at.first.line}" for each in others]
        yield from _note("also", listed(places), gutter, columns, paint)
    yield from _note("why", finding.why, gutter, columns, paint)
    yield from _note("fix", finding.help, gutter, columns, paint)


def _headline(finding: Diagnostic, paint: Paint) -> str:
    where = finding.at.first
    grade = paint(f"{finding.severity.value} {finding.code.number}", finding.severity.value)
    place = safe(f"{finding.at.source.path}:{where.line}:{where.column}")
    message = paint(safe(finding.message), "strong")
    return f"{place}: {grade} {finding.code.name}: {message}"


def _note(name: str, text: str | None, gutter: int, columns: int, paint: Paint) -> Iterator[str]:
    if not text:
        return
    room = max(20, columns - gutter - 3 - len(name) - 2)
    first, *others = wrapped(safe(text), room)
    yield f"{' ' * gutter} {paint('=', 'gutter')} {paint(name, 'strong')}: {first}"
    for line in others:
        yield f"{' ' * (gutter + 3 + len(name) + 2)}{line}"


def _total(outcome: Outcome, paint: Paint) -> str:
    """Return the summary: one line however narrow the terminal is, for those who look for it."""
    total = in_words(counts(outcome.diagnostics))
    if _is_fine(outcome):
        total += f": {extent(outcome.proofs)} proved for every batch"
        if any(proof.verdict is Verdict.UP_TO_ROUNDING for proof in outcome.proofs):
            total += ", up to rounding"
    return paint(total, _style(outcome.diagnostics))


def _is_fine(outcome: Outcome) -> bool:
    """Return whether there is nothing to tell but that all is proved."""
    is_proved = all(proof.verdict is not Verdict.REFUTED for proof in outcome.proofs)
    return not outcome.diagnostics and bool(outcome.proofs) and is_proved


def _style(found: Sequence[Diagnostic]) -> str:
    for severity in Severity:
        if any(finding.severity is severity for finding in found):
            return severity.value
    return "good"
