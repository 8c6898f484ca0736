"""Whether the accounts that are said to clear do so over every batch (XF404)."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.model.figures import Vector
from crossfoot.model.ruleset import Clearing, Regime
from crossfoot.proof.accounts import legs_to
from crossfoot.proof.bookings import Booking
from crossfoot.proof.claims import Claims
from crossfoot.proof.counterexample import shown
from crossfoot.proof.linear import add
from crossfoot.proof.residual import multipliers_of, reduced
from crossfoot.proof.result import NOTHING, Cleared
from crossfoot.proof.rounding import remainder_of
from crossfoot.proof.trial import Leg, Trial


def cleared_in(
    regime: Regime, bookings: Sequence[Booking], claims: Claims, net: Vector
) -> tuple[Cleared, ...]:
    """Return for each `clears` of a regime whether it holds, as the rules have them."""
    return tuple(
        _cleared(clearing, tuple(legs_to(clearing.account, regime, bookings, net)), regime, claims)
        for clearing in regime.clearings
        if clearing.account is not None
    )


def _cleared(clearing: Clearing, legs: Sequence[Leg], regime: Regime, claims: Claims) -> Cleared:
    vector: Vector = {}
    for leg in legs:
        add(vector, leg.amount, leg.side.sign)
    found = reduced(vector, claims, regime.figures)
    remainder, residual = NOTHING, found.residual
    if residual and not claims.as_reported(residual):
        remainder = remainder_of(residual, claims, regime.figures)
        residual = residual if remainder.most else {}
    example = None
    if residual:
        example = shown(residual, claims, regime.figures, Trial(claims, regime.figures, legs))
    used = multipliers_of(found, claims)
    return Cleared(clearing, vector, used, remainder, residual, example)
