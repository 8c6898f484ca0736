"""What `allow` silences, by store, by day and by name, and what it cannot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from case_harness import outcome_of

from crossfoot.checks.allowances import apply_allowances, without_allowed
from crossfoot.codes import Severity
from crossfoot.codes.figure_not_reported import FIGURE_NOT_REPORTED
from crossfoot.codes.not_posted import NOT_POSTED
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.codes.unused_allowance import UNUSED_ALLOWANCE
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import subject
from crossfoot.model.ruleset import Ruleset

MARCH = (date(2026, 3, 1), date(2026, 3, 1))


def ruleset_of(rules: str, folder: Path) -> Ruleset:
    ruleset = outcome_of(f"# project: two-stores\n{rules}\n", folder).ruleset
    assert ruleset is not None
    return ruleset


def missing(ruleset: Ruleset, store: str = "Harbour") -> Diagnostic:
    return Diagnostic(
        FIGURE_NOT_REPORTED,
        "not reported",
        ruleset.project.source.whole(),
        about=subject("Dept Cost", "Grocery"),
        stores=(store,),
        days=MARCH,
    )


@pytest.mark.parametrize(
    "where",
    [
        "",
        "on Dept Cost",
        "on Dept Cost: Grocery",
        'on Dept Cost for "Harbour"',
        'on Dept Cost for "Main Street", "Harbour" from 2026-03-01 until 2026-03-01',
        "until 2026-12-31",
    ],
)
def test_an_allowance_that_covers_a_finding_silences_it(where: str, tmp_path: Path) -> None:
    ruleset = ruleset_of(f'allow XF508 {where} because "monthly"', tmp_path)
    assert apply_allowances(ruleset, [missing(ruleset)]).told == ()


@pytest.mark.parametrize(
    "where",
    [
        "on Dept Sales",
        "on Dept Cost: Liquor",
        'on Dept Cost for "Main Street"',
        "on Dept Cost from 2026-03-02",
        "on Dept Cost until 2026-02-28",
        'on "1200 · Inventory Asset"',
    ],
)
def test_an_allowance_for_something_else_leaves_it(where: str, tmp_path: Path) -> None:
    ruleset = ruleset_of(f'allow XF508 {where} because "monthly"', tmp_path)
    finding = missing(ruleset)
    assert apply_allowances(ruleset, [finding]).told == (finding,)


def test_allowances_for_stores_add_up(tmp_path: Path) -> None:
    rules = 'allow XF203 for "Main Street" because "a"\nallow XF203 for "Harbour" because "b"\n'
    wrong = 'post Sales: Total credit "3000"\n'
    assert outcome_of(f"# project: two-stores\n{rules}{wrong}", tmp_path).diagnostics == ()


def test_an_allowance_for_part_of_a_finding_is_used_and_silences_nothing(tmp_path: Path) -> None:
    rules = 'allow XF203 for "Harbour" because "b"\npost Sales: Total credit "3000"\n'
    outcome = outcome_of(f"# project: two-stores\n{rules}", tmp_path)
    assert [each.code.number for each in outcome.diagnostics] == ["XF203"]


def test_an_error_is_not_silenced_by_its_own_code(tmp_path: Path) -> None:
    ruleset = ruleset_of('allow XF403 on Dept Cost because "monthly"', tmp_path)
    at = ruleset.project.source.whole()
    about = subject("Dept Cost")
    error = Diagnostic(NOT_POSTED, "an error", at, graded=Severity.ERROR, about=about)
    warning = Diagnostic(NOT_POSTED, "a warning", at, graded=Severity.WARNING, about=about)
    assert without_allowed(ruleset, [error, warning]) == (error,)


def test_nothing_is_called_unused_where_a_fault_hid_something(tmp_path: Path) -> None:
    ruleset = ruleset_of('allow XF203 on Sales: Total because "equity"', tmp_path)
    fault = Diagnostic(SYNTAX_ERROR, "unreadable", ruleset.project.source.whole())
    assert [each.code for each in apply_allowances(ruleset, []).told] == [UNUSED_ALLOWANCE]
    assert apply_allowances(ruleset, [fault]).told == (fault,)


def test_an_unused_allowance_can_be_allowed(tmp_path: Path) -> None:
    ruleset = ruleset_of(
        'allow XF203 on Sales: Total because "next year"\n'
        'allow XF305 on Sales: Total because "it waits for next year"',
        tmp_path,
    )
    assert UNUSED_ALLOWANCE not in {each.code for each in apply_allowances(ruleset, []).told}
