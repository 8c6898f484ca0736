"""Shares that do not add up are shown by a batch, whatever else the rules say."""

from __future__ import annotations

import pytest
from books import proofs, resolved

from crossfoot.proof.contradiction import contradictions
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Verdict

STORES = {"East": {"Tender": "Cash, Visa", "Dept": "Food, Wine"}}


def shown(rules: str, model: str) -> dict[str, int]:
    """Return the batch by which rules are refuted, in cents."""
    (proof,) = proofs(rules, STORES, model)
    assert proof.verdict is Verdict.REFUTED
    assert proof.counterexample is not None
    figures = proof.regime.figures.all
    return {figures[at].label: cents for at, cents in proof.counterexample.cents.items()}


SPLIT = 'post Fee credit "A"\npost Rest credit "A"\npost Sales debit "B"\n'


def test_an_identity_on_a_rounded_amount_is_kept_to_the_cent() -> None:
    model = "measure Sales, Royalty\nFee = 6% of Sales\nRest = 94% of Sales\nalways Royalty = Fee\n"
    rules = 'post Sales debit "B"\npost Royalty credit "A"\npost Rest credit "A"\n'
    assert shown(rules, model) == {"Sales": 25, "Royalty": 2}
    model = "measure Sales, Other, Extra\nFee = 1/2 * Sales\nRest = 50% of Sales\n"
    model += "always Other + Fee + Rest = Extra\n"
    assert shown(SPLIT + 'skip Other, Extra because "x"\n', model) == {"Sales": 1, "Extra": 2}


def test_a_share_of_a_share_and_half_a_cent_of_a_fine_share_are_found() -> None:
    model = "dimension Dept\nmeasure Gross by Dept\nSales = 0.5% of sum of Gross\n"
    assert shown(SPLIT, model + "Fee = 6% of Sales\nRest = 94% of Sales\n") == {"Gross: Food": 4900}
    model = "measure Sales\nFee = 33.333333% of Sales\nRest = 66.666667% of Sales\n"
    assert shown(SPLIT, model) == {"Sales": 50_000_000}


def test_whole_amounts_beside_shares_turn_the_halves_of_a_cent() -> None:
    model = """\
dimension Dept
measure Cost by Dept, never positive
measure Sales
Fee = -1/4 * Sales + sum of Cost
Rest = 1.25 * Sales - sum of Cost
"""
    assert set(shown(SPLIT, model)) == {"Sales", "Cost: Food"}


def test_halves_of_a_cent_beside_whole_amounts_are_found() -> None:
    model = """\
measure Others, Sales
Fee = 29/400 * Sales + Others
Rest = 92.75% of Sales - Others
"""
    assert shown(SPLIT, model) == {"Sales": 200}


def test_several_shares_may_have_to_be_off_together() -> None:
    model = """\
dimension Dept
measure Sales by Dept
Fee = Sales / 7
Rest = 25% of Sales
More = 17/28 * Sales
"""
    rules = SPLIT + 'post More credit "A"\ndifferences up to 0.02 to "C"\n'
    (proof,) = proofs(rules, {"East": {"Dept": "Food, Wine, Gifts"}}, model)
    assert proof.counterexample is not None
    assert abs(proof.counterexample.debits - proof.counterexample.credits) == 3


def test_what_claims_want_is_never_a_rounding() -> None:
    model = """\
dimension Tender
measure Paid
measure Received by Tender
Sales = sum of Received
Fee = -1/4 * Sales
Rest = 10% of Sales
More = 115% of Sales
always Fee = Rest + sum of Received + Paid
"""
    batch = shown(SPLIT + 'post More credit "A"\n', model)
    assert set(batch) <= {"Paid", "Received: Cash", "Received: Visa"}


def test_what_never_occurs_has_no_shares_of_shares() -> None:
    model = "measure Sales\nFee = 60% of Sales\nRest = 77.5% of Fee\n"
    (proof,) = proofs('never Sales because "x"\npost Rest debit "A"\n', STORES, model)
    assert proof.verdict is Verdict.BY_IDENTITY
    assert proof.multipliers


def test_what_is_said_to_be_nothing_may_be_a_few_cents() -> None:
    model = "measure Sales, Refund, never negative\nFee = 5% of Sales\nalways Fee + Refund = 0\n"
    assert shown('post Sales debit "A"\npost Refund credit "A"\n', model) == {"Sales": 1}


@pytest.mark.parametrize("right", ["Rest - Fee", "-Rest"])
def test_what_is_nothing_but_for_a_few_cents_contradicts(right: str) -> None:
    model = "measure Sales\nFee = 7.25% of Sales\nRest = 92.75% of Sales\n"
    model += f"always 3 * Sales = {right}\n"
    ruleset = resolved('post Sales debit "A"\n', STORES, model)
    assert contradictions(ruleset)
    assert prove(ruleset) == ()


def test_a_share_of_what_a_store_does_not_have_is_nothing() -> None:
    model = """\
dimension Dept
measure Sales, Returns by Dept
All = sum of Sales
Fee = 1/8 * All
Rest = All - Fee
always sum of Returns = -Rest
"""
    ruleset = resolved('skip Sales, Returns because "x"\n', {"West": {"Dept": ""}}, model)
    assert contradictions(ruleset) == ()


def test_a_share_that_comes_to_whole_cents_is_not_rounded() -> None:
    model = "measure Sales\nTwice = 2 * Sales\nFee = 50% of Twice\n"
    (proof,) = proofs('post Fee debit "A"\npost Sales credit "B"\n', STORES, model)
    assert proof.verdict is Verdict.BY_CONSTRUCTION
    assert not proof.remainder.vector


def test_whole_amounts_beside_shares_change_nothing_where_no_half_of_a_cent_occurs() -> None:
    model = "measure Sales, Cost\nFee = 1/3 * Sales + Cost\nRest = 2/3 * Sales - Cost\n"
    (proof,) = proofs(SPLIT, STORES, model)
    assert (proof.verdict, proof.remainder.most) == (Verdict.BY_CONSTRUCTION, 0)


def test_a_figure_that_a_claim_takes_twice_is_moved_where_it_divides() -> None:
    model = "measure Sales, Vouchers\nFee = 6% of Sales\nRest = 94% of Sales\n"
    assert shown(SPLIT, model + "always Fee = -2 * Vouchers\n") == {"Sales": 25, "Vouchers": -1}


def test_claims_that_leave_the_least_choice_are_kept_first() -> None:
    model = """\
dimension Tender
measure Sales
measure Received by Tender
Fee = 6% of Sales
Rest = 10% of Sales
More = 84% of Sales
always -Rest = sum of Received
always More - Sales - Fee + Received: Cash = Rest
"""
    batch = shown(SPLIT + 'post More credit "A"\n', model)
    assert set(batch) <= {"Sales", "Received: Cash", "Received: Visa"}
