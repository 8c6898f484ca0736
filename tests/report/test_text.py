"""The report that people read."""

from dataclasses import replace
from datetime import date

import pytest
from report_cases import (
    EAST,
    EXCLUDED,
    MAIN,
    RULES,
    UNKNOWN,
    outcome,
    proved,
    refuted,
    span,
    store,
)

from crossfoot.codes import Severity
from crossfoot.codes.figure_not_reported import FIGURE_NOT_REPORTED
from crossfoot.codes.not_posted import NOT_POSTED
from crossfoot.codes.over_short_beyond_limit import OVER_SHORT_BEYOND_LIMIT
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.proof.result import Verdict
from crossfoot.report.columns import width
from crossfoot.report.outcome import Outcome
from crossfoot.report.paint import coloured
from crossfoot.report.text import render
from crossfoot.source import Source, Span


def test_two_places_of_a_file_share_an_excerpt() -> None:
    assert render([outcome(EXCLUDED, proofs=(proved(MAIN, EAST),))]) == (
        "rules.gl:14:6: error XF302 excluded-together: "
        "`Sales: Total` and `Dept Sales` post the same money\n"
        "   |\n"
        '14 | post Sales: Total  credit "4000 · Sales"\n'
        "   |      ^^^^^^^^^^^^ this is the sum of Dept Sales\n"
        '17 | post Dept Sales    credit "4010 · Sales:{Department}"\n'
        "   |      ---------- which is posted here\n"
        "   = why: every sale would be credited twice\n"
        "   = fix: keep the total or the departments, not both\n"
        "\n"
        "2 stores, 1 period proved for every batch, by identity\n"
        "1 error\n"
    )


def test_a_finding_without_more_to_say_is_short() -> None:
    assert render([outcome(UNKNOWN)]) == (
        "rules.gl:14:27: error XF201 unknown-account: "
        "account `4000 · Sales` is not in the chart of accounts\n"
        "   |\n"
        '14 | post Sales: Total  credit "4000 · Sales"\n'
        "   |                           ^^^^^^^^^^^^^^\n"
        "\n"
        "not proved yet: put the errors above right first\n"
        "1 error\n"
    )


def test_two_places_on_a_line_are_marked_one_below_the_other() -> None:
    source = Source("rules.gl", 'post A debit "1" credit "1"')
    finding = Diagnostic(
        SYNTAX_ERROR,
        "twice",
        span(source, '"1"'),
        related=(Related(span(source, '"1"', 18), "here too"),),
    )
    assert render([outcome(finding)]).splitlines()[1:5] == [
        "   |",
        ' 1 | post A debit "1" credit "1"',
        "   |              ^^^",
        "   |                         --- here too",
    ]


def test_a_place_in_another_file_has_its_own_excerpt() -> None:
    chart = Source("chart.yaml", "accounts:\n  - {name: Old Till, active: false}\n")
    finding = Diagnostic(
        SYNTAX_ERROR,
        "closed",
        span(RULES, '"4000 · Sales"'),
        related=(Related(span(chart, "active"), "no longer in use"),),
    )
    assert render([outcome(finding)]).splitlines()[1:8] == [
        "   |",
        '14 | post Sales: Total  credit "4000 · Sales"',
        "   |                           ^^^^^^^^^^^^^^",
        "  --> chart.yaml:2:22",
        "   |",
        " 2 |   - {name: Old Till, active: false}",
        "   |                      ------ no longer in use",
    ]


def test_many_places_are_counted() -> None:
    source = Source("rules.gl", "\n".join("abcdefghij"))
    finding = Diagnostic(
        SYNTAX_ERROR,
        "many",
        Span(source, 0, 1),
        related=tuple(Related(Span(source, 2 * at, 2 * at + 1), "") for at in range(1, 10)),
    )
    report = render([outcome(finding)])
    assert "\n   = and 4 more places\n" in report
    assert " 6 | f" in report
    assert " 7 | g" not in report


def test_an_empty_file_has_no_excerpt() -> None:
    finding = Diagnostic(SYNTAX_ERROR, "nothing", Source("rules.gl", "").whole())
    first, blank, *_ = render([outcome(finding)]).splitlines()
    assert first == "rules.gl:1:1: error XF001 syntax-error: nothing"
    assert blank == ""


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_only_the_headline_is_wider_than_the_terminal(columns: int) -> None:
    source = Source("rules.gl", "post " + "very long " * 30 + "account")
    finding = Diagnostic(
        SYNTAX_ERROR,
        "an account is missing",
        span(source, "account"),
        related=(Related(span(source, "very long"), "which " + "goes on " * 30),),
        why="because " + "of this and that " * 20,
        help="write " + "something shorter " * 20,
    )
    lines = render([outcome(finding)], columns).splitlines()
    assert max(width(line) for line in lines[1:-2]) <= columns
    assert sum("^^^^^^^" in line for line in lines) == 1


