"""What each status of QuickBooks' is said to mean, and to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.quickbooks.answers import MessageSet, read_answers
from crossfoot.quickbooks.status_table import CODES, HRESULTS, RANGES, SETS, UNKNOWN, Explanation
from crossfoot.quickbooks.statuses import explained, explained_hresult, explained_set, is_done

ALL = (
    *CODES.values(),
    *SETS.values(),
    *HRESULTS.values(),
    *(each for _, each in RANGES),
    UNKNOWN,
)
MISSING = (
    'There is an invalid reference to QuickBooks {} "{}" in the JournalEntry line.  QuickBooks '
    "error message: Invalid argument.  The specified record does not exist in the list."
)


def known(oracle: Path) -> list[tuple[str, str]]:
    """Return the codes that others know, each with how sure that is."""
    rows = (oracle / "status_codes.tsv").read_text("utf-8").splitlines()[1:]
    return [(row.split("\t")[0], row.split("\t")[3]) for row in rows]


def test_every_code_that_is_sure_has_an_explanation_of_its_own(oracle: Path) -> None:
    sure = {int(code) for code, grade in known(oracle) if grade in "AB" and code.isdigit()}
    assert len(sure) > 40
    assert sure - CODES.keys() - SETS.keys() == set()


def test_no_code_is_explained_that_nobody_knows(oracle: Path) -> None:
    codes = {int(code) for code, _ in known(oracle) if code.isdigit()}
    assert CODES.keys() | SETS.keys() <= codes


@pytest.mark.parametrize("each", ALL)
def test_explanations_can_be_shown(each: Explanation) -> None:
    for text in (each.meaning, each.remedy):
        assert text
        assert "\n" not in text
        assert not text.endswith(".")
        assert text[0].islower() or text.startswith(("QuickBooks", "Edit"))


def test_real_refusals_are_explained_with_what_they_name(oracle: Path) -> None:
    with (oracle / "samples" / "error_rs_fragments.xml").open("rb") as file:
        found = read_answers(file)
    assert isinstance(found, MessageSet)
    told = [explained(each.code, each.message) for each in found.answers]
    assert [(each.meaning, each.may_retry) for each in told] == [
        (
            "the name is taken in QuickBooks: by a customer, vendor, employee or other name, too",
            False,
        ),
        ("a text is longer than its place in QuickBooks: `a5ad6d73` in `AccountNumber`", False),
        ("someone changed the same list or entry in QuickBooks at that moment", True),
        (
            "a value is one that QuickBooks cannot book: `129.43` in "
            "`AppliedToTxnAdd payment amount`",
            False,
        ),
        ("QuickBooks has no item `da product id 1`, or has it as inactive", False),
        ("QuickBooks did not look at it, because a request in front of it failed", True),
    ]


@pytest.mark.parametrize(
    ("what", "name", "shown"),
    [
        ("Account", "4010 · Food", "account `4010 · Food`"),
        ("Vendor", 'Ann "Annie" Lee', 'vendor `Ann "Annie" Lee`'),
        ("Class", "East", "class `East`"),
        ("StandardTerms", "Net 30", "payment terms `Net 30`"),
        ("Terms", "Net 30", "payment terms `Net 30`"),
        ("Sales Tax Code", "Tax", "sales tax code `Tax`"),
        ("Entity", "Bob", "customer or vendor `Bob`"),
        ("Account", "a\nb`c", "account `a?b?c`"),
        ("Account", "x" * 99, f"account `{'x' * 59}…`"),
    ],
)
def test_what_quickbooks_does_not_have_is_named(what: str, name: str, shown: str) -> None:
    found = explained(3140, MISSING.format(what, name))
    assert found.meaning == f"QuickBooks has no {shown}, or has it as inactive"
    assert f"see in QuickBooks whether {shown} was renamed, merged, deleted" in found.remedy
    assert not found.may_retry


def test_a_missing_reference_in_other_words_is_explained_all_the_same() -> None:
    assert explained(3140, "") == CODES[3140]
    assert explained(3140, "invalid reference to QuickBooks " * 200).meaning == CODES[3140].meaning


@pytest.mark.parametrize("code", [3161, 3171, 3170])
def test_a_closed_period_is_told_to_be_one(code: int) -> None:
    found = explained(code, "")
    assert "closed" in found.meaning
    assert "crossfoot reverse" in found.remedy
    assert not found.may_retry


def test_a_closed_period_behind_another_code_is_found_in_the_message() -> None:
    message = "QuickBooks error message: The date is on or before the closing date of the company."
    for code in (3160, 3170, 3180, 3210):
        assert explained(code, message) == CODES[3171]


@pytest.mark.parametrize(
    ("code", "message", "may_retry"),
    [
        (3175, "because it is already in use.", True),
        (3176, "The application failed to acquire the lock.", True),
        (3180, "This list has been modified by another user.", True),
        (3180, "The transaction could not be locked. It is in use by another user.", True),
        (3180, "The amounts are not in balance.", False),
        (3200, "The provided edit sequence is out-of-date.", False),
        (3260, "", False),
        (1010, "", True),
    ],
)
def test_what_can_go_through_another_time(code: int, message: str, may_retry: bool) -> None:
    assert explained(code, message).may_retry is may_retry


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (499, "QuickBooks did it, and has a word on it"),
        (777, "QuickBooks did it, but perhaps not all of it"),
        (1999, "QuickBooks failed as a whole"),
        (2000, "QuickBooks does not do what was asked for"),
        (3099, "something in the request is not written as QuickBooks wants"),
        (3262, "QuickBooks did not do it, for the reason it gives"),
        (9150, "a request counted on another one that QuickBooks did not do"),
        (9999, "QuickBooks gives a code that is not known here, so it is not known what it did"),
        (-1, "QuickBooks gives a code that is not known here, so it is not known what it did"),
    ],
)
def test_other_codes_go_by_their_range(code: int, meaning: str) -> None:
    assert explained(code, "any words").meaning == meaning


def test_only_success_and_remarks_count_as_done() -> None:
    assert [code for code in range(10_000) if is_done(code)] == [0, *range(500, 1000)]


@pytest.mark.parametrize("status", [600, 9001, 9002, 9005])
def test_a_status_of_the_set_says_what_to_do(status: int) -> None:
    found = explained_set(status)
    assert "crossfoot" in found.remedy
    assert not found.is_refusal


def test_only_what_quickbooks_never_looked_at_is_refused_as_a_whole() -> None:
    assert explained_set(9004).is_refusal
    assert explained_hresult("0x80040400").is_refusal
    assert [name for name, each in HRESULTS.items() if each.is_refusal] == ["0x80040400"]
    assert explained_set(1234) == UNKNOWN


def test_an_hresult_is_found_in_either_case_and_an_unknown_one_is_told_honestly() -> None:
    assert explained_hresult("0x8004040a") == HRESULTS["0x8004040A"]
    found = explained_hresult("0x80070005")
    assert found.meaning == "QuickBooks' interface failed, for a reason not known here"
    assert "crossfoot request --duplicates" in found.remedy
