"""From proofs to sheets: everything that is shown of each, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from crossfoot import __version__
from crossfoot.checks.support.sums import definition, family, formula, named, times
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.proof.bookings import Booking, bookings_of
from crossfoot.proof.claims import claims_of
from crossfoot.proof.residual import groups_of
from crossfoot.proof.result import NOTHING, Counterexample, Proof, Remainder, Verdict
from crossfoot.report.proof.books import accounts, figure_rows, sides_of
from crossfoot.report.proof.grounds import grounds_of, on_one_line, quoted, where
from crossfoot.report.proof.likeness import Alike, alike
from crossfoot.report.proof.naming import Names, end_of, places_of
from crossfoot.report.proof.sheet import (
    Clear,
    Differences,
    Example,
    Given,
    Ground,
    Head,
    Rest,
    Share,
    Sheet,
)
from crossfoot.targets.digests import rule_digests


def head_of(ruleset: Ruleset) -> Head:
    """Return what proofs are of, with the digests that a certificate has as well."""
    return Head(ruleset.project.company, __version__, tuple(rule_digests(ruleset).items()))


def sheets(ruleset: Ruleset, proofs: Iterable[Proof]) -> tuple[Sheet, ...]:
    """Return the proofs as they are shown, in order; those that differ in nothing shown, once."""
    names = Names(ruleset)
    return tuple(_sheet(ruleset, each, names) for each in alike(proofs))


def _sheet(ruleset: Ruleset, proofs: Alike, names: Names) -> Sheet:
    regimes = [proof.regime for proof in proofs]
    proof, regime, figures = proofs[0], regimes[0], regimes[0].figures
    bookings = bookings_of(regime)
    never = frozenset(claims_of(ruleset.model, regime).pinned)
    debits, credits_ = sides_of(bookings)
    return Sheet(
        places=places_of(regimes),
        figures=figures,
        verdict=proof.verdict,
        debits=debits,
        credits=credits_,
        net=proof.net,
        never=never,
        grounds=tuple(_grounds(proof)),
        accounts=accounts(regimes, bookings, never, names),
        rows=figure_rows(debits, credits_, figures),
        shares=tuple(_shares(bookings, figures)),
        rest=_rest(NOTHING if proof.residual else proof.remainder, figures),
        clears=tuple(_clears(proofs, names, never)),
        differences=_differences(regimes, names),
        skipped=tuple(dict.fromkeys(_skipped(regime))),
        residual=proof.residual,
        left=tuple(_left(proof.residual, figures, never)),
        example=_replayed(ruleset, proof),
    )


def _grounds(proof: Proof) -> Iterator[Ground]:
    """Yield what a proof rests on; nothing rests on what is refuted, but its batch keeps all."""
    for each in grounds_of(proof.multipliers, proof.regime, with_unused=True):
        yield replace(each, uses=()) if proof.verdict is Verdict.REFUTED else each


def _shares(bookings: Iterable[Booking], figures: Figures) -> Iterator[Share]:
    """Yield the amounts that are rounded, those that they are made of first."""
    held = {at for booking in bookings for at in booking.amount if at in figures.exact}
    for at in sorted(held, reverse=True):
        held.update(each for each in figures.exact[at] if each in figures.exact)
    for measure in dict.fromkeys(figures.all[at].measure for at in sorted(held)):
        yield Share(named(measure), definition(measure.rounds or ()))


def _rest(remainder: Remainder, figures: Figures) -> Rest:
    return Rest(remainder.vector, " ".join(_plainly(remainder.vector, figures)), remainder.most)


def _plainly(vector: Vector, figures: Figures) -> Iterator[str]:
    """Yield a sum of roundings, each by its own name; `formula` would speak of what they round."""
    for place, group in enumerate(groups_of(vector, figures)):
        sign = "-" if group.factor < 0 else "+"
        joint = f"{sign} " if place else "-" * (group.factor < 0)
        several = "sum of " if len(group.figures) > 1 else ""
        name = family(group.measure, group.figures, figures)
        yield f"{joint}{times(group.factor)}{several}{name}"


def _left(residual: Vector, figures: Figures, never: Collection[int]) -> Iterator[str]:
    """Yield a residual as formulas, one for each group of figures."""
    for group in groups_of(residual, figures):
        yield formula(dict.fromkeys(group.figures, group.factor), figures, never)


def _clears(proofs: Alike, names: Names, never: Collection[int]) -> Iterator[Clear]:
    regimes = [proof.regime for proof in proofs]
    regime, figures = regimes[0], regimes[0].figures
    for place, cleared in enumerate(proofs[0].cleared):
        ends = [end_of(proof.cleared[place].clearing) for proof in proofs]
        yield Clear(
            names=names.of(ends, regimes),
            where=where(cleared.clearing.rule.at),
            quoted=quoted(cleared.clearing.rule.at),
            vector=cleared.vector,
            formula=formula(cleared.vector, figures, never),
            grounds=grounds_of(cleared.multipliers, regime, with_unused=False),
            rest=_rest(NOTHING if cleared.residual else cleared.remainder, figures),
            residual=cleared.residual,
            left=tuple(_left(cleared.residual, figures, never)),
            example=_example(cleared.counterexample, figures),
        )


def _differences(regimes: Sequence[Regime], names: Names) -> Differences | None:
    tolerances = [regime.tolerance for regime in regimes if regime.tolerance is not None]
    if not tolerances:
        return None
    rule = tolerances[0].rule
    named = names.of([end_of(each) for each in tolerances], regimes)
    return Differences(rule.limit, named, where(rule.at), quoted(rule.at))


def _skipped(regime: Regime) -> Iterator[str]:
    for skip, _ in regime.skipped:
        yield f"{on_one_line(skip.whole)} ({where(skip.whole)})"


def _replayed(ruleset: Ruleset, proof: Proof) -> Example | None:
    if proof.counterexample is None:
        return None
    from crossfoot.posting.replay import replayed  # not needed where all is well

    found, figures = proof.counterexample, proof.regime.figures
    batch = tuple(_batch(found.cents, figures))
    return Example(batch, found.debits, found.credits, replayed(ruleset, proof))


def _example(found: Counterexample | None, figures: Figures) -> Example | None:
    if found is None:
        return None
    return Example(tuple(_batch(found.cents, figures)), found.debits, found.credits, None)


def _batch(cents: Mapping[int, int], figures: Figures) -> Iterator[Given]:
    for at in sorted(cents):
        yield Given(figures.all[at].label, cents[at])
