"""What came of cases for a build server: JUnit's XML, a suite for each file of cases.

The form is the one that Jenkins' xUnit plug-in describes (junit-10.xsd) and GitLab reads: a case
that is not as expected is a failure, one that could not be tried is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.cases.judged import Judged, Verdict
from crossfoot.cases.trial import Tried, TriedFile
from crossfoot.cases.workings import Workings
from crossfoot.diagnostic import Diagnostic
from crossfoot.report.cases.text import case_lines
from crossfoot.report.markup import as_html as escaped
from crossfoot.report.text import findings

_NOT_TRIED = "the rules have errors, so that nothing would be posted by them"


def render(tried: Tried) -> str:
    """Return the XML text; the same outcome gives the same bytes."""
    ruleset = tried.rules.ruleset
    workings = None if ruleset is None else Workings(ruleset)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="crossfoot test">']
    for file in tried.files:
        lines += _suite(file, tried, workings)
    return "".join(f"{line}\n" for line in (*lines, "</testsuites>"))


def _suite(file: TriedFile, tried: Tried, workings: Workings | None) -> Iterator[str]:
    failures = sum(case.verdict is Verdict.OTHERWISE for case in file.cases)
    idle = sum(case.verdict is Verdict.NOT_TRIED for case in file.cases)
    is_faulty = bool(file.findings)
    counts = f'tests="{len(file.cases) + is_faulty}" failures="{failures}"'
    name = escaped(file.path)
    yield f'  <testsuite name="{name}" {counts} errors="{idle + is_faulty}">'
    if is_faulty:
        yield from _test(name, "the file", "error", "faults", _text(file.findings))
    for case in file.cases:
        yield from _case(name, case, tried, workings)
    yield "  </testsuite>"


def _case(file: str, case: Judged, tried: Tried, workings: Workings | None) -> Iterator[str]:
    name = escaped(case.case.name)
    match case.verdict:
        case Verdict.AS_EXPECTED:
            yield f'    <testcase classname="{file}" name="{name}"/>'
        case Verdict.OTHERWISE:
            text = "\n".join(case_lines(case, workings))
            yield from _test(file, name, "failure", case.verdict.value, text)
        case Verdict.NOT_TRIED:
            yield from _test(file, name, "error", _NOT_TRIED, _text(tried.in_the_way))


def _test(file: str, name: str, what: str, message: str, text: str) -> Iterator[str]:
    yield f'    <testcase classname="{file}" name="{name}">'
    told = "\n".join(escaped(line) for line in text.split("\n"))
    yield f'      <{what} message="{escaped(message)}">{told}</{what}>'
    yield "    </testcase>"


def _text(found: tuple[Diagnostic, ...]) -> str:
    return "\n".join(findings(found))
