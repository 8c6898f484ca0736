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


def test_half_of_an_amount_that_is_twice_another_is_in_whole_cents() -> None:
    for identity in ("2 * Alpha = Beta", "Beta = 2 * Alpha"):
        model = f"measure Alpha, Beta\nalways {identity}\nHalf = 50% of Beta\n"
        rules = 'post Half debit "A"\npost Alpha credit "B"\n'
        (proof,) = proofs(rules, {"Shop": {}}, model)
        assert proof.verdict is Verdict.BY_IDENTITY
