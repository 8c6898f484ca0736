"""Which amounts are the difference between a count and what was due."""

from __future__ import annotations

from crossfoot.model.amounts import Correction, Measure
from crossfoot.model.ruleset import Ruleset


def correcting(ruleset: Ruleset) -> dict[frozenset[Measure], Correction]:
    """Return the corrections by what they are made of: any amount of the same is one, too."""
    found: dict[frozenset[Measure], Correction] = {}
    for correction in ruleset.model.corrections:
        found.setdefault(correction.amount.measures, correction)
    return found
