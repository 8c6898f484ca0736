"""The smallest sets of figures a batch can have, those with fewer figures first."""

from __future__ import annotations

from fractions import Fraction

import pytest
from books import resolved

from crossfoot.model.figures import Vector
from crossfoot.proof import shapes as shapes_module
from crossfoot.proof.claims import claims_of
from crossfoot.proof.shapes import columns_of, rank, shapes

MODEL = """\
measure Alpha, Beta, Gamma
measure Plus, never negative
"""

ALPHA, BETA, GAMMA, PLUS = range(4)

HALF = Fraction(1, 2)


def found(model: str, residual: Vector) -> list[list[Vector]]:
    """Return the sets that shapes are of, by how many figures they have."""
    ruleset = resolved("", {"Shop": {}}, MODEL + model)
    (regime,) = ruleset.regimes
    claims = claims_of(ruleset.model, regime)
    return list(shapes(residual, columns_of(residual, claims, regime.figures), claims))


def test_a_figure_that_nothing_is_said_of_stands_alone() -> None:
    assert found("", {ALPHA: 1}) == [[{ALPHA: 1}, {ALPHA: -1}]]
    assert found("", {PLUS: 1}) == [[{PLUS: 1}]]


def test_figures_that_a_claim_ties_together_go_in_pairs() -> None:
    assert found("always Alpha = 2 * Beta\n", {ALPHA: 1}) == [
        [{ALPHA: 1, BETA: HALF}, {ALPHA: -1, BETA: -HALF}]
    ]


TWICE = "always Alpha = Beta + Gamma\nalways Beta = Gamma\n"


def test_as_many_sets_are_tried_as_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes_module, "SETS", 3)
    (fit,) = found(TWICE, {ALPHA: 1})
    assert min(map(rank, fit)) == (4, 0, [ALPHA, BETA, GAMMA], [False, False, False])
