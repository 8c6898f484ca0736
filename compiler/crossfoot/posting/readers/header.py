"""What every batch says of itself, whatever the format: store, number, status, times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from crossfoot.model.stores import Store

_Time = TypeVar("_Time")

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?\Z", re.ASCII)


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


def moment(name: str, written: str) -> datetime | None:
    """Return a day and time of the shop's clock; None where nothing is written."""
    if not written:
        return None
    value = _calendar(datetime.fromisoformat, written) if _MOMENT.match(written) else None
    if value is None:
        message = f"`{written}` is not a day and time such as `2026-03-01T21:10`"
        raise BadHeader(name, message)
    return value


def day_of(name: str, written: str) -> date | None:
    """Return a day; None where nothing is written."""
    if not written:
        return None
    value = _calendar(date.fromisoformat, written) if len(written) == 10 else None
    if value is None:
        raise BadHeader(name, f"`{written}` is not a day such as `2026-03-01`")
    return value


def _calendar(reader: Callable[[str], _Time], written: str) -> _Time | None:
    try:
        return reader(written)
    except ValueError:
        return None


def is_closed(status: str) -> bool:
    """Return whether a batch is closed."""
    if status not in ("open", "closed"):
        raise BadHeader("status", f"a batch is `open` or `closed`, not `{status}`")
    return status == "closed"


def number(written: str) -> str:
    """Return a batch number as written."""
    if not written.strip() or not written.isprintable():
        raise BadHeader("batch", "a batch number is missing here")
    return written.strip()


def times(
    store: Store, written: Mapping[str, str], *, closed: bool
) -> tuple[datetime | None, datetime | None, date]:
    """Return when a batch was opened and closed, and its business day.

    The day is the closing day, less the store's `day ends`; a batch's own `date` overrides it.
    """
    begin = moment("opened", written.get("opened", ""))
    end = moment("closed", written.get("closed", ""))
    day = day_of("date", written.get("date", ""))
    if closed and end is None:
        raise BadHeader("closed", "a closed batch needs `closed:`, the day and time of closing")
    if begin and end and end < begin:
        raise BadHeader("closed", "this batch closed before it was opened")
    last = end or begin
    if day is None and last is None:
        raise BadHeader("opened", "this batch needs `opened:`, the day and time of opening")
    if day is None and last is not None:
        day = _business_day(store, last)
    assert day is not None, "INVARIANT: a day was given, or follows from a time"
    return begin, end, day


def _business_day(store: Store, moment_: datetime) -> date:
    try:
        return (moment_ - store.day_ends).date()
    except OverflowError:
        return moment_.date()
