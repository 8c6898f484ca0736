"""Reads QuickBooks' answer to posted requests: what it booked, what it refused, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from crossfoot.quickbooks.bad_answer import BadAnswer as BadAnswer
from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.envelope import AnswerHead, SetHead, read_envelope
from crossfoot.quickbooks.opening import Begun, Readable, opened
from crossfoot.quickbooks.opening import EmptyAnswer as EmptyAnswer
from crossfoot.quickbooks.opening import NoAnswer as NoAnswer
from crossfoot.quickbooks.transactions import Returned as Returned
from crossfoot.quickbooks.transactions import ReturnedLine as ReturnedLine
from crossfoot.quickbooks.transactions import returned
from crossfoot.quickbooks.values import ID_LENGTH, optional
from crossfoot.quickbooks.xml import Element

UNDOES = ("TxnVoid", "TxnDel")
QUERIES = ("JournalEntryQuery", "BillQuery")

_RECORDS = {"JournalEntry": "JournalEntryRet", "Bill": "BillRet"}
_ENDINGS = ("Add", "Mod", "Query")
_TYPE_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Answer:
    """QuickBooks' answer to one request, such as ``JournalEntryAdd``, ``TxnVoid``, ``BillQuery``.

    `code` says what came of it, never `severity`. `txn_id` is that of the entry or bill that was
    voided or deleted, and `txn_type` its kind.
    """

    request: str
    request_id: str | None
    code: int
    severity: str
    message: str
    line: int
    returned: tuple[Returned, ...] = ()
    txn_id: str | None = None
    txn_type: str | None = None


@dataclass(frozen=True, slots=True)
class MessageSet:
    """All answers of a file, in its order.

    `status` is the messageSetStatusCode, where QuickBooks gives one: anything but 0 means that
    the set as a whole was not processed, or its answer not kept. `line` is where the set begins.
    """

    message_set_id: str | None
    status: int | None
    answers: tuple[Answer, ...]
    line: int = 1


class _Open(NamedTuple):
    """An answer whose end has not come yet."""

    head: AnswerHead
    returned: list[Returned]
    undone: dict[str, Element]


def read_answers(file: BinaryIO) -> MessageSet | EmptyAnswer | NoAnswer:
    """Return what QuickBooks answered to entries, bills, voids, deletions and questions for them.

    Answers to other requests that add or change something are told without what they hold. Raises
    BadAnswer, where nothing of the file may be believed: half a file, values that cannot be, the
    answer to another kind of question.
    """
    begun = opened(file)
    return _message_set(begun) if isinstance(begun, Begun) else begun


def _message_set(file: Readable) -> MessageSet:
    head: SetHead | None = None
    answers: list[Answer] = []
    open_: _Open | None = None
    for part in read_envelope(file):
        if isinstance(part, SetHead):
            head = part
        elif isinstance(part, AnswerHead):
            answers += [] if open_ is None else [_answer(open_)]
            open_ = _Open(_required_kind(part), [], {})
        elif open_ is not None:
            _take(part, open_)
    answers += [] if open_ is None else [_answer(open_)]
    if head is None:  # read_envelope refuses such a file; said for the type checker
        return MessageSet(None, None, ())
    return MessageSet(head.message_set_id, head.status, tuple(answers), head.element.line)


def _required_kind(head: AnswerHead) -> AnswerHead:
    """Return the head of an answer; raise BadAnswer where it answers a question for a list."""
    if head.request.endswith("Query") and head.request not in QUERIES:
        name = quoted(head.element.name)
        raise head.element.fault(
            f"{name} is what QuickBooks says of its lists; take it in with `crossfoot import`"
        )
    return head


def _take(record: Element, into: _Open) -> None:
    """Take one record of an answer."""
    head = into.head
    if head.request in UNDOES:
        if record.name in ("TxnID", f"{head.request}Type"):
            into.undone[record.name] = record
    elif record.name in _RECORDS.values():
        if record.name != _record_of(head.request):
            raise record.fault(f"{quoted(record.name)} stands in {quoted(head.element.name)}")
        into.returned.append(returned(record))


def _record_of(request: str) -> str | None:
    for ending in _ENDINGS:
        if request.endswith(ending):
            return _RECORDS.get(request.removesuffix(ending))
    return None


def _answer(whole: _Open) -> Answer:
    head = whole.head
    undone = head.element._replace(children=tuple(whole.undone.values()))
    return Answer(
        head.request,
        head.request_id,
        head.code,
        head.severity,
        head.message,
        head.element.line,
        tuple(whole.returned),
        optional(undone, "TxnID", ID_LENGTH),
        optional(undone, f"{head.request}Type", _TYPE_LENGTH),
    )
