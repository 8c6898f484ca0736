"""What one item requires of others, and what meets it."""

from __future__ import annotations

import pytest
from books import resolved

from crossfoot.proof.requirements import unmet

STORES = {"Shop": {"Who": "Ann, Ben", "Kind": "Red"}}

MODEL = """\
dimension Who
dimension Kind
measure Rho, Sigma by Who
measure Tau by Kind
measure Alpha, Beta
All = sum of Rho
"""


def lacking(model: str, rules: str) -> list[tuple[str, str | None]]:
    """Return which item, for which member, requires something that is not there."""
    ruleset = resolved(rules, STORES, MODEL + model)
    (regime,) = ruleset.regimes
    return [(rule.amount.name, member) for rule, _, member in unmet(ruleset.model, regime)]


SINGLE = "Alpha requires Beta\n"
ALPHA = 'post Alpha debit "A"\n'


@pytest.mark.parametrize(
    "line", ['post Beta credit "B"', 'skip Beta because "x"', 'never Beta because "x"']
)
def test_what_is_posted_or_skipped_or_never_occurs_is_accounted_for(line: str) -> None:
    assert lacking(SINGLE, ALPHA) == [("Alpha", None)]
    assert lacking(SINGLE, ALPHA + line + "\n") == []


def test_what_is_not_posted_requires_nothing() -> None:
    assert lacking(SINGLE, 'skip Alpha because "x"\n') == []


def test_one_choice_is_enough() -> None:
    model = "Alpha requires Beta or Rho\n"
    assert lacking(model, ALPHA + 'post Rho credit "B"\n') == []
    assert lacking(model, ALPHA + 'post Rho: Ann credit "B"\n') == [("Alpha", None)]
    both = "Alpha requires Beta\nAlpha requires Rho\n"
    assert lacking(both, ALPHA + 'post Rho credit "B"\n') == [("Alpha", None)]


def test_a_single_amount_requires_every_member() -> None:
    model = "Alpha requires Rho\n"
    assert lacking(model, ALPHA) == [("Alpha", None)]
    assert lacking(model, ALPHA + 'post Rho: Ann credit "B"\n') == [("Alpha", None)]
    assert lacking(model, ALPHA + 'post Rho credit "B"\n') == []


def test_a_member_requires_its_own() -> None:
    model, rules = "Rho requires Sigma\n", 'post Rho debit "A"\n'
    assert lacking(model, rules) == [("Rho", "Ann"), ("Rho", "Ben")]
    assert lacking(model, rules + 'post Sigma: Ann credit "B"\n') == [("Rho", "Ben")]


def test_a_member_requires_all_members_of_another_dimension() -> None:
    model, rules = "Rho requires Tau\n", 'post Rho: Ann debit "A"\n'
    assert lacking(model, rules) == [("Rho", "Ann")]
    assert lacking(model, rules + 'post Tau credit "B"\n') == []


def test_an_amount_made_of_the_same_measures_will_do() -> None:
    model, rules = "Alpha requires Rho\n", ALPHA + 'post All credit "B"\n'
    assert lacking(model, rules) == []
    assert lacking(model, ALPHA + 'Mixed = All + Beta\npost Mixed credit "B"\n') == [
        ("Alpha", None)
    ]
