"""Which amounts are the difference between a count and what was due."""

from __future__ import annotations

from crossfoot.model.amounts import Amount, Correction, Measure
from crossfoot.model.ruleset import Ruleset


def correcting(ruleset: Ruleset) -> dict[frozenset[Measure], Correction]:
    """Return the corrections by what they are made of: any amount of the same is one, too."""
    found: dict[frozenset[Measure], Correction] = {}
    for correction in ruleset.model.corrections:
        found.setdefault(measures_of(correction.amount), correction)
    return found


def measures_of(amount: Amount) -> frozenset[Measure]:
    """Return the measures that a formula is made of."""
    return frozenset(part.measure for part in amount.formula)
