"""Ways mixed by tender, and one mistake in them: one finding, whose advice mends it."""

from __future__ import annotations

from books import placed
from test_findings import REST, TENDERS, findings, only

SHOP = {"Main": {"Tender": "Cash, Visa", "Tax": "GST", "Department": "Food, Wine"}}

MIXED = """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Tender Dropped: Cash debit "Bank"
post Tender Paid Out: Cash debit "Spent"
post Tender Received: Visa debit "Till"
post Tender Over/Short credit "Over and Short"
never Dropped: Visa, Paid: Visa because "cards stay in the till"
"""

ALL_THREE = """\
post Tender Opening Amounts debit "Till" credit "Bank"
post Tender Received debit "Till"
post Tender Dropped debit "Bank" credit "Till"
post Tender Paid Out debit "Spent" credit "Till"
post Tender Closing Amounts debit "Bank" credit "Till"
post Tender Closing Amounts: Visa debit "Bank" credit "Till"
post Tender Over/Short credit "Over and Short"
"""


def without(rules: str, name: str) -> str:
    left = [line for line in rules.splitlines(keepends=True) if f"post {name} " not in line]
    assert len(left) == len(rules.splitlines()) - 1
    return "".join(left)


def test_both_ways_side_by_side_are_sound() -> None:
    assert findings(MIXED + REST, SHOP) == []
    assert findings(ALL_THREE + REST, SHOP) == []


def test_drops_left_out_for_the_tender_that_is_counted_are_what_is_missing() -> None:
    # To post what was received for Cash, as for Visa, would book it twice.
    finding = only(without(MIXED, "Tender Dropped: Cash") + REST, SHOP)
    assert finding.code.number == "XF402"
    assert finding.help is not None
    assert 'add `post Cash Dropped debit "…"`' in finding.help


def test_an_opening_count_left_out_is_no_tender_left_out() -> None:
    found = findings(without(MIXED, "Tender Opening Amounts: Cash") + REST, SHOP)
    assert "XF403" not in [each.code.number for each in found]
    assert ("XF303", "Tender Closing Amounts: Cash") in placed(found)


def test_what_was_received_left_out_is_one_rule_to_add_not_six_to_change() -> None:
    finding = only(without(ALL_THREE, "Tender Received") + REST, SHOP)
    assert finding.code.number == "XF402"
    assert finding.help is not None
    assert 'add `post Tender Received debit "…"`' in finding.help


def test_counts_beside_what_was_received_are_one_double_posting_however_many_rules() -> None:
    rules = (
        TENDERS
        + 'post Tender Received: Visa debit "Bank"\n'
        + 'post Tender Opening Amounts credit "Till"\npost Tender Closing Amounts debit "Till"\n'
    )
    found = findings(rules + REST, SHOP)
    assert {each.code.number for each in found} == {"XF401"}
    assert all("Tender Received: Visa" not in (each.help or "") for each in found)
