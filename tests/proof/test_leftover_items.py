"""Which items may be posted of what is left over."""

from __future__ import annotations

import pytest
from books import resolved
from repaired import STORES, posts

from crossfoot.proof.case import case_of
from crossfoot.proof.leftover import Leftover
from crossfoot.proof.prove import prove

MODEL = """\
dimension Who
measure Net, Tax, Alpha
Total = Net + Tax
Same = Tax + Net
Net takes credit Income
"""

TAX = "Tax takes credit Other Current Liability\n"
TOTAL = "Total takes credit Income\n"
APART = "Total excludes Tax\n"


def leftover(rules: str, model: str) -> Leftover:
    ruleset = resolved(rules, STORES, MODEL + model)
    (proof,) = prove(ruleset)
    return Leftover(case_of(ruleset.model, proof), dict(proof.residual))


def offered(model: str) -> list[str]:
    """Return the items that may be posted beside one that has nothing to do with them."""
    found = leftover(posts("+Alpha"), model)
    return [amount.name for amount in found.order if found.is_offered(amount)]


def test_a_total_is_not_offered_that_holds_what_belongs_to_other_accounts() -> None:
    assert offered(TAX + TOTAL + APART) == ["Net", "Tax"]


@pytest.mark.parametrize(
    "model",
    [
        TAX + TOTAL,
        TAX.replace("credit", "debit") + TOTAL + APART,
        TAX.replace("Other Current Liability", "Income or Bank") + TOTAL + APART,
    ],
)
def test_a_total_is_offered_whose_parts_belong_to_its_accounts(model: str) -> None:
    assert offered(model) == ["Net", "Tax", "Total"]


def test_of_two_items_of_one_thing_neither_holds_the_other() -> None:
    model = TOTAL + "Same takes credit Bank\nTotal excludes Same\n"
    assert offered(model) == ["Net", "Total", "Same"]


def test_what_is_posted_or_skipped_is_handled() -> None:
    found = leftover(posts("-Net") + 'skip Tax because "x"\n', TAX)
    amounts = {amount.name: amount for amount in found.order}
    handled = [name for name, amount in amounts.items() if found.is_handled(amount, None)]
    assert handled == ["Net", "Tax"]
