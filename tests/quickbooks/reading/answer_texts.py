"""Texts such as QuickBooks writes, to be read whole and spoiled."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from crossfoot.quickbooks.bad_answer import BadAnswer
from crossfoot.quickbooks.iif import read_iif
from crossfoot.quickbooks.list_items import CompanyFacts, ListHeading, ListItem
from crossfoot.quickbooks.lists import read_lists


def answer(*answers: str, attributes: str = "") -> bytes:
    """Return a message set of QuickBooks'."""
    body = "\n".join(answers)
    return (
        '<?xml version="1.0" ?>\n<QBXML>\n'
        f"<QBXMLMsgsRs{attributes}>\n{body}\n</QBXMLMsgsRs>\n</QBXML>\n"
    ).encode()


def rs(request: str, *records: str, attributes: str = 'statusCode="0"') -> str:
    """Return an answer to one request."""
    return f"<{request}Rs {attributes}>\n" + "\n".join(records) + f"\n</{request}Rs>"


def ret(name: str, **values: str) -> str:
    """Return a record; two underscores in a name lead down into another element."""
    return _element(name, [(path.split("__"), value) for path, value in values.items()])


def _element(name: str, leaves: list[tuple[list[str], str]]) -> str:
    below = groupby(leaves, key=lambda leaf: leaf[0][0])
    return f"<{name}>{''.join(_part(first, list(each)) for first, each in below)}</{name}>"


def _part(name: str, leaves: list[tuple[list[str], str]]) -> str:
    if len(leaves[0][0]) == 1:
        return "".join(f"<{name}>{escape(value)}</{name}>" for _, value in leaves)
    return _element(name, [(path[1:], value) for path, value in leaves])


def account(name: str = "Sales", **values: str) -> str:
    """Return a record of an account."""
    given = {"Name": name.rpartition(":")[2], "FullName": name, "AccountType": "Income", **values}
    return ret("AccountRet", **given)


def listed(data: bytes) -> list[ListHeading | ListItem | CompanyFacts]:
    """Return all that a file of lists brings."""
    return list(read_lists(io.BytesIO(data)))


def records(data: bytes) -> list[ListItem]:
    """Return the records that a file of lists brings."""
    return [each for each in listed(data) if isinstance(each, ListItem)]


def exported(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> list[ListItem]:
    """Return the records of an IIF file of these lines, `|` standing for a tab."""
    text = "".join(line.replace("|", "\t") + end for line in lines)
    brought = read_iif(io.BytesIO(text.encode(encoding)))
    return [each for each in brought if isinstance(each, ListItem)]


def told(fault: BadAnswer) -> str:
    """Return a fault as it is shown; it is one line."""
    assert "\n" not in fault.message
    assert fault.line >= 1
    assert fault.column >= 1
    return f"{fault.line}:{fault.column}: {fault.message}"


class Made(io.RawIOBase):
    """A file that is made while it is read, so that it takes no room."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self.given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        piece = next(self._pieces, b"")
        assert size < 0 or len(piece) <= size
        self.given += len(piece)
        return piece
