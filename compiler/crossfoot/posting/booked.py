"""The lines of an entry as they are kept: plain data, which outlives rules and charts.

They are JSON in one of two ways. Lines that stand for themselves are a list with a list for each,
in the order of `BookedLine`. Lines that were worked out by rules are an object of columns:

bookings: for each line its place among the bookings of the run
cents: for each line what it books, positive for a debit and negative for a credit
figures: all figures of the batch, and its rounded amounts, in cents
memo, class: a list with a text for each line, or the one that all have

The bookings of a run are an object: `bookings` is a list of account, rule file, line, amount,
member, and place of the formula, null where a line makes the others balance; `forms` are the
formulas (`worked.Form.to_keep`), over the places of figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crossfoot.posting.worked import Form, told


class BookedLine(NamedTuple):
    """One line of an entry: `cents` is positive, `side` is ``debit`` or ``credit``.

    `rule` and `line` say where the rule stands that booked it, `amount` and `member` what it
    books, `working` is its formula with the batch's numbers. The one line of a bill has its
    purchase order as the amount and its vendor as the member.
    """

    account: str
    side: str
    cents: int
    memo: str | None
    klass: str | None
    rule: str
    line: int
    amount: str
    member: str | None
    working: str


class KeptBookings(NamedTuple):
    """What the entries of a run booked, whatever the batch: JSON, and the amounts and members."""

    text: bytes = b'{"bookings":[],"forms":[]}'
    amounts: frozenset[tuple[str, str | None]] = frozenset()


NOTHING_BOOKED = KeptBookings()


class Booking(NamedTuple):
    """What a line books, whatever the batch; `form` is None where it makes others balance."""

    account: str
    rule: str
    line: int
    amount: str
    member: str | None
    form: Form | None


def to_text(lines: Iterable[BookedLine]) -> str:
    """Return lines as JSON, one list a line."""
    return json.dumps(list(lines))


def to_bookings(text: str | bytes) -> tuple[Booking, ...]:
    """Return the bookings of a run. Raises ValueError, TypeError, LookupError where they are none.

    INVARIANT: nothing but the text is needed, however rules and charts have changed.
    """
    kept = json.loads(text)
    forms = [Form.kept(each) for each in kept["forms"]]
    return tuple(
        Booking(account, rule, line, amount, member, None if form is None else forms[form])
        for account, rule, line, amount, member, form in kept["bookings"]
    )


def from_text(text: str | bytes, bookings: Sequence[Booking] = ()) -> tuple[BookedLine, ...]:
    """Return the lines of a text, with the bookings of its run.

    Raises ValueError, TypeError, LookupError where it does not hold any.
    """
    kept = json.loads(text)
    if isinstance(kept, dict):
        return _worked_out(kept, bookings)
    return tuple(BookedLine(*each) for each in kept)


def _worked_out(kept: dict[str, Any], bookings: Sequence[Booking]) -> tuple[BookedLine, ...]:
    booked, figures = kept["cents"], kept["figures"]
    count = len(booked)
    places, memos, classes = (_column(kept[name], count) for name in ("bookings", "memo", "class"))
    lines: list[BookedLine] = []
    for at, (place, cents, memo, klass) in enumerate(
        zip(places, booked, memos, classes, strict=True)
    ):
        account, rule, line, amount, member, form = bookings[place]
        side = "debit" if cents > 0 else "credit"
        working = told(form, figures, booked, at)
        lines.append(
            BookedLine(account, side, abs(cents), memo, klass, rule, line, amount, member, working)
        )
    return tuple(lines)


def _column(kept: Any, count: int) -> Sequence[Any]:
    """Return what a column holds for each line."""
    return kept if isinstance(kept, list) else [kept] * count
