"""The residual with the fewest groups, against trying every place where something can change."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest
from booking import certified, matrix
from books import resolved

from crossfoot.proof.prove import prove
from crossfoot.proof.result import Proof, Verdict

MODEL = """\
dimension Who
measure Rho, Sigma, Tau by Who
measure Alpha, Beta
"""

STORES = {"Shop": {"Who": "Ann, Ben, Cid"}}

TERMS = [
    *(f"{name}: {who}" for name in ("Rho", "Sigma", "Tau") for who in ("Ann", "Ben", "Cid")),
    *("sum of Rho", "sum of Sigma", "sum of Tau", "Alpha", "Beta"),
]


def written(rng: random.Random, count: int) -> str:
    chosen = rng.sample(TERMS, count)
    return " + ".join(f"{rng.choice((1, 1, 2, 3))} * {term}" for term in chosen)


def case(seed: int) -> tuple[Proof, list[list[Fraction]]]:
    """Return the proof of random rules, and the claims in force as dense rows."""
    rng = random.Random(seed)
    claims = [
        f"always {written(rng, 4)} = {written(rng, 2)}\n" for _ in range(rng.choice((1, 2, 2)))
    ]
    rules = f'Posted = {written(rng, 5)}\npost Posted debit "A"\n'
    rules += 'post Rho: Ann credit "B"\npost Tau: Cid credit "B"\n'
    rules += rng.choice(("", 'never Beta because "none"\n'))
    ruleset = resolved(rules, STORES, MODEL + "".join(claims))
    (proof,) = prove(ruleset)
    return proof, matrix(ruleset.model, proof.regime)


def lines(rows: list[list[Fraction]], proof: Proof) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Return a·x + b·y = c for every figure to vanish, two to become one, a factor to be 0."""
    figures = proof.regime.figures.all
    first, second = rows
    planes = [
        (first[at.index], second[at.index], Fraction(proof.net.get(at.index, 0))) for at in figures
    ]
    one, none = Fraction(1), Fraction(0)
    found = [*planes, (one, none, none), (none, one, none)]
    for this, other in combinations(figures, 2):
        if this.measure is other.measure:
            pair = zip(planes[this.index], planes[other.index], strict=True)
            a, b, c = (left - right for left, right in pair)
            found.append((a, b, c))
    return found


def crossings(rows: list[list[Fraction]], proof: Proof) -> Iterator[tuple[Fraction, ...]]:
    if len(rows) == 1:
        rows = [rows[0], [Fraction(0)] * len(rows[0])]
    for (a, b, c), (d, e, f) in combinations(lines(rows, proof), 2):
        if a * e != b * d:
            yield (c * e - b * f) / (a * e - b * d), (a * f - c * d) / (a * e - b * d)


def price(
    factors: tuple[Fraction, ...], rows: list[list[Fraction]], pinned: set[int], proof: Proof
) -> tuple[int, int, Fraction]:
    groups: set[tuple[str, Fraction]] = set()
    shown, uses = 0, sum((abs(factor) for factor in factors), Fraction())
    for figure in proof.regime.figures.all:
        taken = sum(
            (f * row[figure.index] for f, row in zip(factors, rows, strict=False)), Fraction()
        )
        left = Fraction(proof.net.get(figure.index, 0)) - taken
        if left and figure.index in pinned:
            uses += abs(left)
        elif left:
            groups.add((figure.measure.name, left))
            shown += 1
    return len(groups), shown, uses


@pytest.mark.parametrize("seed", range(60))
def test_no_crossing_is_better(seed: int) -> None:
    proof, claims = case(seed)
    assert certified(proof)
    assert proof.verdict is Verdict.REFUTED
    rows = [row for row in claims if sum(map(bool, row)) > 1]
    pinned = {row.index(Fraction(1)) for row in claims if sum(map(bool, row)) == 1}
    figures = proof.regime.figures.all
    own = (
        len({(figures[at].measure.name, each) for at, each in proof.residual.items()}),
        len(proof.residual),
        sum((abs(Fraction(each.factor)) for each in proof.multipliers), Fraction()),
    )
    assert own == min(price(factors, rows, pinned, proof) for factors in crossings(rows, proof))
