"""The bills of a batch: checked, compared with the record, and put among its requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.money import grouped
from crossfoot.plan import Bill, Plan
from crossfoot.posting.batch import Batch
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.bills import STANDARD, DraftBill
from crossfoot.posting.data_checks.already_posted import billed_elsewhere
from crossfoot.posting.data_checks.purchase_orders import BillChecks
from crossfoot.posting.draft import NoRules
from crossfoot.posting.standing import Kind
from crossfoot.posting.texts import bill_findings
from crossfoot.targets.again import Present, again
from crossfoot.targets.digests import bill_was_asked
from crossfoot.targets.drawer import Drawer
from crossfoot.targets.outcome import Fate
from crossfoot.targets.past import Past


class Billed(NamedTuple):
    """What came of a batch's purchase orders: findings, and lines for the log."""

    findings: tuple[Diagnostic, ...]
    notes: tuple[str, ...]


class Billing:
    """Makes the bills of batches."""

    def __init__(self, plan: Plan, drawer: Drawer, past: Past) -> None:
        self._plan = plan
        self._drawer = drawer
        self._past = past
        self._checks = BillChecks(plan.ruleset.project)

    def bill(self, batch: Batch) -> Billed:
        """Add the requests for the bills of a batch; return what is wrong with the others."""
        findings: list[Diagnostic] = []
        notes: list[str] = []
        bills = self._bills(batch)
        for said in bills:
            found, note = self._one(said, batch)
            findings += found
            notes.append(note)
        return Billed(tuple(findings), (*notes, *_left_out(batch, bills)))

    def _bills(self, batch: Batch) -> tuple[DraftBill, ...]:
        try:
            return self._plan.bills(batch)
        except NoRules:
            return ()

    def _one(self, said: DraftBill, batch: Batch) -> tuple[tuple[Diagnostic, ...], str]:
        past = self._past
        standing = past.standing(batch, Kind.BILL, said.ref)
        attempts = 0 if standing is None else standing.attempts
        name = f"bill {said.ref} of {said.vendor}"
        fate = Fate.POSTED
        if standing is not None and not standing.state.is_free:
            what = f"the bill of purchase order `{said.ref}`"
            if number_key(standing.batch) != number_key(batch.number):
                elsewhere = billed_elsewhere(what, standing, said.at)
                return (elsewhere,), f"{name}: {Fate.HELD_BACK.value}"
            earlier = bill_was_asked(said, standing, past.company)
            # A bill that is as it was stays, also where the entry of its batch is replaced.
            undoes = past.undoes(batch) and earlier != standing.request_id
            present = Present(earlier, standing.batch_digest, what, past.named(batch), said.at)
            fate, finding = again(
                present, standing, is_named=False, undoes=undoes, closed=past.closed
            )
            if fate is not Fate.REPOSTED:
                return (() if finding is None else (finding,)), f"{name}: {fate.value}"
        found = (*self._checks.findings(said), *bill_findings(said))
        if errors(found):
            return found, f"{name}: {Fate.HELD_BACK.value}"
        if fate is Fate.REPOSTED and standing is not None:
            self._drawer.add_undo(Kind.BILL, standing, *past.undoing(standing))
        self._drawer.add_bill(Bill(said), attempts)
        return found, f"{name}: {fate.value}, {grouped(said.cents)}"


def _left_out(batch: Batch, bills: tuple[DraftBill, ...]) -> Iterator[str]:
    """Yield why purchase orders have no bill."""
    for order in batch.orders:
        if order.kind != STANDARD:
            yield f"no bill for purchase order {order.number}: it is a transfer"
        elif not order.total:
            yield f"no bill for purchase order {order.number}: nothing is owed for it"
        elif not bills:
            yield f"no bill for purchase order {order.number}: no `bills to` is in force"
