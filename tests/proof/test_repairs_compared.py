"""How remedies are looked for and compared, step by step."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from books import resolved
from repaired import STORES, posts, told

from crossfoot.model.amounts import Side
from crossfoot.model.figures import Vector
from crossfoot.proof import repairs
from crossfoot.proof.case import Case, case_of
from crossfoot.proof.changes import Search
from crossfoot.proof.prove import prove
from crossfoot.proof.repair import Kind, Repair
from crossfoot.proof.repairs import Remedy

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta, Gamma
All = sum of Rho
Alpha takes debit Bank
Beta takes debit Bank
Gamma takes credit Income
Rho takes credit Income
All takes credit Income
All excludes Rho
"""

ANN, BEN, ALPHA, BETA, GAMMA = range(5)

SUM = "always Alpha + Beta = sum of Rho\n"

BEN_TURNED = "Rho: Ben takes debit Bank\n"


def case(rules: str, model: str = SUM) -> Case:
    ruleset = resolved(rules, STORES, MODEL + model)
    (proof,) = prove(ruleset)
    return case_of(ruleset.model, proof)


def a_repair(made: Case, kind: Kind, amount: str, *cleared: int) -> Repair:
    """Return a repair that clears one of each of some figures, by the first rule if by any."""
    found = next(each for each in made.model.amounts.values() if each.name == amount)
    rule = None if kind is Kind.ADD else made.bookings[0].rule
    clears: Vector = dict.fromkeys(cleared, 1)
    return Repair(kind, found, {None: ()}, rule, True, clears)


# --- which change is nearer at hand ---


def test_a_change_ranks_by_what_it_clears_and_where_its_rule_stands() -> None:
    made = case(posts("+Alpha", "-Rho"))
    search = Search(made, {BETA: -1, ALPHA: 1})
    all_of_it = a_repair(made, Kind.CHANGE, "Alpha", ALPHA, BETA)
    assert search.rank(all_of_it) == (False, Kind.CHANGE, -2, -2, False, 1, 1)
    part = a_repair(made, Kind.CHANGE, "Rho", BETA)
    assert search.rank(part) == (True, Kind.CHANGE, -1, -1, True, 1, 1)


def test_an_addition_ranks_by_where_its_amount_is_declared() -> None:
    made = case(posts("+Alpha", "-Rho"))
    search = Search(made, {BETA: -1})
    place = [each.name for each in made.model.amounts.values()].index("Beta")
    added = a_repair(made, Kind.ADD, "Beta", BETA)
    assert place > 0
    assert search.rank(added) == (False, Kind.ADD, -1, -1, False, place, 1)


def test_a_change_stands_where_its_rule_does_and_not_its_amount() -> None:
    made = case(posts("+Beta", "-Rho"))
    search = Search(made, {BETA: -1})
    changed = a_repair(made, Kind.CHANGE, "Beta", BETA)
    assert search.rank(changed) == (False, Kind.CHANGE, -1, -1, False, 1, 1)


def test_to_leave_a_rule_out_never_ranks_as_all() -> None:
    made = case(posts("+Alpha", "-Rho"))
    search = Search(made, {ALPHA: 1})
    left_out = a_repair(made, Kind.LEAVE_OUT, "Alpha", ALPHA)
    assert search.rank(left_out) == (True, Kind.LEAVE_OUT, -1, -1, False, 1, 1)


def test_where_rules_are_rather_added_the_largest_addition_is_first() -> None:
    made = case(posts("+Alpha", "-Rho"))
    search = Search(made, {BETA: -1, ALPHA: 1})
    added = a_repair(made, Kind.ADD, "Beta", ALPHA, BETA)
    assert search.rank_of_adding(added) == (False, -2, search.rank(added))
    changed = a_repair(made, Kind.CHANGE, "Alpha", ALPHA)
    assert search.rank_of_adding(changed) == (True, -1, search.rank(changed))


# --- which changes there are ---


def ways(found: list[Repair]) -> list[dict[str | None, str]]:
    return [told(each).ways for each in found]


def test_a_rule_for_a_member_is_turned_to_the_sides_of_that_member() -> None:
    made = case(posts("+Alpha", "-Rho: Ben"), SUM + BEN_TURNED)
    turned = [each for each, _ in Search(made, {BEN: -1}).turns()]
    assert ways(turned) == [{"Ben": "debit"}]
    made = case(posts("+Alpha", "+Rho: Ben"), SUM)
    assert ways([each for each, _ in Search(made, {BEN: 2}).turns()]) == [{"Ben": "credit"}]


def test_a_rule_for_a_member_is_changed_to_the_sides_of_that_member() -> None:
    made = case(posts("+Alpha", "+Rho: Ben"), SUM + BEN_TURNED)
    candidates = list(Search(made, {BEN: 2}).candidates())
    assert [each.kind for each in candidates] == []
    made = case(posts("+Alpha", "-Rho: Ben"), SUM + BEN_TURNED)
    candidates = list(Search(made, {BEN: -2}).candidates())
    assert [(each.kind, told(each).ways) for each in candidates] == [
        (Kind.CHANGE, {"Ben": "debit"})
    ]


