"""What a batch comes to by the rules, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from crossfoot.money import dollars
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Draft, DraftEntry, NoRules
from crossfoot.resolve.templates import MissingAttributeError
from posting_shop import A_DAY, RULES, batch, ruleset, store, without


def lines(entry: DraftEntry) -> list[str]:
    return [f"{line.side.value} {line.account.name} {dollars(line.cents)}" for line in entry.lines]


def entry_of(rules: str, figures: dict[str, str]) -> DraftEntry:
    found = ruleset(rules)
    return Draft(found).entry(batch(found, figures))


def test_lines_stand_in_the_order_of_rules_then_members_and_a_transfer_has_two() -> None:
    rules = ruleset()
    entry = Draft(rules).entry(batch(rules))
    assert lines(entry) == [
        "debit Funds 70.00",
        "debit Funds 30.25",
        "debit Checking 20.00",
        "credit Funds 20.00",
        "credit Over 0.25",
        "credit Sales:Food 60.00",
        "credit Sales:Toys 40.00",
        "debit Cost 35.50",
        "credit Stock 35.50",
    ]
    assert (entry.ref, entry.debits, entry.credits) == ("M1", 15575, 15575)


def test_a_negative_amount_changes_sides_a_transfer_both_of_them() -> None:
    figures = {
        "Closing: Visa": "-12.00",
        "Dept Sales: Toys": "-12.00",
        "Dept Cost: Toys": "-5.00",
    }
    assert lines(entry_of(RULES, figures)) == [
        "credit Funds 12.00",
        "debit Sales:Toys 12.00",
        "credit Cost 5.00",
        "debit Stock 5.00",
    ]


def test_zero_books_nothing_reported_or_not() -> None:
    assert entry_of(RULES, {"Closing: Cash": "0.00", "Opening: Cash": "0.00"}).lines == ()


def test_amounts_that_cancel_book_nothing() -> None:
    assert lines(entry_of(RULES, {"Closing: Cash": "5.00", "Opening: Cash": "5.00"})) == []


def test_an_entry_out_of_balance_is_drafted_as_it_is() -> None:
    entry = entry_of('post Sales: Total credit "Sales"\n', dict(A_DAY))
    assert (entry.debits, entry.credits) == (0, 10000)


def test_a_line_knows_its_rule_and_member() -> None:
    rules = ruleset()
    food = next(
        line for line in Draft(rules).entry(batch(rules)).lines if line.account.name == "Sales:Food"
    )
    assert (food.rule.amount.name, food.member) == ("Dept Sales", "Food")


def test_texts_are_filled_in_for_store_member_and_batch() -> None:
    rules = ruleset(
        'post Dept Sales credit "Sales" class "{store}" memo "{Department} {batch} {date}"\n'
        'post Cash Dropped debit "{store.bank}" memo "{store.clerk or \'nobody\'}"\n',
        store(bank="1000"),
    )
    entry = Draft(rules).entry(batch(rules, number="0043"))
    assert [(line.klass, line.memo) for line in entry.lines] == [
        ("Main", "Food 0043 2026-03-02"),
        ("Main", "Toys 0043 2026-03-02"),
        (None, "nobody"),
    ]
    assert entry.lines[-1].account.name == "Checking"


def test_two_batches_do_not_share_their_texts() -> None:
    rules = ruleset()
    draft = Draft(rules)
    first = draft.entry(batch(rules, number="1"))
    second = draft.entry(batch(rules, number="2"))
    assert first.lines[0].memo == "Batch 1"
    assert second.lines[0].memo == "Batch 2"


DEFAULTS = """\
post Sales: Total credit "Sales"
post Cash Dropped debit "Checking" credit "Funds" memo "own" class "Own"
default memo "all" class "All"
default memo "east" for "East"
default memo "july" from 2026-07-01
default memo "east in july" for "East" from 2026-07-01 until 2026-07-31
"""


@pytest.mark.parametrize(
    ("where", "day", "memo", "klass"),
    [
        ("West", date(2026, 6, 30), "all", "All"),
        ("West", date(2026, 7, 1), "all", "All"),
        ("East", date(2026, 6, 30), "east", "All"),
        ("East", date(2026, 7, 1), "east", "All"),
    ],
)
def test_a_default_for_the_store_beats_one_for_all_and_the_first_written_counts(
    where: str, day: date, memo: str, klass: str
) -> None:
    rules = ruleset(DEFAULTS, store("West", "W"), store("East", "E"))
    at = next(each for each in rules.project.stores if each.name == where)
    entry = Draft(rules).entry(batch(rules, day=day, at=at))
    texts = {line.account.name: (line.memo, line.klass) for line in entry.lines}
    assert texts == {
        "Sales": (memo, klass),
        "Checking": ("own", "Own"),
        "Funds": ("own", "Own"),
    }


def test_a_default_begins_and_ends_with_its_days_though_no_rule_changes() -> None:
    rules = ruleset(
        'post Sales: Total credit "Sales"\ndefault memo "july" from 2026-07-01 until 2026-07-31\n'
    )
    draft = Draft(rules)

    def memo(day: date) -> str | None:
        return draft.entry(batch(rules, day=day)).lines[0].memo

    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 31), date(2026, 8, 1)]
    assert [memo(day) for day in days] == [None, "july", "july", None]


def test_rules_change_with_the_day() -> None:
    rules = ruleset(
        'post Sales: Total credit "Sales" until 2026-06-30\n'
        'post Sales: Total credit "Sales:Toys" from 2026-07-01\n'
    )
    draft = Draft(rules)
    names = [
        draft.entry(batch(rules, day=day)).lines[0].account.name
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert names == ["Sales", "Sales:Toys"]


def test_before_the_first_day_there_are_no_rules() -> None:
    rules = ruleset(starts=date(2026, 3, 3))
    with pytest.raises(NoRules, match="no rules hold at Main on 2026-03-02"):
        Draft(rules).entry(batch(rules))
    assert Draft(rules).entry(batch(rules, day=date(2026, 3, 3))).lines


def test_an_unknown_account_is_shown_as_it_was_written() -> None:
    entry = entry_of('post Sales: Total credit "4000 · Sale"\n', dict(A_DAY))
    assert lines(entry) == ["credit 4000 · Sale 100.00"]


def test_what_a_store_was_not_given_is_never_filled_in_with_anything() -> None:
    rules = ruleset('post Sales: Total credit "Sales"\ndefault memo "x"\n')
    asking = ruleset('post Sales: Total credit "Sales" memo "{store.clerk}"\n', store(clerk="A"))
    other = replace(
        asking,
        project=rules.project,
        regimes=tuple(replace(each, stores=rules.project.stores) for each in asking.regimes),
    )
    with pytest.raises(MissingAttributeError):
        Draft(other).entry(batch(rules))


def test_an_empty_class_or_memo_is_none() -> None:
    rules = """post Sales: Total credit "Sales" memo "{store.a or ''}" class "{store.b or ''}"\n"""
    entry = entry_of(rules, dict(A_DAY))
    assert (entry.lines[0].memo, entry.lines[0].klass) == (None, None)


def test_a_member_that_a_store_lacks_takes_nothing_from_another() -> None:
    rules = ruleset()
    made: Batch = batch(rules, without("Dept Sales: Toys"))
    assert "credit Sales:Toys 40.00" not in lines(Draft(rules).entry(made))
