"""The prover against booking by hand, on random rules."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

import pytest
from booking import balances, batches, breaks, certified, claims, entry, matrix, replays
from books import resolved
from random_rules import rules

from crossfoot.model.figures import Vector
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Proof, Verdict

CASES = range(150)


def case(seed: int) -> Ruleset:
    model, text, stores = rules(random.Random(seed))
    return resolved(text, stores, model)


@pytest.mark.parametrize("seed", CASES)
def test_prover_and_booking_agree(seed: int) -> None:
    ruleset = case(seed)
    rng = random.Random(seed)
    for proof in prove(ruleset):
        assert certified(proof)
        tried = batches(ruleset.model, proof.regime, 60, rng)
        booked = all(balances(proof.regime, batch) for batch in tried)
        if proof.verdict is not Verdict.REFUTED and not booked:
            booked = not any(off_balance(ruleset, proof.regime, 4))
        assert (proof.verdict is not Verdict.REFUTED) == booked
        if booked:
            assert not proof.residual
            assert proof.counterexample is None
            assert (proof.verdict is Verdict.BY_CONSTRUCTION) == (not proof.net)
        else:
            assert replays(ruleset.model, proof)


def test_the_random_rules_are_of_every_kind() -> None:
    proofs = [proof for seed in CASES for proof in prove(case(seed))]
    verdicts = {proof.verdict for proof in proofs}
    assert verdicts == {Verdict.BY_CONSTRUCTION, Verdict.BY_IDENTITY, Verdict.REFUTED}
    assert any(proof.overlaps for proof in proofs)
    shown = [proof.counterexample for proof in proofs if proof.counterexample]
    assert max(len(each.cents) for each in shown) >= 3
    assert any(not prove(case(seed)) for seed in CASES)


def refuted(limit: int) -> Iterator[tuple[Ruleset, Proof]]:
    for seed in range(1000, 2000):
        ruleset = case(seed)
        for proof in prove(ruleset):
            if proof.counterexample and len(proof.regime.figures.all) <= 8:
                limit -= 1
                yield ruleset, proof
        if limit <= 0:
            return


def off_balance(ruleset: Ruleset, regime: Regime, most: int) -> Iterator[dict[int, int]]:
    """Yield every batch of a few dollars in a few figures, signs and all, that is off balance."""
    for count in range(1, most + 1):
        for at in combinations(range(len(regime.figures.all)), count):
            for values in product((1, -1, 2, -2, 3, -3), repeat=count):
                batch = {i: v * 100 for i, v in zip(at, values, strict=True)}
                if not balances(regime, batch) and not breaks(ruleset.model, regime, batch):
                    yield batch


def size(batch: Mapping[int, int]) -> tuple[object, ...]:
    """Return what makes an example smaller than another, ties and all."""
    order = sorted(batch)
    negative = [batch[at] < 0 for at in order]
    return len(batch), sum(map(abs, batch.values())), sum(negative), order, negative


def test_no_smaller_batch_shows_the_fault() -> None:
    tried = 0
    for ruleset, proof in refuted(40):
        assert proof.counterexample is not None
        shown = proof.counterexample.cents
        others = off_balance(ruleset, proof.regime, min(len(shown), 4))
        assert min(map(size, others), default=size(shown)) == size(shown)
        tried += 1
    assert tried >= 40


def test_some_batch_is_found_where_the_search_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfoot.proof.shapes.SETS", 0)
    monkeypatch.setattr("crossfoot.proof.shapes.circuits", lambda *_: iter(()))
    tried = 0
    for ruleset, proof in refuted(120):
        assert replays(ruleset.model, proof)
        assert proof.counterexample is not None
        rank = len([row for row in matrix(ruleset.model, proof.regime) if any(row)])
        assert len(proof.counterexample.cents) <= rank + 1
        tried += 1
    assert tried >= 120


def groups(proof: Proof, residual: Vector | dict[int, Fraction]) -> tuple[int, int]:
    figures = proof.regime.figures.all
    found = {(figures[at].measure.name, Fraction(each)) for at, each in residual.items() if each}
    return len(found), sum(1 for each in residual.values() if each)


STEPS = sorted({Fraction(over, under) for over in range(-6, 7) for under in (1, 2, 3, 4)})


def test_no_other_multipliers_leave_fewer_groups() -> None:
    tried = 0
    for ruleset, proof in refuted(250):
        related = [row for row in matrix(ruleset.model, proof.regime) if any(row)]
        wide = [row for row in related if sum(1 for each in row if each) > 1]
        zero = {at for row in related for at, each in enumerate(row) if each and row not in wide}
        if len(claims(ruleset.model, proof.regime)) > 12 or not 1 <= len(wide) <= 2:
            continue
        best = groups(proof, proof.residual)
        for factors in product(STEPS, repeat=len(wide)):
            left = {
                at: Fraction(proof.net.get(at, 0))
                - sum(f * row[at] for f, row in zip(factors, wide, strict=True))
                for at in range(len(proof.regime.figures.all))
                if at not in zero
            }
            assert groups(proof, left) >= best
        tried += 1
    assert tried >= 60


def test_an_entry_by_hand_is_what_it_says() -> None:
    ruleset = resolved(
        'post Sales: Total credit "S"\npost Dept Cost debit "C" credit "I"\n',
        {"Shop": {"Department": "Food, Wine"}},
    )
    sales = ruleset.regimes[0].figures
    labels = {figure.label: figure.index for figure in sales.all}
    batch = {labels["Dept Sales: Food"]: 500, labels["Dept Sales: Wine"]: -700}
    assert entry(ruleset.regimes[0], batch) == (200, 0)
    assert entry(ruleset.regimes[0], {labels["Dept Cost: Food"]: -30}) == (30, 30)
