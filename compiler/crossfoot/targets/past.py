"""What was posted before, as far as a run needs it: the record asked about batches."""

from __future__ import annotations

from datetime import date

from crossfoot.model.stores import Project
from crossfoot.posting.batch import Batch
from crossfoot.posting.standing import Kind, Known, Standing
from crossfoot.targets.options import Options


def standing_of(known: Known, batch: Batch, kind: Kind, reference: str = "") -> Standing | None:
    """Return the latest request for a batch's entry or bill.

    A store that has another name since is found by the reference of its entry, which stayed the
    same in QuickBooks.
    """
    found = known.standing(batch.store.name, batch.number, kind, reference)
    if found is not None:
        return found
    entry = known.entry_of(f"{batch.store.prefix}{batch.number}")
    if entry is None or kind is Kind.ENTRY or entry.store == batch.store.name:
        return entry if kind is Kind.ENTRY else None
    return known.standing(entry.store, entry.batch, kind, reference)


class Past:
    """The record, if one is kept, and what the run is asked to do with what is in it."""

    def __init__(self, project: Project, known: Known | None, options: Options) -> None:
        self.company = project.company
        self.closed: date | None = project.closing_date
        self._known = known
        self._has_stores = len(project.stores) > 1
        self._undo_by = options.undo_by
        self._selection = options.selection

    def standing(self, batch: Batch, kind: Kind, reference: str = "") -> Standing | None:
        """Return the latest request for a batch's entry or bill; None where no record is kept."""
        if self._known is None:
            return None
        return standing_of(self._known, batch, kind, reference)

    def named(self, batch: Batch) -> str:
        """Return how a batch is named behind `--batch`: with its store, where there are others."""
        return f'{batch.number} --store "{batch.store.name}"' if self._has_stores else batch.number

    def undoes(self, batch: Batch) -> bool:
        """Whether what is posted of a batch is to be undone and posted again."""
        return self._undo_by is not None and self._selection.names(batch)

    def undoing(self, standing: Standing) -> tuple[Kind, int]:
        """Return by what kind of request something posted is undone, and for which time."""
        kind = self._undo_by or Kind.VOID
        undone = standing.request_id
        known = self._known
        earlier = known and known.standing(standing.store, standing.batch, kind, undone)
        return kind, earlier.attempts if earlier else 0
