"""A project laid open for questions: its rules, and its proofs as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from crossfoot.model.figures import Figures
from crossfoot.model.ruleset import Posting, Regime, Ruleset
from crossfoot.proof.result import Proof
from crossfoot.report.proof.gather import sheets
from crossfoot.report.proof.likeness import alike
from crossfoot.report.proof.naming import Names
from crossfoot.report.proof.says import heading
from crossfoot.report.proof.sheet import Sheet


@dataclass(frozen=True)
class Explained:
    """Rules and proofs; `proofs` is empty where nothing could be proved."""

    ruleset: Ruleset
    proofs: tuple[Proof, ...]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The proofs as they are shown."""
        return sheets(self.ruleset, self.proofs)

    @cached_property
    def names(self) -> Names:
        """What accounts are called where rules name them."""
        return Names(self.ruleset)

    def regime(self, sheet: Sheet) -> Regime:
        """Return one of the regimes that a sheet is of."""
        return alike(self.proofs)[self.sheets.index(sheet)][0].regime

    @cached_property
    def postings(self) -> tuple[tuple[Posting, Figures], ...]:
        """All postings, in the order of the rules; those of the same rule and member once.

        Stores may post them to accounts of their own: these are some store's, with its figures.
        """
        found = {
            (posting.rule, posting.member): (posting, regime.figures)
            for regime in self.ruleset.regimes
            for posting in regime.postings
        }
        return tuple(sorted(found.values(), key=lambda each: each[0].rule.order))

    def told(self, of: Callable[[Sheet], Sequence[str]]) -> Iterator[tuple[str | None, list[str]]]:
        """Yield what is to be said of each sheet, what is the same once, with where it is so.

        The place is None where the same holds of all; sheets of which nothing is to be said
        are left out.
        """
        found: dict[tuple[str, ...], list[Sheet]] = {}
        for sheet in self.sheets:
            found.setdefault(tuple(of(sheet)), []).append(sheet)
        for lines, where in found.items():
            if lines:
                places = [place for sheet in where for place in sheet.places]
                yield (None if len(found) == 1 else "; ".join(heading(places))), list(lines)
