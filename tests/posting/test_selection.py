"""Which batches a run is for."""

from __future__ import annotations

from datetime import date

import pytest

from crossfoot.posting.batch import Rejected
from crossfoot.posting.selection import Selection
from posting_shop import batch, ruleset

MARCH_2 = batch(ruleset(), number="0043", day=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("selection", "picked"),
    [
        (Selection(), True),
        (Selection(numbers=frozenset({"0043", "7"})), True),
        (Selection(numbers=frozenset({"43"})), False),
        (Selection(stores=frozenset({"Main"})), True),
        (Selection(stores=frozenset({"East"})), False),
        (Selection(first=date(2026, 3, 2), last=date(2026, 3, 2)), True),
        (Selection(first=date(2026, 3, 3)), False),
        (Selection(last=date(2026, 3, 1)), False),
        (Selection(numbers=frozenset({"0043"}), stores=frozenset({"East"})), False),
    ],
)
def test_a_batch_is_picked_where_all_that_was_asked_for_fits(
    selection: Selection, picked: bool
) -> None:
    assert selection.picks(MARCH_2) is picked


@pytest.mark.parametrize(
    ("rejected", "picked"),
    [
        (Rejected("Main", "7", ()), True),
        (Rejected("Main", "8", ()), False),
        (Rejected("East", "7", ()), False),
        (Rejected(None, None, ()), True),
    ],
)
def test_what_could_not_be_read_might_have_been_asked_for(rejected: Rejected, picked: bool) -> None:
    selection = Selection(numbers=frozenset({"7"}), stores=frozenset({"Main"}))
    assert selection.may_pick(rejected) is picked


def test_only_a_number_names_a_batch() -> None:
    assert Selection(numbers=frozenset({"0043"})).names(MARCH_2)
    assert not Selection(stores=frozenset({"Main"})).names(MARCH_2)
