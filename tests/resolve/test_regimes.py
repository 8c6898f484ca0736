"""Which rule applies, at which store and member, on which days."""

from __future__ import annotations

from datetime import date

from shop import resolved, store

from crossfoot.model.ruleset import Regime, Ruleset


def winners(regime: Regime) -> list[tuple[str, str | None, str]]:
    return [
        (each.rule.amount.name, each.member, each.credit.name if each.credit else "")
        for each in regime.postings
    ]


def only(ruleset: Ruleset) -> Regime:
    (regime,) = ruleset.regimes
    return regime


def test_a_member_beats_the_family_and_takes_its_place_whole() -> None:
    ruleset, found = resolved(
        'post Tax Collected credit "2200 · Taxes:{Tax}" memo "all"\n'
        'post Tax Collected: PST credit "2200"\n'
    )
    assert found == ()
    assert winners(only(ruleset)) == [
        ("Tax Collected", "GST", "Taxes:GST"),
        ("Tax Collected", "PST", "Taxes"),
    ]
    assert only(ruleset).postings[1].rule.memo is None


def test_a_store_beats_no_store_and_divides_the_stores() -> None:
    ruleset, _ = resolved(
        'post Sales: Total credit "4000"\npost Sales: Total for "East" credit "4010"\n',
        store("West"),
        store("East"),
        store("North"),
    )
    assert [
        ([each.name for each in regime.stores], winners(regime)) for regime in ruleset.regimes
    ] == [
        (["West", "North"], [("Sales: Total", None, "Sales")]),
        (["East"], [("Sales: Total", None, "Sales:Food")]),
    ]


def test_a_store_and_a_member_conflict_unless_a_third_rule_beats_both() -> None:
    two = 'post Closing: Cash credit "1000"\npost Closing for "East" credit "1010"\n'
    ruleset, _ = resolved(two, store("East"))
    (conflict,) = only(ruleset).conflicts
    assert (conflict.first.order, conflict.second.order, conflict.member) == (1, 2, "Cash")
    ruleset, _ = resolved(two + 'post Closing: Cash for "East" credit "4000"\n', store("East"))
    assert only(ruleset).conflicts == ()


def test_days_are_cut_where_a_rule_begins_and_after_it_ends() -> None:
    ruleset, _ = resolved(
        'post Sales: Total credit "4000" until 2026-06-30\n'
        'post Sales: Total credit "4010" from 2026-07-01\n'
    )
    assert [(each.first, each.last, winners(each)[0][2]) for each in ruleset.regimes] == [
        (None, date(2026, 6, 30), "Sales"),
        (date(2026, 7, 1), None, "Sales:Food"),
    ]
    assert all(each.conflicts == () for each in ruleset.regimes)


def test_overlapping_days_conflict_only_where_they_overlap() -> None:
    ruleset, _ = resolved(
        'post Sales: Total credit "4000" until 2026-07-31\n'
        'post Sales: Total credit "4010" from 2026-07-01\n'
    )
    assert [(each.first, len(each.conflicts)) for each in ruleset.regimes] == [
        (None, 0),
        (date(2026, 7, 1), 1),
        (date(2026, 8, 1), 0),
    ]


def test_a_skip_takes_part_and_is_no_posting() -> None:
    ruleset, _ = resolved(
        'post Tax Collected credit "2200"\nskip Tax Collected: PST because "paid elsewhere"\n'
    )
    regime = only(ruleset)
    assert winners(regime) == [("Tax Collected", "GST", "Taxes")]
    assert [member for _, member in regime.skipped] == ["PST"]


def test_stores_share_a_regime_only_where_their_accounts_coincide() -> None:
    rules = 'post Sales: Total credit "{store.first}"\npost Layaway: Paid credit "{store.second}"\n'
    ruleset, found = resolved(
        rules,
        store("A", first="4000", second="4010"),
        store("B", first="4000", second="4000"),
        store("C", first="4010", second="4020"),
    )
    assert found == ()
    assert [[each.name for each in regime.stores] for regime in ruleset.regimes] == [
        ["A", "C"],
        ["B"],
    ]


def test_a_member_is_found_whatever_the_case_a_store_writes_it_in() -> None:
    ruleset, found = resolved(
        'post Closing credit "4000"\npost Closing: Visa credit "4010"\n',
        store("A", tenders="Cash Visa"),
        store("B", tenders="Cash VISA"),
    )
    assert found == ()
    assert [winners(each)[1][2] for each in ruleset.regimes] == ["Sales:Food", "Sales:Food"]


def test_accounts_of_a_rule_that_never_wins_are_looked_up_all_the_same() -> None:
    ruleset, _ = resolved(
        'post Closing credit "nowhere"\n'
        + "".join(f'post Closing: {each} credit "4000"\n' for each in ("Cash", "Check", "Visa"))
    )
    assert [each.written for each in ruleset.uses if each.account is None] == ["nowhere"]


def test_a_member_one_store_lacks_counts_nothing_there() -> None:
    ruleset, _ = resolved(
        'Cards = Closing: Visa\npost Cards credit "4000"\n',
        store("A", tenders="Cash Visa"),
        store("B", tenders="Cash"),
    )
    vectors = [
        regime.figures.vector(ruleset.model.amounts["cards"].formula) for regime in ruleset.regimes
    ]
    assert [len(vector) for vector in vectors] == [1, 0]


def test_of_three_equal_rules_each_later_one_conflicts_with_the_first() -> None:
    rule = 'post Sales: Total credit "4000"\n'
    ruleset, _ = resolved(3 * rule)
    orders = [(each.first.order, each.second.order) for each in only(ruleset).conflicts]
    assert orders == [(1, 2), (1, 3)]
