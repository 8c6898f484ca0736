"""Batches from CSV: one figure a row, a batch's rows together, the file streamed.

Nothing is remembered of where a row stood: a message that must point into the file counts
its way there again (`rows_text.py`), so that reading a million good rows costs nothing for it.
Likewise a batch is first read as if it were right; only one that is not is looked at row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.figures import Figures
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.money import NotAnAmount, cents
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.readers.columns import COLUMNS, SHORT, BadColumns, Columns
from crossfoot.posting.readers.figures import NoFigure, figure
from crossfoot.posting.readers.found import stores_of, unknown_store
from crossfoot.posting.readers.row_faults import RowFaults, WrongRows, header_of
from crossfoot.posting.readers.rows_text import HEADER, LAST, RowsText, csv_rows, is_suspicious
from crossfoot.project.nodes import shown
from crossfoot.source import Span

MOST_FINDINGS = 1_000
"""When a file has this many, all is wrong with it, and its rest is left unread."""


def batches(path: Path, shown: str, ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    """Yield the batches of a CSV file; where it is no CSV, say so and stop.

    Raises OSError where the file cannot be read.
    """
    text = RowsText(path, shown)
    if is_suspicious(path):
        yield _alone(text.told("a character stands here that no text should hold", HEADER))
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _limited(_Reader(ruleset, text).batches(csv_rows(file)), text)
    except BadColumns as error:
        yield _alone(text.told(error.message, HEADER, error.column, error.help))
    except (UnicodeDecodeError, csv.Error):
        yield _alone(text.told("the quotes in this row do not pair up", LAST))


def _alone(finding: Diagnostic) -> Rejected:
    return Rejected(None, None, (finding,))


def _limited(found: Iterator[Batch | Rejected], text: RowsText) -> Iterator[Batch | Rejected]:
    """Yield what is found until there are MOST_FINDINGS."""
    findings = 0
    for each in found:
        yield each
        findings += 0 if isinstance(each, Batch) else len(each.findings)
        if findings >= MOST_FINDINGS:
            message = f"this file has {MOST_FINDINGS:,} faults, so its rest was not read"
            yield _alone(text.told(message, HEADER, help="correct these first"))
            return


class _Amounts(dict[str, int]):
    """Amounts already read, in cents; emptied now and then, so that memory stays flat."""

    def __missing__(self, written: str) -> int:
        if len(self) > 50_000:
            self.clear()
        value = self[written] = cents(written)
        return value


class _Reader:
    def __init__(self, ruleset: Ruleset, text: RowsText) -> None:
        self._ruleset = ruleset
        self._text = text
        self._stores = stores_of(ruleset)
        self._amounts = _Amounts()
        self._known: dict[Figures, dict[tuple[str, ...], int]] = {}

    def batches(self, rows: Iterator[list[str]]) -> Iterator[Batch | Rejected]:
        first = next((row for row in rows if any(row)), None)
        if first is None:
            help = f"begin with a row `{','.join(COLUMNS)}`"
            raise BadColumns("this file is empty", None, help)
        columns = Columns(first)
        done = 0
        for (store, number), group in groupby(_even(rows, columns.width), columns.batch):
            members = list(group)
            yield self._batch(columns, store, number, members, done)
            done += len(members)

    def _batch(
        self, columns: Columns, name: str, number: str, rows: list[list[str]], begin: int
    ) -> Batch | Rejected:
        store = self._stores.get(key(name))
        faults = RowFaults(self._text, columns, begin, rows)
        if store is None:
            uneven = tuple(faults.uneven())
            if len(uneven) == len(rows):
                return Rejected(None, None, uneven)
            at = self._text.cell(begin, columns.at("store"))
            unknown = unknown_store(shown(name), at, self._ruleset)
            return Rejected(shown(name), shown(number), (unknown, *uneven))
        figures = self._ruleset.figures[store.name]
        try:
            return self._right(columns, store, number, rows, figures, faults)
        except (NotAnAmount, KeyError, WrongRows):
            found = faults.all(self._ruleset.model, store, figures)
            assert found, "INVARIANT: what cannot be read has a fault"
            return Rejected(store.name, number, found)

    def _right(
        self,
        columns: Columns,
        store: Store,
        number: str,
        rows: list[list[str]],
        figures: Figures,
        faults: RowFaults,
    ) -> Batch:
        """Return the batch of rows that are all right; raise whatever comes where one is not."""
        about = columns.about(rows[0])
        if not faults.are_alike(about):
            raise WrongRows
        header = header_of(store, number, dict(zip(columns.header, about, strict=True)))
        known, amounts = self._figures_of(columns, store, figures, rows), self._amounts
        indices = [known[name] for name in map(columns.figure, rows)]
        reported = frozenset(indices)
        if len(reported) != len(indices):
            raise WrongRows
        values = [0] * len(figures.reported)
        for index, written in zip(indices, map(columns.amount, rows), strict=True):
            values[index] = amounts[written]
        place = _place(self._text, faults.begin, indices, columns.at("amount"))
        return Batch(store, *header, figures, values, reported, {}, (), place)

    def _figures_of(
        self, columns: Columns, store: Store, figures: Figures, rows: list[list[str]]
    ) -> dict[tuple[str, ...], int]:
        """Return the figures by measure and member as written, those of `rows` among them.

        A name that is no figure is left out.
        """
        known = self._known.setdefault(figures, {})
        for measure, member in set(map(columns.figure, rows)) - known.keys():
            try:
                index = figure(self._ruleset.model, store, figures, measure, member or None)
            except NoFigure:
                continue
            known[measure, member] = index
        return known


def _even(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """Yield the rows that hold anything, those too short filled up with SHORT at the end."""
    for row in rows:
        if len(row) >= width:
            if row[0] or any(row):
                yield row
        elif any(row):
            yield [*row, *[""] * (width - len(row)), SHORT]


def _place(
    text: RowsText, begin: int, indices: list[int], column: int
) -> Callable[[int | None], Span]:
    def place(index: int | None) -> Span:
        if index is None or index not in indices:
            return text.cell(begin)
        return text.cell(begin + indices.index(index), column)

    return place
