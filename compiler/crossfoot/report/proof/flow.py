"""From figures to accounts, as a drawing: where each box stands and which lines run between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from crossfoot.model.amounts import Side
from crossfoot.report.columns import fitted
from crossfoot.report.proof import says
from crossfoot.report.proof.sheet import Accounts, Edge, Sheet

WIDTH = 680
BOX = 235
REACH = 372
"""How wide the drawing and its boxes are and how far lines reach, where text is 12 high.

On a page 180 mm wide, text is 9 points high then, and the labels of lines are 8.
"""

_PITCH = 15
"""From one line to the next where they reach a box: the labels there must not touch."""
_LEAST = 24
_GAP = 6
_TOP = 24
_LETTERS = 32
"""How many letters of a name a box holds."""


class Box(NamedTuple):
    """A figure or an account; `text` is its `name`, cut to fit."""

    name: str
    text: str
    x: int
    y: int
    height: int


class Stroke(NamedTuple):
    """A line from a measure to an account: its ends' heights, and what is said at the account."""

    start: int
    end: int
    side: Side
    label: str


class Flow(NamedTuple):
    """The whole drawing; `said` is what it shows, in words, a sentence an account."""

    height: int
    measures: tuple[Box, ...]
    accounts: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    said: tuple[str, ...]


class _Link(NamedTuple):
    """One line before it is drawn: its places among the measures, the accounts, and the lines."""

    measure: int
    account: int
    number: int
    edge: Edge


def flow(sheet: Sheet) -> Flow:
    """Return the drawing of a sheet: measures as in the model, accounts so that few lines cross.

    A measure that nothing posts, and an account that nothing is posted to, is not in it.
    """
    names = {each.order: each.name for each in sheet.figures.measures}
    lines = sorted(filter(_edges, sheet.accounts), key=_middle)
    orders = sorted({edge.measure for line in lines for edge in _edges(line)})
    links = tuple(_links(lines, orders))
    measures = Counter(link.measure for link in links)
    accounts = Counter(link.account for link in links)
    left = _column([names[order] for order in orders], measures, 0)
    right = _column([says.account(line, sheet.places) for line in lines], accounts, WIDTH - BOX)
    said = (_said(box.name, _edges(line), names) for box, line in zip(right, lines, strict=True))
    height = max((box.y + box.height for box in (*left, *right)), default=_TOP) + _GAP
    return Flow(height, left, right, tuple(_strokes(links, left, right)), tuple(said))


def _edges(line: Accounts) -> tuple[Edge, ...]:
    return tuple(dict.fromkeys(edge for row in line.rows for edge in row.edges))


def _middle(line: Accounts) -> Fraction:
    """Return about where the measures of an account stand: in that order few lines cross."""
    edges = _edges(line)
    return Fraction(sum(edge.measure for edge in edges), len(edges))


def _links(lines: Sequence[Accounts], orders: Sequence[int]) -> Iterator[_Link]:
    place = {order: at for at, order in enumerate(orders)}
    pairs = [(at, edge) for at, line in enumerate(lines) for edge in _edges(line)]
    for number, (at, edge) in enumerate(pairs):
        yield _Link(place[edge.measure], at, number, edge)


def _column(names: Sequence[str], counts: Mapping[int, int], x: int) -> tuple[Box, ...]:
    boxes: list[Box] = []
    y = _TOP
    for at, name in enumerate(names):
        height = max(_LEAST, counts[at] * _PITCH + _GAP)
        boxes.append(Box(name, fitted(name, _LETTERS), x, y, height))
        y += height + _GAP
    return tuple(boxes)


def _strokes(links: Sequence[_Link], left: Sequence[Box], right: Sequence[Box]) -> Iterator[Stroke]:
    """Yield the lines, each with a place of its own at both boxes."""
    by_measure = sorted(links, key=lambda link: (link.measure, link.account, link.number))
    starts = _ports([(link.measure, link.number) for link in by_measure], left)
    ends = _ports([(link.account, link.number) for link in links], right)
    for link in links:
        label = link.edge.side.value + (" (less)" if link.edge.is_less else "")
        yield Stroke(starts[link.number], ends[link.number], link.edge.side, label)


def _ports(reached: Sequence[tuple[int, int]], boxes: Sequence[Box]) -> dict[int, int]:
    """Return the height at which each line reaches its box: lines are spread over the box."""
    counts = Counter(box for box, _ in reached)
    used: Counter[int] = Counter()
    ports: dict[int, int] = {}
    for box, number in reached:
        spare = boxes[box].height - counts[box] * _PITCH
        ports[number] = boxes[box].y + spare // 2 + used[box] * _PITCH + _PITCH // 2
        used[box] += 1
    return ports


def _said(name: str, edges: Sequence[Edge], names: Mapping[int, str]) -> str:
    parts = [
        f"{edge.side.value} {'less ' if edge.is_less else ''}{names[edge.measure]}"
        for edge in edges
    ]
    return f"{name}: {', '.join(parts)}."
