"""Reads QuickBooks' lists from its qbXML answer, one record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crossfoot.quickbooks.bad_answer import BadAnswer as BadAnswer
from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.company import READERS
from crossfoot.quickbooks.envelope import AnswerHead, SetHead, number_in, read_envelope
from crossfoot.quickbooks.list_items import CompanyFacts as CompanyFacts
from crossfoot.quickbooks.list_items import ListHeading as ListHeading
from crossfoot.quickbooks.list_items import ListItem as ListItem
from crossfoot.quickbooks.list_items import ListKind as ListKind
from crossfoot.quickbooks.list_limits import Unique
from crossfoot.quickbooks.list_records import FORMS, list_item
from crossfoot.quickbooks.opening import EmptyAnswer, NoAnswer, opened
from crossfoot.quickbooks.statuses import explained, explained_hresult, explained_set
from crossfoot.quickbooks.xml import Element

LIST_QUERIES: dict[str, ListKind] = {
    "AccountQuery": ListKind.ACCOUNTS,
    "TermsQuery": ListKind.TERMS,
    "StandardTermsQuery": ListKind.TERMS,
    "DateDrivenTermsQuery": ListKind.TERMS,
    "VendorQuery": ListKind.VENDORS,
    "CustomerQuery": ListKind.CUSTOMERS,
    "ItemQuery": ListKind.ITEMS,
    "ClassQuery": ListKind.CLASSES,
}
"""The questions for lists that are taken in, each with its list."""

_FACT_QUERIES = {
    "CompanyQuery": "CompanyRet",
    "HostQuery": "HostRet",
    "PreferencesQuery": "PreferencesRet",
}
_POSTED = ("Add", "Mod", "TxnVoid", "TxnDel", "JournalEntryQuery", "BillQuery")
_NOTHING_FOUND = 1


def read_lists(file: BinaryIO) -> Iterator[ListHeading | ListItem | CompanyFacts]:
    """Yield each list's heading, then its records; the facts of the company, if any, come last.

    Only where the last one has come was the whole file sound: nothing may be kept before. Takes
    the room of one record, and of the names and IDs that it saw. Raises BadAnswer for half a
    file, for an answer that is no list, for one that says that QuickBooks could not give it, and
    for records that QuickBooks cannot have.
    """
    begun = opened(file)
    if isinstance(begun, EmptyAnswer):
        raise BadAnswer("the file is empty: QuickBooks gave no answer; let it answer once more", 1)
    if isinstance(begun, NoAnswer):
        said = explained_hresult(begun.hresult)
        raise BadAnswer(f"QuickBooks failed ({begun.hresult}): {said.meaning}; {said.remedy}", 1)
    reader = _Reader()
    for part in read_envelope(begun):
        if isinstance(part, SetHead):
            _require_done(part)
        elif isinstance(part, AnswerHead):
            yield from reader.begins(part)
        else:
            yield from reader.record(part)
    if reader.facts is not None:
        yield reader.facts


class _Reader:
    def __init__(self) -> None:
        self.facts: CompanyFacts | None = None
        self._unique = Unique()
        self._seen: set[str] = set()
        self._request = ""

    def begins(self, head: AnswerHead) -> Iterator[ListHeading]:
        """Yield the heading of a list; of facts there is none."""
        self._request = head.request
        _require_list(head)
        _require_given(head)
        kind = LIST_QUERIES.get(head.request)
        if kind is not None:
            element = head.element
            remaining = number_in(element, "iteratorRemainingCount") or 0
            iterator = element.attributes.get("iteratorID")
            query = head.request.removesuffix("Query")
            yield ListHeading(kind, element.line, remaining, iterator, query)

    def record(self, record: Element) -> Iterator[ListItem]:
        """Yield a record of a list; keep what is a fact."""
        form = FORMS.get(record.name)
        if form is not None and LIST_QUERIES.get(self._request) is form.kind:
            item = list_item(record, form)
            fault = self._unique.fault(item.kind, item.name, item.fields.get("id"), item.line)
            if fault is not None:
                raise record.fault(fault)
            yield item
        elif record.name == _FACT_QUERIES.get(self._request):
            self._fact(record)
        else:
            raise record.fault(
                f"{quoted(record.name)} stands in the answer to a {quoted(self._request)}"
            )

    def _fact(self, record: Element) -> None:
        if record.name in self._seen:
            raise record.fault(f"a second {quoted(record.name)}; one file is of one company")
        self._seen.add(record.name)
        facts = self.facts or CompanyFacts(record.line)
        self.facts = READERS[record.name](facts, record)


def _require_done(head: SetHead) -> None:
    if head.status not in (None, 0):
        said = explained_set(head.status or 0)
        raise head.element.fault(
            f"message-set status {head.status}: {said.meaning}; ask for the lists anew with "
            "`crossfoot request`"
        )


def _require_list(head: AnswerHead) -> None:
    request, name = head.request, quoted(head.element.name)
    if request in LIST_QUERIES or request in _FACT_QUERIES:
        return
    if request.endswith(_POSTED):
        raise head.element.fault(
            f"{name} is QuickBooks' answer to what was posted; take it in with `crossfoot receive`"
        )
    raise head.element.fault(
        f"{name} is none of the lists that are used here; ask for those with `crossfoot request`"
    )


def _require_given(head: AnswerHead) -> None:
    """Raise BadAnswer where QuickBooks says that it does not give a list, or not all of it."""
    if head.code in (0, _NOTHING_FOUND):
        return
    said = explained(head.code, head.message)
    words = f", {quoted(head.message)}" if head.message else ""
    raise head.element.fault(
        f"QuickBooks did not answer {quoted(head.request)} ({head.code}{words}): "
        f"{said.meaning}; {said.remedy}"
    )