def test_no_findings() -> None:
    assert render([outcome(proofs=(proved(MAIN),))]) == (
        "no findings: 1 store, 1 period proved for every batch\n"
    )


def test_what_is_proved_up_to_rounding_is_said_to_be() -> None:
    proof = replace(proved(MAIN), verdict=Verdict.UP_TO_ROUNDING)
    assert render([outcome(proofs=(proof,))]) == (
        "no findings: 1 store, 1 period proved for every batch, up to rounding\n"
    )


def test_findings_stand_together_by_file() -> None:
    chart = Source("chart.yaml", "accounts: []\n")
    faults = [Diagnostic(SYNTAX_ERROR, name, chart.whole()) for name in ("one", "two")]
    lines = render([outcome(*faults, EXCLUDED)]).splitlines()
    heads = [line for line in lines if line.startswith(("chart.yaml", "rules.gl"))]
    assert heads == [
        "chart.yaml: 2 errors",
        "chart.yaml:1:1: error XF001 syntax-error: one",
        "chart.yaml:1:1: error XF001 syntax-error: two",
        "rules.gl: 1 error",
        "rules.gl:14:6: error XF302 excluded-together: "
        "`Sales: Total` and `Dept Sales` post the same money",
    ]
    assert lines[1] == ""


def test_one_file_has_no_head() -> None:
    assert "rules.gl: " not in render([outcome(UNKNOWN, EXCLUDED)])


def test_projects_without_findings_take_a_line() -> None:
    fine = replace(outcome(proofs=(proved(MAIN),)), folder="shops/main")
    faulty = replace(outcome(UNKNOWN, proofs=(proved(EAST),)), folder="shops/east")
    assert render([fine, faulty, fine]) == (
        "shops/main: no findings: 1 store, 1 period proved for every batch\n"
        "shops/east: 1 error\n"
        "\n"
        "shops/east/rules.gl:14:27: error XF201 unknown-account: "
        "account `4000 · Sales` is not in the chart of accounts\n"
        "   |\n"
        '14 | post Sales: Total  credit "4000 · Sales"\n'
        "   |                           ^^^^^^^^^^^^^^\n"
        "\n"
        "1 store, 1 period proved for every batch, by identity\n"
        "\n"
        "shops/main: no findings: 1 store, 1 period proved for every batch\n"
        "3 projects: 1 error\n"
    )


def test_projects_are_a_blank_line_apart() -> None:
    faulty = replace(Outcome(None, None, (), (UNKNOWN,)), folder="east")
    lines = render([faulty, faulty]).splitlines()
    assert lines.count("") == 4
    assert "\n\n\n" not in "\n".join(lines)


def test_paths_of_several_projects_lead_to_the_files() -> None:
    shared = Source("../all.gl", "post x")
    finding = replace(UNKNOWN, related=(Related(shared.whole(), "and here"),))
    report = render([replace(outcome(finding), folder="shops/main")] * 2)
    assert "\nshops/main/rules.gl:14:27: error" in report
    assert "  --> shops/all.gl:1:1\n" in report


def test_what_is_refuted_is_said_of_a_project_without_findings() -> None:
    case = replace(outcome(proofs=(refuted(MAIN),)), folder="main")
    assert render([case, case]).startswith(
        "main: no findings\n\nout of balance: Main Street\n\nmain: no findings\n"
    )


@pytest.mark.parametrize("columns", [40, 80])
def test_the_last_line_is_the_summary_however_narrow(columns: int) -> None:
    proof = replace(proved(MAIN, EAST), verdict=Verdict.UP_TO_ROUNDING)
    many = [outcome(proofs=(proof,)), replace(outcome(UNKNOWN), folder="east")]
    for outcomes, last in [
        (many[:1], "no findings: 2 stores, 1 period proved for every batch, up to rounding"),
        (many[1:], "1 error"),
        (many, "2 projects: 1 error"),
    ]:
        assert render(outcomes, columns).splitlines()[-1] == last
        assert len(last) <= 80


