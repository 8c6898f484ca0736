"""Batches that are written in a case: read as those of a batch file are, and what is left out."""

from __future__ import annotations

from datetime import date

from crossfoot.cases.case import MadeUp
from crossfoot.cases.reading import OF_A_BATCH
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.readers.documents import Reader
from crossfoot.posting.replay import day_of
from crossfoot.project.decode import Notes, first_line
from crossfoot.project.decoded import bad_file
from crossfoot.project.fault import Fault
from crossfoot.project.nodes import Entry, Node, Scalar, Table
from crossfoot.source import Span

NUMBER = "1"
"""The number of a batch that is given none; a short one, for it becomes part of a reference."""

_SOME_DAY = date(2000, 1, 1)


class Maker:
    """Makes batches of what cases say. Guarantees the same messages as for a batch file.

    Where a case names no day, it is the first on which rules hold at the store: a day that stays
    the same when rules for later days are added.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._reader = Reader(ruleset)
        self._days: dict[str, date] = {}

    def batch(self, made_up: MadeUp) -> Batch | Rejected:
        """Return the batch, or everything that is wrong with it."""
        node, store = made_up.node, made_up.store
        at = first_line(node.at)
        if store is None:
            store = self._only_store(at)
        if store is None:
            return Rejected(None, None, (self._which_store(at),))
        number = made_up.number or Scalar(NUMBER, at)
        day = made_up.day or self._day(store.text or "")
        values: dict[str, Node] = {
            "store": store,
            "batch": number,
            "status": Scalar("closed", at),
            "closed": Scalar(f"{day.isoformat()}T12:00", at),
            "date": Scalar(day.isoformat(), at),
        }
        header = tuple(Entry(name, at, value) for name, value in values.items())
        of_a_batch = tuple(entry for entry in node.entries if entry.name in OF_A_BATCH)
        return self._reader.read(Table((*header, *of_a_batch), node.at), Notes())

    def _only_store(self, at: Span) -> Scalar | None:
        stores = self._ruleset.project.stores
        return Scalar(stores[0].name, at) if len(stores) == 1 else None

    def _which_store(self, at: Span) -> Diagnostic:
        names = ", ".join(f"`{store.name}`" for store in self._ruleset.project.stores)
        return bad_file(Fault("`store:` is missing here", at, f"the stores are {names}"))

    def _day(self, store: str) -> date:
        name = key(store)
        if name not in self._days:
            regimes = [each for each in self._ruleset.regimes if _holds_at(each, name)]
            first = min(regimes, key=lambda each: each.first or date.min, default=None)
            project = self._ruleset.project
            self._days[name] = _SOME_DAY if first is None else day_of(project, first)
        return self._days[name]


def _holds_at(regime: Regime, name: str) -> bool:
    return any(key(store.name) == name for store in regime.stores)
