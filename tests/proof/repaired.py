"""Repairs as tests compare them, and rules from a few characters."""

from __future__ import annotations

from typing import NamedTuple

from books import resolved

from crossfoot.proof.case import case_of
from crossfoot.proof.prove import prove
from crossfoot.proof.repair import Repair
from crossfoot.proof.repairs import Remedy, remedy_for

STORES = {"Shop": {"Who": "Ann, Ben"}}


class Told(NamedTuple):
    """A repair, with names for what it is about."""

    kind: str
    amount: str
    ways: dict[str | None, str]
    rule: str | None
    is_whole: bool


def told(repair: Repair) -> Told:
    """Return a repair by names."""
    return Told(
        repair.kind.name,
        repair.amount.name,
        {at: "+".join(side.value for side in way) for at, way in repair.ways.items()},
        repair.rule.amount.name if repair.rule else None,
        repair.is_whole,
    )


def remedy(rules: str, model: str) -> Remedy:
    """Return what is to be said about rules that do not balance."""
    ruleset = resolved(rules, STORES, model)
    (proof,) = prove(ruleset)
    assert proof.residual
    return remedy_for(case_of(ruleset.model, proof), proof.net)


def posts(*lines: str) -> str:
    """Return rules from lines such as ``+Alpha``, ``-Beta`` and ``±Gamma``."""
    words = {"+": 'debit "A"', "-": 'credit "B"', "±": 'debit "A" credit "B"'}
    return "".join(f"post {line[1:]} {words[line[0]]}\n" for line in lines)
