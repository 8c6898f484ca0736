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


def test_of_members_that_are_alike_a_few_are_looked_at() -> None:
    model = "dimension Who\nmeasure Rho, Sigma by Who\nalways Rho = Sigma\n"
    ruleset = resolved("", {"Shop": {"Who": "Ann, Ben, Cid, Dan, Eve"}}, model)
    (regime,) = ruleset.regimes
    claims, figures = claims_of(ruleset.model, regime), regime.figures
    ann, eve, sigma_ann = 0, 4, 5
    columns = columns_of(dict.fromkeys(range(ann, eve + 1), 1), claims, figures)
    assert list(columns) == [ann, ann + 1, ann + 2, sigma_ann, sigma_ann + 1, sigma_ann + 2]
    assert columns[ann] == {0: 1}
    other = columns_of({ann: 1, ann + 1: 1, ann + 2: 1, ann + 3: 1, eve: 2}, claims, figures)
    assert list(other)[:4] == [ann, ann + 1, ann + 2, eve]
