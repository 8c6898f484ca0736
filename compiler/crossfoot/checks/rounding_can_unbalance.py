"""XF405: shares that are rounded to cents one by one do not always add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.wording import listed
from crossfoot.codes.rounding_can_unbalance import ROUNDING_CAN_UNBALANCE
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Amount, Identity
from crossfoot.model.ruleset import Ruleset
from crossfoot.money import grouped
from crossfoot.proof.result import Proof

if TYPE_CHECKING:
    from crossfoot.proof.case import Case


_REWRITE = "write one share as the remainder"


def rounding_can_unbalance(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each set of shares that can come out a cent or more apart."""
    met: dict[tuple[Amount, ...], tuple[Case, Places]] = {}
    for proof in proofs:
        if proof.residual and proof.remainder.vector:
            for case, shares in _apart(ruleset, proof):
                if shares not in met:
                    met[shares] = case, Places(ruleset)
                met[shares][1].add(proof.regime, None)
    for shares, (case, places) in met.items():
        yield _finding(shares, case, places)
    yield from _claimed(ruleset)


def _claimed(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield each identity that speaks of roundings alone, and does not hold for every cent."""
    if not ruleset.model.roundings:
        return
    from crossfoot.proof.claims import between_roundings, claims_of
    from crossfoot.proof.rounding import remainder_of

    seen: set[object] = set()
    for regime in ruleset.regimes:
        for claim in between_roundings(ruleset.model, regime.figures):
            source = claim.source
            if source not in seen and isinstance(source, Identity):
                claims = claims_of(ruleset.model, regime)
                if remainder_of(claim.vector, claims, regime.figures).most:
                    seen.add(source)
                    yield _no_identity(source)


def _no_identity(identity: Identity) -> Diagnostic:
    return Diagnostic(
        ROUNDING_CAN_UNBALANCE,
        f"`always {identity.text}` does not hold for every cent: its shares are each rounded",
        identity.at,
        help="define one share as what the others leave, and take this line out",
        why="a batch that misses it by a cent could never be posted, and nothing is wrong with it",
    )


def _apart(ruleset: Ruleset, proof: Proof) -> Iterator[tuple[Case, tuple[Amount, ...]]]:
    """Yield the shares that do not come out even: those of one base, the others together."""
    from crossfoot.checks.support.shares import rounded_amounts
    from crossfoot.proof.case import case_of
    from crossfoot.proof.rounding import groups_of

    case = case_of(ruleset.model, proof)
    uneven = [each for each in groups_of(proof.residual, case.claims, case.figures) if each.most]
    alone: dict[Amount, None] = {}
    for group in uneven:
        shares = rounded_amounts(group.figures, case)
        if len(shares) > 1:
            yield case, shares
        else:
            alone |= dict.fromkeys(shares)
    if alone:
        yield case, tuple(alone)


def _finding(shares: Sequence[Amount], case: Case, places: Places) -> Diagnostic:
    from crossfoot.checks.support.example import in_words
    from crossfoot.checks.support.shares import as_remainder, extensions_of, told_remainder

    *others, last = sorted(shares, key=lambda each: (each.at.source.path, each.at.start))
    shown = case.proof.counterexample
    rewritten = as_remainder(last, others, case)
    extensions = extensions_of(last, case) if rewritten else ()
    told = told_remainder(rewritten, extensions) if rewritten else _REWRITE
    most = grouped(case.proof.remainder.most)
    odd = f'or book the odd cent: `differences up to {most} to "…"`'
    return Diagnostic(
        ROUNDING_CAN_UNBALANCE,
        f"{_named(shares)}, so the entry can be a cent off{places}",
        last.at,
        (
            *(Related(each.at, "this is rounded to cents, too") for each in others),
            *(Related(at, "this adds to it") for at in extensions),
        ),
        help=f"{told}; {odd}",
        why=in_words(shown, case.figures) if shown else None,
        stores=places.stores,
        days=places.days,
    )


def _named(shares: Sequence[Amount]) -> str:
    names = listed([each.name for each in shares])
    return f"{names} {'is' if len(shares) == 1 else 'are each'} rounded to cents"
