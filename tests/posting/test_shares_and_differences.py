"""Shares are rounded where they are defined; what a batch is off by is booked, within the limit."""

from __future__ import annotations

import pytest

from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.model.amounts import Side
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.money import dollars
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks import check_batch
from crossfoot.posting.draft import Draft, DraftEntry, Line
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Verdict
from posting_shop import RULES, batch, plan, ruleset

SALES = 'post Dept Sales credit "4000 · Sales:{Department}"\n'
SHARED = (
    RULES.replace(SALES, "")
    + """\
Royalty = 6% of Sales: Total
Rest = Sales: Total - Royalty
Moved = 1/3 * Dept Sales
post Royalty credit "4010 · Food"
post Rest credit "4020 · Toys"
post Moved debit "4020 · Toys" credit "4010 · Food"
"""
)
DIFFERENCES = RULES + 'differences up to 0.05 to "8000 · Over"\n'


def lines(entry: DraftEntry) -> list[str]:
    return [f"{line.side.value} {line.account.name} {dollars(line.cents)}" for line in entry.lines]


def errors_of(rules: Ruleset, each: Batch) -> tuple[Diagnostic, ...]:
    return errors(check_batch(rules, each))


def sold(sales: str, counted: str | None = None) -> dict[str, str]:
    return {"Closing: Visa": counted or sales, "Dept Sales: Toys": sales}


@pytest.mark.parametrize(
    ("sales", "royalty", "rest", "moved"),
    [
        ("0.25", "0.02", "0.23", "0.08"),
        ("100.00", "6.00", "94.00", "33.33"),
        ("0.08", None, "0.08", "0.03"),
        ("0.09", "0.01", "0.08", "0.03"),
        ("0.02", None, "0.02", "0.01"),
        ("-0.25", "-0.02", "-0.23", "-0.08"),
    ],
)
def test_a_share_is_rounded_half_away_from_zero_and_the_rest_takes_the_odd_cent(
    sales: str, royalty: str | None, rest: str, moved: str
) -> None:
    rules = ruleset(SHARED)
    entry = plan(rules).entry(batch(rules, sold(sales)))
    booked = [_credited(line) for line in entry.lines[1:]]
    shares = [("Royalty", royalty), ("Rest", rest), ("Moved", moved)]
    assert [each for each in booked if each[0] != "Moved"] == [s for s in shares[:2] if s[1]]
    assert ("Moved", moved) in booked


def _credited(line: Line) -> tuple[str, str]:
    """Return what a line books and what it credits by it, a debit with a minus."""
    assert isinstance(line.rule, Post)
    return line.rule.amount.name, dollars(line.cents if line.side is Side.CREDIT else -line.cents)


def test_an_amount_made_of_a_share_uses_the_rounded_one() -> None:
    rules = ruleset(SHARED + 'Twice = 2 * Royalty\npost Twice debit "1200" credit "5000"\n')
    entry = plan(rules).entry(batch(rules, sold("0.25")))
    assert lines(entry)[-2:] == ["debit Stock 0.04", "credit Cost 0.04"]


def test_what_is_off_by_little_is_booked_as_the_last_line_and_the_entry_balances() -> None:
    rules = ruleset(DIFFERENCES)
    made = plan(rules)
    more = batch(rules, sold("10.00", counted="10.03"))
    assert lines(made.entry(more))[-1] == "credit Over 0.03"
    assert made.entry(more).lines[-1].memo == "Batch 1"
    less = batch(rules, sold("10.00", counted="9.95"))
    assert lines(made.entry(less))[-1] == "debit Over 0.05"
    even = batch(rules, sold("10.00"))
    assert len(made.entry(even).lines) == 2
    for each in (more, less, even):
        assert errors_of(rules, each) == ()


def test_what_is_off_by_more_is_held_back_and_never_booked() -> None:
    rules = ruleset(DIFFERENCES)
    (found,) = errors_of(rules, batch(rules, sold("10.00", counted="10.06")))
    assert found.code.number == "XF502"
    assert "0.06 apart" in found.message
    draft = Draft(rules).entry(batch(rules, sold("10.00", counted="10.06")))
    assert draft.debits - draft.credits == 6


def test_without_differences_a_cent_is_too_much() -> None:
    rules = ruleset(RULES)
    (found,) = errors_of(rules, batch(rules, sold("10.00", counted="10.01")))
    assert (found.code.number, "0.01 apart" in found.message) == ("XF502", True)


