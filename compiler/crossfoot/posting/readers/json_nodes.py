"""Reads JSON into the same positioned nodes as YAML, numbers kept as written."""

from __future__ import annotations

import json
import re

from crossfoot.project.fault import Fault, Unreadable
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table, shown, strange
from crossfoot.project.yaml import DEEPEST, given_twice
from crossfoot.source import Source, Span

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_PLAIN = re.compile(r"[^\s,\]}\[{:\"]+")


def read_json(source: Source) -> tuple[Node, tuple[Fault, ...]]:
    """Return the document, and what stands in it twice or cannot be shown.

    Raises Unreadable for broken JSON or deep nesting.
    """
    try:
        json.loads(source.text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        at = Span(source, min(error.pos, len(source.text)), min(error.pos + 1, len(source.text)))
        raise Unreadable(Fault(f"this is not JSON: {_explained(error)}", at)) from None
    except RecursionError:
        raise _too_deep(source.whole()) from None
    scanner = _Scanner(source)
    return scanner.value(0), tuple(scanner.faults)


def _too_deep(at: Span) -> Unreadable:
    return Unreadable(Fault("lists and keys are nested too deeply here", at))


def _explained(error: json.JSONDecodeError) -> str:
    if "property name" in error.msg:
        return "a key in double quotes is missing here"
    if "trailing comma" in error.msg:
        return "nothing follows this comma; delete it"
    if "delimiter" in error.msg:
        return "a comma or a colon is missing here"
    if "Extra data" in error.msg:
        return "something follows after the end"
    if "string" in error.msg or "control character" in error.msg or "escape" in error.msg:
        return "a text in double quotes is broken here"
    return "a value is missing here"


class _Scanner:
    """Walks a text that is known to be well formed, noting where things stand."""

    def __init__(self, source: Source) -> None:
        self.faults: list[Fault] = []
        self._source = source
        self._text = source.text
        self._at = 0

    def value(self, depth: int) -> Node:
        start = self._skip()
        if depth > DEEPEST:
            raise _too_deep(self._span(start))
        match self._text[start]:
            case "{":
                return self._table(start, depth)
            case "[":
                return self._items(start, depth)
            case '"':
                return Scalar(self._string(), self._span(start))
            case _:
                match = _PLAIN.match(self._text, start)
                assert match, "INVARIANT: the text is well formed"
                self._at = match.end()
                text = match.group()
                return Scalar(None if text == "null" else text, self._span(start))

    def _skip(self) -> int:
        match = _SPACE.match(self._text, self._at)
        assert match, "INVARIANT: white space may be empty"
        self._at = match.end()
        return self._at

    def _span(self, start: int) -> Span:
        return Span(self._source, start, max(self._at, start + 1))

    def _string(self) -> str:
        begin = self._at
        match = _STRING.match(self._text, begin)
        assert match, "INVARIANT: the text is well formed"
        self._at = match.end()
        written = match.group()
        text = str(json.loads(written)) if "\\" in written else written[1:-1]
        fault = None if text.isprintable() else strange(text, self._span(begin))
        if fault is None:
            return text
        self.faults.append(fault)
        return shown(text)

    def _more(self, closing: str) -> bool:
        """Step over a bracket or comma; return whether another element follows."""
        self._skip()
        if self._text[self._at] == ",":
            self._at += 1
            self._skip()
        if self._text[self._at] == closing:
            self._at += 1
            return False
        return True

    def _items(self, start: int, depth: int) -> Items:
        self._at = start + 1
        items: list[Node] = []
        while self._more("]"):
            items.append(self.value(depth + 1))
        return Items(tuple(items), self._span(start))

    def _table(self, start: int, depth: int) -> Table:
        self._at = start + 1
        entries: dict[str, Entry] = {}
        while self._more("}"):
            begin = self._at
            name = self._string()
            at = self._span(begin)
            self._skip()
            self._at += 1
            entry = Entry(name, at, self.value(depth + 1))
            earlier = entries.setdefault(name, entry)
            if earlier is not entry:
                self.faults.append(given_twice(entry, earlier))
        return Table(tuple(entries.values()), self._span(start))
