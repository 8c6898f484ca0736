"""Which proofs are shown as one: those that differ in nothing but stores, days and accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from crossfoot.model.chart import Account
from crossfoot.model.ruleset import Regime
from crossfoot.proof.result import Proof

Alike: TypeAlias = tuple[Proof, ...]
"""Proofs that are one sheet. INVARIANT: `ends_of` has their accounts in the same places."""


def alike(proofs: Iterable[Proof]) -> tuple[Alike, ...]:
    """Return the proofs by sheet, in the order of the first of each."""
    found: dict[object, list[Proof]] = {}
    for proof in proofs:
        found.setdefault(_likeness(proof.regime), []).append(proof)
    return tuple(tuple(each) for each in found.values())


def _likeness(regime: Regime) -> tuple[object, ...]:
    """Return all that a sheet shows but stores, days and names of accounts."""
    numbers: dict[Account | None, int] = {None: 0}

    def number(account: Account | None) -> int:
        return numbers.setdefault(account, len(numbers))

    postings = tuple(
        (
            posting.rule.amount,
            posting.member,
            posting.rule.debit is None,
            posting.rule.credit is None,
            number(posting.debit),
            number(posting.credit),
        )
        for posting in regime.postings
    )
    clearings = tuple((each.rule, number(each.account)) for each in regime.clearings)
    tolerance = regime.tolerance and (regime.tolerance.rule, number(regime.tolerance.account))
    return (regime.figures, postings, regime.skipped, regime.nevers, clearings, tolerance)
