"""Double postings, gathered into what is to be told together."""

from __future__ import annotations

from books import resolved

from crossfoot.proof.case import Case, case_of
from crossfoot.proof.doubles import Double, doubles_of
from crossfoot.proof.prove import prove

STORES = {"Shop": {"Who": "Ann, Ben"}}

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta
All = sum of Rho
"""


def case(rules: str, model: str = "") -> Case:
    ruleset = resolved(rules, STORES, MODEL + model)
    (proof,) = prove(ruleset)
    return case_of(ruleset.model, proof)


def doubles(rules: str, model: str = "") -> tuple[Double, ...]:
    return doubles_of(case(rules, model))


def told(found: tuple[Double, ...]) -> list[list[str]]:
    return [[amount.name for amount in each.amounts] for each in found]


def test_rules_that_share_no_money_are_told_apart() -> None:
    rules = 'post Alpha debit "A"\npost Beta debit "A"\npost Gamma debit "B"\npost Delta debit "B"'
    found = doubles(rules + "\n", "Gamma = Beta\nDelta = Alpha\n")
    assert told(found) == [["Alpha", "Delta"], ["Beta", "Gamma"]]
    assert [sorted(each.figures) for each in found] == [[2], [3]]


def test_rules_that_share_any_money_are_told_together() -> None:
    model = "Gamma = Alpha + Beta\nDelta = Beta\n"
    rules = 'post Alpha debit "A"\npost Gamma debit "B"\npost Delta debit "C"\n'
    (found,) = doubles(rules, model)
    assert told((found,)) == [["Alpha", "Gamma", "Delta"]]
    assert [each.rule.amount.name for each in found.postings] == ["Alpha", "Gamma", "Delta"]
    assert sorted(found.figures) == [2, 3]


def test_groups_that_a_later_rule_joins_are_one() -> None:
    model = "A2 = Alpha\nB2 = Beta\nGamma = Alpha + Beta\n"
    rules = 'post Alpha debit "A"\npost A2 debit "A"\npost Beta debit "A"\npost B2 debit "A"\n'
    assert told(doubles(rules, model)) == [["Alpha", "A2"], ["Beta", "B2"]]
    (found,) = doubles(rules + 'post Gamma debit "A"\n', model)
    assert told((found,)) == [["Alpha", "A2", "Beta", "B2", "Gamma"]]


def test_an_amount_that_two_rules_post_is_named_once() -> None:
    rules = 'post Rho: Ann debit "A"\npost Rho: Ben debit "B"\npost All debit "C"\n'
    (found,) = doubles(rules)
    assert told((found,)) == [["Rho", "All"]]
    assert len(found.rules) == 3
    assert [each.member for each in found.postings] == ["Ann", None, "Ben"]


def test_declared_exclusions_are_told_elsewhere() -> None:
    rules = 'post Rho debit "A"\npost All debit "C"\n'
    assert doubles(rules, "Rho excludes All\n") == ()
    assert case(rules, "Rho excludes All\n").proof.overlaps


def test_what_only_one_of_the_rules_has_a_part_in_is_not_told_with_them() -> None:
    model = "A1 = Beta\nA2 = Beta\nBoth = Alpha + Beta\nBoth excludes A1\nBoth excludes A2\n"
    rules = "".join(f'post {name} debit "A"\n' for name in ("A1", "A2", "Both", "Alpha"))
    found = doubles(rules, model)
    assert sorted(told(found)) == [["A1", "A2"], ["Both", "Alpha"]]
    assert {tuple(each.figures) for each in found} == {(2,), (3,)}


def test_a_transfer_of_a_member_that_takes_one_side_is_no_double() -> None:
    rules = "Same = Rho\n" + "".join(
        f'post {name} debit "A" credit "B"\n' for name in ("Rho: Ben", "Same: Ben")
    )
    family = "Rho takes debit Bank\nRho takes credit Bank\n"
    assert told(doubles(rules, family)) == [["Rho", "Same"]]
    assert doubles(rules, family + "Rho: Ben takes debit Bank\n") == ()
