"""What was posted before, as far as a run needs it: the record asked about batches."""

from __future__ import annotations

from datetime import date

from crossfoot.model.stores import Project
from crossfoot.posting.batch import Batch
from crossfoot.posting.standing import Kind, Known, Standing
from crossfoot.targets.options import Options


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
        return self._known.standing(batch.store.name, batch.number, kind, reference)

    def named(self, batch: Batch) -> str:
        """Return how a batch is named behind `--batch`: with its store, where there are others."""
        return f'{batch.number} --store "{batch.store.name}"' if self._has_stores else batch.number

    def undoes(self, batch: Batch) -> bool:
        """Whether what is posted of a batch is to be undone and posted again."""
        return self._undo_by is not None and self._selection.names(batch)

    def undoing(self, batch: Batch, standing: Standing) -> tuple[Kind, int]:
        """Return by what kind of request something posted is undone, and for which time."""
        kind = self._undo_by or Kind.VOID
        earlier = self.standing(batch, kind, standing.request_id)
        return kind, 0 if earlier is None else earlier.attempts
