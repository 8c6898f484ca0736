"""The closed batches of a project as they would be posted today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.draft import Draft, DraftEntry, NoRules
from crossfoot.posting.standing import Kind, Known, Standing
from crossfoot.report.status.facts import Today
from crossfoot.targets.digests import (
    BatchDigests,
    bill_request_id,
    bill_was_asked,
    request_id,
    was_asked,
)
from crossfoot.targets.past import standing_of


def todays(
    ruleset: Ruleset, known: Known | None, batches: Iterable[Batch | Rejected], *, by_rules: bool
) -> Iterator[Today | Rejected]:
    """Yield the entry and the bills of each closed batch, and what is no batch.

    Without `by_rules` the rules are not fit to post by, so that only figures can be compared.
    A batch that has nothing to post, or that lies before the first rules, is left out where it
    was never posted. `known` is the record, if there is one.
    """
    desk = _Desk(ruleset, known, by_rules=by_rules)
    for each in batches:
        if isinstance(each, Rejected):
            yield each
        elif each.is_closed:
            yield from desk.work(each)


class _Desk:
    """Works on one batch after the other."""

    def __init__(self, ruleset: Ruleset, known: Known | None, *, by_rules: bool) -> None:
        self._company = ruleset.project.company
        self._draft = Draft(ruleset)
        self._known = known
        self._digests = BatchDigests()
        self._by_rules = by_rules

    def work(self, batch: Batch) -> Iterator[Today]:
        standing = self._standing(batch, Kind.ENTRY)
        try:
            drafted = self._draft.entry(batch) if self._by_rules else None
            bills = self._draft.bills(batch) if self._by_rules else ()
        except NoRules:
            drafted, bills = None, ()
            if standing is None:
                return
        number, total = None, None
        if drafted is not None:
            number = self._asked(drafted, standing)
            total = drafted.debits
        if standing is not None or drafted is None or drafted.lines:
            yield self._today(batch, Kind.ENTRY, "", standing, number, total)
        for bill in bills:
            yield self._bill(batch, bill)

    def _bill(self, batch: Batch, bill: DraftBill) -> Today:
        standing = self._standing(batch, Kind.BILL, bill.ref)
        number = (
            bill_was_asked(bill, standing, self._company)
            if standing
            else bill_request_id(self._company, bill)
        )
        return self._today(batch, Kind.BILL, bill.ref, standing, number, bill.cents)

    def _today(
        self,
        batch: Batch,
        kind: Kind,
        reference: str,
        standing: Standing | None,
        number: str | None,
        total: int | None,
    ) -> Today:
        # A bill does not hang on the figures of its batch.
        digest = self._digests.digest(batch) if standing and kind is Kind.ENTRY else None
        return Today(
            batch.store.name, batch.number, batch.day, kind, reference, standing, number, digest,
            total,
        )  # fmt: skip

    def _asked(self, drafted: DraftEntry, standing: Standing | None) -> str:
        if standing is None:
            return request_id(self._company, drafted)
        return was_asked(drafted, standing, self._company)

    def _standing(self, batch: Batch, kind: Kind, reference: str = "") -> Standing | None:
        if self._known is None:
            return None
        return standing_of(self._known, batch, kind, reference)
