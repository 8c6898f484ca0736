"""Changes the keys of a case in its file: the rest of the case keeps every byte."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile

from crossfoot.project.editing.edit import Edit, column, end_of, is_flow, line_end, line_start
from crossfoot.project.nodes import Entry, Table


def entry_of(case: Table, name: str) -> Entry | None:
    """Return a key of a case with what is behind it, if it is there at all."""
    return next((entry for entry in case.entries if entry.name == name), None)


def put(entry: Entry, text: str) -> Edit:
    """Put a text in the place of what stands behind a key; it may begin with a line of its own."""
    return Edit(entry.at.end, max(entry.at.end, end_of(entry.value)), key_value("", text))


def key_value(name: str, text: str) -> str:
    """Return a key with what is behind it."""
    return f"{name}:{text}" if text.startswith("\n") else f"{name}: {text}"


def without(case: Table, names: Collection[str]) -> Iterator[Edit]:
    """Take keys out of a case, of which at least one stays."""
    gone = [entry.name in names for entry in case.entries]
    ahead = len(list(takewhile(bool, gone)))
    if ahead:
        yield Edit(case.entries[0].at.start, case.entries[ahead].at.start, "")
    for place in range(ahead, len(gone)):
        if gone[place]:
            yield _without(case, place)


def _without(case: Table, place: int) -> Edit:
    text, entry = case.at.source.text, case.entries[place]
    end = end_of(entry.value)
    if is_flow(case):
        return Edit(end_of(case.entries[place - 1].value), end, "")
    return Edit(line_start(text, entry.at.start), line_end(text, max(end, entry.at.end)), "")


def more(case: Table, name: str, value: str) -> Edit:
    """Put a new key at the end of a case."""
    last, text = case.entries[-1], case.at.source.text
    end = max(last.at.end, end_of(last.value))
    if is_flow(case):
        return Edit(end, end, f", {key_value(name, value)}")
    return own_line(text, end, f"{' ' * column(case)}{key_value(name, value)}")


def own_line(text: str, end: int, line: str) -> Edit:
    """Put a line below the one that a character stands in. INVARIANT: that line ends."""
    at = line_end(text, end)
    return Edit(at, at, f"{line}\n")
