"""Batches from CSV: one figure a row, a batch's rows together, the file streamed.

Nothing is remembered of where a row stood: a message that must point into the file counts
its way there again, so that reading a million good rows costs nothing for it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.codes.unknown_measure_or_member import UNKNOWN_MEASURE_OR_MEMBER
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.figures import Figures
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.money import NotAnAmount, cents
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.readers import header
from crossfoot.posting.readers.figures import NoFigure, figure
from crossfoot.posting.readers.found import stores_of, told, unknown_store
from crossfoot.posting.readers.header import BadHeader, Header
from crossfoot.project.shape import Fault
from crossfoot.source import BadText, Source, Span, decode
from crossfoot.suggest import did_you_mean

COLUMNS = ("store", "batch", "status", "opened", "closed", "measure", "member", "amount")
DATE = "date"

Row: TypeAlias = tuple[str, ...]
"""The columns of COLUMNS, in that order, and then the date."""

_BATCH = itemgetter(0, 1)
_ABOUT = itemgetter(2, 3, 4, 8)
_FIGURE = itemgetter(5, 6)
_AMOUNT = 7
_LAST = 1 << 60


class BadRow(ValueError):
    """A row, by its place among the rows (from 0), that is not of the form of the others."""

    def __init__(self, row: int, message: str, text: str = "", help: str | None = None) -> None:
        super().__init__(message)
        self.row = row
        self.message = message
        self.text = text
        self.help = help


def batches(path: Path, shown: str, ruleset: Ruleset) -> Iterator[Batch | Rejected]:
    """Yield the batches of a CSV file; at the first row that is no row, say so and stop.

    Raises OSError where the file cannot be read.
    """
    text = Text(path, shown)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _Reader(ruleset, text).batches(csv.reader(file, strict=True))
    except BadRow as error:
        yield Rejected(None, None, (text.told(error),))
    except (UnicodeDecodeError, csv.Error):
        yield Rejected(None, None, (text.told(BadRow(_LAST, "quotes do not pair up here")),))
    except BadText as error:
        yield Rejected(None, None, (Diagnostic(BAD_TEXT, error.message, error.at),))


class Text:
    """The whole text of a CSV file, read only when a message must point into it."""

    def __init__(self, path: Path, shown: str) -> None:
        self._path = path
        self._shown = shown

    @cached_property
    def source(self) -> Source:
        """The text. Raises BadText where it is none (XF003)."""
        return decode(self._shown, self._path.read_bytes())

    @cached_property
    def _lines(self) -> list[int]:
        """The line that each row ends on, the header first, blank rows left out."""
        reader = csv.reader(self.source.text.splitlines(keepends=True))
        lines: list[int] = []
        try:
            lines.extend(reader.line_num for row in reader if row)
        except csv.Error:
            lines.append(reader.line_num)
        return lines

    def cell(self, row: int, text: str) -> Span:
        """Return the span of `text` in a row counted from 0 behind the header, or of the row."""
        lines = self._lines
        number = lines[min(row + 1, len(lines) - 1)] if lines else 1
        line = self.source.line(number)
        start = self._start(number)
        at = line.rfind(text) if text else -1
        if at < 0:
            return Span(self.source, start, start + len(line))
        return Span(self.source, start + at, start + at + len(text))

    def _start(self, number: int) -> int:
        start = 0
        for _ in range(number - 1):
            start = self.source.text.find("\n", start) + 1
        return start

    def told(self, error: BadRow) -> Diagnostic:
        """Return what is wrong with a row, or with the text as such (XF003) if that is why."""
        try:
            at = self.cell(error.row, error.text)
        except BadText as bad:
            return Diagnostic(BAD_TEXT, bad.message, bad.at)
        return told(Fault(error.message, at, error.help))


class _Amounts(dict[str, int]):
    """Amounts already read, in cents; emptied now and then, so that memory stays flat."""

    def __missing__(self, written: str) -> int:
        if len(self) > 50_000:
            self.clear()
        value = self[written] = cents(written)
        return value


class _Reader:
    def __init__(self, ruleset: Ruleset, text: Text) -> None:
        self._ruleset = ruleset
        self._text = text
        self._stores = stores_of(ruleset)
        self._amounts = _Amounts()
        self._places: dict[Figures, dict[Row, int]] = {}

    def batches(self, rows: Iterator[list[str]]) -> Iterator[Batch | Rejected]:
        first = next((row for row in rows if row), None)
        if first is None:
            raise BadRow(-1, "this file is empty", help=f"begin with a row `{','.join(COLUMNS)}`")
        pick = _columns(first)
        done = 0
        for (store, number), group in groupby(_picked(rows, len(first), pick), _BATCH):
            members = list(group)
            yield self._batch(store, number, members, done)
            done += len(members)

    def _batch(self, name: str, number: str, rows: list[Row], begin: int) -> Batch | Rejected:
        store = self._stores.get(key(name))
        if store is None:
            at = self._text.cell(begin, name)
            return Rejected(name, number, (unknown_store(name, at, self._ruleset),))
        _agree(rows, begin)
        figures = self._ruleset.figures[store.name]
        try:
            about = _about(store, number, rows[0])
            amounts = self._read_amounts(rows, begin)
            indices = self._indices(store, figures, rows)
        except BadHeader as error:
            raise BadRow(begin, error.message) from None
        except NoFigure:
            return Rejected(store.name, number, self._misnamed(store, figures, rows, begin))
        _once(figures, indices, begin)
        values = [0] * len(figures.all)
        for index, amount in zip(indices, amounts, strict=True):
            values[index] = amount
        place = self._place(begin, indices, rows)
        reported = frozenset(indices)
        return Batch(store, *about, figures, values, reported, {}, (), place)

    def _read_amounts(self, rows: list[Row], begin: int) -> list[int]:
        known = self._amounts
        try:
            return [known[row[_AMOUNT]] for row in rows]
        except NotAnAmount:
            at = next(place for place, row in enumerate(rows) if not _is_amount(row[_AMOUNT]))
            written = rows[at][_AMOUNT]
            message = f"`{written}` is not an amount such as `812.40`"
            help = "write digits, a point and two decimals, without signs for thousands or dollars"
            raise BadRow(begin + at, message, written, help) from None

    def _indices(self, store: Store, figures: Figures, rows: list[Row]) -> list[int]:
        known = self._places.setdefault(figures, {})
        try:
            return [known[_FIGURE(row)] for row in rows]
        except KeyError:
            for row in rows:
                measure, member = _FIGURE(row)
                model = self._ruleset.model
                known[measure, member] = figure(model, store, figures, measure, member or None)
            return [known[_FIGURE(row)] for row in rows]

    def _misnamed(
        self, store: Store, figures: Figures, rows: list[Row], begin: int
    ) -> tuple[Diagnostic, ...]:
        found: list[Diagnostic] = []
        for place, row in enumerate(rows):
            measure, member = _FIGURE(row)
            try:
                figure(self._ruleset.model, store, figures, measure, member or None)
            except NoFigure as miss:
                at = self._text.cell(begin + place, member if miss.of_member else measure)
                found.append(told(miss.fault(at, at), UNKNOWN_MEASURE_OR_MEMBER))
        return tuple(found)

    def _place(
        self, begin: int, indices: Sequence[int], rows: list[Row]
    ) -> Callable[[int | None], Span]:
        text = self._text
        written = {index: row[_AMOUNT] for index, row in zip(indices, rows, strict=True)}
        order = {index: place for place, index in enumerate(indices)}

        def place(index: int | None) -> Span:
            if index is None or index not in order:
                return text.cell(begin, "")
            return text.cell(begin + order[index], written[index])

        return place


def _columns(first: list[str]) -> Callable[[list[str]], Row]:
    """Return what picks the columns out of a row, in the order of COLUMNS."""
    names = [key(name) for name in first]
    if len(names) == 1 and ";" in names[0]:
        raise BadRow(-1, "the columns are divided by `;`", help="save the file with commas")
    for name, written in zip(names, first, strict=True):
        if name not in (*COLUMNS, DATE):
            known = did_you_mean(name, COLUMNS)
            help = known or "the columns are " + ",".join(COLUMNS)
            raise BadRow(-1, f"there is no column called `{written}`", written, help)
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        help = "the first line is " + ",".join(COLUMNS)
        raise BadRow(-1, f"the column `{missing[0]}` is missing", help=help)
    if len(set(names)) != len(names):
        raise BadRow(-1, "a column is named twice")
    dated = names.index(DATE) if DATE in names else None
    pick = itemgetter(*(names.index(name) for name in COLUMNS))
    if dated is None:
        return lambda row: (*pick(row), "")
    return lambda row: (*pick(row), row[dated])


def _picked(
    rows: Iterator[list[str]], width: int, pick: Callable[[list[str]], Row]
) -> Iterator[Row]:
    place = 0
    for row in rows:
        if len(row) == width:
            yield pick(row)
            place += 1
        elif row:
            raise BadRow(place, f"this row has {len(row)} columns, not {width}")


def _agree(rows: list[Row], begin: int) -> None:
    """Refuse rows of one batch that differ in its status or times."""
    about = _ABOUT(rows[0])
    for place, row in enumerate(rows):
        if _ABOUT(row) != about:
            message = "the rows of this batch differ in status, opened, closed or date"
            raise BadRow(begin + place, message)


def _about(store: Store, number: str, row: Row) -> Header:
    status, opened, closed, day = _ABOUT(row)
    is_closed = header.is_closed(status)
    written = {"opened": opened, "closed": closed, "date": day}
    times = header.times(store, written, closed=is_closed)
    return Header(header.number(number), is_closed, *times)


def _once(figures: Figures, indices: list[int], begin: int) -> None:
    if len(set(indices)) == len(indices):
        return
    seen: set[int] = set()
    for place, index in enumerate(indices):
        if index in seen:
            raise BadRow(begin + place, f"`{figures.all[index].label}` is given twice")
        seen.add(index)


def _is_amount(written: str) -> bool:
    try:
        cents(written)
    except NotAnAmount:
        return False
    return True
