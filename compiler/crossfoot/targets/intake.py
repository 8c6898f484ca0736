"""Takes the batches of a run as they come, and gathers what came of them."""

from __future__ import annotations

from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic, errors, in_order
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.data_checks.batch_missing import Numbers
from crossfoot.posting.data_checks.order_twice import Orders
from crossfoot.posting.selection import Selection
from crossfoot.posting.standing import Known
from crossfoot.targets.desk import Desk
from crossfoot.targets.notes import noted
from crossfoot.targets.outcome import Fate, Row, RunResult

_STOPPING = ("XF0", "XF1", "XF2", "XF3", "XF4", "XF506", "XF507")
"""Errors after which it is not known what else is wrong: nothing at all is written."""


class Intake:
    """The batches of a run. INVARIANT: of a batch only its row and findings are kept."""

    def __init__(self, desk: Desk, selection: Selection, known: Known | None = None) -> None:
        self._desk = desk
        self._selection = selection
        self._numbers = Numbers() if known is None else Numbers(known.numbers)
        self._orders = Orders()
        self._rows: list[Row] = []
        self._found: dict[Diagnostic, None] = {}
        self._unseen = set(selection.numbers)

    def take(self, each: Batch | Rejected) -> None:
        """Take in one batch, or what stands in its place."""
        if isinstance(each, Rejected):
            self._take_rejected(each)
            return
        is_picked = self._selection.picks(each)
        self._numbers.take(each.store.name, each.number, each if is_picked else None)
        if is_picked:
            self._unseen.discard(each.number)
            row, findings = self._desk.work(each, is_named=self._selection.names(each))
            self._rows.append(row)
            self._found.update(dict.fromkeys((*findings, *self._orders.take(each))))

    def result(self) -> RunResult:
        """Return what came of the run so far, nothing written yet.

        Where a project has a gap between batches as an error, it stops the run: it is known at
        the end alone, and what comes after the gap would be posted without what is missing.
        """
        gaps = self._desk.checks.not_allowed(tuple(self._numbers.gaps()))
        is_stopped = bool(any(map(_stops, self._found)) or errors(gaps))
        return RunResult(
            () if is_stopped else tuple(sorted(self._rows, key=lambda row: row.order)),
            in_order((*self._found, *gaps)),
            tuple(sorted(self._unseen)),
            is_stopped,
        )

    def _take_rejected(self, rejected: Rejected) -> None:
        """Take in what is no batch; what was not asked for counts only where it stops the run."""
        store, number = rejected.store, rejected.number
        if store is not None and number is not None:
            self._numbers.take(store, number, None)
        is_picked = self._selection.may_pick(rejected)
        if is_picked:
            self._unseen.discard(number or "")
            self._rows.append(
                Row(
                    self._desk.order(store, number),
                    Fate.HELD_BACK,
                    store or "",
                    number or "",
                    None,
                    tuple(map(noted, rejected.findings)),
                )
            )
        kept = [each for each in rejected.findings if is_picked or _stops(each)]
        self._found.update(dict.fromkeys(kept))


def _stops(finding: Diagnostic) -> bool:
    return finding.severity is Severity.ERROR and finding.code.number.startswith(_STOPPING)
