"""Reads nodes as the shapes that files should have; a misfit is raised as Unfit, and noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TypeVar

from crossfoot.project.fault import Fault, Unfit
from crossfoot.project.nodes import Items, Node, Scalar, Table
from crossfoot.source import Span

_Read = TypeVar("_Read")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Notes:
    """What a decoder met on its way, so that one run tells every fault of a file.

    `unfit` are misfits of shape, for which the JSON Schema has the words; `faults` are what
    no schema can see: a day that does not exist, two stores of one name.
    """

    def __init__(self) -> None:
        self.unfit: list[Fault] = []
        self.faults: list[Fault] = []

    def tried(self, read: Callable[[Node], _Read], node: Node, otherwise: _Read) -> _Read:
        """Return what `read` makes of a node, or `otherwise` where it is unfit."""
        try:
            return read(node)
        except Unfit as misfit:
            self.unfit.append(misfit.fault)
            return otherwise

    def each(
        self, read: Callable[[Node], _Read | None], nodes: Iterable[Node]
    ) -> tuple[_Read, ...]:
        """Return what `read` makes of the nodes, those left out that are unfit."""
        found = (self.tried(read, node, None) for node in nodes)
        return tuple(value for value in found if value is not None)

    def only(self, node: Table, known: Collection[str]) -> None:
        """Note the keys of a table that are not among `known`."""
        for entry in node.entries:
            if entry.name not in known:
                self.unfit.append(Fault(f"`{entry.name}` is not known here", entry.at))

    def value(self, node: Table, name: str, read: Callable[[Node], _Read]) -> _Read | None:
        """Return what `read` makes of a key's value; None where it is missing, empty or unfit."""
        entry = node.get(name)
        return None if entry is None else self.tried(read, entry.value, None)

    def needed(self, node: Table, name: str, read: Callable[[Node], _Read]) -> _Read | None:
        """Return what `read` makes of a key's value; None where that is noted as unfit."""
        if node.get(name) is None:
            self.unfit.append(Fault(f"`{name}:` is missing here", node.at))
        return self.value(node, name, read)


def table(node: Node) -> Table:
    """Return a node as keys with values."""
    if not isinstance(node, Table):
        raise Unfit(Fault("this should be keys with values", node.at))
    return node


def items(node: Node) -> tuple[Node, ...]:
    """Return the items of a list; none where nothing is written."""
    if isinstance(node, Scalar) and node.text is None:
        return ()
    if not isinstance(node, Items):
        raise Unfit(Fault("this should be a list", node.at))
    return node.items


def some(node: Node) -> tuple[Node, ...]:
    """Return the items of a list that has at least one."""
    found = items(node)
    if not found:
        raise Unfit(Fault("this list is empty", node.at))
    return found


def anything(node: Node) -> str:
    """Return a value, empty where nothing is written."""
    if not isinstance(node, Scalar):
        raise Unfit(Fault("this should be one value", node.at))
    return node.text or ""


def text(node: Node) -> str:
    """Return a value that is not blank."""
    value = anything(node)
    if not value.strip():
        raise Unfit(Fault("a name or value is missing here", node.at))
    return value


def one_of(known: Collection[str]) -> Callable[[Node], str]:
    """Return what reads a value that is among `known`."""

    def read(node: Node) -> str:
        written = anything(node)
        if written not in known:
            raise Unfit(Fault(f"`{written}` is not known here", node.at))
        return written

    return read


def yes_or_no(node: Node) -> bool:
    """Return a value that is `true` or `false`."""
    written = anything(node).casefold()
    if written not in ("true", "false"):
        raise Unfit(Fault("this should be true or false", node.at))
    return written == "true"


def day(node: Node) -> date:
    """Return a calendar day written as 2026-01-31."""
    value = calendar_day(anything(node))
    if value is None:
        raise Unfit(Fault("this is not a day such as `2026-01-31`", node.at))
    return value


def calendar_day(written: str) -> date | None:
    """Return a day written as 2026-01-31; None where it is none or does not exist."""
    if not _DAY.match(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def first_line(at: Span) -> Span:
    """Return the first line of a long span: nobody wants a whole table underlined."""
    end = at.source.text.find("\n", at.start)
    return at if end < 0 or end >= at.end else Span(at.source, at.start, end)
