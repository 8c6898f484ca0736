"""Reads nodes as the shapes that files should have; the first misfit is raised as Unfit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.project.shape import Fault, Unfit
from crossfoot.source import Span


def table(node: Node, known: Collection[str] | None = None) -> Table:
    """Return a node as keys with values, all of them among `known` where that is given."""
    if not isinstance(node, Table):
        raise Unfit(Fault("this should be keys with values", node.at))
    if known is not None:
        for entry in node.entries:
            if entry.name not in known:
                raise Unfit(Fault(f"`{entry.name}` is not known here", entry.at))
    return node


def items(entry: Entry | None) -> tuple[Node, ...]:
    """Return the items of a list; none where the key is missing or empty."""
    if entry is None:
        return ()
    if not isinstance(entry.value, Items):
        raise Unfit(Fault(f"`{entry.name}` should be a list", entry.value.at))
    return entry.value.items


def text(node: Node) -> str:
    """Return a value that is not empty."""
    value = anything(node)
    if not value.strip():
        raise Unfit(Fault("a name or value is missing here", node.at))
    return value


def anything(node: Node) -> str:
    """Return a value, empty where nothing is written."""
    if not isinstance(node, Scalar):
        raise Unfit(Fault("this should be one value", node.at))
    return node.text or ""


def needed(node: Table, name: str) -> Entry:
    """Return the entry called `name`."""
    entry = node.get(name)
    if entry is None:
        raise Unfit(Fault(f"`{name}:` is missing here", node.at))
    return entry


def optional(node: Table, name: str) -> str | None:
    """Return the value of a key, or None where it is missing or empty."""
    entry = node.get(name)
    return None if entry is None else text(entry.value)


def day(entry: Entry | None) -> date | None:
    """Return a calendar day written as 2026-01-31."""
    if entry is None:
        return None
    written = text(entry.value)
    try:
        value = date.fromisoformat(written)
    except ValueError:
        value = None
    if value is None or len(written) != 10:
        message = f"`{written}` is not a day that exists; write it as 2026-01-31"
        raise Unfit(Fault(message, entry.value.at))
    return value


def key_span(entry: Entry | None, otherwise: Span) -> Span:
    """Return where a key stands, or another place where it is missing."""
    return otherwise if entry is None else entry.at
