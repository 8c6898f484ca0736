"""Findings and proofs as JUnit's XML, for build servers: a suite for each project.

The form is the one that Jenkins' xUnit plug-in describes (junit-10.xsd) and GitLab reads. A
finding is a test that fails, under a name that stays where its line moves; one that is not
severe enough for that passes, and says what it found; one that is silenced was skipped. Each
store and period for which entries are proved to balance is a test that passes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic
from crossfoot.proof.result import Verdict
from crossfoot.report.markup import as_html as escaped
from crossfoot.report.outcome import Outcome
from crossfoot.report.places import as_found, in_repository
from crossfoot.report.summary import period, store_periods
from crossfoot.report.text import findings


class _Test(NamedTuple):
    """One test: `what` is the element that says how it went, with its texts; None if it passed."""

    group: str
    name: str
    what: str | None = None
    message: str = ""
    text: str = ""
    type: str = ""


def render(outcomes: Sequence[Outcome], *, strict: bool = False) -> str:
    """Return the XML text; the same outcomes give the same bytes.

    Errors fail, and where it is `strict` warnings and notes as well. An outcome's `folder` counts
    from the repository's root.
    """
    suites = [(outcome, _apart(_tests(outcome, strict))) for outcome in outcomes]
    every = [test for _, tests in suites for test in tests]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="crossfoot check" {_counts(every)}>',
    ]
    for outcome, tests in suites:
        lines += _suite(outcome, tests)
    return "".join(f"{line}\n" for line in (*lines, "</testsuites>"))


def _tests(outcome: Outcome, strict: bool) -> Iterator[_Test]:
    for finding in as_found(outcome):
        yield _finding(finding, is_failure=strict or finding.severity is Severity.ERROR)
    for each in outcome.silenced:
        path = in_repository(each.diagnostic.at.source.path, outcome)
        told = f"{each.by.value}: {each.because}" if each.because else each.by.value
        yield _Test(path, _name(each.diagnostic), "skipped", told)
    for store, proof in store_periods(outcome):
        if proof.verdict is not Verdict.REFUTED:  # there it is a finding
            yield _Test("proofs", f"{store.name}{period(proof.regime)} balances for every batch")


def _finding(finding: Diagnostic, *, is_failure: bool) -> _Test:
    lines = "\n".join(findings((finding,))).rstrip("\n")
    name, kind = _name(finding), finding.code.number
    if is_failure:
        return _Test(finding.at.source.path, name, "failure", finding.message, lines, kind)
    return _Test(finding.at.source.path, name, "system-out", text=lines)


def _name(finding: Diagnostic) -> str:
    return f"{finding.code.number} {finding.code.name}: {finding.message}"


def _apart(tests: Iterator[_Test]) -> list[_Test]:
    """Return the tests with names of their own: build servers know a test by nothing else.

    There is at least one; some take a suite without tests for one that was broken off.
    """
    met = Counter[tuple[str, str]]()
    apart = []
    for test in tests:
        met[test.group, test.name] += 1
        number = met[test.group, test.name]
        apart.append(test if number == 1 else test._replace(name=f"{test.name} ({number})"))
    return apart or [_Test("findings", "no findings")]


def _counts(tests: Sequence[_Test]) -> str:
    failures = sum(test.what == "failure" for test in tests)
    return f'tests="{len(tests)}" failures="{failures}" errors="0"'


def _suite(outcome: Outcome, tests: Sequence[_Test]) -> Iterator[str]:
    company = outcome.project.company if outcome.project else "crossfoot"
    skipped = sum(test.what == "skipped" for test in tests)
    name = escaped(outcome.folder or company)
    yield f'  <testsuite name="{name}" {_counts(tests)} skipped="{skipped}">'
    for test in tests:
        yield from _lines(test)
    yield "  </testsuite>"


def _lines(test: _Test) -> Iterator[str]:
    opening = f'<testcase classname="{escaped(test.group)}" name="{escaped(test.name)}"'
    if test.what is None:
        yield f"    {opening}/>"
        return
    type_ = f' type="{escaped(test.type)}"' if test.type else ""
    message = f' message="{escaped(test.message)}"' if test.message else ""
    told = "\n".join(escaped(line) for line in (test.text or test.message).split("\n"))
    yield f"    {opening}>"
    yield f"      <{test.what}{type_}{message}>{told}</{test.what}>"
    yield "    </testcase>"
