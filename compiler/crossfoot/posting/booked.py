"""The lines of an entry as they are kept: plain data, which outlives rules and charts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple


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


def to_text(lines: Iterable[BookedLine]) -> str:
    """Return lines as JSON, one list a line."""
    return json.dumps(list(lines))


def from_text(text: str | bytes) -> tuple[BookedLine, ...]:
    """Return the lines that `to_text` wrote."""
    return tuple(BookedLine(*each) for each in json.loads(text))
