"""Pieces of a text put in the place of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crossfoot.fixing import replaced
from crossfoot.project.nodes import Items, Node, Scalar, Table


class Edit(NamedTuple):
    """What goes in the place of the characters `start` up to `end`; nothing is put in if equal."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with pieces of it replaced, as `fixing.replaced` does."""
    return replaced(text, edits)


def is_flow(node: Node) -> bool:
    """Whether a list or a table stands in brackets."""
    return node.at.source.text.startswith(("[", "{"), node.at.start)


def end_of(node: Node) -> int:
    """Return where a node ends; the span of one without brackets may reach over remarks."""
    if isinstance(node, Scalar) or is_flow(node):
        return node.at.end
    if isinstance(node, Items):
        return end_of(node.items[-1]) if node.items else node.at.end
    return end_of(node.entries[-1].value) if node.entries else node.at.end


def line_start(text: str, at: int) -> int:
    """Return where the line begins that a character stands in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the next line begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def column(table: Table) -> int:
    """Return how far from the left the keys of a table stand."""
    text, first = table.at.source.text, table.entries[0].at.start
    return first - line_start(text, first)
