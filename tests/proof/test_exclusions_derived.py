"""Which items exclude each other by their formulas, on models of a few lines."""

from __future__ import annotations

from books import resolved

from crossfoot.model.ruleset import Model
from crossfoot.proof.exclusions import derived, ways_of

SALES = """\
dimension Who
measure Rho by Who
measure Alpha, Beta
All = sum of Rho
"""

ONE_SIDE = "All takes credit Income\nRho takes credit Income\n"

TWO_SIDES = "All takes credit Income\nAll takes debit Bank\n" + (
    "Rho takes debit Bank\nRho takes credit Income\n"
)


def model(text: str) -> Model:
    return resolved("", {"Shop": {"Who": "Cid"}}, text).model


def pairs(text: str) -> set[tuple[str, ...]]:
    return {tuple(sorted(each.name for each in pair)) for pair in derived(model(text))}


def test_a_total_excludes_its_members() -> None:
    assert pairs(SALES + ONE_SIDE) == {("All", "Rho")}


def test_two_measures_have_nothing_in_common() -> None:
    assert pairs(SALES + "Alpha takes credit Income\nBeta takes credit Income\n") == set()


def test_opposite_sides_are_a_correction() -> None:
    assert pairs(SALES + "All takes credit Income\nRho takes debit Bank\n") == set()
    assert pairs(SALES + ONE_SIDE + "Back = -sum of Rho\nBack takes credit Income\n") == {
        ("All", "Rho")
    }


def test_an_item_that_no_identity_is_made_of_is_moved_where_it_takes_both_sides() -> None:
    assert pairs(SALES + TWO_SIDES) == {("All", "Rho")}


def test_the_sides_of_what_is_moved_may_be_named_in_any_order() -> None:
    turned = "All takes debit Bank\nAll takes credit Income\n" + (
        "Rho takes credit Income\nRho takes debit Bank\n"
    )
    assert pairs(SALES + turned) == {("All", "Rho")}


def test_shares_that_are_moved_are_no_double_before_they_make_two_wholes() -> None:
    both = "".join(
        f"{name} = 80% of Alpha\n{name} takes debit Bank\n{name} takes credit Income\n"
        for name in ("P", "Q")
    )
    assert pairs(SALES + both) == set()


def test_an_item_that_an_identity_is_made_of_can_go_on_either_side() -> None:
    assert pairs(SALES + TWO_SIDES + "always Alpha = All\n") == set()
    below = "Due = All + Beta\nalways Alpha = Due\n"
    assert pairs(SALES + TWO_SIDES + below) == set()
    assert pairs(SALES + ONE_SIDE + below) == {("All", "Rho")}


def test_to_move_and_to_book_are_not_the_same_act() -> None:
    assert pairs(SALES + TWO_SIDES.replace("Rho takes debit Bank\n", "")) == set()


def test_a_member_that_a_formula_names_is_one_of_the_shop() -> None:
    named = "Of Cid = Rho: Cid\nOf Cid takes credit Income\n"
    assert pairs(SALES + ONE_SIDE + named) == {("All", "Rho"), ("Of Cid", "Rho"), ("All", "Of Cid")}


def test_the_ways_to_post_run_from_one_side_to_both() -> None:
    made = model(SALES + TWO_SIDES + "always Alpha = Beta\nBeta takes debit Bank\n")
    ways = {
        amount.name: [[side.value for side in way] for way in found]
        for amount, found in ways_of(made).items()
    }
    assert ways == {
        "All": [["credit", "debit"]],
        "Rho": [["debit", "credit"]],
        "Beta": [["debit"]],
    }
    inside = model(SALES + TWO_SIDES + "always Alpha = All\n")
    found = ways_of(inside)[inside.amounts["all"]]
    assert [[side.value for side in way] for way in found] == [
        ["credit"],
        ["debit"],
        ["credit", "debit"],
    ]


def test_a_side_of_one_member_is_no_side_of_the_item() -> None:
    made = model(SALES + "Rho takes credit Income\nRho: Cid takes debit Bank\n")
    assert [len(found) for found in ways_of(made).values()] == [1]
