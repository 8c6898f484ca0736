"""Each fix as source before and after, in tables to read."""

from __future__ import annotations

from fixes_table import CODES, STATEMENTS, codes, example, statements

from crossfoot.codes.all import ALL


def test_broken_statements_become_these() -> None:
    assert statements() == STATEMENTS.read_text("utf-8")


def test_bad_examples_become_these() -> None:
    assert codes() == CODES.read_text("utf-8")


def test_bad_examples_whose_fix_is_certain_become_the_good_ones() -> None:
    table = CODES.read_text("utf-8")
    for number in ("XF001", "XF201"):
        code = next(each for each in ALL if each.number == number)
        assert f"\n+ {example(code, 'Good')}  {number}" in table


def test_the_table_shows_many() -> None:
    rows = STATEMENTS.read_text("utf-8").split("\n\n")
    assert len(rows) > 85
