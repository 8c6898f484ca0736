"""The table of an entry."""

from dataclasses import replace
from datetime import date

import pytest
from report_cases import MAIN, NOWHERE, TENDER

from crossfoot.model.amounts import Amount, Side
from crossfoot.model.chart import Account
from crossfoot.model.rules import EVERYWHERE, Post
from crossfoot.posting.draft import DraftEntry, Line
from crossfoot.report.columns import width
from crossfoot.report.entry import line_of, table

RULE = Post(
    Amount("Sales", None, (), NOWHERE),
    None,
    None,
    None,
    None,
    None,
    EVERYWHERE,
    0,
    NOWHERE,
    NOWHERE,
)


LONG = replace(RULE, amount=Amount("Tender Closing Amounts", TENDER, (), NOWHERE))


def test_a_long_name_keeps_its_member() -> None:
    lines = (
        line("1010 Undeposited Funds", Side.DEBIT, 1)._replace(rule=LONG, member="Cash"),
        line("1010 Undeposited Funds", Side.CREDIT, 1)._replace(rule=LONG, member="C" * 40),
    )
    _, _, short, long, *_ = table(entry(*lines), 74)
    assert "  Tender Closing …: Cash  " in short
    assert "  Tender Closing Amount…  " in long


def line(
    account: str, side: Side, cents: int, memo: str | None = None, klass: str | None = None
) -> Line:
    number, name = account.split(" ", 1)
    where = Account(name, number, "Income", None, True, None, NOWHERE)
    return Line(where, side, cents, memo, klass, RULE, None)


def entry(*lines: Line) -> DraftEntry:
    return DraftEntry(MAIN, "1041", date(2026, 3, 2), "M1041", lines)


def test_a_table() -> None:
    lines = table(
        entry(
            line("1010 Undeposited Funds", Side.DEBIT, 123_456, "Batch 1041"),
            line("4000 Sales", Side.CREDIT, 123_421, "Batch 1041"),
            line("6980 Cash Over and Short", Side.CREDIT, 35, "Batch 1041"),
        )
    )
    assert list(lines) == [
        "Main Street, batch 1041, 2026-03-02, entry M1041, “Batch 1041”",
        "                                          debit      credit",
        "  1010 · Undeposited Funds    Sales    1,234.56",
        "  4000 · Sales                Sales                1,234.21",
        "  6980 · Cash Over and Short  Sales                    0.35",
        "                                     ----------  ----------",
        "                                       1,234.56    1,234.56",
    ]


def test_a_difference_is_said() -> None:
    *_, last = table(
        entry(line("1010 Bank", Side.DEBIT, 1_000), line("4000 Sales", Side.CREDIT, 2_000))
    )
    assert last == "  out of balance: credits are larger by 10.00"


def test_an_entry_without_lines() -> None:
    assert list(table(entry()))[1:] == ["  nothing to post: every amount is zero"]
    assert line_of(entry()) == "Main Street, batch 1041, 2026-03-02, entry M1041: nothing to post"


def test_classes_and_memos_stand_where_lines_differ() -> None:
    lines = list(
        table(
            entry(
                line("1010 Bank", Side.DEBIT, 1, "a", "East"),
                line("4000 Sales", Side.CREDIT, 1, None, "West"),
            )
        )
    )
    assert lines[0] == "Main Street, batch 1041, 2026-03-02, entry M1041"
    assert lines[2].startswith("  1010 · Bank, class East, “a”  Sales")
    assert lines[3].startswith("  4000 · Sales, class West      Sales")


@pytest.mark.parametrize("columns", [64, 80, 120])
def test_a_table_is_no_wider_than_the_terminal(columns: int) -> None:
    lines = list(
        table(
            entry(
                line("1010 " + "売上 and more " * 20, Side.DEBIT, 10**14),
                line("4000 " + "Sales:Food:" * 20, Side.CREDIT, 10**14),
            ),
            columns,
        )
    )
    assert max(width(each) for each in lines[1:]) == columns
    assert "1,000,000,000,000.00" in lines[-1]


def test_one_line() -> None:
    both = entry(line("1010 Bank", Side.DEBIT, 123_456), line("4000 Sales", Side.CREDIT, 123_456))
    assert line_of(both) == "Main Street, batch 1041, 2026-03-02, entry M1041: 2 lines, 1,234.56"