def test_a_member_is_not_added_on_a_side_that_it_does_not_take() -> None:
    rules = posts("+Alpha", "+Beta", "-Rho: Ann")
    added = [each for each in Search(case(rules), {BEN: 1}).candidates() if each.kind is Kind.ADD]
    assert [told(each) for each in added] == [("ADD", "Rho", {"Ben": "credit"}, None, False)]
    made = case(rules, SUM + BEN_TURNED)
    assert list(Search(made, {BEN: 1}).candidates()) == []


def test_a_total_is_not_taken_apart_into_what_it_does_not_exclude() -> None:
    model = "Like = Rho\nLike takes credit Income\nLike takes debit Bank\n"
    made = case(posts("+Alpha", "-All"), SUM + model)
    replaced = [
        each.amount.name
        for each in Search(made, {BEN: -2}).candidates()
        if each.kind is Kind.REPLACE
    ]
    assert replaced == []


# --- what a remedy costs ---


def test_a_remedy_costs_what_is_left_and_the_rules_to_write() -> None:
    made = case(posts("+Alpha", "-Rho") + 'skip Beta because "x"\n')
    (skip, _), *_ = made.regime.skipped
    one = a_repair(made, Kind.CHANGE, "Alpha", ALPHA)
    two = Repair(Kind.CHANGE, one.amount, {"Ann": (), "Ben": (), None: ()}, None, True, {})
    assert repairs._cost(Remedy((), (), {ALPHA: 1}), made) == (1, 0)
    assert repairs._cost(Remedy((), (one, two), {}), made) == (0, 2)
    assert repairs._cost(Remedy(((skip, {}), (skip, {})), (one,), {}), made) == (0, 2)


def test_a_rule_on_a_side_that_its_item_does_not_take_costs_a_change() -> None:
    made = case(posts("-Alpha", "-Rho"))
    assert [rule.amount.name for rule in repairs._odd(made)] == ["Alpha"]
    assert repairs._cost(Remedy((), (), {}), made) == (0, 1)
    added = a_repair(made, Kind.ADD, "Beta", BETA)
    assert repairs._cost(Remedy((), (added,), {}), made) == (0, 2)
    turned = a_repair(made, Kind.CHANGE, "Alpha", ALPHA)
    assert repairs._cost(Remedy((), (turned,), {}), made) == (0, 1)


def test_a_member_may_take_other_sides_than_its_family() -> None:
    assert repairs._odd(case(posts("+Rho: Ben"), BEN_TURNED)) == []
    (odd,) = repairs._odd(case(posts("-Rho: Ben", "-Rho: Ann"), BEN_TURNED))
    assert odd.member == "Ben"


def test_what_members_are_posted_in_two_ways_is_two_rules() -> None:
    made = case(posts("+Alpha", "-Rho"))
    one = a_repair(made, Kind.CHANGE, "Alpha", ALPHA)
    assert repairs._size(one) == 1
    both = Repair(Kind.REPLACE, one.amount, {"Ann": (Side.DEBIT,), "Ben": ()}, None, True, {})
    assert repairs._size(both) == 2
    assert repairs._size(Repair(Kind.ADD, one.amount, {}, None, True, {})) == 1


# --- what is taken to be left over ---


def test_the_first_identities_are_taken_away_and_added_too() -> None:
    made = case(posts("+Alpha", "-Rho"))
    assert list(repairs._residuals(made, made.proof.net)) == [
        {BETA: -1},
        {BETA: -1},
        {BETA: -1},
        {ALPHA: 2, BETA: 1, ANN: -2, BEN: -2},
    ]


def test_something_posted_may_hold_what_is_skipped() -> None:
    skipped = 'skip Beta because "x"\n'
    own = "Both = Alpha + Beta\n"
    assert repairs._holds_skipped(case(own + posts("+Both", "-Rho") + skipped))
    assert not repairs._holds_skipped(case(own + posts("±Both", "-Rho") + skipped))
    assert not repairs._holds_skipped(case(posts("+Alpha", "-Rho") + skipped))
    assert not repairs._holds_skipped(case(own + posts("+Both", "-Rho")))


def test_beyond_so_many_postings_two_changes_are_not_tried_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = case(posts("+Alpha", "-Rho"))
    monkeypatch.setattr(repairs, "_by_twos", lambda *_: pytest.fail("two are tried"))
    monkeypatch.setattr(repairs, "_MOST_PAIRED", 2)
    left = repairs._remedy(made, {GAMMA: 7})
    assert (left.repairs, left.left) == ((), {GAMMA: 7})
    monkeypatch.setattr(repairs, "_MOST_PAIRED", 3)
    done = repairs._remedy(made, {BETA: -1})
    assert ([told(each).kind for each in done.repairs], done.left) == (["ADD"], {})
    with pytest.raises(pytest.fail.Exception):
        repairs._remedy(made, {GAMMA: 7})


