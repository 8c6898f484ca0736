"""Answers questions: lists, transactions, and what kind of company it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import qb_answers
from company_file import Company, Iteration, Record, Transaction
from qb_shapes import Element
from qb_values import Refused, check_lengths, choice, day, missing, truth

FOUND = (0, "Status OK")
NOT_FOUND = (1, "A query request did not find a matching object in QuickBooks")  # A
_UNANSWERED = (
    "AccountFilter", "ClassFilter", "CurrencyFilter", "DateMacro", "EntityFilter",
    "FromModifiedDate", "IncludeListMetaData", "IncludeRetElement", "ModifiedDateRangeFilter",
    "NameFilter", "NameRangeFilter", "PaidStatus", "RefNumberFilter", "RefNumberRangeFilter",
    "ToModifiedDate", "TotalBalanceFilter",
)  # fmt: skip


class Reply(NamedTuple):
    """What a question came to: a status, what was found, and attributes for the answer."""

    code: int
    message: str
    found: list[str]
    more: dict[str, object]


def reply(company: Company, request: Element) -> Reply:
    """Answer a query; raises Refused."""
    check_lengths(request)
    _only_answered(request)
    kind = request.tag.removesuffix("QueryRq")
    if kind in ("Host", "Company", "Preferences"):
        return Reply(*FOUND, [qb_answers.facts(company, kind)], {})
    if kind in ("JournalEntry", "Bill"):
        return _transactions(company, request, kind)
    return _records(company, request, kind.removeprefix("Standard"))


def _only_answered(element: Element) -> None:
    if element.attributes.get("metaData", "NoMetaData") != "NoMetaData":
        raise Refused(530, 'The field "metaData" is not supported by this implementation.')
    for child in element.children:
        if child.tag in _UNANSWERED:  # A: 530
            raise Refused(530, f'The field "{child.tag}" is not supported by this implementation.')
        _only_answered(child)


def _transactions(company: Company, request: Element, kind: str) -> Reply:
    has_lines = bool(truth(request, "IncludeLineItems"))

    def written(ids: Sequence[str]) -> list[str]:
        kept = [company.transactions[each] for each in ids if each in company.transactions]
        return [qb_answers.transaction(company, each, has_lines) for each in kept]

    of_kind = {key: each for key, each in company.transactions.items() if each.kind == kind}
    named = request.all("TxnID")
    if named:
        return _named(named, [each for each in named if each in of_kind], written)
    wanted = _wanted(request)
    return _paged(company, request, [key for key, each in of_kind.items() if wanted(each)], written)


def _named(named: Sequence[str], ids: Sequence[str], written: _Written) -> Reply:
    # A: what is named and is not there is told of (500); what is there is answered.
    if len(ids) == len(named):
        return Reply(*FOUND, written(ids), {})
    said = 'There was a required element ("{}") that could not be found in QuickBooks.'
    lost = next(each for each in named if each not in ids)
    whole = f"The query request has not been fully completed. {said.format(lost)}"
    return Reply(500, whole, written(ids), {})


_Written = Callable[[Sequence[str]], list[str]]
_Wanted = Callable[[Transaction], bool]


def _wanted(request: Element) -> _Wanted:
    """Return the test that all filters of a query come to."""
    tests = list(_tests(request))
    return lambda transaction: all(test(transaction) for test in tests)


def _tests(request: Element) -> Iterator[_Wanted]:
    refs = {ref.casefold() for ref in request.all("RefNumber")}
    if refs:
        yield lambda each: (each.ref or "").casefold() in refs
    exact = set(request.all("RefNumberCaseSensitive"))
    if exact:
        yield lambda each: each.ref in exact
    between = request.get("TxnDateRangeFilter")
    if between:
        yield _dated(between)


def _dated(asked: Element) -> _Wanted:
    first, last = day(asked, "FromTxnDate") or "", day(asked, "ToTxnDate") or "9999-12-31"
    if first > last:
        raise Refused(3030, "Invalid date range.  From date is greater than to date.")  # A
    return lambda each: first <= each.day <= last


def _records(company: Company, request: Element, kind: str) -> Reply:
    def written(ids: Sequence[str]) -> list[str]:
        found = [company.find(kind, each) for each in ids]
        return qb_answers.records(company, kind, [each for each in found if each])

    named = request.all("ListID") + request.all("FullName")
    if named:
        found = [each for each in named if company.find(kind, each)]
        return _named(named, found, written)
    listed = [each.list_id for each in company.lists[kind] if _is_listed(request, each)]
    return _paged(company, request, listed, written)


def _is_listed(request: Element, record: Record) -> bool:
    asked = choice(request, "ActiveStatus", "ActiveOnly", "InactiveOnly", "All")
    if asked != "All" and record.is_active != (asked != "InactiveOnly"):  # A: ActiveOnly if unsaid
        return False
    types = request.all("AccountType")
    return not types or record.details.get("type") in types


def _paged(company: Company, request: Element, ids: list[str], written: _Written) -> Reply:
    """Answer all that was found, or as much as was asked for; the rest can be asked for later."""
    most = _most(request)
    how = request.attributes.get("iterator")
    if how is None:
        return _reply(written(ids[:most]), {})
    if how == "Start":
        if most is None:
            raise missing("MaxReturned")
        iterator_id = f"{{00000000-0000-0000-0000-{company.draw().partition('-')[0]:0>12}}}"
    else:
        iterator_id, ids = _continued(company, request)
    rest = [] if how == "Stop" else ids[most:] if most else []
    if rest:
        company.iterations[iterator_id] = Iteration(request.tag, rest)
    more: dict[str, object] = {"iteratorRemainingCount": len(rest), "iteratorID": iterator_id}
    return _reply([] if how == "Stop" else written(ids[:most]), more)


def _continued(company: Company, request: Element) -> tuple[str, list[str]]:
    iterator_id = request.attributes.get("iteratorID", "")
    left = company.iterations.get(iterator_id)
    if left is None or left.asked != request.tag:
        raise Refused(3120, f'Object "{iterator_id}" specified in the request cannot be found.')
    del company.iterations[iterator_id]
    return iterator_id, left.ids


def _most(request: Element) -> int | None:
    text = request.say("MaxReturned")
    if text is None:
        return None
    if not text.isdecimal() or int(text) < 1:
        raise Refused(3110, f'The argument "{text}" in the field "MaxReturned" is invalid.')
    return int(text)


def _reply(found: list[str], more: dict[str, object]) -> Reply:
    return Reply(*(FOUND if found else NOT_FOUND), found, more)
