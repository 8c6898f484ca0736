"""Booking by hand: what an entry comes to, without any of the prover's code."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

from crossfoot.model.amounts import Amount, Identity, Pick, Sign
from crossfoot.model.figures import Figure, Figures
from crossfoot.model.ruleset import Model, Regime
from crossfoot.proof.result import Proof

Values = Mapping[int, int]


def value(
    amount: Amount | Identity | Figure, member: str | None, figures: Figures, batch: Values
) -> int:
    """Work an amount out term by term from the figures of a batch."""
    if isinstance(amount, Figure):
        return batch.get(amount.index, 0)
    return sum(
        int(part.factor) * batch.get(figure.index, 0)
        for figure in figures.all
        for part in amount.formula
        if part.measure is figure.measure and takes(part.pick, figure.member, member)
    )


def takes(pick: Pick | str, own: str | None, asked: str | None) -> bool:
    """Whether a term takes the figure of a member when the amount is asked for another."""
    if pick is Pick.EACH:
        return own == asked
    return isinstance(pick, Pick) or own == pick


def entry(regime: Regime, batch: Values) -> tuple[int, int]:
    """Book every posting of a regime, line by line; return debits and credits."""
    debits = credits = 0
    for posting in regime.postings:
        amount = value(posting.rule.amount, posting.member, regime.figures, batch)
        lines = [amount] * (posting.rule.debit is not None)
        lines += [-amount] * (posting.rule.credit is not None)
        debits += sum(line for line in lines if line > 0)
        credits -= sum(line for line in lines if line < 0)
    return debits, credits


def claims(model: Model, regime: Regime) -> list[tuple[Identity | Figure, str | None]]:
    """Return everything that is 0 in every batch of a regime: each figure of what never occurs."""
    found: list[tuple[Identity | Figure, str | None]] = [
        (identity, member)
        for identity in model.identities
        for member in regime.figures.members_of(identity)
    ]
    for never in regime.nevers:
        members = [never.member] if never.member else regime.figures.members_of(never.amount)
        found += [
            (figure, None)
            for member in members
            for figure in regime.figures.all
            if value(never.amount, member, regime.figures, {figure.index: 1})
        ]
    return found


def breaks(model: Model, regime: Regime, batch: Values) -> list[str]:
    """Return the claims that a batch breaks, and the figures that have a sign they cannot have."""
    broken = [
        str(getattr(claim, "text", getattr(claim, "label", "")))
        for claim, member in claims(model, regime)
        if value(claim, member, regime.figures, batch)
    ]
    for index, cents in batch.items():
        sign = regime.figures.all[index].measure.sign
        if (sign is Sign.NEVER_POSITIVE and cents > 0) or (
            sign is Sign.NEVER_NEGATIVE and cents < 0
        ):
            broken.append(regime.figures.all[index].label)
    return broken


def matrix(model: Model, regime: Regime) -> list[list[Fraction]]:
    """Return the claims as dense rows, read off by setting one figure at a time."""
    size = range(len(regime.figures.all))
    return [
        [Fraction(value(claim, member, regime.figures, {at: 1})) for at in size]
        for claim, member in claims(model, regime)
    ]


def null_space(rows: Sequence[Sequence[Fraction]], size: int) -> list[list[Fraction]]:
    """Return a basis of what a dense matrix makes 0, by Gauss and Jordan."""
    work = [list(row) for row in rows]
    pivots: list[int] = []
    for column in range(size):
        at = next((r for r in range(len(pivots), len(work)) if work[r][column]), None)
        if at is None:
            continue
        here = len(pivots)
        work[here], work[at] = work[at], work[here]
        lead = work[here][column]
        work[here] = [each / lead for each in work[here]]
        for other, row in enumerate(work):
            if other != here and row[column]:
                factor = row[column]
                work[other] = [a - factor * b for a, b in zip(row, work[here], strict=True)]
        pivots.append(column)
    basis: list[list[Fraction]] = []
    for free in (column for column in range(size) if column not in pivots):
        vector = [Fraction(0)] * size
        vector[free] = Fraction(1)
        for place, pivot in enumerate(pivots):
            vector[pivot] = -work[place][free]
        basis.append(vector)
    return basis


def batches(model: Model, regime: Regime, count: int, rng: random.Random) -> list[dict[int, int]]:
    """Return random batches that keep the claims; their signs may be wrong.

    Balance is linear, so a batch of the wrong signs tells as much as one of the right ones.
    """
    basis = null_space(matrix(model, regime), len(regime.figures.all))
    made: list[dict[int, int]] = []
    for _ in range(count):
        weights = [rng.randint(-9, 9) for _ in basis]
        mixed = [
            sum((w * v[at] for w, v in zip(weights, basis, strict=True)), Fraction())
            for at in range(len(regime.figures.all))
        ]
        under = 1
        for each in mixed:
            under *= each.denominator // _gcd(under, each.denominator)
        made.append({at: int(each * under) for at, each in enumerate(mixed) if each})
    return made


def _gcd(one: int, other: int) -> int:
    while other:
        one, other = other, one % other
    return one


def balances(regime: Regime, batch: Values) -> bool:
    """Whether the entry of a batch balances."""
    debits, credits = entry(regime, batch)
    return debits == credits


def replays(model: Model, proof: Proof) -> bool:
    """Whether a counterexample is one: a batch that can be, and an entry that is off as told."""
    shown = proof.counterexample
    return (
        shown is not None
        and not breaks(model, proof.regime, shown.cents)
        and entry(proof.regime, shown.cents) == (shown.debits, shown.credits)
        and shown.debits != shown.credits
        and all(cents % 100 == 0 and cents for cents in shown.cents.values())
    )


def certified(proof: Proof) -> bool:
    """Whether the multipliers and the residual multiply out to the net."""
    total: dict[int, Fraction] = {at: Fraction(each) for at, each in proof.residual.items()}
    for multiplier in proof.multipliers:
        for at, coefficient in multiplier.claim.vector.items():
            total[at] = total.get(at, Fraction()) + Fraction(multiplier.factor) * coefficient
    return {at: each for at, each in total.items() if each} == {
        at: Fraction(each) for at, each in proof.net.items()
    }
