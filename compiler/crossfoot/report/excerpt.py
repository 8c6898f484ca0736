"""The lines that a finding speaks of, numbered, with marks under the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from crossfoot.diagnostic import Diagnostic
from crossfoot.report.columns import safe, width, window, wrapped
from crossfoot.report.paint import Paint
from crossfoot.source import Source, Span

MOST_PLACES = 6
"""How many places one finding shows; the rest is counted."""

_LEAST_ROOM = 20


class Mark(NamedTuple):
    """One place to point at."""

    at: Span
    label: str
    is_primary: bool


def marks(finding: Diagnostic) -> tuple[Mark, ...]:
    """Return the places of a finding, its own first.

    A related message at the finding's own place is the label of that place.
    """
    own = [related.message for related in finding.related if related.at == finding.at]
    others = dict.fromkeys(
        Mark(related.at, related.message, False)
        for related in finding.related
        if related.at != finding.at
    )
    return (Mark(finding.at, "; ".join(own), True), *others)


def excerpt(places: Sequence[Mark], columns: int, paint: Paint, style: str) -> Iterator[str]:
    """Yield the excerpt of some places: the first one's file, then the others', each in turn."""
    shown = [mark for mark in places[:MOST_PLACES] if mark.at.source.text]
    gutter = gutter_of(places)
    for source in dict.fromkeys(mark.at.source for mark in shown):
        own = [mark for mark in shown if mark.at.source is source]
        if source is not places[0].at.source:
            where = own[0].at.first
            yield paint(" " * gutter + "--> ", "gutter") + safe(
                f"{source.path}:{where.line}:{where.column}"
            )
        yield paint(" " * gutter + " |", "gutter")
        for line in _lines(source, own, columns - gutter - 3):
            yield line.painted(gutter, paint, style)


def gutter_of(places: Sequence[Mark]) -> int:
    """Return how wide the line numbers of an excerpt are."""
    return max(2, *(len(str(mark.at.first.line)) for mark in places[:MOST_PLACES]), 0)


class _Line(NamedTuple):
    """A line of the excerpt: of the text where `number` is set, otherwise of marks."""

    number: int | None
    text: str
    is_primary: bool = False

    def painted(self, gutter: int, paint: Paint, style: str) -> str:
        number = "" if self.number is None else str(self.number)
        bar = paint(f"{number:>{gutter}} |", "gutter")
        text = self.text
        if self.number is None:
            text = paint(text, style if self.is_primary else "related")
        return f"{bar} {text}" if self.text else bar


def _lines(source: Source, own: Sequence[Mark], columns: int) -> Iterator[_Line]:
    room = max(_LEAST_ROOM, columns)
    in_order = sorted(own, key=lambda mark: (mark.at.start, not mark.is_primary, mark.at.end))
    for number, group in groupby(in_order, key=lambda mark: mark.at.first.line):
        line = source.line(number)
        last = None
        for mark in group:
            start = mark.at.first.column - 1
            seen = window(line, start, start + mark.at.end - mark.at.start, room)
            if seen.text != last:
                yield _Line(number, seen.text)
            last = seen.text
            yield from _marked(mark, seen.first, seen.last, room)


def _marked(mark: Mark, first: int, last: int, room: int) -> Iterator[_Line]:
    sign = ("^" if mark.is_primary else "-") * (last - first)
    label = safe(mark.label)
    line = " " * first + sign
    if label and width(line) + 1 + width(label) <= room:
        line, label = f"{line} {label}", ""
    yield _Line(None, line, mark.is_primary)
    if label:
        indent = min(first, max(0, room - width(label)), room // 2)
        for part in wrapped(label, room - indent):
            yield _Line(None, " " * indent + part, mark.is_primary)
