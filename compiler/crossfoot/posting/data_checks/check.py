"""All checks on one batch, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.checks.grading import told
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks.blank_closing_count import blank_closing_count
from crossfoot.posting.data_checks.closed_period import closed_period
from crossfoot.posting.data_checks.facts import Facts, facts_of
from crossfoot.posting.data_checks.figure_not_reported import figure_not_reported
from crossfoot.posting.data_checks.identity_broken import identity_broken
from crossfoot.posting.data_checks.over_short_beyond_limit import over_short_beyond_limit
from crossfoot.posting.data_checks.wrong_sign import wrong_sign
from crossfoot.posting.timetable import Period, Timetable
from crossfoot.proof.result import Proof

_ON_FIGURES = (
    identity_broken,
    wrong_sign,
    blank_closing_count,
    figure_not_reported,
    over_short_beyond_limit,
)


class BatchChecks:
    """Checks the batches of a project, what is needed for a period worked out once.

    What `proofs` refute is not told of each batch again: what its figures say still is.
    """

    def __init__(self, ruleset: Ruleset, proofs: Iterable[Proof] = ()) -> None:
        self._ruleset = ruleset
        self._proofs = {id(proof.regime): proof for proof in proofs}
        self._timetable = Timetable(ruleset)
        self._facts: dict[Period, Facts] = {}

    def findings(self, batch: Batch) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong with a batch, as `told` has it.

        What the batch itself accepts is still among it: that it was accepted must be told.
        """
        found = tuple(self.found(batch))
        return self.not_allowed(found) if found else ()

    def facts(self, batch: Batch) -> Facts | None:
        """Return what holds for a batch; None before the first day of the rules."""
        period = self._timetable.period(batch.store, batch.day)
        if period is None:
            return None
        facts = self._facts.get(period)
        if facts is None:
            proof = self._proofs.get(id(period.regime))
            facts = self._facts[period] = facts_of(self._ruleset.model, period, proof)
        return facts

    def found(self, batch: Batch) -> Iterator[Diagnostic]:
        """Yield everything that is wrong with a batch, allowed or not."""
        yield from closed_period(batch, self._ruleset.project)
        facts = self.facts(batch)
        if facts is not None:
            for check in _ON_FIGURES:
                yield from check(batch, facts)

    def not_allowed(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return the findings on batches that are told, as heavy as the project has them."""
        return told(self._ruleset, found)


def accepts(batch: Batch, finding: Diagnostic) -> bool:
    """Whether somebody answers for a finding in the batch itself (`accept`)."""
    return finding.code.number in batch.accept


def check_batch(ruleset: Ruleset, batch: Batch) -> tuple[Diagnostic, ...]:
    """Return what is wrong with one batch and not accepted in it.

    For many batches, make `BatchChecks` once.
    """
    found = BatchChecks(ruleset).findings(batch)
    return tuple(each for each in found if not accepts(batch, each))
