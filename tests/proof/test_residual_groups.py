"""What is left over has the fewest groups: no other use of the identities leaves fewer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from books import proofs

from crossfoot.proof import residual
from crossfoot.proof.result import Proof, Verdict

WHO = ("Ann", "Ben", "Cid", "Dee", "Eve")

MODEL = """\
dimension Who
measure Rho, Sigma by Who
measure Alpha
"""

TERMS = [*(f"{name}: {who}" for name in ("Rho", "Sigma") for who in WHO), "Alpha"]

FACTORS = sorted({Fraction(over, under) for over in range(-6, 7) for under in (1, 2, 3)})

Row = list[int]


def written(row: Row) -> str:
    return " + ".join(f"{value} * {term}" for value, term in zip(row, TERMS, strict=True) if value)


def row(rng: random.Random) -> Row:
    share = rng.choice((0.3, 0.6, 1.0))
    found = [rng.choice((1, 1, 2, 3)) if rng.random() < share else 0 for _ in TERMS]
    return found if any(found) else [1] * len(TERMS)


def case(seed: int, count: int) -> tuple[Proof, Row, list[Row]]:
    """Return a proof of random rules, what they post, and the identities, over all figures."""
    rng = random.Random(seed)
    net, rows = row(rng), [row(rng) for _ in range(count)]
    if len({tuple(each) for each in rows}) < count or rng.random() < 0.5:
        net = [a + 2 * b for a, b in zip(net, rows[0], strict=True)]
    model = MODEL + "".join(f"always {written(each)} = 0\n" for each in rows)
    rules = f'Posted = {written(net)}\npost Posted debit "A"\n'
    (proof,) = proofs(rules, {"Shop": {"Who": ", ".join(WHO)}}, model)
    return proof, net, rows


def price(left: Sequence[Fraction], factors: Sequence[Fraction]) -> tuple[object, ...]:
    """Return groups, figures and uses of claims, and their order: less is better."""
    groups = {(term.partition(":")[0], value) for term, value in zip(TERMS, left, strict=True)}
    return (
        sum(1 for _, value in groups if value),
        sum(1 for value in left if value),
        sum(map(abs, factors)),
        [(factor == 0, factor < 0) for factor in factors],
    )


def tried(net: Row, rows: Sequence[Row], factors: Sequence[Fraction]) -> tuple[object, ...]:
    left = [
        value - sum((f * each[at] for f, each in zip(factors, rows, strict=True)), Fraction())
        for at, value in enumerate(net)
    ]
    return price(left, factors)


def used(proof: Proof, count: int) -> list[Fraction]:
    """Return how often each identity is used."""
    factors = [Fraction()] * count
    places = {each.claim.source.at.first.line: each.factor for each in proof.multipliers}
    for line, factor in places.items():
        factors[line - MODEL.count("\n") - 1] = Fraction(factor)
    return factors


def own(proof: Proof, count: int) -> tuple[object, ...]:
    left = [Fraction(proof.residual.get(at, 0)) for at in range(len(TERMS))]
    return price(left, used(proof, count))


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("seed", range(40))
def test_no_other_use_of_one_or_two_identities_is_better(seed: int, count: int) -> None:
    proof, net, rows = case(seed, count)
    if proof.verdict is Verdict.REFUTED:
        assert own(proof, count) == tried(net, rows, used(proof, count))
        best = min(tried(net, rows, factors) for factors in product(FACTORS, repeat=count))
        assert own(proof, count) <= best


def changed(factors: Sequence[Fraction]) -> Iterator[list[Fraction]]:
    """Yield the factors with one of them changed."""
    for at in range(len(factors)):
        for value in FACTORS:
            yield [*factors[:at], value, *factors[at + 1 :]]


@pytest.mark.parametrize("seed", range(40))
def test_of_three_identities_none_is_better_used_otherwise(seed: int) -> None:
    proof, net, rows = case(seed, 3)
    if proof.verdict is Verdict.REFUTED:
        best = min(tried(net, rows, factors) for factors in changed(used(proof, 3)))
        assert own(proof, 3) <= best


@pytest.mark.parametrize("seed", range(20))
def test_of_two_identities_with_many_kinds_of_figures_neither_is(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(residual, "_MOST_LINES", 3)
    proof, net, rows = case(seed, 2)
    if proof.verdict is Verdict.REFUTED:
        best = min(tried(net, rows, factors) for factors in changed(used(proof, 2)))
        assert own(proof, 2) <= best


def test_the_cases_have_something_left_over() -> None:
    refuted = [case(seed, 2)[0] for seed in range(40)]
    assert sum(proof.verdict is Verdict.REFUTED for proof in refuted) > 30
    assert sum(len(proof.multipliers) == 2 for proof in refuted) > 10
