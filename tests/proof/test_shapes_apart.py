"""Regimes share a proof only where they book alike."""

from __future__ import annotations

from books import proofs

from crossfoot.proof.result import Verdict

STORES = {"East": {}, "West": {}}
MODEL = "measure Alpha\n"
"""One amount that nothing is said of."""


def test_a_transfer_in_one_store_is_no_debit_in_another() -> None:
    rules = 'post Alpha for "East" debit "A" credit "B"\npost Alpha for "West" debit "A"\n'
    east, west = proofs(rules, STORES, MODEL)
    assert (east.verdict, west.verdict) == (Verdict.BY_CONSTRUCTION, Verdict.REFUTED)


def test_a_debit_in_one_store_is_no_transfer_in_another() -> None:
    rules = 'post Alpha for "East" debit "A"\npost Alpha for "West" debit "A" credit "B"\n'
    east, west = proofs(rules, STORES, MODEL)
    assert (east.verdict, west.verdict) == (Verdict.REFUTED, Verdict.BY_CONSTRUCTION)


def test_half_cents_of_several_amounts_are_added_up_before_they_are_rounded() -> None:
    model = "dimension Who\nmeasure Rho by Who\nAll = sum of Rho\n"
    rules = """\
Of All = 50% of All
Of Each = 50% of Rho
post Of All debit "A"
post Of Each credit "B"
differences up to 0.01 to "A"
"""
    (proof,) = proofs(rules, {"Shop": {"Who": "Ann, Ben"}}, model)
    assert (proof.verdict, proof.remainder.most) == (Verdict.UP_TO_ROUNDING, 1)
