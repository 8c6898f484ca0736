"""Which batches a run is for: by number, by business day, by store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crossfoot.posting.batch import Batch, Rejected


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for; everything that is left empty selects all.

    `numbers` are batch numbers as written, `stores` declared names; `first` and `last` are
    business days, both included.
    """

    numbers: frozenset[str] = frozenset()
    stores: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None

    def picks(self, batch: Batch) -> bool:
        """Whether a batch was asked for."""
        return (
            self._of(batch.store.name, batch.number)
            and (self.first is None or self.first <= batch.day)
            and (self.last is None or batch.day <= self.last)
        )

    def may_pick(self, rejected: Rejected) -> bool:
        """Whether a batch that could not be read might have been asked for."""
        return self._of(rejected.store, rejected.number)

    def names(self, batch: Batch) -> bool:
        """Whether a batch was asked for by its number."""
        return batch.number in self.numbers

    def _of(self, store: str | None, number: str | None) -> bool:
        return (not self.numbers or number is None or number in self.numbers) and (
            not self.stores or store is None or store in self.stores
        )
