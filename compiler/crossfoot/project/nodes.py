"""YAML as a tree of texts that know where they stand."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from crossfoot.source import Span


class Scalar(NamedTuple):
    """One value, always text: ``010`` stays ``010`` and ``No`` stays ``No``.

    `text` is None where nothing was written at all, as after ``Tax:``.
    """

    text: str | None
    at: Span


class Entry(NamedTuple):
    """A key and its value."""

    name: str
    at: Span
    value: Node


class Table(NamedTuple):
    """Keys and values, in order, no key twice."""

    entries: tuple[Entry, ...]
    at: Span

    def get(self, name: str) -> Entry | None:
        """Return the entry called `name`, unless it is missing or has nothing behind it."""
        for entry in self.entries:
            if entry.name == name:
                is_empty = isinstance(entry.value, Scalar) and entry.value.text is None
                return None if is_empty else entry
        return None


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    at: Span


Node: TypeAlias = Scalar | Table | Items
