"""What a batch comes to: its entry, its bills, and what stands against them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crossfoot.codes.closed_period import CLOSED_PERIOD
from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.data_checks import BatchChecks, accepts
from crossfoot.posting.data_checks.batch_not_closed import batch_not_closed
from crossfoot.posting.data_checks.purchase_orders import BillChecks
from crossfoot.posting.draft import Draft, DraftEntry, NoRules
from crossfoot.posting.texts import Texts, bill_findings
from crossfoot.proof.result import Proof


class Actual(NamedTuple):
    """What came of a batch. `entry` is None where it is held back; `batch` where there is none.

    `bills` are those that would be written.
    """

    batch: Batch | None
    entry: DraftEntry | None
    bills: tuple[DraftBill, ...]
    findings: tuple[Diagnostic, ...]


class Examiner:
    """Does with a batch what posting does, without the record and without writing anything."""

    def __init__(self, ruleset: Ruleset, proofs: Sequence[Proof]) -> None:
        self._checks = BatchChecks(ruleset, proofs)
        self._draft = Draft(ruleset)
        self._texts = Texts(ruleset)
        self._bills = BillChecks(ruleset.project)

    def examine(self, batch: Batch, more: tuple[Diagnostic, ...], *, heeds_closing: bool) -> Actual:
        """Return what comes of a batch of which the batch files show some findings `more`.

        Unless `heeds_closing`, the closing date holds nothing back: it says when somebody posts,
        not what the rules make of a batch.
        """
        if not batch.is_closed:
            return Actual(batch, None, (), (batch_not_closed(batch), *more))
        found = (*self._checks.findings(batch), *self._checks.not_allowed(more))
        found = tuple(each for each in found if not accepts(batch, each))
        try:
            entry = self._draft.entry(batch)
        except NoRules:
            return Actual(batch, None, (), found)
        found = _heeded(found, heeds_closing=heeds_closing)
        if not errors(found):
            found = (*found, *self._texts.findings(batch, entry.ref, entry.lines))
        if errors(found):
            return Actual(batch, None, (), found)
        bills, of_bills = self._billed(batch, heeds_closing=heeds_closing)
        return Actual(batch, entry, bills, (*found, *of_bills))

    def _billed(
        self, batch: Batch, *, heeds_closing: bool
    ) -> tuple[tuple[DraftBill, ...], tuple[Diagnostic, ...]]:
        """Return the bills that can be written, and what is wrong with the others."""
        good: list[DraftBill] = []
        findings: list[Diagnostic] = []
        for bill in self._draft.bills(batch):
            found = (*self._bills.findings(bill), *bill_findings(bill))
            found = _heeded(found, heeds_closing=heeds_closing)
            findings += found
            good += () if errors(found) else (bill,)
        return tuple(good), tuple(findings)


def _heeded(found: tuple[Diagnostic, ...], *, heeds_closing: bool) -> tuple[Diagnostic, ...]:
    if heeds_closing:
        return found
    return tuple(each for each in found if each.code is not CLOSED_PERIOD)
