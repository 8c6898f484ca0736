"""Works on one batch: checks it, evaluates it, renders its entry, and keeps a small row of it."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from crossfoot.codes.already_posted import ALREADY_POSTED
from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.plan import Entry, Plan
from crossfoot.posting.batch import Batch
from crossfoot.posting.booked import KeptBookings
from crossfoot.posting.data_checks import BatchChecks, accepts
from crossfoot.posting.data_checks.batch_not_closed import batch_not_closed
from crossfoot.posting.data_checks.first_posting import FirstPostings
from crossfoot.posting.draft import NoRules
from crossfoot.posting.standing import Kind, Known, Standing
from crossfoot.posting.texts import Texts
from crossfoot.targets.again import Present, again
from crossfoot.targets.billing import Billing
from crossfoot.targets.digests import BatchDigests, was_asked
from crossfoot.targets.drawer import Drawer
from crossfoot.targets.format import Format
from crossfoot.targets.notes import notes_on, notes_on_differences
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import Fate, Order, Row
from crossfoot.targets.past import Past
from crossfoot.targets.spool import Spool


class Worked(NamedTuple):
    """A batch's row, and what was found and is not accepted in the batch."""

    row: Row
    findings: tuple[Diagnostic, ...]


class _Decided(NamedTuple):
    """What becomes of a batch's entry; `notes` are lines for the log."""

    fate: Fate
    findings: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()


class Desk:
    """Works on batches one after the other; only `spool` grows with them.

    `known` is the record, None where none is kept.
    """

    def __init__(
        self,
        plan: Plan,
        formats: Sequence[Format],
        spool: Spool,
        options: Options,
        known: Known | None,
    ) -> None:
        project = plan.ruleset.project
        self.checks = BatchChecks(plan.ruleset)
        self._plan = plan
        self._texts = Texts(plan.ruleset)
        self._digests = BatchDigests()
        self._company = project.company
        self._places = {store.name: at for at, store in enumerate(project.stores)}
        self._drawer = Drawer(project.company, formats, spool, keeps=known is not None)
        self._past = Past(project, known, options)
        self._firsts = None if known is None else FirstPostings(known, project.policy)
        self._billing = Billing(plan, self._drawer, self._past) if options.bills else None

    @property
    def bookings(self) -> KeptBookings:
        """What the entries so far book, for the record."""
        return self._drawer.bookings

    def work(self, batch: Batch, *, is_named: bool) -> Worked:
        """Return what comes of a batch; `is_named` where it was asked for by its number."""
        if not batch.is_closed:
            return self._worked(batch, self._not_closed(batch, is_named))
        standing = self._past.standing(batch, Kind.ENTRY)
        if standing is None or standing.state.is_free:
            decided = self._post(batch, 0 if standing is None else standing.attempts)
            return self._worked(batch, decided)
        return self._worked(batch, self._post_again(batch, standing, is_named))

    def order(self, store: str | None, number: str | None, closed: str = "~") -> Order:
        """Return where a batch stands among others; one without a closing time comes last."""
        text = number or ""
        value = int(text) if text.isascii() and text.isdigit() else 0
        return (closed, self._places.get(store or "", len(self._places)), value, text)

    def _not_closed(self, batch: Batch, is_named: bool) -> _Decided:
        if not is_named:
            return _Decided(Fate.NOT_CLOSED)
        return _Decided(Fate.HELD_BACK, (batch_not_closed(batch),))

    def _post(self, batch: Batch, attempt: int, standing: Standing | None = None) -> _Decided:
        """Add the requests of a batch that is posted, undoing what stands in the books, if any."""
        found = self.checks.findings(batch)
        findings = tuple(each for each in found if not accepts(batch, each))
        if errors(findings):
            return _Decided(Fate.HELD_BACK, findings)
        entry = self._plan.entry(batch)
        findings = (*findings, *self._texts.findings(batch, entry.ref, entry.lines))
        if errors(findings):
            return _Decided(Fate.HELD_BACK, findings)
        findings = (*findings, *self._first_postings(batch, entry))
        if errors(findings):
            return _Decided(Fate.HELD_BACK, findings)
        if standing is not None:
            self._drawer.add_undo(Kind.ENTRY, standing, *self._past.undoing(standing))
        if entry.lines:
            self._drawer.add_entry(entry, batch, attempt)
        fate = Fate.POSTED if entry.lines else Fate.EMPTY
        return self._billed(
            batch,
            _Decided(
                fate if standing is None else Fate.REPOSTED,
                findings,
                tuple(notes_on_differences(entry)),
            ),
        )

    def _post_again(self, batch: Batch, standing: Standing, is_named: bool) -> _Decided:
        """Decide about a batch that is in the record; its bills may still have to be posted."""
        fate, finding = again(
            self._present(batch, standing),
            standing,
            is_named=is_named,
            undoes=self._past.undoes(batch),
            closed=self._past.closed,
        )
        if fate is Fate.REPOSTED:
            return self._post(batch, standing.attempts, standing)
        decided = self._billed(batch, _Decided(fate))
        if finding is None:
            return decided
        if finding.code is ALREADY_POSTED and self._drawer.is_filled:
            return decided._replace(fate=Fate.ALREADY)  # It was named for the sake of its bills.
        return decided._replace(findings=(finding, *decided.findings))

    def _present(self, batch: Batch, standing: Standing) -> Present:
        """Return the entry as it would be today; without rules for its day it is as it was."""
        what = f"batch {batch.number} of `{batch.store.name}`"
        try:
            draft = self._plan.draft(batch)
        except NoRules:
            request = None
        else:
            request = was_asked(draft, standing, self._company)
        return Present(
            request, self._digests.digest(batch), what, self._past.named(batch), batch.at
        )

    def _first_postings(self, batch: Batch, entry: Entry) -> tuple[Diagnostic, ...]:
        if self._firsts is None:
            return ()
        return self.checks.not_allowed(tuple(self._firsts.take(batch, entry.lines)))

    def _billed(self, batch: Batch, decided: _Decided) -> _Decided:
        """Add the bills that ride along with a batch."""
        if self._billing is None or not batch.orders:
            return decided
        findings, notes = self._billing.bill(batch)
        return decided._replace(
            findings=(*decided.findings, *findings), notes=(*decided.notes, *notes)
        )

    def _worked(self, batch: Batch, decided: _Decided) -> Worked:
        closed = batch.closed.isoformat() if batch.closed is not None else "~"
        requests, slots = self._drawer.emptied()
        facts = self.checks.facts(batch)
        notes = (*notes_on(batch, facts, decided.findings), *decided.notes)
        row = Row(
            self.order(batch.store.name, batch.number, closed),
            decided.fate,
            batch.store.name,
            batch.number,
            batch.day,
            tuple(map(intern, notes)),
            self._digests.digest(batch) if requests else "",
            requests,
            slots,
        )
        return Worked(row, decided.findings)
