"""Changes the records of a list in a case: those that stay keep every byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crossfoot.cases.accepting.case_text import own_line, put
from crossfoot.project.editing.edit import (
    Edit,
    column,
    end_of,
    is_flow,
    line_end,
    line_start,
)
from crossfoot.project.editing.scalars import written
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table

_DASH = re.compile(r"^ *-", re.MULTILINE)
_COMMA = re.compile(r"\s*(?:#[^\n]*\n\s*)*(,)[ ]*")
_MARGIN = 2
_SIDES = {"debit": "credit", "credit": "debit"}

_UNQUOTED = ("debit", "credit", "total", "created")
"""Keys whose values are written without quotes."""


class Change(NamedTuple):
    """What becomes of a record: `item` is the one that is there, `fields` what it shall say.

    Without an item it is a new one, without fields one that goes. Of an item that stays, the
    fields are those that change; one that is None is said no more.
    """

    item: Table | None
    fields: Mapping[str, str | None] | None


def record(fields: Mapping[str, str | None]) -> str:
    """Return a new record in one line."""
    said = ((name, value) for name, value in fields.items() if value is not None)
    inside = ", ".join(
        f"{name}: {value if name in _UNQUOTED else written(value)}" for name, value in said
    )
    return f"{{{inside}}}"


def new_list(case: Table, records: Sequence[Mapping[str, str | None]]) -> str:
    """Return what stands behind a new key of a case: records on lines of their own, or none."""
    texts = [record(fields) for fields in records]
    if is_flow(case) or not texts:
        return f"[{', '.join(texts)}]"
    margin = " " * (column(case) + _MARGIN)
    return "".join(f"\n{margin}- {text}" for text in texts)


def changed(case: Table, entry: Entry, changes: Sequence[Change]) -> Iterator[Edit]:
    """Yield what changes a list; what goes is replaced by what comes, as far as both reach."""
    gone = [each.item for each in changes if each.fields is None and each.item is not None]
    new = [each.fields for each in changes if each.item is None and each.fields is not None]
    for each in changes:
        if each.item is not None and each.fields:
            yield from _restated(each.item, each.fields)
    for item, fields in zip(gone, new, strict=False):
        yield _instead(item, record(fields))
    listed = entry.value.items if isinstance(entry.value, Items) else ()
    if len(gone) > len(new):
        yield from without_items(entry, listed, gone[len(new) :])
    elif len(new) > len(gone):
        yield from _with(case, entry, listed, new[len(gone) :])


def _restated(item: Table, fields: Mapping[str, str | None]) -> Iterator[Edit]:
    """Change the fields of a record where they stand, or write it anew where one is no more."""
    said = {entry.name: entry.value.at.text for entry in item.entries}
    if any(value is None for value in fields.values()):
        yield _instead(item, record(_said(item, fields) | dict(fields)))
        return
    for entry in item.entries:
        other = _SIDES.get(entry.name)
        is_moved = other in fields and entry.name not in fields
        value = fields.get(other if is_moved and other else entry.name)
        if value is None:
            continue
        if is_moved and other:
            name = f'"{other}"' if entry.at.text.startswith('"') else other
            yield Edit(entry.at.start, entry.at.end, name)
        yield Edit(entry.value.at.start, end_of(entry.value), written(value, said[entry.name]))


def _said(item: Table, fields: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return what a record says, without an amount that goes to the other side."""
    return {
        entry.name: entry.value.text
        for entry in item.entries
        if isinstance(entry.value, Scalar)
        and (entry.name in fields or _SIDES.get(entry.name) not in fields)
    }


def _instead(item: Table, text: str) -> Edit:
    return Edit(item.at.start, end_of(item), text)


def without_items(entry: Entry, listed: Sequence[Node], gone: Sequence[Node]) -> Iterator[Edit]:
    """Take items out of a list behind a key; the others keep every byte."""
    if len(gone) == len(listed):
        yield put(entry, "[]")
        return
    places = [place for place, item in enumerate(listed) if any(item is each for each in gone)]
    if not is_flow(entry.value):
        yield from (_line_cut(entry, listed, place) for place in places)
        return
    last = len(listed)
    while last - 1 in places:
        last -= 1
    for place in places:
        yield from _cut(listed, place, is_first_of_end=place == last)


def _line_cut(entry: Entry, listed: Sequence[Node], place: int) -> Edit:
    """Take out the lines of a record, from its dash on."""
    text = entry.at.source.text
    dash = _dash(entry, listed, place)
    return Edit(line_start(text, dash), line_end(text, end_of(listed[place])), "")


def _dash(entry: Entry, listed: Sequence[Node], place: int) -> int:
    if place == 0:
        return entry.value.at.start
    text = entry.at.source.text
    begin = line_end(text, end_of(listed[place - 1]))
    found = _DASH.search(text, begin, listed[place].at.start)
    assert found is not None, "INVARIANT: a dash stands before each record"
    return found.end() - 1


def _cut(listed: Sequence[Node], place: int, *, is_first_of_end: bool) -> Iterator[Edit]:
    """Take a record out of brackets, with the comma after it.

    The first of those that go at the end takes the comma before it along.
    """
    item = listed[place]
    text, start, end = item.at.source.text, item.at.start, end_of(item)
    before = text[end_of(listed[place - 1]) : start] if place else ""
    if is_first_of_end and before.strip() == ",":
        start -= len(before)
    comma = _COMMA.match(text, end)
    if comma is None:
        yield Edit(start, end, "")
    elif comma[0].strip() == ",":
        yield Edit(start, comma.end(), "")
    else:
        yield Edit(start, end, "")
        yield Edit(comma.start(1), comma.end(1), "")


def _with(
    case: Table,
    entry: Entry,
    listed: Sequence[Node],
    new: Sequence[Mapping[str, str | None]],
) -> Iterator[Edit]:
    text = entry.at.source.text
    if not listed:
        yield put(entry, new_list(case, new))
    elif is_flow(entry.value):
        yield _behind(listed, [record(fields) for fields in new])
    else:
        dash = _dash(entry, listed, len(listed) - 1)
        margin = " " * (dash - line_start(text, dash))
        lines = "\n".join(f"{margin}- {record(fields)}" for fields in new)
        yield own_line(text, end_of(listed[-1]), lines)


def _behind(listed: Sequence[Node], new: Sequence[str]) -> Edit:
    """Put records behind the last one in brackets, on lines of their own if it has one."""
    last = listed[-1]
    text, end = last.at.source.text, end_of(last)
    start = line_start(text, last.at.start)
    has_line = not text[start : last.at.start].strip()
    space = "\n" + text[start : last.at.start] if has_line else " "
    return Edit(end, end, "".join(f",{space}{each}" for each in new))
