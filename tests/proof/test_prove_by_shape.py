"""Stores that post alike share a proof; whatever makes a difference to it is told apart."""

from __future__ import annotations

from books import proofs, resolved

from crossfoot.proof.prove import prove
from crossfoot.proof.result import Proof, Verdict

STORES = {"East": {"Who": "Ann"}, "West": {"Who": "Ann"}}

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta
Again = Alpha
"""

SHARES = """\
Small = 6% of Alpha
Large = 94% of Alpha
post Alpha debit "A"
post Small credit "B"
post Large credit "B"
"""


def both(rules: str, model: str = "") -> tuple[Proof, Proof]:
    """Return the proofs of two stores."""
    east, west = proofs(rules, STORES, MODEL + model)
    assert [each.regime.stores[0].name for each in (east, west)] == ["East", "West"]
    return east, west


def share(rules: str, model: str = "") -> bool:
    """Whether the two stores' proofs are one."""
    east, west = both(rules, model)
    return east.net is west.net


def unreached(proof: Proof) -> list[str]:
    return [proof.regime.figures.all[at].label for at in proof.unreached]


def test_other_accounts_are_no_other_proof() -> None:
    rules = 'post Alpha for "East" debit "A"\npost Alpha for "West" debit "B"\n'
    assert share(rules)
    rules = (
        'post Alpha for "East" debit "A" credit "B"\npost Alpha for "West" debit "C" credit "D"\n'
    )
    assert share(rules)


def test_other_sides_are() -> None:
    east, west = both('post Alpha for "East" debit "A"\npost Alpha for "West" credit "A"\n')
    assert (east.net, west.net) == ({1: 1}, {1: -1})
    for first in ("East", "West"):
        other = "West" if first == "East" else "East"
        rules = (
            f'post Alpha for "{first}" debit "A" credit "B"\npost Alpha for "{other}" debit "A"\n'
        )
        verdicts = {proof.regime.stores[0].name: proof.verdict for proof in both(rules)}
        assert verdicts == {first: Verdict.BY_CONSTRUCTION, other: Verdict.REFUTED}


def test_other_amounts_are() -> None:
    east, west = both('post Alpha for "East" debit "A"\npost Beta for "West" debit "A"\n')
    assert (east.net, west.net) == ({1: 1}, {2: 1})


def test_other_members_are() -> None:
    stores = {"East": {"Who": "Ann"}, "West": {"Who": "Ann, Ben"}}
    east, west = proofs('post Rho: Ann debit "A"\n', stores, MODEL)
    assert (unreached(east), unreached(west)) == (["Alpha", "Beta"], ["Rho: Ben", "Alpha", "Beta"])
    alike = {"East": {"Who": "Ann, Ben"}, "West": {"Who": "Ann, Ben"}}
    rules = 'post Rho: Ann for "East" debit "A"\npost Rho: Ben for "West" debit "A"\n'
    east, west = proofs(rules, alike, MODEL)
    assert (east.net, west.net) == ({0: 1}, {1: 1})


def test_what_is_skipped_somewhere_is_missing_elsewhere() -> None:
    east, west = both('skip Alpha for "East" because "x"\nskip Beta for "West" because "x"\n')
    assert (unreached(east), unreached(west)) == (["Rho: Ann", "Beta"], ["Rho: Ann", "Alpha"])
    rules = 'skip Rho: Ann for "East" because "x"\nskip Alpha for "West" because "x"\n'
    east, west = both(rules)
    assert (unreached(east), unreached(west)) == (["Alpha", "Beta"], ["Rho: Ann", "Beta"])


def test_what_never_occurs_somewhere_may_elsewhere() -> None:
    rules = 'post Alpha debit "A"\nnever Alpha for "East" because "x"\n'
    east, west = both(rules + 'never Beta for "West" because "x"\n')
    assert (east.verdict, west.verdict) == (Verdict.BY_IDENTITY, Verdict.REFUTED)


def test_transfers_that_meet_in_an_account_are_not_those_that_do_not() -> None:
    rules = 'post Alpha debit "A" credit "B"\npost Again for "East" debit "A" credit "C"\n'
    east, west = both(rules + 'post Again for "West" debit "C" credit "A"\n')
    assert [len(proof.overlaps) for proof in (east, west)] == [1, 0]
    assert not share(rules + 'post Again for "West" debit "D" credit "C"\n')
    assert share(rules + 'post Again for "West" debit "A" credit "D"\n')


