"""Gaps in the numbers of a store's batches, in whatever order the files give them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crossfoot.posting.data_checks.batch_missing import Numbers
from posting_shop import batch, ruleset

RULES = ruleset()
ONE = batch(RULES)


def gaps(*numbers: str, silent: tuple[str, ...] = ()) -> list[str]:
    taken = Numbers()
    for number in numbers:
        taken.take("Main", number, None if number in silent else ONE)
    return [finding.message for finding in taken.gaps()]


def test_one_missing_batch_is_named() -> None:
    assert gaps("1043", "1045") == ["batch 1044 of `Main` is missing: after 1043 comes 1045"]


def test_several_missing_batches_are_one_finding() -> None:
    assert gaps("1", "2", "7") == ["batches 3 to 6 of `Main` are missing: after 2 comes 7"]


def test_no_gap_is_told_before_the_first_or_for_what_is_no_number() -> None:
    assert gaps("1043", "1044", "1045", "extra", "2026-1", "٣") == []


def test_a_number_with_zeros_in_front_counts_as_its_number() -> None:
    assert gaps("0041", "0042", "43") == []


def test_stores_have_numbers_of_their_own() -> None:
    taken = Numbers()
    taken.take("East", "1", ONE)
    taken.take("West", "3", ONE)
    assert list(taken.gaps()) == []


def test_nothing_is_told_before_a_batch_that_was_not_asked_for() -> None:
    assert gaps("1", "3", "5", silent=("3",)) == ["batch 4 of `Main` is missing: after 3 comes 5"]


def test_the_batch_after_the_gap_may_accept_it() -> None:
    taken = Numbers()
    taken.take("Main", "1", ONE)
    taken.take("Main", "3", batch(RULES, accept={"XF509": "2 was a training batch"}))
    assert list(taken.gaps()) == []


def test_the_finding_stands_at_the_batch_after_the_gap() -> None:
    taken = Numbers()
    taken.take("Main", "3", batch(RULES, day=date(2026, 3, 4)))
    taken.take("Main", "1", batch(RULES, day=date(2026, 3, 2)))
    (finding,) = taken.gaps()
    assert finding.days == (date(2026, 3, 4), date(2026, 3, 4))


@given(st.permutations(range(1, 13)), st.sets(st.integers(1, 12), max_size=6))
def test_the_order_of_files_does_not_matter(order: list[int], absent: set[int]) -> None:
    present = sorted(set(range(1, 13)) - absent)
    expected = sum(1 for one, two in pairwise(present) if two > one + 1)
    assert len(gaps(*(str(number) for number in order if number not in absent))) == expected
