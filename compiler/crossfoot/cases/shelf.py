"""The project's batches that cases are about, fetched in one reading of the batch files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crossfoot.cases.case import Stored
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.data_checks.batch_missing import Numbers
from crossfoot.posting.data_checks.order_twice import Orders
from crossfoot.posting.readers import read_batches
from crossfoot.posting.readers.found import stores_of, unknown_store
from crossfoot.project.decoded import bad_file
from crossfoot.project.fault import Fault
from crossfoot.project.nodes import Scalar
from crossfoot.suggest import did_you_mean


class Fetched(NamedTuple):
    """A stored batch, None where it cannot be read, and what the batch files show of it."""

    batch: Batch | None
    findings: tuple[Diagnostic, ...]


class NotFetched(LookupError):
    """There is no such batch, or more than one; `finding` says so."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Shelf:
    """Holds the batches that are wanted. INVARIANT: of all others only the number is kept."""

    def __init__(self, ruleset: Ruleset, wanted: Iterable[Stored]) -> None:
        """Read the batch files, unless nothing is wanted of them. Raises OSError."""
        self._ruleset = ruleset
        self._stores = stores_of(ruleset)
        self._wanted = {number_key(each.number.text or "") for each in wanted}
        self._held: dict[str, dict[str, Fetched]] = {}
        self._numbers: dict[str, None] = {}
        if self._wanted:
            self._fill()

    def fetch(self, stored: Stored) -> Fetched:
        """Return the batch that a case is about. Raises NotFetched."""
        number, store = stored.number, stored.store
        found = self._held.get(number_key(number.text or ""), {})
        if store is not None:
            return self._of_store(found, number, store)
        if len(found) > 1:
            names = " and of ".join(f"`{name}`" for name in found)
            message, help_ = f"batch {number.text} is of {names}", "say which with `store:`"
            raise NotFetched(bad_file(Fault(message, number.at, help_)))
        for fetched in found.values():
            return fetched
        raise self._missing(number, "")

    def _of_store(self, found: dict[str, Fetched], number: Scalar, store: Scalar) -> Fetched:
        declared = self._stores.get(key(store.text or ""))
        if declared is None:
            raise NotFetched(unknown_store(store.text or "", store.at, self._ruleset))
        if declared.name not in found:
            raise self._missing(number, f" of `{declared.name}`")
        return found[declared.name]

    def _missing(self, number: Scalar, of: str) -> NotFetched:
        where = self._ruleset.project.batches
        place = f"in `{where}`" if where else "here: the project file names no `batches:`"
        message = f"there is no batch {number.text}{of} {place}"
        help_ = did_you_mean(number.text or "", self._numbers)
        return NotFetched(bad_file(Fault(message, number.at, help_)))

    def _fill(self) -> None:
        numbers, orders = Numbers(), Orders()
        for each in read_batches(self._ruleset):
            if isinstance(each, Rejected):
                numbers.take(each.store or "", each.number or "", None)
                if each.number is not None:
                    self._keep(each.store or "", each.number, None, each.findings)
                continue
            numbers.take(each.store.name, each.number, each if each.is_closed else None)
            twice = tuple(orders.take(each)) if each.is_closed else ()
            self._keep(each.store.name, each.number, each, twice)
        for gap in numbers.gaps():
            self._add_gap(gap)

    def _keep(
        self, store: str, number: str, batch: Batch | None, findings: tuple[Diagnostic, ...]
    ) -> None:
        self._numbers[number] = None
        if number_key(number) in self._wanted:
            held = self._held.setdefault(number_key(number), {})
            before = held.get(store, Fetched(None, ()))
            held[store] = Fetched(before.batch or batch, (*before.findings, *findings))

    def _add_gap(self, gap: Diagnostic) -> None:
        """Put a gap in the numbers to the batch that stands after it."""
        for held in self._held.values():
            for store, (batch, findings) in held.items():
                if batch is not None and batch.at == gap.at:
                    held[store] = Fetched(batch, (*findings, gap))
