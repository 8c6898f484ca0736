"""XF501: an open batch that was asked for by its number."""

from __future__ import annotations

from crossfoot.codes.batch_not_closed import BATCH_NOT_CLOSED
from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.batch import Batch


def batch_not_closed(batch: Batch) -> Diagnostic:
    """Return the finding on an open batch."""
    return Diagnostic(
        BATCH_NOT_CLOSED,
        f"batch {batch.number} of `{batch.store.name}` is not closed yet",
        batch.at,
        help="close it at the register and export it again",
        why="its figures are not final, and nobody would post what comes after",
    )
