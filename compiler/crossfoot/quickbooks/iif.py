"""Reads QuickBooks' lists from an IIF file: File › Utilities › Export › Lists to IIF Files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from crossfoot.quickbooks.bad_answer import BadAnswer as BadAnswer
from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.iif_fields import FORMS, IifForm
from crossfoot.quickbooks.iif_lines import Row, rows
from crossfoot.quickbooks.list_items import ListHeading, ListItem
from crossfoot.quickbooks.list_limits import Unique, field_fault, name_fault, of_a
from crossfoot.quickbooks.opening import BLANK

_TRANSACTIONS = ("TRNS", "!TRNS")


def looks_like_iif(head: bytes) -> bool:
    """Whether a file that begins so is IIF rather than XML: its first line names columns."""
    return head.lstrip(BLANK).lstrip(b'"').startswith(b"!")


def read_iif(file: BinaryIO) -> Iterator[ListHeading | ListItem]:
    """Yield each list's heading, then its records, in the file's order.

    Lists that are not kept are passed over. IIF has no ListIDs: records have no ``id``. Only
    where the last one has come was the whole file sound. Raises BadAnswer for a file without a
    list, and for records that QuickBooks cannot have.
    """
    reader = _Reader()
    row = None
    for row in rows(file):
        yield from reader.row(row)
    if row is None:
        raise BadAnswer("the file is empty: export the lists from QuickBooks once more", 1)
    if not reader.has_lists:
        raise BadAnswer(
            "none of the lists that are used here is in this file; export accounts, terms, "
            "vendors, customers, items or classes from QuickBooks",
            1,
        )


class _Columns(NamedTuple):
    """The form of a list, and where its columns stand in this file."""

    form: IifForm
    places: Mapping[str, int]

    def cells(self, row: Row) -> dict[str, str]:
        """Return the cells of a row that are not blank, by the names of their columns."""
        cells = row.cells
        return {
            name: cells[place]
            for name, place in self.places.items()
            if place < len(cells) and cells[place]
        }


class _Reader:
    def __init__(self) -> None:
        self._columns: dict[str, _Columns] = {}
        self._unique = Unique()

    @property
    def has_lists(self) -> bool:
        """Whether one of the lists that are kept began."""
        return bool(self._columns)

    def row(self, row: Row) -> Iterator[ListHeading | ListItem]:
        """Yield what a row is: the heading of a list, or one of its records."""
        keyword = row.cells[0].upper()
        if keyword in _TRANSACTIONS:
            raise BadAnswer("this file holds transactions; export the lists alone", row.line)
        form = FORMS.get(keyword.removeprefix("!"))
        if form is None:
            return
        if keyword.startswith("!"):
            yield from self._heading(keyword[1:], form, row)
        else:
            yield self._item(keyword, row)

    def _heading(self, keyword: str, form: IifForm, row: Row) -> Iterator[ListHeading]:
        places: dict[str, int] = {}
        for place, name in enumerate(row.cells[1:], 1):
            places.setdefault(name.upper(), place)
        for name in form.needed:
            if name not in places:
                raise BadAnswer(f"the line `!{keyword}` has no column `{name}`", row.line)
        is_new = keyword not in self._columns
        self._columns[keyword] = _Columns(form, places)
        if is_new:
            yield ListHeading(form.kind, row.line)

    def _item(self, keyword: str, row: Row) -> ListItem:
        columns = self._columns.get(keyword)
        if columns is None:
            raise BadAnswer(
                f"`{keyword}` stands here before the line `!{keyword}`, which names its columns",
                row.line,
            )
        return _item(columns, row, self._unique)


def _item(columns: _Columns, row: Row, unique: Unique) -> ListItem:
    kind, cells = columns.form.kind, columns.cells(row)
    name = cells.get("NAME", "")
    fault = name_fault(kind, name)
    if fault is not None:
        raise BadAnswer(fault, row.line)
    fields: dict[str, str] = {}
    for field, value in columns.form.fields(cells):
        wrong = field_fault(kind, field, value)
        if wrong is not None:
            raise BadAnswer(f"{of_a(kind)} {quoted(name)}: {wrong}", row.line)
        fields.setdefault(field, value)
    again = unique.fault(kind, name, None, row.line)
    if again is not None:
        raise BadAnswer(again, row.line)
    return ListItem(kind, name, fields, row.line)
