"""Findings and proofs as JUnit's XML, read back by a library of others."""

import io
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from report_cases import EAST, EXCLUDED, MAIN, UNKNOWN, outcome, proved, refuted

from crossfoot.codes import Severity
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.diagnostic import Diagnostic, Silenced, Silencer
from crossfoot.report.junit import render
from crossfoot.report.outcome import Outcome
from crossfoot.source import Source

junitparser = pytest.importorskip("junitparser", reason="junitparser reads reports back")

# As strict as junit-10.xsd of Jenkins' xUnit plug-in, for what we use of it.
TAKEN = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
    "skipped": {"message"},
    "system-out": set(),
}
WARNING = replace(UNKNOWN, graded=Severity.WARNING)
ALLOWED = Silenced(UNKNOWN, Silencer.ALLOW, "it will be made")


def read_back(*outcomes: Outcome, strict: bool = False) -> "junitparser.JUnitXml":
    report = render(outcomes, strict=strict)
    for element in etree.fromstring(report.encode()).iter():
        assert set(element.attrib) <= TAKEN[element.tag]
    found = junitparser.JUnitXml.fromstring(report.encode())
    for counted in (found, *found):
        told = (counted.tests, counted.failures, counted.errors)
        counted.update_statistics()
        assert told == (counted.tests, counted.failures, counted.errors)
    return found


def test_an_error_is_a_failure() -> None:
    ((case,),) = read_back(outcome(EXCLUDED))
    (failure,) = case.result
    assert case.classname == "rules.gl"
    assert case.name == (
        "XF302 excluded-together: `Sales: Total` and `Dept Sales` post the same money"
    )
    assert isinstance(failure, junitparser.Failure)
    assert failure.type == "XF302"
    assert failure.message == "`Sales: Total` and `Dept Sales` post the same money"
    assert failure.text.startswith("rules.gl:14:6: error XF302 excluded-together: ")
    assert "\n   |      ^^^^^^^^^^^^ this is the sum of Dept Sales\n" in failure.text


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_what_is_no_error_passes_and_says_what_it_found(severity: Severity) -> None:
    ((case,),) = read_back(outcome(replace(UNKNOWN, graded=severity)))
    assert case.is_passed
    assert f"{severity.value} XF201 unknown-account" in case.system_out


def test_strictly_any_finding_fails() -> None:
    found = read_back(outcome(WARNING, EXCLUDED), strict=True)
    assert (found.tests, found.failures) == (2, 2)


def test_what_is_silenced_was_skipped() -> None:
    ((case,),) = read_back(replace(outcome(), silenced=(ALLOWED,)))
    assert case.is_skipped
    assert case.result[0].message == "allow: it will be made"


def test_each_proved_store_and_period_passes() -> None:
    june, july = date(2026, 6, 30), date(2026, 7, 1)
    proofs = (proved(EAST, first=july), proved(MAIN, EAST, last=june), refuted(MAIN, first=july))
    (suite,) = read_back(outcome(proofs=proofs))
    assert [(case.classname, case.name) for case in suite] == [
        ("proofs", "Main Street until 2026-06-30 balances for every batch"),
        ("proofs", "East until 2026-06-30 balances for every batch"),
        ("proofs", "East from 2026-07-01 balances for every batch"),
    ]


def test_no_two_tests_share_a_name() -> None:
    again = replace(UNKNOWN, message=EXCLUDED.message, code=EXCLUDED.code)
    (suite,) = read_back(outcome(EXCLUDED, again, EXCLUDED))
    names = [case.name for case in suite]
    assert names[1:] == [f"{names[0]} (2)", f"{names[0]} (3)"]


def test_a_suite_is_never_empty() -> None:
    ((case,),) = read_back(Outcome(None, None, (), ()))
    assert (case.name, case.is_passed) == ("no findings", True)


def test_a_suite_for_each_project() -> None:
    main, east = (replace(outcome(UNKNOWN), folder=folder) for folder in ("shops/main", "east"))
    found = read_back(main, east)
    assert [suite.name for suite in found] == ["shops/main", "east"]
    assert [case.classname for suite in found for case in suite] == [
        "shops/main/rules.gl",
        "east/rules.gl",
    ]
    assert (found.tests, found.failures) == (2, 2)


def test_one_project_is_called_by_its_company() -> None:
    (suite,) = read_back(outcome(UNKNOWN))
    assert suite.name == "Shop"


def test_what_xml_cannot_hold_is_replaced() -> None:
    source = Source("a&b<c>\x1b.gl", "post \x00\x0b\ufffe \udc80 <&\"'>]]>")
    finding = Diagnostic(SYNTAX_ERROR, '`\x08<&"]]>\uffff`', source.whole(), why="\x0c & so")
    ((case,),) = read_back(outcome(finding))
    assert '<&"]]>' in case.result[0].message
    assert "<&\"'>]]>" in case.result[0].text
    etree.parse(io.BytesIO(render([outcome(finding)]).encode()))
