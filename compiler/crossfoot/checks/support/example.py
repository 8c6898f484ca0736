"""In words: a small batch on which rules that do not balance show it."""

from __future__ import annotations

from crossfoot.model.figures import Figures, Vector
from crossfoot.money import grouped
from crossfoot.proof.case import Case
from crossfoot.proof.counterexample import counterexample
from crossfoot.proof.result import Counterexample


def example(part: Vector, case: Case) -> str | None:
    """Say what one part of an imbalance comes to on a small batch.

    Where the rest of the imbalance hides it there, the proof's own batch is told.
    """
    own = counterexample(part, case.claims, case.figures, case.bookings)
    shown = own if own is not None and own.debits != own.credits else case.proof.counterexample
    return None if shown is None else in_words(shown, case.figures)


def in_words(shown: Counterexample, figures: Figures) -> str:
    """Return ``on a day with 1.00 of `Opening: Cash` …, debits are 1.00 and credits 2.00``."""
    return (
        f"on a day with {given(shown, figures)}, debits are {grouped(shown.debits)} "
        f"and credits {grouped(shown.credits)}"
    )


def given(shown: Counterexample, figures: Figures) -> str:
    """Return ``1.00 of `Opening: Cash` and -1.00 of `Dropped: Cash` ``."""
    each = [f"{grouped(cents)} of `{figures.all[at].label}`" for at, cents in shown.cents.items()]
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"