def test_accounts_that_the_chart_lacks_are_taken_to_differ() -> None:
    rules = 'post Alpha debit "No {store}" credit "B"\npost Again debit "No {store}" credit "C"\n'
    (proof,) = prove(resolved(rules, {"East": {"Who": "Ann"}}, MODEL))
    assert proof.regime.postings[0].debit is None
    assert proof.overlaps == ()


def test_a_double_posting_is_told_of_the_rules_of_its_own_store() -> None:
    rules = 'post Alpha debit "A"\n' + "".join(
        f'post Again for "{name}" debit "{name}"\n' for name in STORES
    )
    for proof in both(rules):
        (overlap,) = proof.overlaps
        assert overlap.postings == proof.regime.postings
        assert (overlap.figures, overlap.by_transfer) == ((1,), False)


def test_what_a_batch_may_be_off_by_makes_a_difference() -> None:
    rules = SHARES + 'differences up to 0.01 to "A" for "East"\n'
    east, west = both(rules)
    assert (east.verdict, west.verdict) == (Verdict.UP_TO_ROUNDING, Verdict.REFUTED)
    rules += 'differences up to 0.02 to "B" for "West"\n'
    assert not share(rules)
    assert share(rules.replace("0.02", "0.01"))


def test_where_differences_go_makes_one_for_an_account_that_is_to_clear() -> None:
    rules = SHARES + '"C" clears\npost Beta debit "C" credit "C"\n'
    rules += 'differences up to 0.01 to "C" for "East"\ndifferences up to 0.01 to "A" for "West"\n'
    east, west = both(rules)
    assert [bool(proof.cleared[0].residual) for proof in (east, west)] == [True, False]
    for proof in (east, west):
        assert proof.cleared[0].clearing is proof.regime.clearings[0]


def test_an_account_that_is_to_clear_in_one_store_only() -> None:
    rules = 'post Alpha debit "A"\n"A" clears for "East"\n'
    east, west = both(rules)
    assert (len(east.cleared), len(west.cleared)) == (1, 0)


def test_which_account_is_to_clear_makes_a_difference() -> None:
    rules = 'post Alpha debit "A"\npost Again credit "B"\npost Beta debit "C" credit "C"\n'
    east, west = both(rules + '"A" clears for "East"\n"C" clears for "West"\n')
    assert [bool(proof.cleared[0].residual) for proof in (east, west)] == [True, False]


def test_other_amounts_are_another_proof_where_an_account_is_to_clear() -> None:
    rules = '"A" clears\npost Alpha for "East" debit "A"\npost Beta for "West" debit "A"\n'
    east, west = both(rules)
    assert (east.cleared[0].residual, west.cleared[0].residual) == ({1: 1}, {2: 1})


def test_an_account_that_each_store_says_of_itself_is_to_clear() -> None:
    rules = 'post Alpha debit "A"\n"A" clears for "East"\n"A" clears for "West"\n'
    for proof in both(rules):
        assert proof.cleared[0].clearing is proof.regime.clearings[0]


def test_which_account_a_template_means_makes_a_difference() -> None:
    rules = '"{store}" clears\npost Alpha debit "East"\npost Again credit "Other"\n'
    east, west = both(rules + 'post Beta debit "West" credit "West"\n')
    assert [bool(proof.cleared[0].residual) for proof in (east, west)] == [True, False]


def test_a_proof_says_all_that_it_rests_on() -> None:
    (proof,) = proofs(
        'post Alpha debit "A"\npost Beta credit "B"\n',
        {"East": {}},
        MODEL + "always Alpha = Beta\n",
    )
    assert proof.verdict is Verdict.BY_IDENTITY
    assert [each.factor for each in proof.multipliers] == [1]
    assert (proof.residual, proof.counterexample, proof.cleared) == ({}, None, ())
    assert proof.remainder.vector == {}


def test_a_net_of_nothing_is_so_by_construction_though_rules_are_posted() -> None:
    (proof,) = proofs('post Alpha debit "A"\npost Again credit "B"\n', {"East": {}}, MODEL)
    assert (proof.verdict, proof.net) == (Verdict.BY_CONSTRUCTION, {})
