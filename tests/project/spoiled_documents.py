"""Documents spoiled in every place, to hold a decoder against its JSON Schema."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import TypeAlias

from crossfoot.posting.readers.json_nodes import read_json
from crossfoot.project.nodes import Node
from crossfoot.source import Source

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None

ODD: tuple[Plain, ...] = (
    None,
    "",
    " ",
    "x",
    "No",
    "true",
    "False",
    "010",
    "13",
    "13.0",
    "-1.5",
    "1.005",
    "1.5000",
    "1e5",
    "1,000.00",
    "99999999999999",
    "٣",
    "NaN",
    "04:00",
    "24:00",
    "4:00",
    "2026-01-31",
    "2026-02-30",
    "2026-01-31T10:00",
    "2026-01-31 10:00:59.123",
    "2026-01-31T25:00",
    "2026-W05-6",
    "Income",
    "Other Current Asset",
    "open",
    "a/../b",
    "/a",
    "C:\\a",
    "a:b",
    "a::b",
    "a: ",
    [],
    ["x"],
    [None],
    [["x"]],
    {},
    {"x": "1"},
    {"name": "x"},
    {"name": None, "x": None},
    {"name": "x", "type": "Bank", "y": ["z"]},
)


def node(document: Plain) -> Node:
    """Return a document as the readers see it."""
    read, faults = read_json(Source("x", json.dumps(document, ensure_ascii=False)))
    assert not faults
    return read


def spoiled(document: Plain) -> Iterator[Plain]:
    """Yield the document with one thing wrong, or at least changed: each place, each way."""
    for path in _paths(document):
        for odd in ODD:
            yield _changed(document, path, odd)
        if path:
            yield _without(document, path)
        if isinstance(_at(document, path), dict):
            for value in ("x", None, ["x"]):
                yield _changed(document, (*path, "extra"), value)


def _paths(document: Plain, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield above
    if isinstance(document, dict):
        for name, value in document.items():
            yield from _paths(value, (*above, name))
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from _paths(value, (*above, place))


def _at(document: Plain, path: tuple[str | int, ...]) -> Plain:
    for step in path:
        document = document[step]  # type: ignore[index,call-overload]
    return document


def _changed(document: Plain, path: tuple[str | int, ...], value: Plain) -> Plain:
    if not path:
        return value
    whole = copy.deepcopy(document)
    _at(whole, path[:-1])[path[-1]] = value  # type: ignore[index,call-overload]
    return whole


def _without(document: Plain, path: tuple[str | int, ...]) -> Plain:
    whole = copy.deepcopy(document)
    del _at(whole, path[:-1])[path[-1]]  # type: ignore[union-attr,arg-type]
    return whole
