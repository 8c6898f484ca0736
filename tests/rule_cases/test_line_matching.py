"""Lines beside lines: as many as can be are as expected, and of the rest what differs least."""

from __future__ import annotations

from itertools import permutations
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.cases.case import ExpectedLine
from crossfoot.cases.matching import Difference, Row, difference, rows
from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.posting.draft import Line
from crossfoot.source import Source

AT = Source("chart.yaml", "").whole()
ACCOUNTS = {name: Account(name, None, "Bank", None, True, None, AT) for name in ("Cash", "Sales")}
NOBODY = cast(Any, None)


def expected(account: str, amount: int, klass: str | None = None, memo: str | None = None) -> Any:
    side = Side.DEBIT if amount > 0 else Side.CREDIT
    return ExpectedLine(ACCOUNTS[account], side, abs(amount), klass, memo, NOBODY)


def booked(account: str, amount: int, klass: str | None = None, memo: str | None = None) -> Any:
    side = Side.DEBIT if amount > 0 else Side.CREDIT
    return Line(ACCOUNTS[account], side, abs(amount), memo, klass, NOBODY, None)


def differences(found: tuple[Row, ...]) -> list[str]:
    return [row.difference.value for row in found]


def test_the_order_does_not_matter_and_equal_lines_count() -> None:
    found = rows(
        [expected("Cash", 5), expected("Cash", 5), expected("Sales", -10)],
        [booked("Sales", -10), booked("Cash", 5), booked("Cash", 5), booked("Cash", 5)],
        is_whole=True,
    )
    assert differences(found) == ["", "", "", "extra"]


def test_who_asks_for_little_leaves_a_line_to_who_asks_for_more() -> None:
    found = rows(
        [expected("Cash", 5), expected("Cash", 5, klass="East"), expected("Cash", 5, memo="x")],
        [booked("Cash", 5, "East", "x"), booked("Cash", 5, "East", "y"), booked("Cash", 5)],
        is_whole=True,
    )
    assert differences(found) == ["", "", ""]


def test_what_differs_least_stands_beside() -> None:
    found = rows(
        [
            expected("Cash", 5, memo="x"),
            expected("Cash", 7),
            expected("Sales", 9),
            expected("Sales", -1),
        ],
        [booked("Cash", 8), booked("Cash", 5, memo="y"), booked("Sales", -9)],
        is_whole=True,
    )
    assert differences(found) == ["memo", "amount", "missing", "amount"]


def test_the_other_side_is_said_to_be_that() -> None:
    found = rows([expected("Cash", 5)], [booked("Cash", -5)], is_whole=False)
    assert differences(found) == ["side"]


def test_class_names_are_compared_as_names_and_memos_as_texts() -> None:
    one = expected("Cash", 5, klass="east", memo="Batch 1")
    assert difference(one, booked("Cash", 5, "East", "Batch 1")) is Difference.NONE
    assert difference(one, booked("Cash", 5, "East", "batch 1")) is Difference.MEMO
    assert difference(one, booked("Cash", 5, None, "Batch 1")) is Difference.CLASS


def test_a_thousand_equal_lines_are_soon_paired() -> None:
    many = 1_000
    found = rows(
        [expected("Cash", 5, klass="East" if place % 2 else None) for place in range(many)],
        [booked("Cash", 5, "East") for _ in range(many)],
        is_whole=True,
    )
    assert differences(found) == [""] * many


LINES = st.tuples(
    st.sampled_from(list(ACCOUNTS)),
    st.sampled_from((-2, -1, 1, 2)),
    st.sampled_from((None, "East", "West")),
    st.sampled_from((None, "x", "y")),
)


@settings(max_examples=150)
@given(st.lists(LINES, max_size=5), st.lists(LINES, max_size=5))
def test_as_many_lines_as_can_be_are_as_expected(
    wanted: list[tuple[Any, ...]], made: list[tuple[Any, ...]]
) -> None:
    ours, theirs = [expected(*each) for each in wanted], [booked(*each) for each in made]
    found = rows(ours, theirs, is_whole=True)
    assert sorted(row.at for row in found if row.at is not None) == list(range(len(theirs)))
    assert [row.expected for row in found if row.expected is not None] == ours
    fits = sum(row.difference is Difference.NONE for row in found)
    padded: list[Any] = [*theirs, *[None] * len(ours)]
    best = max(
        sum(_fits(*pair) for pair in zip(ours, some, strict=True))
        for some in permutations(padded, len(ours))
    )
    assert fits == best


def _fits(one: Any, line: Any) -> bool:
    return (
        line is not None
        and one.account is line.account
        and difference(one, line) is Difference.NONE
    )
