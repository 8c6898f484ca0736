"""Account names in plain-text journals: nothing is lost, so no two names become one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.targets.account_names import for_beancount, for_hledger
from posting_shop import account

NAMES = st.text(
    st.one_of(st.sampled_from(" -&%;X:"), st.characters(exclude_categories=("Cs",))), min_size=1
)
BEANCOUNT = re.compile(r"(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+")


def back_from_beancount(name: str) -> str:
    """Undo the mapping by itself: reading from the left, every step has one meaning."""
    parts = []
    for part in name.split(":")[1:]:
        part = part.removeprefix("X---")
        parts.append(
            re.sub(
                r"--and-|--([0-9a-f]+)-|-",
                lambda match: (
                    " & "
                    if match.group() == "--and-"
                    else chr(int(match[1], 16))
                    if match[1]
                    else " "
                ),
                part,
            )
        )
    return ":".join(parts)


def back_from_hledger(name: str) -> str:
    return re.sub(
        r"%(?:u([0-9A-F]{6})|([0-9A-F]{2}))", lambda match: chr(int(match[1] or match[2], 16)), name
    )


@given(NAMES)
def test_beancount_takes_every_name_and_it_can_be_read_back(name: str) -> None:
    made = for_beancount(account(name))
    assert BEANCOUNT.fullmatch(made)
    assert back_from_beancount(made) == name


@given(NAMES)
def test_hledger_names_can_be_read_back(name: str) -> None:
    made = for_hledger(account(name))
    assert "  " not in made
    assert not re.search(r"^[ (\[*!;=~]|[;\n\x85\u2028]| $", made)
    assert back_from_hledger(made) == name


def test_ordinary_names_stay_readable() -> None:
    assert for_beancount(account("Sales:Boots & Shoes", kind="Income")) == (
        "Income:Sales:Boots--and-Shoes"
    )
    assert for_beancount(account("1010 Petty cash")) == "Assets:1010-Petty-cash"
    assert for_hledger(account("Sales:Boots & Shoes (net)")) == "Sales:Boots & Shoes (net)"


def test_every_type_of_account_has_a_root() -> None:
    for kind in ACCOUNT_TYPES:
        assert BEANCOUNT.fullmatch(for_beancount(account("Cash", kind=kind)))
