"""From resolved rules to a proof for each store and period."""

from __future__ import annotations

from dataclasses import replace

from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.proof.bookings import bookings_of, net_of
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.contradiction import contradictions
from crossfoot.proof.coverage import unreached_in
from crossfoot.proof.overlaps import overlaps_of
from crossfoot.proof.residual import Reduced, reduced
from crossfoot.proof.result import Multiplier, Overlap, Proof, Verdict


def prove(ruleset: Ruleset) -> tuple[Proof, ...]:
    """Return one proof a regime, in the same order; none where nothing can be proved.

    That is where two rules conflict (XF301), so that it is open which one is meant, and where
    claims contradict each other (XF406), so that anything would follow from them. Regimes that
    post the same amounts on the same sides, as those of stores with a bank account each do,
    are proved once.
    """
    if any(regime.conflicts for regime in ruleset.regimes) or contradictions(ruleset):
        return ()
    known: dict[tuple[object, ...], Proof] = {}
    out: list[Proof] = []
    for regime in ruleset.regimes:
        shape = _shape(regime)
        if shape not in known:
            known[shape] = proof_of(ruleset.model, regime)
        out.append(_moved(known[shape], regime))
    return tuple(out)


def proof_of(model: Model, regime: Regime) -> Proof:
    """Return the proof for one regime."""
    claims, bookings = claims_of(model, regime), bookings_of(regime)
    net = net_of(bookings)
    found = reduced(net, claims, regime.figures)
    example = None
    if found.residual:
        from crossfoot.proof.counterexample import counterexample  # not needed where all is well

        example = counterexample(found.residual, claims, regime.figures, bookings)
    return Proof(
        regime,
        _verdict(net, found),
        net,
        _multipliers(found, claims),
        found.residual,
        example,
        overlaps_of(bookings, net, claims.pinned),
        unreached_in(regime, bookings, claims),
    )


def _verdict(net: object, found: Reduced) -> Verdict:
    if found.residual:
        return Verdict.REFUTED
    return Verdict.BY_IDENTITY if net else Verdict.BY_CONSTRUCTION


def _multipliers(found: Reduced, claims: Claims) -> tuple[Multiplier, ...]:
    return tuple(Multiplier(claims.all[at], factor) for at, factor in found.factors.items())


def _shape(regime: Regime) -> tuple[object, ...]:
    """Return what a proof depends on: equal shapes have equal proofs, but for the postings."""
    ends: dict[object, int] = {}
    posted: list[object] = []
    for posting in regime.postings:
        rule = posting.rule
        sides: object = (rule.debit is None, rule.credit is None)
        if rule.debit is not None and rule.credit is not None:
            sides = tuple(
                ends.setdefault(account or object(), len(ends))
                for account in (posting.debit, posting.credit)
            )
        posted.append((id(rule.amount), posting.member, sides))
    skipped = tuple((id(skip.amount), member) for skip, member in regime.skipped)
    nevers = tuple(id(never) for never in regime.nevers)
    return (id(regime.figures), tuple(posted), skipped, nevers)


def _moved(proof: Proof, regime: Regime) -> Proof:
    """Return the proof as that of another regime of the same shape."""
    if proof.regime is regime:
        return proof
    place = {id(posting): at for at, posting in enumerate(proof.regime.postings)}
    overlaps = tuple(
        Overlap(
            overlap.figures,
            tuple(regime.postings[place[id(posting)]] for posting in overlap.postings),
            overlap.by_transfer,
        )
        for overlap in proof.overlaps
    )
    return replace(proof, regime=regime, overlaps=overlaps)
