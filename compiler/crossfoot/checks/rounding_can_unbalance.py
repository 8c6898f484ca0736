"""XF405: shares that are rounded to cents one by one do not always add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

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


class _Uneven(NamedTuple):
    """Shares that do not come out even, and the roundings of them by index."""

    case: Case
    shares: tuple[Amount, ...]
    figures: tuple[int, ...]


def rounding_can_unbalance(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each set of shares that can come out a cent or more apart."""
    met: dict[tuple[Amount, ...], tuple[_Uneven, Places]] = {}
    for proof in proofs:
        if proof.residual and proof.remainder.vector:
            for uneven in _apart(ruleset, proof):
                if uneven.shares not in met:
                    met[uneven.shares] = uneven, Places(ruleset)
                met[uneven.shares][1].add(proof.regime, None)
    for uneven, places in met.values():
        yield _finding(uneven, places)
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


def _apart(ruleset: Ruleset, proof: Proof) -> Iterator[_Uneven]:
    """Yield the shares that do not come out even: those of one base, the others together."""
    from crossfoot.checks.support.shares import rounded_amounts, uneven_in
    from crossfoot.proof.case import case_of
    from crossfoot.proof.rounding import groups_of

    case = case_of(ruleset.model, proof)
    alone: dict[int, None] = {}
    for group in groups_of(proof.residual, case.claims, case.figures):
        figures = uneven_in(group, proof.residual) if group.most else ()
        shares = rounded_amounts(figures, case)
        if len(shares) > 1:
            yield _Uneven(case, shares, figures)
        else:
            alone |= dict.fromkeys(figures)
    if alone:
        yield _Uneven(case, rounded_amounts(alone, case), tuple(alone))


def _finding(uneven: _Uneven, places: Places) -> Diagnostic:
    from crossfoot.checks.support.example import example
    from crossfoot.checks.support.shares import as_remainder, extensions_of, told_remainder

    case, shares, figures = uneven
    *others, last = sorted(shares, key=lambda each: (each.at.source.path, each.at.start))
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
        why=example({at: case.proof.residual[at] for at in figures}, case),
        stores=places.stores,
        days=places.days,
    )


def _named(shares: Sequence[Amount]) -> str:
    names = listed([each.name for each in shares])
    return f"{names} {'is' if len(shares) == 1 else 'are each'} rounded to cents"
