"""The questions that are put to QuickBooks are of the form that it takes."""

from __future__ import annotations

from pathlib import Path

from qbxml_schema import faults

from crossfoot.targets.queries import (
    LISTS,
    NextPage,
    in_portions,
    list_queries,
    next_pages,
    transaction_queries,
)


def test_all_lists_are_asked_for_inactive_records_too(oracle: Path) -> None:
    request = list_queries("13.0")
    assert faults(oracle, request) == []
    text = request.decode()
    assert text.count("<ActiveStatus>All</ActiveStatus>") == sum(each.has_status for each in LISTS)
    assert text.count('iterator="Start"') == 3
    assert "<AccountQueryRq" in text
    assert 'AccountQueryRq requestID="Account" iterator' not in text


def test_what_is_left_of_a_list_is_asked_for_by_its_iterator(oracle: Path) -> None:
    request = next_pages("13.0", [NextPage("Customer", "{a-1}")])
    assert faults(oracle, request) == []
    assert b'iterator="Continue" iteratorID="{a-1}"' in request


def test_references_are_asked_for_in_portions_and_once_each(oracle: Path) -> None:
    asked = [
        *in_portions("JournalEntry", "entries", ["M1", "M2", "M1", "M3"], 2),
        *in_portions("Bill", "bills", ["PO-1 & co"], 2),
    ]
    assert [each.refs for each in asked] == [("M1", "M2"), ("M3",), ("PO-1 & co",)]
    request = transaction_queries("13.0", asked)
    assert faults(oracle, request) == []
    assert b"PO-1 &amp; co" in request