# --- which remedy is the best ---


def best_of(made: Case, found: Sequence[Remedy], monkeypatch: pytest.MonkeyPatch) -> Remedy:
    """Return the best of some remedies, looked at as far as need be."""
    monkeypatch.setattr(repairs, "_remedies", lambda *_: iter(found))
    return repairs.remedy_for(made, {})


def test_the_first_of_the_cheapest_remedies_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    made = case(posts("+Alpha", "-Rho"))
    one = a_repair(made, Kind.CHANGE, "Alpha", ALPHA)
    two = a_repair(made, Kind.ADD, "Beta", BETA)
    dear, as_dear, cheap = (Remedy((), each, {}) for each in ((one, one), (two, two), (two,)))
    short, lacking = Remedy((), (), {ALPHA: 1}), Remedy((), (two,), {ALPHA: 1})
    assert best_of(made, [dear, as_dear], monkeypatch) is dear
    assert best_of(made, [dear, as_dear, cheap], monkeypatch) is cheap
    assert best_of(made, [cheap, Remedy((), (), {})], monkeypatch) is cheap
    assert best_of(made, [lacking, short, dear], monkeypatch) is dear
    monkeypatch.setattr(repairs, "_MOST_PAIRED", len(made.bookings))
    assert best_of(made, [dear, cheap], monkeypatch) is cheap
    monkeypatch.setattr(repairs, "_MOST_PAIRED", len(made.bookings) - 1)
    assert best_of(made, [dear, cheap], monkeypatch) is dear


TWICE = "Twice = 2 * Beta\nTwice takes debit Bank\n"


def kinds(found: Sequence[Repair]) -> list[str]:
    return [each.kind.name for each in found]


def test_rules_are_changed_first_and_then_added_first() -> None:
    made = case(posts("+Alpha", "-Beta", "-Rho"), SUM + TWICE)
    assert kinds(repairs._singly(made, {BETA: -2})) == ["CHANGE"]
    assert kinds(repairs._singly(made, {BETA: -2}, adds_first=True)) == ["ADD"]
    assert kinds(repairs._remedy(made, {BETA: -2}).repairs) == ["CHANGE"]
    found = [kinds(each.repairs) for each in repairs._remedies(made, made.proof.net)]
    assert found[:4] == [["CHANGE"], ["ADD"]] * 2
    straightened = found[8:12]
    assert straightened[:2] == [["CHANGE"]] * 2
    assert len(found) == 12


def test_rules_on_odd_sides_are_turned_before_others() -> None:
    made = case(posts("-Alpha", "+Gamma", "-Rho"), SUM + TWICE + "Gamma takes debit Bank\n")
    found = repairs._straightened(made, {ALPHA: -2, GAMMA: 1, BETA: -2}, repairs._odd(made))
    assert [told(each)[:3] for each in found.repairs] == [
        ("CHANGE", "Alpha", {None: "debit"}),
        ("CHANGE", "Gamma", {None: "debit+credit"}),
        ("ADD", "Twice", {None: "debit"}),
    ]
    assert found.left == {}


def test_a_rule_on_an_odd_side_is_turned_once() -> None:
    made = case(posts("+Alpha", "-Rho"), SUM + BEN_TURNED + "Rho takes debit Bank\n")
    (odd,) = repairs._odd(made)
    found = repairs._straightened(made, {ANN: -2, BEN: -2}, [odd])
    assert [told(each).ways for each in found.repairs] == [{"Ann": "debit", "Ben": "debit"}]
    assert found.left == {}


def test_what_holds_a_part_of_what_is_skipped_may_be_wrong_and_not_the_skip() -> None:
    model = SUM + "Both = Alpha + Beta\nMix = Beta + Gamma\n"
    made = case(posts("+Both", "-Rho") + 'skip Mix because "x"\n', model)
    told_of = [
        [vector for _, vector in each.skipped] for each in repairs._remedies(made, {GAMMA: -1})
    ]
    assert told_of == [[{GAMMA: -1}]] * 8 + [[]] * 4
    only = repairs._remedy(made, {GAMMA: -1}, blames_skips=False)
    assert (only.skipped, only.left) == ((), {GAMMA: -1})


def test_what_single_changes_mend_is_kept_where_two_mend_no_more() -> None:
    found = repairs._remedy(case(posts("+Alpha", "-Rho")), {BETA: -1, GAMMA: 7})
    assert (kinds(found.repairs), found.left) == (["ADD"], {GAMMA: 7})


def test_two_changes_that_mend_nothing_are_not_made() -> None:
    made = case(posts("-Alpha", "-Rho"))
    left: Vector = {ALPHA: 5}
    assert (repairs._by_twos(made, left), left) == ([], {ALPHA: 5})
