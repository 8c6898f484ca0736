"""Shares that are rounded to cents, defined in one way and in another."""

from __future__ import annotations

import pytest

from crossfoot.comparison.compare import compare
from crossfoot.comparison.result import Comparison, Verdict
from posting_shop import RULES, ruleset

SALES = 'post Dept Sales credit "4000 · Sales:{Department}"\n'
POSTED = 'post Fee credit "8000"\npost Rest credit "4000"\n'


def comparison(before: str, after: str, posted: str = POSTED) -> Comparison:
    first, second = (RULES.replace(SALES, each + posted) for each in (before, after))
    found = compare(ruleset(first), ruleset(second))
    assert compare(ruleset(second), ruleset(first)).verdict is found.verdict
    return found


FIFTH = "Fee = 20% of Sales: Total\nRest = Sales: Total - Fee\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FIFTH, "Fee = 20% of Sales: Total\nRest = 80% of Sales: Total\n"),
        (FIFTH, "Rest = 80% of Sales: Total\nFee = Sales: Total - Rest\n"),
        (FIFTH, "Fee = 1/5 of Sales: Total\nRest = Sales: Total - Fee\n"),
        (FIFTH, "All = sum of Dept Sales\nFee = 20% of All\nRest = All - Fee\n"),
        (FIFTH, "Less = -20% of Sales: Total\nFee = -Less\nRest = Sales: Total + Less\n"),
        (
            "Fee = 6% of Dept Sales\nRest = Dept Sales - Fee\n",
            "Part = 6% of Dept Sales\nFee = Part\nRest = Dept Sales - Part\n",
        ),
    ],
)
def test_the_same_for_every_cent_is_equivalent(before: str, after: str) -> None:
    assert comparison(before, after).verdict is Verdict.EQUIVALENT


@pytest.mark.parametrize(
    ("before", "after", "told", "by_rounding"),
    [
        (
            "Fee = 6% of Sales: Total\nRest = Sales: Total - Fee\n",
            "Rest = 94% of Sales: Total\nFee = Sales: Total - Rest\n",
            "sum of Dept Sales - Rest - old Fee",
            True,
        ),
        (
            "Fee = 6% of Sales: Total\nRest = Sales: Total - Fee\n",
            "Fee = 7% of Sales: Total\nRest = Sales: Total - Fee\n",
            "Fee - old Fee",
            False,
        ),
        (
            "Fee = 50% of Sales: Total\nRest = Sales: Total - Fee\n",
            "Each = 50% of Dept Sales\nFee = sum of Each\nRest = Sales: Total - Fee\n",
            "sum of Each - old Fee",
            True,
        ),
    ],
)
def test_what_differs_by_cents_is_told_as_such(
    before: str, after: str, told: str, by_rounding: bool
) -> None:
    found = comparison(before, after)
    assert found.verdict is Verdict.RECLASSIFIES
    (answer,) = found.answers
    (flow,) = answer.flows
    assert (flow.what.text, flow.what.is_rounding) == (told, by_rounding)
    assert answer.witness is not None
    assert all(abs(each.after - each.before) == 1 for each in answer.witness.accounts)


def test_a_share_is_new() -> None:
    before = RULES.replace(SALES, 'post Sales: Total credit "4000"\n')
    after = RULES.replace(SALES, FIFTH + POSTED)
    (answer,) = compare(ruleset(before), ruleset(after)).answers
    ((giver, taker, what, _),) = answer.flows
    assert (giver[0].account, what.text, taker[0].account) == (
        "4000 · Sales",
        "Fee",
        "8000 · Over",
    )
