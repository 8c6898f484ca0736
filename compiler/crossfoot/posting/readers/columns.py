"""The columns of a CSV file of batches, in whatever order its first row names them."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from crossfoot.model.names import key
from crossfoot.suggest import did_you_mean

COLUMNS = ("store", "batch", "status", "opened", "closed", "measure", "member", "amount")
DATE = "date"
SHORT = "\n"
"""Fills up a row that has too few columns, one beyond the last, so that it is told as such."""

_DIVIDERS = {";": "`;`", "\t": "tabs"}


class BadColumns(ValueError):
    """A first row that names the columns wrongly; `column` counts from 0, None for the row."""

    def __init__(self, message: str, column: int | None, help: str | None) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.help = help


class Columns:
    """Picks cells out of a row. Raises BadColumns for a first row that is none."""

    def __init__(self, first: list[str]) -> None:
        self.names = _checked(first)
        self.width = len(self.names)
        self.batch = itemgetter(self.at("store"), self.at("batch"))
        self.figure = itemgetter(self.at("measure"), self.at("member"))
        self.amount = itemgetter(self.at("amount"))
        self.about: Callable[[list[str]], tuple[str, ...]] = itemgetter(
            *(self.at(name) for name in self.header)
        )

    def at(self, name: str) -> int:
        """Return the place of a column that is there."""
        return self.names.index(name)

    @property
    def header(self) -> tuple[str, ...]:
        """The columns that are the same in all rows of a batch, besides its store and number."""
        fixed = ("status", "opened", "closed")
        return (*fixed, DATE) if DATE in self.names else fixed


def _checked(first: list[str]) -> tuple[str, ...]:
    names = tuple(key(name) for name in first)
    for divider, called in _DIVIDERS.items():
        if len(names) == 1 and divider in first[0]:
            raise BadColumns(f"the columns are divided by {called}", None, "save it with commas")
    for place, name in enumerate(names):
        if name not in (*COLUMNS, DATE):
            help = did_you_mean(name, COLUMNS) or f"the columns are {','.join(COLUMNS)}"
            raise BadColumns(f"there is no column called `{first[place]}`", place, help)
        if name in names[:place]:
            raise BadColumns(f"the column `{name}` is here twice", place, None)
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        help = f"the first line is {','.join(COLUMNS)}"
        raise BadColumns(f"the column `{missing[0]}` is missing", None, help)
    return names
