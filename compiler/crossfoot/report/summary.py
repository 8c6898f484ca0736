"""What a check came to, counted and in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Regime
from crossfoot.model.stores import Store
from crossfoot.proof.result import Proof, Verdict
from crossfoot.report.outcome import Outcome

_HOW = {
    Verdict.BY_CONSTRUCTION: "by construction",
    Verdict.BY_IDENTITY: "by identity",
    Verdict.UP_TO_ROUNDING: "up to rounding",
}


class Counts(NamedTuple):
    """Findings by severity."""

    errors: int
    warnings: int
    notes: int


def counts(diagnostics: Iterable[Diagnostic]) -> Counts:
    """Return how many findings there are of each severity."""
    by_severity = Counter(finding.severity for finding in diagnostics)
    return Counts(*(by_severity[severity] for severity in Severity))


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Return ``1 store``, ``2 stores``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def in_words(counts: Counts) -> str:
    """Return ``2 errors, 1 warning``, or ``no findings``."""
    named = zip(counts, ("error", "warning", "note"), strict=True)
    return ", ".join(counted(number, thing) for number, thing in named if number) or "no findings"


def in_full(finding: Diagnostic) -> str:
    """Return the message, and in lines of their own the reason and what to type instead."""
    notes = [("why", finding.why), ("fix", finding.help)]
    return "\n".join([finding.message, *(f"{name}: {text}" for name, text in notes if text)])


def store_periods(outcome: Outcome) -> list[tuple[Store, Proof]]:
    """Return each store and period with its proof: by store as the project has them, then by day.

    A proof that stores share is there once for each.
    """
    stores = outcome.project.stores if outcome.project else ()
    place = {store.name: number for number, store in enumerate(stores)}
    items = [(store, proof) for proof in outcome.proofs for store in proof.regime.stores]
    return sorted(items, key=lambda item: (place[item[0].name], item[1].regime.first or date.min))


def period(regime: Regime) -> str:
    """Return `` from 2026-07-01 until 2026-12-31``, or nothing for all time."""
    first = f" from {regime.first.isoformat()}" if regime.first else ""
    last = f" until {regime.last.isoformat()}" if regime.last else ""
    return first + last


def verdicts(proofs: Sequence[Proof]) -> Iterator[str]:
    """Yield one line a verdict: how much was proved, and what was refuted where."""
    for verdict, how in _HOW.items():
        proved = [proof for proof in proofs if proof.verdict is verdict]
        if proved:
            yield f"{extent(proved)} proved for every batch, {how}"
    refuted = [proof for proof in proofs if proof.verdict is Verdict.REFUTED]
    for proof in refuted[:_MOST]:
        yield f"out of balance: {_where(proof.regime)}"
    if len(refuted) > _MOST:
        yield f"  and {counted(len(refuted) - _MOST, 'more period')}"


_MOST = 4
"""How many refuted periods are named; the rest is counted."""


def extent(proofs: Iterable[Proof]) -> str:
    """Return ``2 stores, 3 periods``: the stores, and the different periods of time."""
    regimes = [proof.regime for proof in proofs]
    stores = {store.name for regime in regimes for store in regime.stores}
    periods = {(regime.first, regime.last) for regime in regimes}
    return f"{counted(len(stores), 'store')}, {counted(len(periods), 'period')}"


def _where(regime: Regime) -> str:
    first = regime.stores[0].name
    others = len(regime.stores) - 1
    also = f" and {counted(others, 'other store')}" if others else ""
    return f"{first}{also}{period(regime)}"
