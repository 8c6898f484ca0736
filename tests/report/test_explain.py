"""What `crossfoot explain` prints of a code, an amount and an account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from prove_shop import SOUND, shop

from crossfoot import driver
from crossfoot.codes.all import ALL
from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof
from crossfoot.report.columns import width
from crossfoot.report.explain import explain_code, explain_name, find_code, nearest_name

Project = tuple[Ruleset, tuple[Proof, ...]]


def project(folder: Path) -> Project:
    outcome = driver.check_rules(folder)
    assert outcome.ruleset is not None
    return outcome.ruleset, outcome.proofs


@pytest.fixture(scope="module")
def corner(examples: Path) -> Project:
    return project(examples / "corner-store")


@pytest.fixture(scope="module")
def two(examples: Path) -> Project:
    return project(examples / "two-stores")


def explained(of: Project, name: str) -> str:
    text = explain_name(*of, name)
    assert text is not None
    return text


def section(of: Project, name: str, title: str) -> list[str]:
    """Return the lines of one section of an explanation."""
    _, _, rest = explained(of, name).partition(f"\n\n{title}\n")
    return [line.removeprefix("  ") for line in rest.split("\n\n")[0].splitlines()]


@pytest.mark.parametrize("text", ["XF302", "xf302", "302", " Excluded-Together "])
def test_a_code_is_found_by_number_and_by_name(text: str) -> None:
    assert find_code(text) is EXCLUDED_TOGETHER


@pytest.mark.parametrize("text", ["XF999", "3020", "999", "³02", "Sales: Total", ""])
def test_anything_else_is_no_code(text: str) -> None:
    assert find_code(text) is None


def test_a_code_is_told_with_its_examples_as_they_would_be_typed() -> None:
    text = explain_code(EXCLUDED_TOGETHER)
    assert text.startswith("XF302 excluded-together (error)\n\nTwo items are posted that")
    assert "\n\nBad:\n\n    post Sales: Total credit" in text
    assert "::" not in text


def test_every_code_fits_eighty_columns() -> None:
    for code in ALL:
        assert max(map(len, explain_code(code).split("\n"))) <= 80, code.number


def test_a_code_without_documentation_still_has_a_name() -> None:
    assert explain_code(replace(EXCLUDED_TOGETHER, doc=None)) == "XF302 excluded-together (error)\n"


def test_an_amount_is_told_with_its_formula_its_words_and_its_rules(corner: Project) -> None:
    text = explained(corner, "tender received")
    assert text.startswith("Tender Received\n  a formula, one figure for each Tender (")
    assert "  = Closing - Opening - Dropped - Paid\n" in text
    assert "What the customers paid" in text
    assert "  debit Bank or Other Current Asset\n" in text
    assert 'post Tender Received: Visa debit "1020 · Card Clearing"' in text
    assert "\N{REPLACEMENT CHARACTER}" not in text


def test_a_member_is_told_without_the_rules_for_others(corner: Project) -> None:
    text = explained(corner, "Tender Received: visa")
    assert text.startswith("Tender Received: Visa\n")
    assert "post Tender Received: Visa" in text
    assert "post Tender Received: Debit Card" not in text


def test_a_figure_is_told_with_its_sign(corner: Project) -> None:
    text = " ".join(explained(corner, "Dropped").split())
    assert "one figure for each Tender, never positive (" in text
    assert "never Dropped: Visa" in text


def test_a_sum_is_written_as_one_and_as_it_was_written(corner: Project) -> None:
    text = explained(corner, "Cash Dropped")
    assert "  = -sum of Dropped\n  written: Cash Dropped = sum of Tender Dropped\n" in text


def test_what_is_written_as_it_comes_down_is_written_once(corner: Project) -> None:
    assert "written:" not in explained(corner, "Tender Received")


def test_an_exclusion_says_who_declares_it_and_what_both_bring(corner: Project) -> None:
    first, where, why, *_ = section(corner, "Sales: Total", "Excludes")
    assert first == "Dept Sales"
    assert why == "  `Sales: Total` is the sum of `Dept Sales`: both bring `Dept Sales`"
    assert where.startswith("  declared at crossfoot/rules/rms.gl:")


def test_an_exclusion_that_formulas_do_not_bear_out_is_doubted(tmp_path: Path) -> None:
    of = project(shop(tmp_path, SOUND + "Tax excludes Tips\nTax takes credit Income\n"))
    assert section(of, "Tips", "Excludes") == [
        "Tax",
        "  declared at rules.gl:15",
        "  they have no figure in common: by the formulas they may be posted together",
    ]


def test_an_exclusion_that_nobody_declares_is_derived(tmp_path: Path) -> None:
    takes = "Total takes credit Income\nSales takes credit Income\n"
    of = project(shop(tmp_path, SOUND + takes))
    assert section(of, "Total", "Excludes") == [
        "Sales",
        "  both bring `Sales`, though nobody declares it",
    ]


def test_an_amount_that_nothing_posts_is_told_as_that(corner: Project) -> None:
    assert section(corner, "Sales: Total", "In the rules") == [
        "nothing posts or skips it by this name"
    ]
    (other,) = section(corner, "Sales: Total", "Other rules that post figures of it")
    assert other.startswith("rules.gl:36 post Dept Sales credit")


def test_rules_for_other_members_post_other_figures(corner: Project) -> None:
    others = section(corner, "Tender Dropped: Visa", "Other rules that post figures of it")
    assert not any("Debit Card" in each for each in others)
    assert any(each.startswith("rules.gl:15 post Tender Received: Visa") for each in others)


def test_accounts_that_are_filled_in_are_told_by_member_and_by_store(
    corner: Project, two: Project
) -> None:
    assert section(corner, "Dept Sales", "In the rules")[1:] == [
        "  credit 4000 · Sales for Grocery, Household",
        "  credit 4020 · Liquor for Liquor",
    ]
    assert section(two, "Tender Received", "In the rules") == [
        'rules.gl:14 post Tender Received debit "{store.till}"',
        "  debit 1051 · Till East at East",
        "  debit 1052 · Till West at West",
    ]


def test_a_share_is_told_with_how_it_is_rounded(tmp_path: Path) -> None:
    rules = "Fee = 6% of Total\nRest = Total - Fee\n" + SOUND
    of = project(shop(tmp_path, rules))
    assert (
        "  = 6% of sum of Sales, rounded to cents, half away from zero\n"
        "  written: Fee = 6% of Total\n"
    ) in explained(of, "Fee")
    assert (
        "  = sum of Sales - Fee\n"
        "  where Fee = 6% of sum of Sales, rounded to cents, half away from zero\n"
    ) in explained(of, "Rest")


def test_a_figure_is_told_with_what_becomes_of_it(corner: Project) -> None:
    assert section(corner, "Dept Sales", "In the books") == [
        "Dept Sales: not in the debits, 1 x in the credits",
        "4000 · Sales: -1 x Dept Sales: Grocery, Household",
        "4020 · Liquor: -1 x Dept Sales: Liquor",
    ]
    (identity,) = section(corner, "Dept Sales", "In what always holds")
    assert identity.endswith(" -1 x in always Taken = Due")


def test_one_figure_is_told_alone(corner: Project) -> None:
    books = section(corner, "Dept Sales: Liquor", "In the books")
    assert books == [
        "Dept Sales: Liquor: not in the debits, 1 x in the credits",
        "4020 · Liquor: -1 x Dept Sales: Liquor",
    ]
    (never,) = section(corner, "Dept Commission: Liquor", "In what never occurs")
    assert never.startswith("rules.gl:60 never Dept Commission because")


def test_what_differs_between_stores_is_told_with_where(two: Project) -> None:
    books = section(two, "Layaway: Paid", "In the books")
    assert books[0] == "East from 2026-01-01 until 2026-06-30; East from 2026-07-01:"
    assert "  2310 · Layaways: -1 x Layaway: Paid" in books


def test_an_account_is_told_with_what_posts_to_it(corner: Project) -> None:
    text = explained(corner, "1010")
    assert text.startswith("1010 · Undeposited Funds\n  an account of type Other Current Asset (")
    assert section(corner, "1010", "Posted to by") == [
        "rules.gl:14 debit Tender Received",
        "rules.gl:26 credit Cash Dropped",
        "rules.gl:27 credit Cash Paid Out",
    ]


def test_an_account_is_told_with_its_formula(corner: Project, two: Project) -> None:
    added = "What a batch adds to it: debits less credits"
    assert section(corner, "6990", added) == ["Tender Rounding Error"]
    assert section(two, "1020", added) == [
        "East from 2026-01-01 until 2026-06-30; East from 2026-07-01:",
        "  Closing: Visa + Closing: Amex",
        "West from 2026-01-01 until 2026-06-30; West from 2026-07-01:",
        "  Closing: Visa",
    ]


def test_an_account_of_a_few_members_is_told_with_them(corner: Project) -> None:
    (line,) = section(corner, "4000", "Posted to by")
    assert line == "rules.gl:36 credit Dept Sales: Grocery, Household"


def test_whether_an_account_clears_said_or_not(two: Project) -> None:
    assert section(two, "1051", "Does it clear?") == ["it is said to (rules.gl:26), and does"]
    assert section(two, "1061", "Does it clear?") == ["nobody says so; it does not"]


def test_an_account_that_is_said_to_clear(tmp_path: Path) -> None:
    of = project(shop(tmp_path, SOUND + '"{store.till}" clears\n'))
    first, *why = section(of, "1002", "Does it clear?")
    assert first == "it is said to (rules.gl:15), and does not"
    assert "  what stays on it: sum of Taken" in why
    assert "rules.gl:15 is said to clear" in section(of, "1002", "Posted to by")


def test_an_account_for_differences_and_one_that_nothing_posts_to(tmp_path: Path) -> None:
    of = project(shop(tmp_path, SOUND + 'differences up to 0.05 to "6990"\n'))
    assert section(of, "6990", "Posted to by") == ["rules.gl:15 takes what a batch is off by"]
    assert section(of, "1200", "Posted to by") == ["no rule"]


def test_a_member_alone_is_told_with_every_rule_that_posts_it(corner: Project) -> None:
    text = explained(corner, "visa")
    assert text.startswith("Visa\n  a Tender of Main Street (crossfoot.yaml:12)\n")
    posted = [line.split(" ")[0] for line in section(corner, "Visa", "Posted by")]
    assert [line for line in posted if line.startswith("rules.gl")] == [
        "rules.gl:15",
        "rules.gl:21",
        "rules.gl:26",
        "rules.gl:27",
    ]
    assert section(corner, "Visa", "Not posted")[0].startswith("rules.gl:29 never Dropped: Visa")


def test_a_name_that_is_an_account_and_a_member_is_told_as_both(tmp_path: Path) -> None:
    of = project(shop(tmp_path, departments=("Stock", "Food")))
    text = explained(of, "Stock")
    assert text.startswith("1200 · Stock\n")
    assert "\n\nStock\n  a Department of North (crossfoot.yaml:" in text


def test_without_a_proof_it_is_said_that_there_is_none(tmp_path: Path) -> None:
    of = project(shop(tmp_path, SOUND + 'post Tax credit "4000"\n'))
    assert of[1] == ()
    unproved = ["not proved yet; `crossfoot check` says why"]
    assert section(of, "Tax", "In the books") == unproved
    assert section(of, "2200", "What a batch adds to it: debits less credits") == unproved


@pytest.mark.parametrize("name", ["corner-store", "opening-closing", "two-stores"])
def test_everything_in_a_project_fits_eighty_columns(name: str, examples: Path) -> None:
    of = project(examples / name)
    names = [each.name for each in of[0].model.amounts.values()]
    names += [each.name for each in of[0].project.chart.accounts]
    for each in names:
        assert max(map(width, explained(of, each).splitlines())) <= 80, each


def test_a_name_that_is_nothing_gets_the_nearest(corner: Project) -> None:
    ruleset, proofs = corner
    assert explain_name(ruleset, proofs, "Tender Recieved") is None
    assert nearest_name(ruleset, "Tender Recieved") == "did you mean `Tender Received`?"
    assert nearest_name(ruleset, "Vsia") == "did you mean `Visa`?"
    assert nearest_name(ruleset, "qqq") is None
