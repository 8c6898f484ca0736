"""Changes a list of records in a file: some go, some come, some say something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from crossfoot.project.editing.edit import (
    Edit,
    applied,
    column,
    end_of,
    is_flow,
    line_end,
    line_start,
)
from crossfoot.project.editing.records import changed, fields_of
from crossfoot.project.editing.scalars import Value, flow_record, pairs, written
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.source import Source

_DASH = re.compile(r"^ *-", re.MULTILINE)
_TO_END = re.compile(r"[ \t]*,?[ \t]*(?:[ \t]#[^\n]*)?(?:\n|\Z)")
_COMMA = re.compile(r"\s*(?:#[^\n]*\n\s*)*,")
_MARGIN = "  "


class Line(NamedTuple):
    """A record as it shall be: one that is there, by its place from 0, or a new one (None)."""

    row: int | None
    fields: Mapping[str, Value]


class Sheet(NamedTuple):
    """A file that holds a list under a key, and what the records of it say.

    `node` is the whole of it; `order` is that of the keys of a record.
    INVARIANT: its last line ends.
    """

    source: Source
    node: Node
    name: str
    order: Sequence[str]

    @property
    def items(self) -> tuple[Node, ...]:
        """The records, as they stand there."""
        entry = self.entry
        return entry.value.items if entry and isinstance(entry.value, Items) else ()

    @property
    def entry(self) -> Entry | None:
        """The key of the list, with what is behind it."""
        entries = self.node.entries if isinstance(self.node, Table) else ()
        return next((each for each in entries if each.name == self.name), None)

    @property
    def rows(self) -> tuple[dict[str, Value], ...]:
        """What the records say."""
        return tuple(fields_of(item) for item in self.items)


def new_list(name: str, records: Sequence[Mapping[str, Value]]) -> str:
    """Return the text of a new file with a list."""
    if not records:
        return f"{name}: []\n"
    return f"{name}:\n" + "".join(f"{_MARGIN}- {flow_record(each)}\n" for each in records)


def rewritten(sheet: Sheet, lines: Sequence[Line], more: Sequence[Edit] = ()) -> str:
    """Return the text of a file whose list has become `lines`, and that is changed `more`.

    INVARIANT: records that are there keep their order among each other.
    """
    if sheet.entry is None:
        return _begun(sheet, lines, more)
    return applied(sheet.source.text, (*_edits(sheet, lines), *more))


def _begun(sheet: Sheet, lines: Sequence[Line], more: Sequence[Edit]) -> str:
    """Return the text of a file that held nothing but remarks."""
    text = applied(sheet.source.text, more)
    return text + new_list(sheet.name, [line.fields for line in lines])


def _edits(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Edit]:
    kept = {line.row: line.fields for line in lines if line.row is not None}
    new = _new(lines)
    if not kept:
        yield from _all_new(sheet, new.get(None, []))
        return
    for place, item in enumerate(sheet.items):
        if place in kept:
            yield from changed(item, kept[place], sheet.order)
    entry = sheet.entry
    assert entry is not None, "INVARIANT: a list whose records are kept is there"
    style = _Flow if is_flow(entry.value) else _Block
    yield from style(sheet).edits(frozenset(kept), new)


def _new(lines: Sequence[Line]) -> dict[int | None, list[Mapping[str, Value]]]:
    """Return the new records by the old one that they follow; None is before all."""
    found: dict[int | None, list[Mapping[str, Value]]] = {}
    at = None
    for line in lines:
        if line.row is not None:
            at = line.row
        else:
            found.setdefault(at, []).append(line.fields)
    return found


def _all_new(sheet: Sheet, records: Sequence[Mapping[str, Value]]) -> Iterator[Edit]:
    """Yield what puts new records in the place of all, or of none."""
    entry, text = sheet.entry, sheet.source.text
    assert entry is not None, "INVARIANT: the list is there"
    if isinstance(sheet.node, Table) and is_flow(sheet.node):
        quotes = entry.at.text.startswith('"')
        inside = ", ".join(flow_record(each, quotes_keys=quotes) for each in records)
        space = "" if text[entry.value.at.start - 1].isspace() else " "
        yield Edit(entry.value.at.start, end_of(entry.value), f"{space}[{inside}]")
        return
    margin = " " * (entry.at.start - line_start(text, entry.at.start)) + _MARGIN
    added = "".join(f"{margin}- {flow_record(each)}\n" for each in records)
    if sheet.items and not is_flow(entry.value):
        block = _Block(sheet)
        yield Edit(block.start(0), block.start(0), added)
        yield from (block.without(place) for place in range(len(sheet.items)))
        return
    start, end = entry.value.at.start, end_of(entry.value)
    if isinstance(entry.value, Items):
        start = len(text[:start].rstrip(" ")) if records else start
        yield Edit(start, end, "" if records else "[]")
    yield Edit(line_end(text, end), line_end(text, end), added)


class _Block:
    """A list with a dash before each record."""

    def __init__(self, sheet: Sheet) -> None:
        self._items = sheet.items
        self._text = sheet.source.text
        assert sheet.entry is not None, "INVARIANT: the list is there"
        self._first = sheet.entry.value.at.start

    def edits(
        self, kept: frozenset[int], new: Mapping[int | None, Sequence[Mapping[str, Value]]]
    ) -> Iterator[Edit]:
        """Yield the records that go and those that come."""
        for place in range(len(self._items)):
            if place not in kept:
                yield self.without(place)
        for after, records in new.items():
            like = after if after is not None else 0
            at = self.start(0) if after is None else self._end(after)
            yield Edit(at, at, "".join(self._record(each, like) for each in records))

    def without(self, place: int) -> Edit:
        """Return the removal of a record, with the remark behind it."""
        return Edit(self.start(place), self._end(place), "")

    def start(self, place: int) -> int:
        """Return where the line of a record's dash begins."""
        return line_start(self._text, self._dash(place))

    def _end(self, place: int) -> int:
        return line_end(self._text, end_of(self._items[place]))

    def _dash(self, place: int) -> int:
        if place == 0:
            return self._first
        found = _DASH.search(self._text, self._end(place - 1), self._items[place].at.start)
        assert found is not None, "INVARIANT: a dash stands before each record"
        return found.end() - 1

    def _record(self, fields: Mapping[str, Value], like: int) -> str:
        """Return a record written as one that is there."""
        node, dash = self._items[like], self._dash(like)
        margin = " " * (dash - line_start(self._text, dash))
        if isinstance(node, Scalar) and len(fields) == 1:
            return f"{margin}- {written(fields['name'], node.at.text)}\n"
        if not isinstance(node, Table) or is_flow(node):
            quotes = isinstance(node, Table) and node.entries[0].at.text.startswith('"')
            return f"{margin}- {flow_record(fields, quotes_keys=quotes)}\n"
        width = max(column(node) - len(margin), 2)
        lines = f"\n{margin}{' ' * width}".join(pairs(fields))
        return f"{margin}-{' ' * (width - 1)}{lines}\n"


