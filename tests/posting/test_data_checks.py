"""What is wrong with a batch: each check where it must fire, and beside it where it must not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.data_checks import BatchChecks, accepts, check_batch
from posting_shop import A_DAY, RULES, batch, ruleset, store, without


def found(
    figures: dict[str, str], rules: str = RULES, project: dict[str, Any] | None = None, **more: Any
) -> list[Diagnostic]:
    resolved = ruleset(rules, **(project or {}))
    return list(check_batch(resolved, batch(resolved, figures, **more)))


def told(findings: list[Diagnostic]) -> list[str]:
    return [f"{each.code.number} {each.at.first.line}: {each.message}" for each in findings]


def test_a_day_as_it_should_be_has_no_findings() -> None:
    assert found(dict(A_DAY)) == []


# ---- XF502 -----------------------------------------------------------------------------------


def test_an_identity_that_is_broken_says_both_sides_and_the_difference() -> None:
    figures = without(**{"Dept Sales: Food": "58.00"})
    (finding,) = found(figures)
    assert told([finding]) == [
        "XF502 1: batch 1 of `Main`: `Taken` is 100.00 and `Due` is 98.00: 2.00 apart"
    ]
    assert finding.related[0].at.text == "always Taken = Due"


def test_a_miss_of_one_cent_is_a_miss() -> None:
    (finding,) = found(without(**{"Closing: Visa": "30.24"}))
    assert finding.message.endswith("`Taken` is 99.99 and `Due` is 100.00: 0.01 apart")


def test_the_help_names_the_measures_that_were_left_out() -> None:
    (finding,) = found(without("Over: Cash"))
    assert finding.help == (
        "compare it with the register; not reported, and so zero, are "
        "`Over`, `Short` and `Vouchers Sold`"
    )


def test_what_must_be_nothing_is_told_as_written() -> None:
    rules = RULES + "measure Tips, Tips Owed\nalways Tips + Tips Owed = 0\n"
    (finding,) = found({**A_DAY, "Tips Owed": "3.00"}, rules)
    assert finding.message == ("batch 1 of `Main`: `Tips + Tips Owed` is 3.00, and must be 0.00")


def test_what_follows_from_two_claims_is_not_told_a_second_time() -> None:
    rules = RULES + (
        'measure Tips, Tips Owed\nalways Tips + Tips Owed = 0\nnever Tips because "none"\n'
    )
    findings = found({**A_DAY, "Tips": "-3.00", "Tips Owed": "3.00"}, rules)
    assert [each.message for each in findings] == [
        "`Tips` is -3.00, and the rules say it never occurs"
    ]


def test_an_identity_for_each_member_names_the_member() -> None:
    rules = RULES + "measure Slips by Tender\nalways Slips = Over\n"
    (finding,) = found({**A_DAY, "Slips: Cash": "1.25"}, rules)
    assert finding.message == (
        "batch 1 of `Main`: `Slips` for `Cash` is 1.25 and `Over` is 0.25: 1.00 apart"
    )


def test_two_formulas_are_told_as_one_statement() -> None:
    rules = RULES + "measure A, B, C\nalways A + B = C\n"
    (finding,) = found({**A_DAY, "A": "1.00", "C": "3.00"}, rules)
    assert finding.message == "batch 1 of `Main`: `A + B = C` does not hold: 2.00 apart"


def test_what_never_occurs_is_told_at_the_figure_with_the_reason() -> None:
    figures = {**A_DAY, "Vouchers Sold": "25.00", "Closing: Visa": "55.25"}
    (finding,) = found(figures)
    assert finding.code.number == "XF502"
    assert finding.message == "`Vouchers Sold` is 25.00, and the rules say it never occurs"
    assert finding.at.first.line > 1
    assert finding.related[0].message == "here, because we sell none"


def test_a_never_on_a_family_covers_each_member() -> None:
    rules = RULES + 'never Dept Cost: Toys because "toys are on consignment"\n'
    (finding,) = found({**A_DAY, "Dept Cost: Toys": "1.00"}, rules)
    assert finding.message.startswith("`Dept Cost: Toys` is 1.00")
    assert found({**A_DAY, "Dept Cost: Toys": "0.00"}, rules) == []


def test_a_never_on_a_sum_holds_for_each_figure_of_it() -> None:
    rules = RULES.replace("post Stock Used", 'never Stock Used because "none"\n#')
    food, wine = found({**A_DAY, "Dept Cost: Food": "4.00", "Dept Cost: Toys": "-4.00"}, rules)
    assert food.message == "`Dept Cost: Food` is 4.00, and the rules say it never occurs"
    assert wine.message == "`Dept Cost: Toys` is -4.00, and the rules say it never occurs"


def test_a_never_holds_only_on_its_days() -> None:
    rules = RULES + 'never Dept Cost: Food because "consigned" from 2026-04-01\n'
    assert found(dict(A_DAY), rules) == []
    (finding,) = found(dict(A_DAY), rules, day=date(2026, 4, 1))
    assert finding.code.number == "XF502"


# ---- XF504 -----------------------------------------------------------------------------------


def test_a_drop_that_came_in_has_the_wrong_sign_and_that_is_all_that_is_said() -> None:
    (finding,) = found({**A_DAY, "Dropped: Cash": "20.00"})
    assert told([finding])[0].endswith("`Dropped: Cash` is 20.00, and `Dropped` is never positive")
    assert finding.code.number == "XF504"
    assert finding.help == "write `-20.00` if money left the drawer"


def test_a_wrong_sign_does_not_excuse_what_it_does_not_explain() -> None:
    findings = found({**A_DAY, "Dropped: Cash": "20.00", "Dept Sales: Food": "61.00"})
    assert [each.code.number for each in findings] == ["XF502", "XF504"]


def test_mixed_signs_are_said_to_be_mixed() -> None:
    figures = {**A_DAY, "Dropped: Visa": "5.00", "Closing: Visa": "35.25"}
    (finding,) = found(figures)
    assert finding.message == (
        "`Dropped: Visa` is 5.00, and `Dropped` is never positive: this batch mixes both signs"
    )


def test_a_shortage_below_zero_has_the_wrong_sign() -> None:
    (finding,) = found({**A_DAY, "Short: Cash": "-1.00", "Closing: Cash": "151.00"})
    assert finding.message == "`Short: Cash` is -1.00, and `Short` is never negative"


def test_returns_may_make_other_figures_negative() -> None:
    figures = {"Closing: Visa": "-12.00", "Dept Sales: Food": "-12.00", "Dept Cost: Food": "-7.00"}
    assert found(figures) == []


# ---- XF505 -----------------------------------------------------------------------------------

BLANK = {"Short: Cash": "100.00", "Dept Sales: Food": "100.00", "Dept Cost: Food": "1.00"}


@pytest.mark.parametrize("count", [{}, {"Closing: Cash": "0.00"}])
def test_a_count_of_nothing_beside_a_shortage_is_a_blank_count(count: dict[str, str]) -> None:
    (finding,) = found({**BLANK, **count})
    assert finding.code.number == "XF505"
    was = "is 0.00" if count else "was not reported"
    assert finding.message == f"`Closing: Cash` {was}, and `Short: Cash` is 100.00"


def test_a_drawer_that_was_counted_may_be_short() -> None:
    figures = {**BLANK, "Closing: Cash": "99.00", "Short: Cash": "1.00"}
    assert found(figures) == []


def test_a_drawer_that_holds_nothing_and_is_not_short_is_empty() -> None:
    assert found({**A_DAY, "Closing: Visa": "0.00", "Dept Sales: Food": "29.75"}) == []


def test_another_tenders_count_is_no_count() -> None:
    figures = {**BLANK, "Closing: Visa": "5.00", "Dept Sales: Toys": "5.00"}
    assert [each.code.number for each in found(figures)] == ["XF505"]


def test_a_blank_count_may_be_accepted_in_the_batch_and_is_still_known() -> None:
    rules = ruleset()
    made = batch(rules, BLANK, accept={"XF505": "stolen"})
    (finding,) = BatchChecks(rules).findings(made)
    assert accepts(made, finding)
    assert check_batch(rules, made) == ()


# ---- XF508 -----------------------------------------------------------------------------------


def test_a_measure_that_is_posted_and_left_out_and_that_no_identity_would_miss() -> None:
    (finding,) = found(without("Dept Cost: Food"))
    assert told([finding]) == [
        "XF508 1: batch 1 of `Main` does not report `Dept Cost`, which the rules post"
    ]


@pytest.mark.parametrize("name", ["Dept Cost", "Stock Used"])
def test_it_may_be_allowed_by_the_measures_name_or_by_that_of_what_posts_it(name: str) -> None:
    rules = RULES + f'allow XF508 on {name} because "we book cost monthly"\n'
    assert found(without("Dept Cost: Food"), rules) == []


def test_a_figure_of_zero_is_reported() -> None:
    assert found({**without("Dept Cost: Food"), "Dept Cost: Toys": "0.00"}) == []


def test_a_measure_that_nobody_posts_may_be_left_out() -> None:
    rules = RULES.replace("post Stock Used", 'skip Stock Used because "monthly"\n#')
    assert found(without("Dept Cost: Food"), rules) == []


# ---- XF510 -----------------------------------------------------------------------------------

WATCH = RULES + "expect Tender Over/Short within 0.25\n"


def test_an_amount_at_the_limit_is_within_it_and_one_beyond_is_not() -> None:
    assert found(dict(A_DAY), WATCH) == []
    (finding,) = found(
        {**A_DAY, "Over: Cash": "0.00", "Short: Cash": "0.26", "Closing: Cash": "149.49"}, WATCH
    )
    assert finding.code.number == "XF510"
    assert finding.message == (
        "`Tender Over/Short: Cash` is -0.26, beyond the 0.25 that the rules expect"
    )
    assert finding.at.first.line > 1
    assert finding.related[0].at.text == "expect Tender Over/Short within 0.25"


@pytest.mark.parametrize(
    ("more", "fires"),
    [
        ("expect Tender Over/Short: Cash within 1.00\n", False),
        ("expect Tender Over/Short: Visa within 1.00\n", True),
        ('expect Tender Over/Short within 1.00 for "Main"\n', False),
        ("expect Tender Over/Short: Cash within 1.00 from 2026-04-01\n", True),
        ('allow XF510 on Tender Over/Short: Cash because "new clerk"\n', False),
    ],
)
def test_the_more_specific_limit_counts(more: str, fires: bool) -> None:
    figures = {**A_DAY, "Over: Cash": "0.75", "Closing: Cash": "150.50"}
    assert [each.code.number for each in found(figures, WATCH + more)] == ["XF510"] * fires


# ---- XF606 -----------------------------------------------------------------------------------


def test_a_day_in_the_closed_period_is_refused_the_last_one_included() -> None:
    project = {"closing_date": date(2026, 3, 2)}
    (finding,) = found(dict(A_DAY), project=project)
    assert told([finding]) == [
        "XF606 1: batch 1 of `Main` is of 2026-03-02, and the books are closed until 2026-03-02"
    ]
    assert found(dict(A_DAY), project=project, day=date(2026, 3, 3)) == []


def test_a_day_before_the_rules_start_is_refused() -> None:
    project = {"starts": date(2026, 3, 3)}
    (finding,) = found(dict(A_DAY), project=project)
    assert finding.message == (
        "batch 1 of `Main` is of 2026-03-02, and these rules start on 2026-03-03"
    )
    assert found(dict(A_DAY), project=project, day=date(2026, 3, 3)) == []


def test_stores_are_checked_each_by_its_own_rules() -> None:
    rules = ruleset(
        RULES + 'never Dept Cost: Food for "East" because "consigned"\n',
        store("West", "W"),
        store("East", "E"),
    )
    checks = BatchChecks(rules)
    west, east = rules.project.stores
    assert checks.findings(batch(rules, at=west)) == ()
    assert [each.code.number for each in checks.findings(batch(rules, at=east))] == ["XF502"]
