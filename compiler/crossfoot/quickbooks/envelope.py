"""Reads what is around QuickBooks' answers: the message set, and each answer's status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crossfoot.quickbooks.bad_answer import quoted
from crossfoot.quickbooks.opening import Readable
from crossfoot.quickbooks.xml import Element, Part, read_parts

_NUMBER = re.compile(r"[0-9]{1,9}\Z")


class SetHead(NamedTuple):
    """The message set begins; `status` is None where QuickBooks gives none."""

    message_set_id: str | None
    status: int | None
    element: Element


class AnswerHead(NamedTuple):
    """An answer begins: `request` is what it answers, such as ``AccountQuery``."""

    request: str
    request_id: str | None
    code: int
    severity: str
    message: str
    element: Element


def read_envelope(file: Readable) -> Iterator[SetHead | AnswerHead | Element]:
    """Yield the head of the message set, then each answer's head and its records.

    qbXML 13.0, QBXMLMsgsRs. Raises BadAnswer for what is no answer of QuickBooks'.
    """
    seen = False
    last: Part | None = None
    for part in read_parts(file):
        last = part
        if part.depth == 1:
            _require_root(part.element)
        elif part.depth == 2:
            if seen:
                raise part.element.fault("a second set of answers begins; one file holds one")
            seen = True
            yield _set_head(part.element)
        else:
            yield _answer_head(part.element) if part.depth == 3 else part.element
    if last is not None and not seen:
        raise last.element.fault("no answer of QuickBooks' is in this file")


def number_in(element: Element, attribute: str) -> int | None:
    """Return the whole number in an attribute, None where there is none."""
    written = element.attributes.get(attribute)
    if written is None:
        return None
    if not _NUMBER.match(written):
        raise element.fault(f"`{attribute}` is {quoted(written)}, and no number")
    return int(written)


def _require_root(element: Element) -> None:
    if element.name != "QBXML":
        raise element.fault(f"{quoted(element.name)} stands where `QBXML` begins an answer")


def _set_head(element: Element) -> SetHead:
    if element.name == "QBXMLMsgsRq":
        raise element.fault("this is a file of requests; what is wanted is QuickBooks' answer")
    if element.name != "QBXMLMsgsRs":
        raise element.fault(f"{quoted(element.name)} stands where `QBXMLMsgsRs` holds the answers")
    status = number_in(element, "messageSetStatusCode")
    return SetHead(element.attributes.get("newMessageSetID"), status, element)


def _answer_head(element: Element) -> AnswerHead:
    request = element.name.removesuffix("Rs")
    if request == element.name or not request:
        raise element.fault(f"{quoted(element.name)} is no answer of QuickBooks'")
    code = number_in(element, "statusCode")
    if code is None:
        raise element.fault(f"{quoted(element.name)} has no `statusCode`")
    known = element.attributes
    return AnswerHead(
        request,
        known.get("requestID"),
        code,
        known.get("statusSeverity", ""),
        known.get("statusMessage", ""),
        element,
    )
