"""What every batch says of itself, whatever the format: number, status, times, business day."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from crossfoot.model.stores import Store

STATUSES = ("open", "closed")

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?\Z", re.ASCII)
"""As people and SQL Server write it; a fraction of a second matters to nobody."""


class BadHeader(ValueError):
    """A part of a batch's header that cannot be; `name` says which, the message why."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


class Header(NamedTuple):
    """A batch's number, whether it is closed, when it opened and closed, its business day."""

    number: str
    closed: bool
    begin: datetime | None
    end: datetime | None
    day: date


def moment(written: str) -> datetime | None:
    """Return a day and time of the shop's clock; None where it is none or does not exist."""
    if not _MOMENT.match(written):
        return None
    try:
        return datetime.fromisoformat(written[:19])
    except ValueError:
        return None


def completed(
    store: Store,
    number: str,
    begin: datetime | None,
    end: datetime | None,
    day: date | None,
    *,
    closed: bool,
) -> Header:
    """Return a batch's header with its business day.

    The day is the closing day, less the store's `day ends`; a `day` of its own overrides it.
    Raises BadHeader where the times do not fit the status or each other.
    """
    if closed and end is None:
        raise BadHeader("closed", "a closed batch needs `closed`, the day and time of closing")
    if begin and end and end < begin:
        raise BadHeader("closed", "this batch closed before it was opened")
    last = end or begin
    if day is not None:
        return Header(number, closed, begin, end, day)
    if last is None:
        raise BadHeader("opened", "this batch needs `opened`, the day and time of opening")
    return Header(number, closed, begin, end, _business_day(store, last))


def _business_day(store: Store, last: datetime) -> date:
    try:
        return (last - store.day_ends).date()
    except OverflowError:  # the first day of the calendar has no day before
        return last.date()
