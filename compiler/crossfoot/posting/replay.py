"""The batch that refutes rules, made real: what `post` would make of it."""

from __future__ import annotations

from datetime import date, timedelta

from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.model.stores import Project
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Draft, DraftEntry
from crossfoot.proof.result import Counterexample, Proof

NUMBER = "example"
"""The number of a batch that was made up to show a fault."""

_SOME_DAY = date(2000, 1, 1)
"""A day for rules that always were in force; no clock has a say in a proof."""


def replayed(ruleset: Ruleset, proof: Proof) -> DraftEntry:
    """Return the entry of a refuted proof's counterexample, as the rules make it.

    Raises ValueError for a proof that has none.
    """
    if proof.counterexample is None:
        raise ValueError("there is no batch to be replayed")
    return Draft(ruleset).entry(as_batch(ruleset.project, proof.regime, proof.counterexample))


def as_batch(project: Project, regime: Regime, found: Counterexample) -> Batch:
    """Return a counterexample as a closed batch of a regime's first store, on a day of its."""
    figures = regime.figures
    store = regime.stores[0]
    return Batch(
        store,
        NUMBER,
        True,
        None,
        None,
        day_of(project, regime),
        figures,
        [found.cents.get(figure.index, 0) for figure in figures.reported],
        frozenset(found.cents),
        {},
        (),
        lambda _: store.at,
    )


def day_of(project: Project, regime: Regime) -> date:
    """Return a day in a regime's period, and after the last closed one where it can be."""
    first, last, closed = regime.first, regime.last, project.closing_date
    day = first or last or _SOME_DAY
    if closed is not None and day <= closed and (last is None or closed < last):
        day = closed + timedelta(days=1)
    return day
