"""On which sides an amount may be posted, as `takes` has it."""

from __future__ import annotations

from books import resolved

from crossfoot.model.amounts import Side
from crossfoot.model.names import key
from crossfoot.proof.sides import Takes, sides_of, weight_of

DEBIT, CREDIT = (Side.DEBIT,), (Side.CREDIT,)
BOTH = (Side.DEBIT, Side.CREDIT)

MODEL = """\
dimension Who
measure Rho, Sigma by Who
measure Alpha
Rho takes credit Income
Rho takes debit Bank
Rho: Ann takes debit Bank
Sigma takes credit Income
"""

RULESET = resolved(
    'post Rho debit "A"\npost Sigma credit "B"\npost Alpha debit "A" credit "B"\nOwn = Alpha\n',
    {"Shop": {"Who": "Ann, Ben"}},
    MODEL,
)
TAKES = Takes(RULESET.model.taken)
RHO, SIGMA, ALPHA, OWN = (
    RULESET.model.amounts[key(name)] for name in ("Rho", "Sigma", "Alpha", "Own")
)


def test_single_sides_come_first_and_the_debit_before_the_credit() -> None:
    assert TAKES.ways(RHO, None) == (DEBIT, CREDIT, BOTH)
    assert TAKES.ways(SIGMA, None) == (CREDIT,)


def test_where_nothing_is_said_every_way_will_do() -> None:
    assert TAKES.ways(ALPHA, None) == (DEBIT, CREDIT, BOTH)


def test_what_is_said_of_one_member_replaces_what_is_said_of_all() -> None:
    assert TAKES.ways(RHO, "ANN") == (DEBIT,)
    assert TAKES.ways(RHO, "Ben") == (DEBIT, CREDIT, BOTH)
    assert TAKES.ways(SIGMA, "Ann") == (CREDIT,)


def test_only_what_takes_both_sides_can_be_moved() -> None:
    assert [TAKES.can_move(each) for each in (RHO, SIGMA, ALPHA)] == [True, False, False]


def test_what_the_model_says_no_side_of_is_no_item_but_what_the_company_adds_is() -> None:
    assert [TAKES.is_item(each) for each in (RHO, SIGMA, ALPHA, OWN)] == [True, True, False, True]


def test_a_rule_posts_the_sides_that_it_names() -> None:
    assert [sides_of(rule) for rule in RULESET.posts] == [DEBIT, CREDIT, BOTH]
    assert [weight_of(sides) for sides in (DEBIT, CREDIT, BOTH, ())] == [1, -1, 0, 0]
