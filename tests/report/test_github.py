"""Annotations on a change."""

from dataclasses import replace

from report_cases import EXCLUDED, UNKNOWN, outcome

from crossfoot.codes import Severity
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.diagnostic import Diagnostic
from crossfoot.report.github import render
from crossfoot.source import Source, Span


def test_a_finding_is_a_line() -> None:
    assert render([outcome(EXCLUDED, UNKNOWN)]) == (
        "::error file=rules.gl,line=14,col=6,endLine=14,endColumn=18,"
        "title=XF302 excluded-together::"
        "`Sales: Total` and `Dept Sales` post the same money"
        "%0Awhy: every sale would be credited twice"
        "%0Afix: keep the total or the departments, not both\n"
        "::error file=rules.gl,line=14,col=27,endLine=14,endColumn=41,"
        "title=XF201 unknown-account::account `4000 · Sales` is not in the chart of accounts\n"
    )


def test_paths_count_from_the_root_of_the_repository() -> None:
    assert "file=shops/main/rules.gl,line" in render(
        [replace(outcome(UNKNOWN), folder="shops/main")]
    )


def test_severities_have_githubs_names() -> None:
    for severity, command in [(Severity.WARNING, "warning"), (Severity.NOTE, "notice")]:
        finding = replace(UNKNOWN, graded=severity)
        assert render([outcome(finding)]).startswith(f"::{command} file=")


def test_what_would_end_a_property_or_a_line_is_escaped() -> None:
    source = Source("50%,a:b.gl", "x\ny")
    finding = Diagnostic(SYNTAX_ERROR, "100% of `a::b`,\r\nor so", Span(source, 0, 1))
    line = render([outcome(finding)])
    assert "file=50%25%2Ca%3Ab.gl,line=1," in line
    assert line.endswith("::100%25 of `a::b`,%0D%0Aor so\n")
    assert line.count("\n") == 1


def test_columns_are_left_out_where_they_span_lines() -> None:
    finding = Diagnostic(SYNTAX_ERROR, "both lines", Span(Source("r.gl", "x\ny"), 0, 3))
    assert render([outcome(finding)]).startswith("::error file=r.gl,line=1,endLine=2,title=")


def test_no_findings_are_no_lines() -> None:
    assert render([outcome()]) == ""


def test_paths_are_the_ones_of_the_repository() -> None:
    finding = Diagnostic(SYNTAX_ERROR, "m", Source("../all.gl", "x").whole())
    assert "::error file=shops/all.gl,line" in render(
        [replace(outcome(finding), folder="shops/main")]
    )


def test_a_message_cannot_colour_the_log_or_say_a_command() -> None:
    finding = Diagnostic(
        SYNTAX_ERROR, "`\x1b[31m`\n::stop-commands::x", Source("r.gl", "x").whole()
    )
    report = render([outcome(finding)])
    assert "\x1b" not in report
    assert report.count("\n") == 1
