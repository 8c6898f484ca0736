"""XF406: what the rules claim of every batch cannot all be true at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.retyped import as_never, full_name
from crossfoot.checks.support.wording import listed
from crossfoot.codes.identities_contradict import IDENTITIES_CONTRADICT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Identity
from crossfoot.model.rules import Never
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.contradiction import Contradiction, contradictions
from crossfoot.proof.result import Proof

_MOST_SHOWN = 4


def identities_contradict(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each set of claims that contradict each other."""
    met: dict[tuple[Identity | Never, ...], tuple[Contradiction, Places]] = {}
    for each in contradictions(ruleset):
        sources = _sources(each)
        if sources not in met:
            met[sources] = each, Places(ruleset)
        met[sources][1].add(each.regime, None)
    for contradiction, places in met.values():
        finding = contradiction_finding(contradiction, str(places))
        yield replace(finding, stores=places.stores, days=places.days)


def _sources(contradiction: Contradiction) -> tuple[Identity | Never, ...]:
    return tuple(dict.fromkeys(claim.source for claim in contradiction.claims))


def contradiction_finding(contradiction: Contradiction, where: str = "") -> Diagnostic:
    """Return the finding on claims that contradict each other, at the last of the company's."""
    *others, culprit = sorted(_sources(contradiction), key=_lateness)
    figures = contradiction.regime.figures.all
    zero = [figures[index].label for index in contradiction.figures]
    help = "take one of these claims back"
    if zero:
        help += f", or say what is really 0: `{as_never(zero[:1])}`"
    return Diagnostic(
        IDENTITIES_CONTRADICT,
        f"{_written(culprit)} leaves no batch in which everything can happen{where}",
        culprit.at,
        tuple(Related(each.at, f"{_written(each)} holds too") for each in others[:_MOST_SHOWN]),
        why=f"{listed(zero)} would have to be 0; from claims that fit no batch anything could be "
        "proved, so nothing is",
        help=help,
    )


def _lateness(source: Identity | Never) -> tuple[bool, str, int]:
    """The company's claims come after the model's: they are what can be changed."""
    is_own = isinstance(source, Never) or not source.from_model
    return is_own, source.at.source.path, source.at.start


def _written(source: Identity | Never) -> str:
    if isinstance(source, Never):
        return f"`never {full_name(source.amount, source.member)}`"
    return f"`always {source.text}`"
