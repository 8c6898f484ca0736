"""What `crossfoot explain` prints of a code, an amount and an account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crossfoot import driver
from crossfoot.codes.all import ALL
from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.model.ruleset import Ruleset
from crossfoot.report.explain import explain_code, explain_name, find_code, nearest_name


@pytest.fixture(scope="module")
def ruleset(examples: Path) -> Ruleset:
    outcome = driver.check(examples / "corner-store")
    assert outcome.ruleset is not None
    return outcome.ruleset


@pytest.mark.parametrize("text", ["XF302", "xf302", " Excluded-Together "])
def test_a_code_is_found_by_number_and_by_name(text: str) -> None:
    assert find_code(text) is EXCLUDED_TOGETHER


@pytest.mark.parametrize("text", ["XF999", "302", "Sales: Total", ""])
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


def test_an_amount_is_told_with_its_formula_its_words_and_its_rules(ruleset: Ruleset) -> None:
    text = explain_name(ruleset, "tender received")
    assert text is not None
    assert text.startswith("Tender Received\n  a formula, one figure for each Tender (")
    assert "  = Closing - Opening - Dropped - Paid\n" in text
    assert "What the customers paid" in text
    assert "  debit Bank or Other Current Asset\n" in text
    assert 'post Tender Received: Visa debit "1020 · Card Clearing"' in text


def test_a_member_is_told_without_the_rules_for_others(ruleset: Ruleset) -> None:
    text = explain_name(ruleset, "Tender Received: visa")
    assert text is not None
    assert text.startswith("Tender Received: Visa\n")
    assert "post Tender Received: Visa" in text
    assert "Debit Card" not in text


def test_a_measure_is_told_with_its_sign(ruleset: Ruleset) -> None:
    text = explain_name(ruleset, "Dropped")
    assert text is not None
    assert "one figure for each Tender, never positive (" in text
    assert "never Dropped: Visa" in text


def test_a_sum_is_written_as_one(ruleset: Ruleset) -> None:
    assert "= -sum of Dropped\n" in (explain_name(ruleset, "Cash Dropped") or "")


def test_an_amount_that_nothing_posts_is_told_as_that(ruleset: Ruleset) -> None:
    text = explain_name(ruleset, "Sales: Total")
    assert text is not None
    assert "Excludes\n  Dept Sales\n" in text
    assert "nothing posts or skips it by this name" in text


def test_an_account_is_told_with_what_posts_to_it(ruleset: Ruleset) -> None:
    text = explain_name(ruleset, "1010")
    assert text is not None
    assert text.startswith("1010 · Undeposited Funds\n  an account of type Other Current Asset (")
    assert "debit  Tender Received\n" in text
    assert "credit Cash Dropped\n" in text


def test_a_name_that_is_nothing_gets_the_nearest(ruleset: Ruleset) -> None:
    assert explain_name(ruleset, "Tender Recieved") is None
    assert nearest_name(ruleset, "Tender Recieved") == "did you mean `Tender Received`?"
    assert nearest_name(ruleset, "qqq") is None
