"""XF402: debits and credits differ for some batch, and what in the rules is to be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossfoot.checks.allowances import without_allowed
from crossfoot.checks.double_posting import double_posting
from crossfoot.checks.excluded_together import excluded_together
from crossfoot.checks.support.places import Places
from crossfoot.codes.double_posting import DOUBLE_POSTING
from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.codes.out_of_balance import OUT_OF_BALANCE
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.rules import Scope
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof

if TYPE_CHECKING:
    from crossfoot.checks.support.told import Told

_MAY_EXPLAIN = (EXCLUDED_TOGETHER.number, DOUBLE_POSTING.number)


def out_of_balance(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each change that would make the rules balance.

    What another finding explains is not told again. What is missing may stand in a line that
    could not be read, so with one of those nothing is said.
    """
    is_allowed = _doubles_are_allowed(ruleset, proofs)
    yield from imbalances(ruleset, proofs, is_partly_told=not is_allowed)


def imbalances(
    ruleset: Ruleset, proofs: Sequence[Proof], *, is_partly_told: bool = False
) -> Iterator[Diagnostic]:
    """Yield what is out of balance; with `is_partly_told`, only what no other finding tells."""
    if ruleset.incomplete:
        return
    met: dict[tuple[object, ...], tuple[Told, Places]] = {}
    known: dict[int, tuple[Told, ...]] = {}
    for proof in proofs:
        if not proof.residual or proof.remainder.vector:
            continue
        findings = known.get(id(proof.net), ())
        if not findings or not _in_force(proof, findings):
            findings = _told(ruleset, proof, is_partly_told=is_partly_told)
            known.setdefault(id(proof.net), findings)
        for each in findings:
            rule = each.rule
            place = (rule, each.message)
            if place not in met:
                met[place] = each, Places(ruleset, rule.amount, rule.member, rule.scope)
            met[place][1].add(proof.regime, None)
    for each, places in met.values():
        yield _finding(each, places)


def _told(ruleset: Ruleset, proof: Proof, *, is_partly_told: bool) -> tuple[Told, ...]:
    # Rules that balance, as most do, need none of these; to load them takes a while.
    from crossfoot.checks.support.remedies import told
    from crossfoot.proof.case import case_of
    from crossfoot.proof.explained import told_apart, unexplained
    from crossfoot.proof.repairs import remedy_for

    case = case_of(ruleset.model, proof)
    if not is_partly_told:
        return tuple(told(case, remedy_for(case, proof.net)))
    return tuple(told(case, remedy_for(case, unexplained(case)), told_apart(case)))


def _doubles_are_allowed(ruleset: Ruleset, proofs: Sequence[Proof]) -> bool:
    """Whether every double posting is excused, so that none of them tells of an imbalance."""
    if not any(allowance.code in _MAY_EXPLAIN for allowance in ruleset.allowances):
        return False
    doubles = (*excluded_together(ruleset, proofs), *double_posting(ruleset, proofs))
    return bool(doubles) and not without_allowed(ruleset, doubles)


def _in_force(proof: Proof, findings: Sequence[Told]) -> bool:
    """Whether what was told of a regime of the same shape is about this one's rules, too."""
    wanted = {each.rule for each in findings}
    wanted -= {posting.rule for posting in proof.regime.postings}
    return not wanted - {skip for skip, _ in proof.regime.skipped}


def _finding(each: Told, places: Places) -> Diagnostic:
    return Diagnostic(
        OUT_OF_BALANCE,
        f"{each.message}{places}",
        each.rule.at,
        each.related,
        help=each.advice(Scope(places.stores, *places.days)) if each.advice else None,
        why=each.why,
        stores=places.stores,
        days=places.days,
    )
