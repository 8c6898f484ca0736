"""Reads YAML into positioned nodes, refusing what no accountant means to write.

Events are enough: nothing is constructed, so no value is guessed and no alias expands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossfoot.project.fault import Fault, Unreadable
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table, shown, strange
from crossfoot.source import Source, Span

DEEPEST = 20
"""How many lists and tables may stand in one another; ours need six."""


def read_yaml(source: Source) -> tuple[Node, tuple[Fault, ...]]:
    """Return the one document of a source, and what stands in it twice or cannot be shown.

    An empty file is an empty scalar; of a key given twice the first counts. Raises Unreadable
    for broken syntax, anchors and aliases, tags, several documents, or nesting beyond DEEPEST.
    """
    reader = _Reader(source)
    return reader.document(), tuple(reader.faults)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.faults: list[Fault] = []
        self._source = source
        self._events = self._guarded()

    def document(self) -> Node:
        node: Node = Scalar(None, self._source.whole())
        documents = 0
        for event in self._events:
            match _kind(event):
                case "DocumentStart":
                    documents += 1
                    if documents > 1:
                        raise self._refused("a second document begins here; keep one", event)
                case "StreamStart" | "StreamEnd" | "DocumentEnd":
                    pass
                case _:
                    node = self._node(event, 0)
        return node

    def _guarded(self) -> Iterator[Any]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            yield from YAML(typ="safe", pure=False).parse(self._source.text)
        except MarkedYAMLError as error:
            from crossfoot.project.broken import explained

            raise Unreadable(explained(self._source, error)) from None
        except YAMLError:
            raise Unreadable(Fault("this is not YAML", self._source.whole())) from None

    def _node(self, event: Any, depth: int) -> Node:
        self._refuse(event, depth)
        match _kind(event):
            case "Scalar":
                return self._scalar(event)
            case "SequenceStart":
                return self._items(event, depth)
            case _:
                return self._table(event, depth)

    def _refuse(self, event: Any, depth: int) -> None:
        if _kind(event) == "Alias" or event.anchor is not None:
            raise self._refused("`&` and `*` references are not taken; write it out", event)
        if event.tag is not None:
            raise self._refused("`!` types are not taken; write the plain value", event)
        if depth > DEEPEST:
            raise self._refused("lists and keys are nested too deeply here", event)

    def _refused(self, message: str, event: Any) -> Unreadable:
        return Unreadable(Fault(message, self._at(event)))

    def _scalar(self, event: Any) -> Scalar:
        at = self._at(event)
        text: str = event.value
        if text.isprintable():
            return Scalar(text if text or event.style else None, at)
        text = text.rstrip("\n")
        fault = strange(text, at)
        if fault is None:
            return Scalar(text, at)
        self.faults.append(fault)
        return Scalar(shown(text), at)

    def _items(self, event: Any, depth: int) -> Items:
        items: list[Node] = []
        for each in self._events:
            if _kind(each) == "SequenceEnd":
                return Items(tuple(items), self._between(event, each))
            items.append(self._node(each, depth + 1))
        raise self._refused("the file ends too early", event)

    def _table(self, event: Any, depth: int) -> Table:
        entries: dict[str, Entry] = {}
        for each in self._events:
            if _kind(each) == "MappingEnd":
                return Table(tuple(entries.values()), self._between(event, each))
            key = self._node(each, depth + 1)
            if not isinstance(key, Scalar) or key.text is None:
                raise Unreadable(Fault("a key must be a plain name", key.at))
            entry = Entry(key.text, key.at, self._node(next(self._events), depth + 1))
            earlier = entries.setdefault(entry.name, entry)
            if earlier is not entry:
                self.faults.append(given_twice(entry, earlier))
        raise self._refused("the file ends too early", event)

    def _at(self, event: Any) -> Span:
        return self._between(event, event)

    def _between(self, first: Any, last: Any) -> Span:
        start, end = first.start_mark.index, last.end_mark.index
        text = self._source.text
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(self._source, start, end)


def given_twice(entry: Entry, earlier: Entry) -> Fault:
    """Return the fault of a key that stands twice in one table."""
    return Fault(f"`{entry.name}` is given twice", entry.at, None, earlier.at)


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")
