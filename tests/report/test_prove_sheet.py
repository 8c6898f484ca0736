"""What is gathered of a proof: where it holds, on what it rests, what each account gets."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from prove_shop import SOUND, only, resolved, shop, shown

from crossfoot import __version__, driver
from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.proof.linear import add
from crossfoot.proof.result import Verdict
from crossfoot.report.proof import says
from crossfoot.report.proof.gather import head_of, sheets
from crossfoot.report.proof.sheet import Ground, Sheet, Use
from crossfoot.targets.digests import rule_digests

SHARES = """\
Fee = 6% of Total
Rest = 94% of Total
post Money debit "{store.till}"
post Tax credit "2200"
post Fee credit "4001"
post Rest credit "4000"
never Tips because "nobody tips here"
"""


def accounts(sheet: Sheet) -> dict[str, str]:
    return {
        says.account(line, sheet.places): says.gets(line, sheet.differences)
        for line in sheet.accounts
    }


def test_stores_with_accounts_of_their_own_share_a_sheet(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path))
    assert list(says.heading(sheet.places)) == ["North, South"]
    assert sheet.verdict is Verdict.BY_IDENTITY
    assert accounts(sheet) == {
        "1001 · Till One (North), 1002 · Till Two (South)": "sum of Taken",
        "4000 · Sales": "-sum of Sales",
        "2200 · Tax Due": "-Tax",
    }


def test_stores_that_post_otherwise_do_not(tmp_path: Path) -> None:
    rules = SOUND + 'post Cost debit "Cost:{Department}" credit "1200" for "South"\n'
    north, south = shown(shop(tmp_path, rules))
    assert list(says.heading(north.places)) == ["North"]
    assert list(says.heading(south.places)) == ["South"]
    assert "1200 · Stock" in accounts(south)


def test_periods_that_differ_in_the_account_alone_share_one(tmp_path: Path) -> None:
    rules = SOUND.replace('"2200"', '"2200" until 2026-06-30')
    rules += 'post Tax credit "4001" from 2026-07-01\n'
    sheet = only(shop(tmp_path, rules, stores=("North",)))
    assert list(says.heading(sheet.places)) == ["North until 2026-06-30", "North from 2026-07-01"]
    taxes = "2200 · Tax Due (North until 2026-06-30), 4001 · Shares (North from 2026-07-01)"
    assert accounts(sheet)[taxes] == "-Tax"


def test_many_accounts_that_differ_by_member_are_one_line(tmp_path: Path) -> None:
    rules = SOUND + 'post Cost debit "Cost:{Department}" credit "1200"\n'
    sheet = only(shop(tmp_path, rules))
    lines = accounts(sheet)
    assert lines["6 accounts, Cost:Food to Cost:Games & Co"] == "Cost, of its own Department"
    assert lines["1200 · Stock"] == "-sum of Cost"


def test_few_accounts_that_differ_by_member_are_a_line_each(tmp_path: Path) -> None:
    rules = SOUND + 'post Cost debit "Cost:{Department}" credit "1200"\n'
    sheet = only(shop(tmp_path, rules, departments=("Food", "Wine")))
    assert accounts(sheet)["Cost:Wine"] == "Cost: Wine"


def test_an_account_that_gets_nothing_in_the_end_is_told(tmp_path: Path) -> None:
    rules = SOUND + 'post Cost debit "1200" credit "1010"\nTwice = Cost\n'
    rules += 'post Twice debit "1010" credit "1200"\n'
    assert accounts(only(shop(tmp_path, rules)))["1200 · Stock"] == "0"


def test_statements_are_told_apart_by_whose_they_are(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path))
    said = [(title, [each.where for each in found]) for title, found in says.grounds(sheet)]
    assert said == [
        ("It rests on what the company says of every batch", ["rules.gl:8"]),
        ("It rests on what the company says never occurs", ["rules.gl:14"]),
    ]
    identity, never = sheet.grounds
    assert identity.formula == "sum of Taken - sum of Sales - Tax - Tips"
    assert list(says.uses(identity)) == ["added once"]
    assert list(says.uses(never)) == ["added once for Tips"]


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (1, "added once"),
        (-1, "taken away once"),
        (2, "added twice"),
        (-3, "taken away 3 times"),
        (Fraction(-1, 2), "taken away 1/2 times"),
    ],
)
def test_how_often_a_statement_is_used(factor: Number, said: str) -> None:
    ground = Ground("always A = B", "rules.gl:1", False, False, "A - B", (), (Use(factor, None),))
    assert list(says.uses(ground)) == [said]


def test_nothing_rests_on_the_statements_of_what_is_refuted(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SOUND.replace("post Tax", "# post Tax")))
    assert sheet.verdict is Verdict.REFUTED
    assert [title for title, _ in says.grounds(sheet)] == [
        "The batch keeps what the company says of every batch",
        "The batch keeps what the company says never occurs",
    ]
    assert all(each.uses == () for each in sheet.grounds)


def test_the_account_for_differences_gets_what_a_batch_is_off_by(tmp_path: Path) -> None:
    own = 'differences up to 0.05 to "6990"\n'
    off = "what a batch is off by, up to 0.05"
    assert accounts(only(shop(tmp_path / "own", SOUND + own)))["6990 · Pennies"] == off
    shared = only(shop(tmp_path / "shared", SOUND + own.replace("6990", "2200")))
    assert accounts(shared)["2200 · Tax Due"] == f"-Tax, and {off}"
    assert off not in accounts(shared)["4000 · Sales"]


def test_stores_of_which_one_books_differences_to_its_till_are_told_apart(tmp_path: Path) -> None:
    rules = SOUND + 'differences up to 0.05 to "1001"\n'
    north, south = shown(shop(tmp_path, rules))
    assert "what a batch is off by" in accounts(north)["1001 · Till One"]
    assert accounts(south)["1001 · Till One"] == "what a batch is off by, up to 0.05"
    assert accounts(south)["1002 · Till Two"] == "sum of Taken"


def test_what_proofs_are_of_is_told_with_the_digests_of_the_certificate(tmp_path: Path) -> None:
    ruleset, _ = resolved(shop(tmp_path))
    head = head_of(ruleset)
    assert (head.company, head.version) == ("Corner Shops", __version__)
    assert dict(head.sources) == rule_digests(ruleset)
    assert says.made_of(head).startswith(f"chart.yaml {rule_digests(ruleset)['chart.yaml'][:12]}, ")


def test_the_models_statements_come_first(examples: Path) -> None:
    outcome = driver.check_rules(examples / "corner-store")
    assert outcome.ruleset is not None
    (sheet,) = sheets(outcome.ruleset, outcome.proofs)
    titles = [title for title, _ in says.grounds(sheet)]
    assert titles == [
        "It rests on what the model says of every batch",
        "It rests on what the company says never occurs",
    ]
    (model,) = [each for each in sheet.grounds if each.from_model]
    assert model.where.startswith("crossfoot/rules/rms.gl:")


def test_a_never_that_is_not_needed_is_told_without_a_number(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SOUND + 'never Cost because "we count it"\n'))
    cost = next(each for each in sheet.grounds if each.text.startswith("never Cost"))
    assert cost.uses == ()


def test_an_identity_by_member_is_told_with_its_members(tmp_path: Path) -> None:
    rules = 'always Cost = 0\npost Cost debit "1200"\n' + SOUND
    sheet = only(shop(tmp_path, rules))
    (costs,) = [each for each in sheet.grounds if "Cost" in each.text]
    assert costs.formula == "Cost"
    assert list(says.uses(costs)) == ["added once for Food, Wine, Toys, Shoes and 2 more"]


def test_figures_that_are_alike_are_one_row(tmp_path: Path) -> None:
    rules = SOUND + 'post Cost: Wine debit "1200" credit "1010"\n'
    rows = only(shop(tmp_path, rules)).rows
    assert [(row.name, row.debits, row.credits) for row in rows] == [
        ("Taken", 1, 0),
        ("Sales", 0, 1),
        ("Cost: Wine", 1, 1),
        ("Tax", 0, 1),
    ]


@pytest.mark.parametrize("name", ["corner-store", "opening-closing", "two-stores"])
def test_the_statements_multiplied_out_are_the_net(name: str, examples: Path) -> None:
    outcome = driver.check_rules(examples / name)
    assert outcome.ruleset is not None
    for sheet in sheets(outcome.ruleset, outcome.proofs):
        total: Vector = {}
        for ground in sheet.grounds:
            for each in ground.used:
                add(total, each.claim.vector, each.factor)
        assert total == sheet.net
        add(total, sheet.credits)
        add(total, sheet.debits, -1)
        assert total == {}


def test_the_accounts_add_up_to_the_net(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SHARES))
    total: Vector = {}
    for line in sheet.accounts:
        for row in line.rows:
            add(total, row.vector)
    assert total == sheet.net


def test_shares_that_can_unbalance_are_refuted_with_a_batch_in_cents(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SHARES))
    assert sheet.verdict is Verdict.REFUTED
    assert not sheet.is_proved
    assert [tuple(each) for each in sheet.shares] == [
        ("Fee", "6% of sum of Sales"),
        ("Rest", "94% of sum of Sales"),
    ]
    assert sheet.example is not None
    assert all(abs(each.cents) < 100 for each in sheet.example.batch)
    assert sheet.example.entry is not None
    assert sheet.example.entry.debits == sheet.example.debits
    assert sheet.example.entry.credits == sheet.example.credits


def test_within_differences_they_are_proved_up_to_rounding(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SHARES + 'differences up to 0.05 to "6990"\n'))
    assert sheet.verdict is Verdict.UP_TO_ROUNDING
    assert sheet.is_proved
    assert says.rounding(sheet.rest, sheet.differences) == (
        "what rounding leaves, -rounding of Fee - rounding of Rest, comes to 0.01 at most, "
        "within `differences up to 0.05` (rules.gl:18)"
    )
    assert "goes to 6990 · Pennies (rules.gl:18)" in (says.tolerance(sheet) or "")


def test_shares_that_fit_for_every_cent_are_told_as_that(tmp_path: Path) -> None:
    rules = SHARES.replace("6% of", "20% of").replace("94% of", "80% of")
    sheet = only(shop(tmp_path, rules))
    assert sheet.is_proved
    assert "comes to 0.00 for every amount" in (says.rounding(sheet.rest, None) or "")


def test_roundings_by_member_are_told_as_a_sum(tmp_path: Path) -> None:
    rules = SHARES.replace("of Total", "of Sales").replace("6%", "20%").replace("94%", "80%")
    sheet = only(shop(tmp_path, rules))
    assert sheet.rest.formula == "-sum of rounding of Fee - sum of rounding of Rest"


def test_an_account_that_clears_is_told_with_what_makes_it(tmp_path: Path) -> None:
    rules = SOUND.replace('"4000"', '"1010"').replace('"2200"', '"1010"')
    rules = rules.replace("{store.till}", "1010") + '"1010" clears\n'
    sheet = only(shop(tmp_path, rules))
    assert sheet.is_proved
    (clear,) = sheet.clears
    assert says.clearing(clear, sheet) == "1010 · Safe clears in every batch (rules.gl:15)"
    assert clear.formula == "sum of Taken - sum of Sales - Tax"
    assert clear.grounds[0].text.startswith("always sum of Taken")


def test_an_account_that_does_not_clear_is_refuted_with_a_batch(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SOUND + '"{store.till}" clears\n'))
    assert sheet.verdict is Verdict.BY_IDENTITY
    assert not sheet.is_proved
    (refuted,) = says.failures(sheet)
    assert refuted == (
        "refuted: 1001 · Till One (North), 1002 · Till Two (South) do not clear (rules.gl:15)"
    )
    (clear,) = sheet.clears
    assert clear.left == ("sum of Taken",)
    assert clear.example is not None
    assert clear.example.debits != clear.example.credits


def test_what_is_skipped_is_told_once_with_its_reason(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SOUND + 'skip Cost because "we count it"\n'))
    assert sheet.skipped == ('skip Cost because "we count it" (rules.gl:15)',)


def test_a_refuted_proof_says_what_stays(tmp_path: Path) -> None:
    sheet = only(shop(tmp_path, SOUND.replace("post Tax", 'skip Tax because "x"\n#')))
    assert sheet.left == ("Tax",)
    assert sheet.example is not None
    assert {each.figure for each in sheet.example.batch} >= {"Tax"}
