"""YAML as a tree of texts that know where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from crossfoot.project.fault import Fault
from crossfoot.source import Span

_STRANGE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")

_BREAKS = re.compile("[\t\r\n\x85\u2028\u2029]+")


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

    def value_at(self, name: str) -> Span:
        """Return where the value of a key stands, or the table where the key is missing."""
        return next((entry.value.at for entry in self.entries if entry.name == name), self.at)


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    at: Span


Node: TypeAlias = Scalar | Table | Items


def strange(text: str, at: Span) -> Fault | None:
    """Return what is wrong with a text that a message or a journal could not show.

    An escape such as ``\\0`` brings in what `source.decode` keeps out of the file itself, and
    a line break would tear a message in two.
    """
    found = _STRANGE.search(text)
    if found is None:
        return None
    if found.group() in "\n\t":
        what = "a line break" if found.group() == "\n" else "a tab"
        return Fault(f"{what} stands inside this value; write it in one line, with spaces", at)
    return Fault(f"a control character (U+{ord(found.group()):04X}) stands in this value", at)


def shown(text: str) -> str:
    """Return a text that `strange` has told of as a message can show it."""
    return _STRANGE.sub("\ufffd", text)


def in_one_line(text: str) -> str:
    """Return a text that `strange` would find nothing in: breaks as spaces, the rest left out."""
    return _STRANGE.sub("", _BREAKS.sub(" ", text)).strip()
