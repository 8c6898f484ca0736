"""Changes the values of one record, or of the file as such, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from crossfoot.project.editing.edit import Edit, column, end_of, is_flow, line_end, line_start
from crossfoot.project.editing.scalars import Value, flow_record, pairs, written
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table


def fields_of(node: Node) -> dict[str, Value]:
    """Return what a record says, by key; a plain name is its name."""
    if isinstance(node, Scalar):
        return {} if node.text is None else {"name": node.text}
    if not isinstance(node, Table):
        return {}
    found = ((entry.name, _value(entry.value)) for entry in node.entries)
    return {name: value for name, value in found if value is not None}


def _value(node: Node) -> Value | None:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return tuple(item.text or "" for item in node.items if isinstance(item, Scalar))
    return None


def changed(node: Node, wanted: Mapping[str, Value], order: Sequence[str]) -> Iterator[Edit]:
    """Yield what makes a record say what is wanted, its keys in some order; nothing if it does.

    A key that is not wanted goes, one that is new comes behind those that it follows in order.
    """
    if fields_of(node) == dict(wanted):
        return
    if isinstance(node, Scalar):
        yield _as_record(node, wanted)
    elif isinstance(node, Table):
        yield from _values(node, wanted)
        yield from _without(node, wanted)
        yield from _with(node, wanted, order)


def _as_record(node: Scalar, wanted: Mapping[str, Value]) -> Edit:
    """Return a plain name as a record, or as another plain name."""
    if len(wanted) == 1:
        return Edit(node.at.start, node.at.end, written(wanted["name"], node.at.text))
    return Edit(node.at.start, node.at.end, flow_record(wanted))


def _values(node: Table, wanted: Mapping[str, Value]) -> Iterator[Edit]:
    had = fields_of(node)
    for entry in node.entries:
        value = wanted.get(entry.name)
        if value is None or had.get(entry.name) == value:
            continue
        at, end = entry.value.at, end_of(entry.value)
        space = "" if at.source.text[at.start - 1 : at.start].isspace() else " "
        like = at.text or '"'
        yield Edit(at.start, end, space + written(value, like))


def _without(node: Table, wanted: Mapping[str, Value]) -> Iterator[Edit]:
    """Yield the removal of what is not wanted; those in front go together with what follows."""
    gone = [entry.name not in wanted for entry in node.entries]
    ahead = len(list(takewhile(bool, gone)))
    if ahead:
        yield Edit(node.entries[0].at.start, node.entries[ahead].at.start, "")
    for place in range(ahead, len(gone)):
        if gone[place]:
            yield _removed(node, place)


def _removed(node: Table, place: int) -> Edit:
    entry, text = node.entries[place], node.at.source.text
    end = end_of(entry.value)
    if is_flow(node):
        return Edit(end_of(node.entries[place - 1].value), end, "")
    return Edit(line_start(text, entry.at.start), line_end(text, end), "")


def _with(node: Table, wanted: Mapping[str, Value], order: Sequence[str]) -> Iterator[Edit]:
    had = {entry.name: entry for entry in node.entries if entry.name in wanted}
    after: dict[str, list[str]] = {}
    for name in sorted(set(wanted) - set(had), key=order.index):
        after.setdefault(_ahead_of(name, had, order), []).append(name)
    for anchor, names in after.items():
        yield _added(node, had[anchor], {name: wanted[name] for name in names})


def _ahead_of(name: str, had: dict[str, Entry], order: Sequence[str]) -> str:
    """Return the key that a new one comes behind."""
    before = [each for each in order[: order.index(name)] if each in had]
    return before[-1] if before else next(reversed(had))


def _added(node: Table, anchor: Entry, fields: Mapping[str, Value]) -> Edit:
    text, end = node.at.source.text, end_of(anchor.value)
    texts = pairs(fields, quotes_keys=anchor.at.text.startswith('"'))
    if is_flow(node):
        return Edit(end, end, "".join(f", {each}" for each in texts))
    at = line_end(text, end)
    margin = " " * column(node)
    return Edit(at, at, "".join(f"{margin}{each}\n" for each in texts))
