"""Whether claims can all hold of a batch in which anything can happen (XF406)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.result import Claim


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims of a regime that force `figures` to be 0, of which nobody said that they are."""

    regime: Regime
    claims: tuple[Claim, ...]
    figures: tuple[int, ...]


def contradictions(ruleset: Ruleset) -> tuple[Contradiction, ...]:
    """Return what is contradictory, by regime. Where there is any, no proof means anything.

    Regimes with the same figures and the same `never` lines have the same claims.
    """
    found: dict[tuple[int, ...], tuple[Contradiction, ...]] = {}
    out: list[Contradiction] = []
    for regime in ruleset.regimes:
        alike = (id(regime.figures), *(id(never) for never in regime.nevers))
        if alike not in found:
            found[alike] = contradictions_in(ruleset.model, regime)
        out += (Contradiction(regime, each.claims, each.figures) for each in found[alike])
    return tuple(out)


def contradictions_in(model: Model, regime: Regime) -> tuple[Contradiction, ...]:
    """Return what is contradictory in one regime."""
    claims = claims_of(model, regime)
    found = list(_contradictions(regime, claims, claims.named))
    if claims.exact is not claims:
        # What is 0 but for a few cents of rounding is not meant to be reported, either.
        told = {*claims.named, *claims.pinned}
        found += _contradictions(regime, claims.exact, told)
    return tuple(found)


def _contradictions(
    regime: Regime, claims: Claims, told: Collection[int]
) -> Iterator[Contradiction]:
    by_places: dict[tuple[int, ...], list[int]] = {}
    for index in sorted(at for at in claims.pinned if at not in told and at < claims.reported):
        by_places.setdefault(_statements(claims, index), []).append(index)
    for places, figures in by_places.items():
        yield Contradiction(regime, tuple(claims.all[at] for at in places), tuple(figures))


def _statements(claims: Claims, index: int) -> tuple[int, ...]:
    """Return the claims that make a figure 0, one for each statement among them."""
    first: dict[int, int] = {}
    for place, claim in enumerate(claims.all):
        first.setdefault(id(claim.source), place)
    sources = {id(claims.all[at].source) for at in claims.behind[index]}
    return tuple(sorted(first[source] for source in sources))
