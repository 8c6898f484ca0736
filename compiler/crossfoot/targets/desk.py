"""Works on one batch: checks it, evaluates it, renders its entry, and keeps a small row of it."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.plan import Entry, Plan
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks import BatchChecks, accepts
from crossfoot.posting.data_checks.batch_not_closed import batch_not_closed
from crossfoot.posting.texts import Texts
from crossfoot.targets.digests import BatchDigests, request_id
from crossfoot.targets.format import Format
from crossfoot.targets.notes import notes_on, notes_on_differences
from crossfoot.targets.outcome import Fate, Order, Row
from crossfoot.targets.spool import Spool


class Worked(NamedTuple):
    """A batch's row, and what was found and is not accepted in the batch."""

    row: Row
    findings: tuple[Diagnostic, ...]


class Desk:
    """Works on batches one after the other; only `spool` grows with them."""

    def __init__(self, plan: Plan, formats: Sequence[Format], spool: Spool) -> None:
        self.checks = BatchChecks(plan.ruleset)
        self._plan = plan
        self._formats = formats
        self._spool = spool
        self._texts = Texts(plan.ruleset)
        self._digests = BatchDigests()
        project = plan.ruleset.project
        self._company = project.company
        self._places = {store.name: at for at, store in enumerate(project.stores)}

    def work(self, batch: Batch, *, is_named: bool) -> Worked:
        """Return what comes of a batch; `is_named` where it was asked for by its number."""
        if not batch.is_closed:
            findings = tuple([batch_not_closed(batch)] if is_named else [])
            fate = Fate.HELD_BACK if is_named else Fate.NOT_CLOSED
            return Worked(self._row(batch, fate, findings), findings)
        found = self.checks.findings(batch)
        findings = tuple(each for each in found if not accepts(batch, each))
        if errors(findings):
            return Worked(self._row(batch, Fate.HELD_BACK, findings), findings)
        return self._post(batch, findings)

    def order(self, store: str | None, number: str | None, closed: str = "~") -> Order:
        """Return where a batch stands among others; one without a closing time comes last."""
        text = number or ""
        value = int(text) if text.isascii() and text.isdigit() else 0
        return (closed, self._places.get(store or "", len(self._places)), value, text)

    def _post(self, batch: Batch, findings: tuple[Diagnostic, ...]) -> Worked:
        entry = self._plan.entry(batch)
        if not entry.lines:
            return Worked(self._row(batch, Fate.EMPTY, findings), findings)
        refused = self._texts.findings(batch, entry.ref, entry.lines)
        if refused:
            findings = (*findings, *refused)
            return Worked(self._row(batch, Fate.HELD_BACK, findings), findings)
        return Worked(self._posted(batch, entry, findings), findings)

    def _posted(self, batch: Batch, entry: Entry, findings: tuple[Diagnostic, ...]) -> Row:
        request = request_id(self._company, entry)
        texts = [format_.entry(entry, request) for format_ in self._formats]
        row = self._row(batch, Fate.POSTED, findings)
        return row._replace(
            notes=(*row.notes, *map(intern, notes_on_differences(entry))),
            ref=entry.ref,
            request_id=request,
            digest=self._digests.digest(batch),
            lines=len(entry.lines),
            total=entry.total,
            slots=tuple(map(self._spool.add, texts)),
        )

    def _row(self, batch: Batch, fate: Fate, findings: Sequence[Diagnostic]) -> Row:
        closed = batch.closed.isoformat() if batch.closed is not None else "~"
        return Row(
            self.order(batch.store.name, batch.number, closed),
            fate,
            batch.store.name,
            batch.number,
            batch.day,
            tuple(map(intern, notes_on(batch, self.checks.facts(batch), findings))),
        )
