"""XF507: a purchase order that closed in two batches of a store: it would be owed twice."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.codes.duplicate_batch import DUPLICATE_BATCH
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.posting.batch import Batch
from crossfoot.posting.bills import wanted
from crossfoot.source import Span


class Orders:
    """Takes the purchase orders of all batches and tells those that are there a second time."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Span] = {}

    def take(self, batch: Batch) -> Iterator[Diagnostic]:
        """Yield a finding for each purchase order of a batch that was taken before."""
        for order in wanted(batch):
            first = self._first.setdefault((batch.store.name, order.number.casefold()), order.at)
            if first is not order.at:
                yield Diagnostic(
                    DUPLICATE_BATCH,
                    f"purchase order `{order.number}` of `{batch.store.name}` is here "
                    "a second time",
                    order.at,
                    (Related(first, "the first"),),
                    help="delete one of the two, or correct its number",
                    why="its bill would be in the books twice",
                )