class _Flow:
    """A list in brackets, on one line or on many."""

    def __init__(self, sheet: Sheet) -> None:
        self._items = sheet.items
        self._text = sheet.source.text

    def edits(
        self, kept: frozenset[int], new: Mapping[int | None, Sequence[Mapping[str, Value]]]
    ) -> Iterator[Edit]:
        """Yield the records that go and those that come."""
        ordered = sorted(kept)
        if ordered[0]:
            yield Edit(self._items[0].at.start, self._items[ordered[0]].at.start, "")
        for before, after_it in pairwise(ordered):
            if after_it - before > 1:
                start = self._items[before + 1].at.start
                yield Edit(start, self._items[after_it].at.start, "")
        if ordered[-1] + 1 < len(self._items):
            yield self._cut(ordered[-1])
        for after, records in new.items():
            if after is None:
                yield self._ahead(ordered[0], records)
            else:
                yield from self._behind(after, records)

    def _cut(self, last: int) -> Edit:
        """Return the removal of all that follows the last record that stays."""
        end, stop = end_of(self._items[last]), end_of(self._items[-1])
        comma = _COMMA.match(self._text, stop)
        start = line_start(self._text, self._items[last + 1].at.start)
        if start <= end:
            return Edit(end, stop, "")
        if self._has_lines(len(self._items) - 1):
            return Edit(start, line_end(self._text, stop), "")
        return Edit(self._items[last + 1].at.start, comma.end() if comma else stop, "")

    def _ahead(self, first: int, records: Sequence[Mapping[str, Value]]) -> Edit:
        at = self._items[first].at.start
        space = f"\n{self._margin(first)}" if self._has_lines(first) else " "
        return Edit(at, at, "".join(f"{self._record(each, first)},{space}" for each in records))

    def _behind(self, place: int, records: Sequence[Mapping[str, Value]]) -> Iterator[Edit]:
        end = end_of(self._items[place])
        texts = [self._record(each, place) for each in records]
        if not self._has_lines(place):
            yield Edit(end, end, "".join(f", {each}" for each in texts))
            return
        if not _COMMA.match(self._text, end):
            yield Edit(end, end, ",")
        at, margin = line_end(self._text, end), self._margin(place)
        yield Edit(at, at, "".join(f"{margin}{each},\n" for each in texts))

    def _has_lines(self, place: int) -> bool:
        """Whether a record has the lines that it stands on to itself."""
        node = self._items[place]
        ahead = self._text[line_start(self._text, node.at.start) : node.at.start]
        return not ahead.strip() and bool(_TO_END.match(self._text, end_of(node)))

    def _margin(self, place: int) -> str:
        start = self._items[place].at.start
        return self._text[line_start(self._text, start) : start]

    def _record(self, fields: Mapping[str, Value], like: int) -> str:
        node = self._items[like]
        if isinstance(node, Scalar) and len(fields) == 1:
            return written(fields["name"], node.at.text)
        quotes = isinstance(node, Table) and node.entries[0].at.text.startswith('"')
        return flow_record(fields, quotes_keys=quotes)
