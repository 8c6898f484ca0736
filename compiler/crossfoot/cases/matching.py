"""Sets the lines that are expected beside those that are booked, in whatever order both are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from crossfoot.cases.case import ExpectedLine
from crossfoot.model.names import key
from crossfoot.posting.draft import Line


class Difference(Enum):
    """How a line that is expected and one that is booked differ; one word for a table."""

    NONE = ""
    AMOUNT = "amount"
    SIDE = "side"
    CLASS = "class"
    MEMO = "memo"
    MISSING = "missing"
    EXTRA = "extra"


class Row(NamedTuple):
    """Two lines beside each other, one of which may be missing.

    `at` is the place of the booked one in its entry.
    """

    expected: ExpectedLine | None
    booked: Line | None
    at: int | None
    difference: Difference


def rows(
    expected: Sequence[ExpectedLine], booked: Sequence[Line], *, is_whole: bool
) -> tuple[Row, ...]:
    """Return a row for each expected line, in their order, then the other lines if `is_whole`.

    Each line stands in one row. As many as possible are as expected; of the rest those stand
    beside each other that differ least. Where two lines fit equally, the earlier is taken.
    """
    found = _Pairs(expected, booked)
    beside = [
        _row(each, booked, found.held.get(place)) for place, each in enumerate(found.expected)
    ]
    taken = set(found.held.values())
    if is_whole:
        beside += [
            Row(None, line, at, Difference.EXTRA)
            for at, line in enumerate(booked)
            if at not in taken
        ]
    return tuple(beside)


def _row(expected: ExpectedLine, booked: Sequence[Line], at: int | None) -> Row:
    if at is None:
        return Row(expected, None, None, Difference.MISSING)
    return Row(expected, booked[at], at, difference(expected, booked[at]))


def difference(expected: ExpectedLine, line: Line) -> Difference:
    """Return how two lines of one account differ most."""
    if expected.side is not line.side:
        return Difference.SIDE
    if expected.cents != line.cents:
        return Difference.AMOUNT
    if expected.klass is not None and key(expected.klass) != key(line.klass or ""):
        return Difference.CLASS
    if expected.memo is not None and expected.memo != line.memo:
        return Difference.MEMO
    return Difference.NONE


class _Pairs:
    """Pairs lines; `held` says which booked line an expected one has, both by their places."""

    def __init__(self, expected: Sequence[ExpectedLine], booked: Sequence[Line]) -> None:
        self.expected = expected
        self.held: dict[int, int] = {}
        self._booked = booked
        self._by_account: dict[str, list[int]] = {}
        self._takers: dict[int, int] = {}
        for at, line in enumerate(booked):
            self._by_account.setdefault(line.account.name, []).append(at)
        # The most particular first, so that a line is seldom taken from who needs it.
        order = sorted(range(len(expected)), key=lambda place: _openness(expected[place]))
        for place in order:
            self._settle(place)
        for nearness in (_same_amount, _same_side, _any):
            for place in range(len(expected)):
                if place not in self.held:
                    self._take_near(place, nearness)

    def _of_account(self, place: int) -> Sequence[int]:
        return self._by_account.get(self.expected[place].account.name, ())

    def _fitting(self, place: int) -> Iterator[int]:
        one = self.expected[place]
        for at in self._of_account(place):
            if difference(one, self._booked[at]) is Difference.NONE:
                yield at

    def _settle(self, start: int) -> None:
        """Give a line to who asks for it, if need be by giving others another that fits them."""
        came: dict[int, int] = {}
        asking = [start]
        for place in asking:
            for at in self._fitting(place):
                if at in came:
                    continue
                came[at] = place
                if at not in self._takers:
                    self._hand_on(at, came, start)
                    return
                asking.append(self._takers[at])

    def _hand_on(self, at: int, came: dict[int, int], start: int) -> None:
        while True:
            place = came[at]
            before = self.held.get(place)
            self.held[place], self._takers[at] = at, place
            if place == start or before is None:
                return
            at = before

    def _take_near(self, place: int, is_near: Callable[[ExpectedLine, Line], bool]) -> None:
        for at in self._of_account(place):
            if at not in self._takers and is_near(self.expected[place], self._booked[at]):
                self.held[place], self._takers[at] = at, place
                return


def _openness(expected: ExpectedLine) -> int:
    return (expected.klass is None) + (expected.memo is None)


def _same_amount(expected: ExpectedLine, line: Line) -> bool:
    return (expected.side, expected.cents) == (line.side, line.cents)


def _same_side(expected: ExpectedLine, line: Line) -> bool:
    return expected.side is line.side


def _any(_expected: ExpectedLine, _line: Line) -> bool:
    return True