@pytest.mark.parametrize(
    "before",
    [
        "\tpost\t",
        'post "売上売上" ',
        'post "E\u0301picerie" ',
        'post "한글 \u1112\u1161\u11ab" ',
        'post "👩\u200d👩\u200d👧" ',
        'post "❤\ufe0f👍\U0001f3fd" ',
        'post "क\u094d\u200dष" ',
        'post "\u00ad·\u202e…" ',
    ],
)
def test_marks_stand_under_their_place(before: str) -> None:
    """The lines are shown on a board that puts each letter where a terminal would."""
    source = Source("r.gl", f"{before}@@ after")
    _, _, line, marks, *_ = render(
        [outcome(Diagnostic(SYNTAX_ERROR, "m", span(source, "@@")))]
    ).split("\n")
    assert width(line[: line.index("@@")]) == marks.index("^^")
    assert not set(line) & set("\t\ufe0f\U0001f3fd\u202e")


def test_periods_and_stores_are_counted_once() -> None:
    july = date(2026, 7, 1)
    june = date(2026, 6, 30)
    proofs = (proved(MAIN, last=june), proved(MAIN, first=july), proved(EAST, last=june))
    assert render([outcome(proofs=proofs)]) == (
        "no findings: 2 stores, 2 periods proved for every batch\n"
    )


def test_what_is_refuted_is_named() -> None:
    report = render([outcome(proofs=(proved(EAST), refuted(MAIN, first=date(2026, 7, 1))))])
    assert report.splitlines() == [
        "1 store, 1 period proved for every batch, by identity",
        "out of balance: Main Street from 2026-07-01",
        "no findings",
    ]


def test_the_last_lines_fit_as_well() -> None:
    long = store("A Store With A Name That Nobody In Their Right Mind Would Print On A Receipt")
    text = render([outcome(EXCLUDED, proofs=(refuted(long, EAST), proved(MAIN)))], 46)
    *_, conclusion = text.split("\n\n")
    assert conclusion.startswith("1 store, 1 period proved for every batch, by\nidentity\n")
    assert "\nout of balance: A Store With A Name That\nNobody" in conclusion
    assert max(map(len, conclusion.splitlines())) <= 46


def test_severities_are_counted_apart() -> None:
    warning = Diagnostic(
        NOT_POSTED, "not posted", span(RULES, "Dept Sales"), graded=Severity.WARNING
    )
    report = render([outcome(UNKNOWN, EXCLUDED, warning)])
    assert report.splitlines()[-1] == "2 errors, 1 warning"
    assert "rules.gl:17:6: warning XF403 not-posted: not posted\n" in report


def test_a_model_has_no_proofs_to_speak_of() -> None:
    assert render([Outcome(None, None, (), ())]) == "no findings\n"


def test_colours_change_nothing_but_the_colours() -> None:
    painted = render([outcome(EXCLUDED)], paint=coloured)
    assert "\x1b[1;31merror XF302\x1b[0m" in painted
    for style in ("1;31", "36", "34", "1", "32", "0"):
        painted = painted.replace(f"\x1b[{style}m", "")
    assert painted == render([outcome(EXCLUDED)])


def test_a_file_cannot_colour_the_terminal() -> None:
    source = Source("rules.gl", "post \x1b[31mSales")
    finding = Diagnostic(SYNTAX_ERROR, "a control `\x1b[31m`", span(source, "Sales"))
    assert "\x1b" not in render([outcome(finding)])


def test_what_is_the_same_in_one_batch_after_another_is_told_once() -> None:
    sources = [Source(f"batches/{number}.yaml", "store: Main\n") for number in range(1, 8)]
    found = [
        Diagnostic(
            FIGURE_NOT_REPORTED,
            f"batch {number} of `Main` does not report `{name}`",
            Span(source, 0, 5),
            about=(name,),
            stores=("Main",),
        )
        for number, source in enumerate(sources, 1)
        for name in ("Cost", "Fees")[: 1 + (number == 3)]
    ]
    text = render([outcome(*found)])
    assert text.count("XF508") == 2
    assert "batch 1 of `Main` does not report `Cost`" in text
    assert "batch 3 of `Main` does not report `Fees`" in text
    assert (
        "   = also: `batches/2.yaml:1`, `batches/3.yaml:1`, `batches/4.yaml:1` and 3 more\n" in text
    )
    assert text.endswith("8 warnings\n")


def test_what_differs_in_store_or_amount_is_not_the_same() -> None:
    source = Source("batches/1.yaml", "store: Main\n")
    one = Diagnostic(FIGURE_NOT_REPORTED, "a", Span(source, 0, 5), about=("a",), stores=("Main",))
    others = [
        replace(one, message="b", about=("b",)),
        replace(one, message="c", stores=("East",)),
        replace(one, message="d", code=OVER_SHORT_BEYOND_LIMIT),
        replace(one, message="e", code=OVER_SHORT_BEYOND_LIMIT),
    ]
    assert "also:" not in render([outcome(one, *others)])
