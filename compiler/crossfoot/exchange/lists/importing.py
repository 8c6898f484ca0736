"""Takes QuickBooks' lists into a project: all of its files at once, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from crossfoot.exchange.lists.arrivals import Arrival, Arrivals, NotImported, read_all
from crossfoot.exchange.lists.conflicts import Choice, Conflict, Decide, taken_in
from crossfoot.exchange.lists.facts import FactChanged, changes, with_said
from crossfoot.exchange.lists.kinds import KINDS, Fields, Kind, name_key, name_of, text_of
from crossfoot.exchange.lists.merge import Merged, replaced
from crossfoot.exchange.lists.shelf import (
    Rewritten,
    paper_of_facts,
    paper_of_list,
    with_facts,
    with_list,
)
from crossfoot.model.chart import Account, Chart
from crossfoot.project.editing.files import replace_all
from crossfoot.project.editing.records import fields_of
from crossfoot.project.editing.scalars import Value
from crossfoot.project.load import chart_of
from crossfoot.quickbooks.list_items import CompanyFacts, ListKind
from crossfoot.quickbooks.list_limits import of_a

_AT_HOME = frozenset(
    ("CostOfGoodsSold", "Equity", "Expense", "Income", "OtherExpense", "OtherIncome")
)
"""Types of accounts that QuickBooks keeps in the company's own currency."""


class ListOutcome(NamedTuple):
    """What became of one list; `merged` is None where the import broke off before it."""

    kind: Kind
    arrival: Arrival
    merged: Merged | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import. `written` are the files that changed, or would change.

    `facts` are None where nothing was said of the company. `accounts` are those that were here by
    the key of their name, each as it is now in `chart`, None for those that are gone; both are
    None where no account changed.
    """

    lists: tuple[ListOutcome, ...]
    facts: tuple[FactChanged, ...] | None
    written: tuple[str, ...]
    accounts: dict[str, Account | None] | None = None
    chart: Chart | None = None
    is_aborted: bool = False


def import_lists(
    root: Path, paths: Sequence[Path], decide: Decide | None, *, is_dry: bool = False
) -> Imported:
    """Take the lists of QuickBooks' files into the project in folder `root`.

    `decide` is asked about conflicts. Without it there must be none, unless the run is dry, which
    writes nothing. An import that is aborted takes what came before. Raises NotImported where
    nothing could be taken, OSError where a file cannot be read or written; the project's files
    are as they were then.
    """
    chart, found = chart_of(root)
    if chart is None:
        at = found[0].at
        raise NotImported(
            f"{at.source.path}:{at.first.line}:{at.first.column}: {found[0].message}; put this "
            "right first"
        )
    taking = _Taking(root, chart, read_all(paths), decide or _Waiting())
    imported = taking.take()
    if decide is None and not is_dry:
        _require_decided(imported, taking.decide)
    if not is_dry:
        _write(root, taking.files)
    return imported


class _Waiting:
    """Decides nothing, and remembers what it was asked first."""

    def __init__(self) -> None:
        self.first: Conflict | None = None

    def __call__(self, conflict: Conflict) -> Choice | None:
        self.first = self.first or conflict
        return None


def _require_decided(imported: Imported, waiting: Decide) -> None:
    assert isinstance(waiting, _Waiting), "INVARIANT: nobody else leaves conflicts undecided"
    first = waiting.first
    if first is None:
        return
    counts = [
        f"{each.merged.undecided} of the {each.kind.name}"
        for each in imported.lists
        if each.merged is not None and each.merged.undecided
    ]
    raise NotImported(
        f"{' and '.join(counts)} are here already and are not as in QuickBooks, such as "
        f"{of_a(first.kind.list)} `{name_of(first.ours)}`; type `--on-conflict update`, "
        "`--on-conflict keep-both` or `--on-conflict skip`; nothing was imported"
    )


def _write(root: Path, files: Sequence[Rewritten]) -> None:
    changed = {root / each.path: (each.old, each.new) for each in files if each.is_changed}
    for place in changed:
        place.parent.mkdir(parents=True, exist_ok=True)
    replace_all(changed)


@dataclass(slots=True)
class _Taking:
    """An import under way: one list after the other, until all came or somebody breaks it off."""

    root: Path
    chart: str
    arrivals: Arrivals
    decide: Decide
    files: list[Rewritten] = field(default_factory=list)
    accounts: dict[str, Account | None] | None = None
    known: Chart | None = None

    def take(self) -> Imported:
        """Return what became of all lists; `files` are those that were looked at."""
        facts = None if self.arrivals.facts is None else self._take_facts(self.arrivals.facts)
        outcomes: list[ListOutcome] = []
        is_aborted = False
        for kind in KINDS:
            arrival = self.arrivals.lists.get(kind.list)
            if arrival is not None:
                merged = None if is_aborted else self._take_list(kind, arrival)
                outcomes.append(ListOutcome(kind, arrival, merged))
                is_aborted = is_aborted or (merged is not None and merged.is_aborted)
        written = tuple(each.path for each in self.files if each.is_changed)
        return Imported(tuple(outcomes), facts, written, self.accounts, self.known, is_aborted)

    def _take_facts(self, said: CompanyFacts) -> tuple[FactChanged, ...]:
        paper = paper_of_facts(self.root, self.chart)
        known = fields_of(paper.node)
        new = with_said(known, said)
        self.files.append(with_facts(paper, new))
        return changes(known, new)

    def _take_list(self, kind: Kind, arrival: Arrival) -> Merged:
        paper = paper_of_list(self.root, self.chart, kind)
        rows = paper.sheet(kind).rows
        if kind.is_replaced:
            merged = replaced(rows, arrival, kind)
        else:
            merged = taken_in(rows, arrival, kind, self.decide)
        more = dict(_home_currency(merged)) if kind.list is ListKind.ACCOUNTS else {}
        if not merged.is_unchanged or paper.content is None or more:
            written = with_list(paper, kind, merged.lines, more)
            self.files.append(written)
            if isinstance(written.value, Chart):
                self.known = written.value
                self.accounts = _fates(rows, merged, written.value)
        return merged


def _home_currency(merged: Merged) -> Iterator[tuple[str, Value]]:
    """Yield the company's own currency, where QuickBooks tells currencies at all.

    Income, expenses and equity are always in it (QuickBooks Desktop, multicurrency).
    """
    currencies = {
        text_of(line.fields, "currency")
        for line in merged.lines
        if text_of(line.fields, "type") in _AT_HOME
    }
    if len(currencies) == 1 and (currency := currencies.pop()) is not None:
        yield "currency", currency


def _fates(rows: Sequence[Fields], merged: Merged, chart: Chart) -> dict[str, Account | None]:
    """Return what became of each account that was here."""
    found: dict[str, Account | None] = {name_key(row): None for row in rows}
    for line, account in zip(merged.lines, chart.accounts, strict=True):
        if line.row is not None:
            found[name_key(rows[line.row])] = account
    return found
