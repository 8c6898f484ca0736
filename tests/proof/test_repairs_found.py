"""What to change in rules that do not balance, on models of a few lines."""

from __future__ import annotations

import repaired
from repaired import Told, posts, told

from crossfoot.proof.repairs import Remedy

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta, Gamma
All = sum of Rho
Alpha takes debit Bank
Beta takes debit Bank
Rho takes credit Income
All takes credit Income
All excludes Rho
"""

SUM = "always Alpha + Beta = sum of Rho\n"

AGAINST = "always Alpha + Rho: Ben = Rho: Ann\nRho takes debit Bank\n"
"""What Ben has counts the other way."""


def remedy(rules: str, model: str = SUM) -> Remedy:
    return repaired.remedy(rules, MODEL + model)


def repairs(rules: str, model: str = SUM) -> list[Told]:
    """Return the repairs of rules; they must leave nothing over."""
    found = remedy(rules, model)
    assert found.left == {}
    return [told(each) for each in found.repairs]


def test_a_rule_on_the_wrong_side_is_turned() -> None:
    assert repairs(posts("+Alpha", "-Beta", "-Rho")) == [
        Told("CHANGE", "Beta", {None: "debit"}, "Beta", True)
    ]


def test_a_rule_on_both_sides_is_cut_to_one() -> None:
    assert repairs(posts("+Alpha", "+Beta", "±Rho")) == [
        Told("CHANGE", "Rho", {"Ann": "credit", "Ben": "credit"}, "Rho", True)
    ]


def test_a_rule_that_is_wrong_for_one_member_is_changed_for_that_one() -> None:
    assert repairs(posts("+Alpha", "-Rho"), AGAINST) == [
        Told("CHANGE", "Rho", {"Ben": "debit"}, "Rho", False)
    ]


def test_a_rule_for_one_member_takes_the_sides_of_that_member() -> None:
    model = "always Alpha + Rho: Ben = Rho: Ann\nRho: Ben takes debit Bank\n"
    assert repairs(posts("+Alpha", "-Rho: Ann", "-Rho: Ben"), model) == [
        Told("CHANGE", "Rho", {"Ben": "debit"}, "Rho", True)
    ]


def test_what_is_missing_is_added() -> None:
    assert repairs(posts("+Alpha", "-Rho")) == [Told("ADD", "Beta", {None: "debit"}, None, False)]
    assert repairs(posts("+Alpha", "+Beta")) == [Told("ADD", "All", {None: "credit"}, None, False)]


def test_what_is_missing_of_one_member_is_added_for_it() -> None:
    assert repairs(posts("+Alpha", "+Beta", "-Rho: Ben")) == [
        Told("ADD", "Rho", {"Ann": "credit"}, None, False)
    ]


def test_a_member_is_added_on_a_side_that_it_takes() -> None:
    model = "always Alpha + Rho: Ben = Rho: Ann\nRho: Ben takes debit Bank\n"
    found = remedy(posts("+Alpha", "-Rho: Ann"), model)
    assert "credit" not in {way for each in found.repairs for way in told(each).ways.values()}


def test_two_things_that_are_missing_are_both_added() -> None:
    assert repairs(posts("-Rho")) == [
        Told("ADD", "Alpha", {None: "debit"}, None, False),
        Told("ADD", "Beta", {None: "debit"}, None, False),
    ]


def test_what_another_item_excludes_is_not_added() -> None:
    found = repairs(posts("+Alpha", "-All"))
    assert found == [Told("ADD", "Beta", {None: "debit"}, None, False)]
    found = repairs(posts("+Alpha", "+Beta", "+All"))
    assert found == [Told("CHANGE", "All", {None: "credit"}, "All", True)]


def test_a_total_that_is_wrong_for_a_member_is_taken_apart() -> None:
    assert repairs(posts("+Alpha", "-All"), AGAINST) == [
        Told("REPLACE", "Rho", {"Ann": "credit", "Ben": "debit"}, "All", True)
    ]
    by_member = "always Alpha + Rho: Ben = Rho: Ann\nRho: Ben takes debit Bank\n"
    assert repairs(posts("+Alpha", "-All"), by_member) == [
        Told("REPLACE", "Rho", {"Ann": "credit", "Ben": "debit"}, "All", True)
    ]


def test_a_total_is_taken_apart_only_into_what_it_excludes() -> None:
    other = "measure Sigma by Who\nSigma takes credit Income\nSigma takes debit Bank\n"
    found = repairs(posts("+Alpha", "-All"), AGAINST + other)
    assert [each.amount for each in found] == ["Rho"]
    model = AGAINST + "Either = Alpha + Rho: Ben\nEither excludes Rho\n"
    found = repairs(posts("+Alpha", "-All"), model)
    assert [(each.kind, each.amount) for each in found] == [("REPLACE", "Rho")]


def test_a_rule_that_posts_what_others_post_is_left_out() -> None:
    model = SUM + "Extra = Alpha\nExtra takes debit Bank\n"
    rules = posts("+Alpha", "+Beta", "-Rho", "+Extra")
    assert repairs(rules, model) == [Told("LEAVE_OUT", "Alpha", {None: ""}, "Alpha", True)]
    assert repairs(rules, model + "Beta requires Alpha\n") == [
        Told("LEAVE_OUT", "Extra", {None: ""}, "Extra", True)
    ]
    assert repairs(rules, model + "Gamma requires Alpha\n") == [
        Told("LEAVE_OUT", "Alpha", {None: ""}, "Alpha", True)
    ]


def test_what_nothing_else_posts_is_not_left_out() -> None:
    found = remedy(posts("+Alpha", "+Beta", "-Rho", "+Gamma"), SUM + "Gamma takes debit Bank\n")
    assert found.repairs == ()
    assert list(found.left.values()) == [1]


def test_one_change_that_mends_all_is_better_than_two() -> None:
    rules = posts("+Alpha", "-Beta", "-Rho")
    model = SUM + "Twice = 2 * Beta\nTwice takes debit Bank\n"
    assert [each.kind for each in repairs(rules, model)] == ["CHANGE"]


def test_two_faults_that_hide_each_other_are_both_mended() -> None:
    model = "always Alpha = Beta + Gamma\nNet = Alpha - Beta\nNet takes debit Bank\n"
    model += "Beta takes credit Income\nGamma takes credit Income\n"
    assert repairs(posts("-Net", "±Beta", "-Gamma"), model) == [
        Told("CHANGE", "Net", {None: "debit"}, "Net", True)
    ]
    found = repairs(posts("-Net", "-Beta", "-Gamma"), model)
    assert {(each.kind, each.amount) for each in found} == {("CHANGE", "Net"), ("CHANGE", "Beta")}
    assert all(each.is_whole for each in found)


def test_what_is_skipped_is_told_and_not_added() -> None:
    found = remedy(posts("+Alpha", "-Rho") + 'skip Beta because "x"\n')
    assert [(skip.amount.name, list(taken.values())) for skip, taken in found.skipped] == [
        ("Beta", [-1])
    ]
    assert (found.repairs, found.left) == ((), {})
