"""Reads YAML into positioned nodes, refusing what no accountant means to write.

Events are enough: nothing is constructed, so no value is guessed and no alias expands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.source import Source, Span

DEEPEST = 20
"""How many lists and tables may stand in one another; ours need six."""


class BadYaml(ValueError):
    """A text that cannot be read as YAML, or that uses what we do not take."""

    def __init__(self, message: str, at: Span, earlier: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.earlier = earlier


def read_yaml(source: Source) -> Node:
    """Return the one document of a source; an empty file is an empty scalar.

    Raises BadYaml for broken syntax, a key twice, anchors and aliases, tags, several
    documents, or nesting beyond DEEPEST.
    """
    return _Reader(source).document()


class _Reader:
    def __init__(self, source: Source) -> None:
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
                        raise BadYaml("a second document begins here; keep one", self._at(event))
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
            raise self._broken(error) from None
        except YAMLError:
            raise BadYaml("this is not YAML", self._source.whole()) from None

    def _broken(self, error: Any) -> BadYaml:
        mark = error.problem_mark or error.context_mark
        source = self._source
        if mark is None:
            return BadYaml("this is not YAML", source.whole())
        start = min(mark.index, len(source.text))
        at = Span(source, start, min(start + 1, len(source.text)))
        return BadYaml(_explained(error.problem or "", source, at), at)

    def _node(self, event: Any, depth: int) -> Node:
        self._refuse(event, depth)
        match _kind(event):
            case "Scalar":
                is_plain = event.style is None and not event.value
                return Scalar(None if is_plain else event.value, self._at(event))
            case "SequenceStart":
                return self._items(event, depth)
            case _:
                return self._table(event, depth)

    def _refuse(self, event: Any, depth: int) -> None:
        if _kind(event) == "Alias" or event.anchor is not None:
            raise BadYaml("`&` and `*` references are not taken; write it out", self._at(event))
        if event.tag is not None:
            raise BadYaml("`!` types are not taken; write the plain value", self._at(event))
        if depth > DEEPEST:
            raise BadYaml("lists and keys are nested too deeply here", self._at(event))

    def _items(self, event: Any, depth: int) -> Items:
        items: list[Node] = []
        for each in self._events:
            if _kind(each) == "SequenceEnd":
                return Items(tuple(items), self._between(event, each))
            items.append(self._node(each, depth + 1))
        raise BadYaml("the file ends too early", self._at(event))

    def _table(self, event: Any, depth: int) -> Table:
        entries: dict[str, Entry] = {}
        for each in self._events:
            if _kind(each) == "MappingEnd":
                return Table(tuple(entries.values()), self._between(event, each))
            key = self._node(each, depth + 1)
            if not isinstance(key, Scalar) or key.text is None:
                raise BadYaml("a key must be a plain name", key.at)
            if key.text in entries:
                earlier = entries[key.text].at
                raise BadYaml(f"`{key.text}` is given twice", key.at, earlier)
            value = self._node(next(self._events), depth + 1)
            entries[key.text] = Entry(key.text, key.at, value)
        raise BadYaml("the file ends too early", self._at(event))

    def _at(self, event: Any) -> Span:
        return self._between(event, event)

    def _between(self, first: Any, last: Any) -> Span:
        start, end = first.start_mark.index, last.end_mark.index
        text = self._source.text
        while end > start and text[end - 1 : end].isspace():
            end -= 1
        return Span(self._source, start, max(end, start))


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")


def _explained(problem: str, source: Source, at: Span) -> str:
    line = source.line(at.first.line)
    if "cannot start any token" in problem and line[: at.first.column].endswith("\t"):
        return "this line is indented with a tab; use spaces"
    if "cannot start any token" in problem:
        return f"`{at.text}` cannot begin a value; put quotes around it"
    if "mapping values" in problem:
        return 'a second `:` in this line; put the value in quotes, as in `name: "a: b"`'
    if "end of stream" in problem:
        return "a quote or bracket is opened and never closed"
    if "',' or" in problem:
        return "a `,` or a closing bracket is missing here or in the line above"
    if "expected" in problem:
        return "this line does not fit what stands above: look at its indentation"
    return "this is not YAML: look at the quotes and the indentation"
