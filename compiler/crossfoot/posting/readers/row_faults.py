"""Everything that is wrong with the rows of one batch in a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from crossfoot.codes.unknown_measure_or_member import UNKNOWN_MEASURE_OR_MEMBER
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.figures import Figures
from crossfoot.model.ruleset import Model
from crossfoot.model.stores import Store
from crossfoot.money import NotAnAmount, cents
from crossfoot.posting.readers import header
from crossfoot.posting.readers.columns import SHORT, Columns
from crossfoot.posting.readers.figures import NoFigure, figure
from crossfoot.posting.readers.header import STATUSES, BadHeader, Header
from crossfoot.posting.readers.printed import as_plain
from crossfoot.posting.readers.rows_text import RowsText
from crossfoot.project.decode import calendar_day

_Value = TypeVar("_Value")

_AMOUNT_HELP = "write digits, a point and two decimals, without signs for thousands or dollars"


class WrongRows(ValueError):
    """Rows of which something is wrong; RowFaults says what."""


class WrongCell(WrongRows):
    """A cell that says what cannot be; `name` is its column."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


def header_of(store: Store, number: str, about: dict[str, str]) -> Header:
    """Return what the cells of a row say of the batch. Raises WrongCell for the first wrong one."""
    number = number.strip()
    if not number:
        raise WrongCell("batch", "a batch number is missing here")
    if not number.isprintable():
        raise WrongCell("batch", f"`{number}` is not a batch number: a hidden character is in it")
    if about["status"] not in STATUSES:
        raise WrongCell("status", f"`{about['status']}` is not `open` or `closed`")
    begin, end = (
        _read(about, name, header.moment, "a day and time such as `2026-03-01T21:10`")
        for name in ("opened", "closed")
    )
    day = _read(about, "date", calendar_day, "a day such as `2026-01-31`")
    try:
        return header.completed(store, number, begin, end, day, closed=about["status"] == "closed")
    except BadHeader as error:
        raise WrongCell(error.name, error.message) from None


def _read(
    about: dict[str, str], name: str, reader: Callable[[str], _Value | None], wanted: str
) -> _Value | None:
    written = about.get(name, "")
    value = reader(written) if written else None
    if written and value is None:
        raise WrongCell(name, f"`{written}` is not {wanted}")
    return value


class RowFaults:
    """Looks at the rows of one batch, of which the first is row `begin` of the file."""

    def __init__(self, text: RowsText, columns: Columns, begin: int, rows: list[list[str]]) -> None:
        self.begin = begin
        self._text = text
        self._columns = columns
        self._rows = rows

    def are_alike(self, about: tuple[str, ...]) -> bool:
        """Whether all rows have the columns of the first row, and agree with it on the batch."""
        rows, columns = self._rows, self._columns
        return set(map(len, rows)) == {columns.width} and set(map(columns.about, rows)) == {about}

    def all(self, model: Model, store: Store, figures: Figures) -> tuple[Diagnostic, ...]:
        """Return every fault, by row."""
        found = [*self.uneven(), *self._header(store), *self._figures(model, store, figures)]
        return tuple(sorted(found, key=lambda finding: finding.at.start))

    def uneven(self) -> Iterator[Diagnostic]:
        """Yield the rows that have more or fewer columns than the first row of the file."""
        width = self._columns.width
        for place, row in enumerate(self._rows):
            if len(row) != width:
                is_short = row[width:] == [SHORT]
                extent = "too few" if is_short else "too many"
                message = f"this row has {extent} columns: the first row has {width}"
                help = None if is_short else "a value that holds a comma needs double quotes"
                yield self._text.told(message, self.begin + place, help=help)

    def _even(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the other rows with their number."""
        for place, row in enumerate(self._rows):
            if len(row) == self._columns.width:
                yield self.begin + place, row

    def _header(self, store: Store) -> Iterator[Diagnostic]:
        columns = self._columns
        first = next(self._even(), None)
        if first is None:
            return
        start, row = first
        about = columns.about(row)
        try:
            header_of(store, columns.batch(row)[1], dict(zip(columns.header, about, strict=True)))
        except WrongCell as error:
            column = columns.at(error.name) if error.name in columns.names else None
            yield self._text.told(error.message, start, column)
        for place, other in self._even():
            differing = [
                name
                for name, ours, theirs in zip(
                    columns.header, about, columns.about(other), strict=True
                )
                if ours != theirs
            ]
            if differing:
                message = f"the rows of this batch differ in `{differing[0]}`"
                yield self._text.told(message, place, columns.at(differing[0]))
                return

    def _figures(self, model: Model, store: Store, figures: Figures) -> Iterator[Diagnostic]:
        columns = self._columns
        seen: set[int] = set()
        for place, row in self._even():
            measure, member = columns.figure(row)
            amount = columns.amount(row)
            try:
                index = figure(model, store, figures, measure, member or None)
            except NoFigure as miss:
                column = columns.at("member" if miss.of_member else "measure")
                yield self._text.told(
                    miss.message, place, column, miss.help, UNKNOWN_MEASURE_OR_MEMBER
                )
                continue
            if index in seen:
                message = f"`{figures.all[index].label}` is given twice"
                yield self._text.told(message, place, columns.at("measure"))
            seen.add(index)
            if not _is_amount(amount):
                message = f"`{amount}` is not an amount such as `812.40`"
                help_ = as_plain(amount) or _AMOUNT_HELP
                yield self._text.told(message, place, columns.at("amount"), help_)


def _is_amount(written: str) -> bool:
    try:
        cents(written)
    except NotAnAmount:
        return False
    return True
