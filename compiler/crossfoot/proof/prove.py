"""From resolved rules to a proof for each store and period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.model.figures import Vector
from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.proof.bookings import Booking, bookings_of, is_transfer, net_of
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.contradiction import contradictions
from crossfoot.proof.coverage import unreached_in
from crossfoot.proof.overlaps import overlaps_of
from crossfoot.proof.residual import Reduced, multipliers_of, reduced
from crossfoot.proof.result import NOTHING, Cleared, Overlap, Proof, Remainder, Verdict
from crossfoot.proof.sides import sides_of


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
    limit = regime.tolerance.rule.limit if regime.tolerance else 0
    remainder = NOTHING
    if found.residual and not claims.as_reported(found.residual):
        from crossfoot.proof.rounding import remainder_of  # not needed where nothing is rounded

        remainder = remainder_of(found.residual, claims, regime.figures)
    verdict = _verdict(found, remainder, limit)
    residual, example = {}, None
    if verdict is Verdict.REFUTED:
        from crossfoot.proof.counterexample import counterexample  # not needed where all is well

        residual = found.residual
        example = counterexample(residual, claims, regime.figures, bookings, limit)
    return Proof(
        regime,
        verdict,
        net,
        multipliers_of(found, claims),
        residual,
        example,
        overlaps_of(bookings, net, claims.pinned),
        unreached_in(regime, bookings, claims),
        remainder,
        _cleared(regime, bookings, claims, net),
    )


def _cleared(
    regime: Regime, bookings: Sequence[Booking], claims: Claims, net: Vector
) -> tuple[Cleared, ...]:
    if not regime.clearings:
        return ()
    from crossfoot.proof.clearing import cleared_in  # not needed where nothing is said to clear

    return cleared_in(regime, bookings, claims, net)


def _verdict(found: Reduced, remainder: Remainder, limit: int) -> Verdict:
    if found.residual and (not remainder.vector or remainder.most > limit):
        return Verdict.REFUTED
    if remainder.most:
        return Verdict.UP_TO_ROUNDING
    return Verdict.BY_IDENTITY if found.factors else Verdict.BY_CONSTRUCTION


def _shape(regime: Regime) -> tuple[object, ...]:
    """Return what a proof depends on: equal shapes have equal proofs, but for the postings."""
    ends: dict[object, int] = {}
    posted: list[object] = []
    for posting in regime.postings:
        rule = posting.rule
        sides: object = sides_of(rule)
        if is_transfer(rule):
            sides = tuple(
                ends.setdefault(account or object(), len(ends))
                for account in (posting.debit, posting.credit)
            )
        posted.append((id(rule.amount), posting.member, sides))
    if regime.clearings:
        posted += _places(regime)
    skipped = tuple((id(skip.amount), member) for skip, member in regime.skipped)
    nevers = tuple(id(never) for never in regime.nevers)
    limit = regime.tolerance.rule.limit if regime.tolerance else None
    return (id(regime.figures), tuple(posted), skipped, nevers, limit)


def _places(regime: Regime) -> Iterator[object]:
    """Yield which accounts are the same, where what an account gets is to be proved."""
    numbers: dict[object, int] = {}
    for posting in regime.postings:
        for account in (posting.debit, posting.credit):
            yield numbers.setdefault(account, len(numbers))
    for clearing in regime.clearings:
        yield id(clearing.rule), numbers.setdefault(clearing.account, len(numbers))
    if regime.tolerance:
        yield numbers.setdefault(regime.tolerance.account, len(numbers))


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
    placed = {each.rule: each for each in regime.clearings}
    cleared = tuple(replace(each, clearing=placed[each.clearing.rule]) for each in proof.cleared)
    return replace(proof, regime=regime, overlaps=overlaps, cleared=cleared)