def test_what_never_occurs_may_not_occur_by_a_cent_either() -> None:
    rules = ruleset(DIFFERENCES)
    found = errors_of(rules, batch(rules, {**sold("10.00"), "Vouchers Sold": "0.01"}))
    assert [each.code.number for each in found] == ["XF502"]


def test_identities_that_are_each_off_by_little_may_not_add_up_to_more() -> None:
    model = """\
measure Bank In, Card In, Sold, Sold on Card
always Bank In = Sold
always Card In = Sold on Card
"""
    rules = ruleset(
        'post Bank In debit "1000"\npost Card In debit "1010"\npost Sold credit "4000"\n'
        'post Sold on Card credit "4000"\ndifferences up to 0.05 to "8000"\n',
        model=model,
    )
    off = batch(rules, {"Bank In": "1.04", "Sold": "1.00", "Card In": "1.04", "Sold on Card": "1"})
    (found,) = errors_of(rules, off)
    assert found.code.number == "XF502"
    assert "debits and credits are 0.08 apart, and differences are booked up to 0.05" in (
        found.message
    )


def test_shares_that_can_be_a_cent_off_are_proved_up_to_rounding_within_differences() -> None:
    shares = SHARED.replace("Rest = Sales: Total - Royalty", "Rest = 94% of Sales: Total")
    (proof,) = prove(ruleset(shares))
    assert proof.verdict is Verdict.REFUTED
    rules = ruleset(shares + 'differences up to 0.01 to "8000 · Over"\n')
    (proof,) = prove(rules)
    assert (proof.verdict, proof.remainder.most) == (Verdict.UP_TO_ROUNDING, 1)
    entry = plan(rules).entry(batch(rules, sold("0.25")))
    assert lines(entry) == [
        "debit Funds 0.25",
        "credit Sales:Food 0.02",
        "credit Sales:Toys 0.24",
        "debit Sales:Toys 0.08",
        "credit Sales:Food 0.08",
        "debit Over 0.01",
    ]


def test_what_a_batch_is_off_by_is_told_apart_from_what_rounding_adds() -> None:
    shares = SHARED.replace("Rest = Sales: Total - Royalty", "Rest = 94% of Sales: Total")
    rules = ruleset(shares + 'differences up to 0.05 to "8000 · Over"\n')
    (found,) = errors_of(rules, batch(rules, sold("0.25", counted="0.20")))
    assert "are 0.06 apart (0.05 by its figures, 0.01 by rounding), and" in found.message
    assert errors_of(rules, batch(rules, sold("0.25", counted="0.30"))) == ()


def test_an_account_that_is_said_to_clear_does_so_whatever_a_batch_is_off_by() -> None:
    model = """\
measure Cash In, Sold
always Cash In = Sold
"""
    text = 'post Cash In debit "1010"\npost Sold credit "1010"\n"1010" clears\n'
    rules = ruleset(text + 'differences up to 0.05 to "8000"\n', model=model)
    assert errors_of(rules, batch(rules, {"Cash In": "1.25", "Sold": "1.25"})) == ()
    (found,) = errors_of(rules, batch(rules, {"Cash In": "1.25", "Sold": "1.20"}))
    assert found.code.number == "XF502"
    assert "0.05 would stay in `1010`, which is said to clear" in found.message
    same = ruleset(text + 'differences up to 0.05 to "1010"\n', model=model)
    assert errors_of(same, batch(same, {"Cash In": "1.25", "Sold": "1.20"})) == ()


def test_a_limit_on_a_share_points_at_what_is_reported() -> None:
    rules = ruleset(SHARED + "expect Royalty within 0.05\n")
    found = check_batch(rules, batch(rules, sold("1.25")))
    assert [each.message for each in found if each.code.number == "XF510"] == [
        "`Royalty` is 0.08, beyond the 0.05 that the rules expect"
    ]


def test_a_count_that_is_a_share_may_be_blank() -> None:
    rules = ruleset(
        RULES + "Half Closing = 50% of Closing\nHalf Short = -50% of Short\n"
        "Half Short corrects Half Closing\n"
    )
    found = check_batch(
        rules, batch(rules, {"Closing: Cash": "-5", "Opening: Cash": "0", "Short: Cash": "5"})
    )
    assert found
