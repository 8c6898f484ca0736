"""What tells one figure of a proof from another."""

from __future__ import annotations

from books import resolved
from repaired import posts

from crossfoot.model.ruleset import Model
from crossfoot.proof.case import Case, case_of
from crossfoot.proof.prove import prove

MODEL = """\
dimension Who
measure Rho, Sigma by Who
measure Alpha, Beta
always Rho = 2 * Sigma
always Alpha = sum of Sigma
"""

ANN, BEN, SIGMA_ANN, SIGMA_BEN, ALPHA, BETA = range(6)


def case() -> tuple[Model, Case]:
    """Return the proof of rules that post only a part."""
    ruleset = resolved(posts("+Rho", "+Beta"), {"Shop": {"Who": "Ann, Ben"}}, MODEL)
    (proof,) = prove(ruleset)
    return ruleset.model, case_of(ruleset.model, proof)


def test_figures_of_members_that_nothing_tells_apart_are_of_one_kind() -> None:
    _, laid = case()
    assert laid.kind(ANN) == laid.kind(BEN)
    assert laid.kind(SIGMA_ANN) == laid.kind(SIGMA_BEN)


def test_a_kind_is_a_measure_its_part_of_the_net_and_the_claims_on_it() -> None:
    model, laid = case()
    double, total = map(id, model.identities)
    assert laid.kind(ANN) == (0, 1, ((double, 1),))
    assert laid.kind(SIGMA_ANN) == (1, 0, ((double, -2), (total, -1)))
    assert laid.kind(ALPHA) == (2, 0, ((total, 1),))
    assert laid.kind(BETA) == (3, 1, ())
