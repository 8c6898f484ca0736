"""Reads the lists beside the chart: payment terms, vendors, customers, items, classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from crossfoot.model.names import key
from crossfoot.project.decode import Notes, anything, items, table, text, yes_or_no
from crossfoot.project.decoded import Form
from crossfoot.project.fault import Fault, Unfit
from crossfoot.project.nodes import Node, Scalar
from crossfoot.source import Span

_DAYS = re.compile(r"[0-9]{1,4}\Z")


class Listed(NamedTuple):
    """One record of a list, as far as bookkeeping needs it; `due_days` is for terms alone."""

    name: str
    id: str | None
    active: bool
    due_days: int | None
    at: Span


def _days(node: Node) -> str:
    written = anything(node)
    if not _DAYS.match(written):
        raise Unfit(Fault("this is not a number of days", node.at))
    return written


_Keys = Mapping[str, Callable[[Node], object]]
_NAMED: _Keys = {"name": text, "id": text, "active": yes_or_no}
_PERSON: _Keys = {
    **_NAMED,
    "company": text,
    "phone": text,
    "email": text,
    "terms": text,
    "account": text,
    "currency": text,
}
KEYS: Mapping[str, _Keys] = {
    "terms": {
        **_NAMED,
        "due days": _days,
        "discount days": _days,
        "discount percent": text,
        "day of month due": _days,
        "due next month days": _days,
        "discount day of month": _days,
    },
    "vendors": _PERSON,
    "customers": _PERSON,
    "items": {
        "name": text,
        "id": text,
        "type": text,
        "active": yes_or_no,
        "description": anything,
        "price": text,
        "account": text,
    },
    "classes": _NAMED,
}
"""The lists beside the chart; each stands in a file of its name, under a key of its name."""


def file_of(kind: str) -> str:
    """Return the name of the file that a list stands in, beside the chart."""
    return f"{kind}.yaml"


def form_of(kind: str) -> Form:
    """Return the form of a list's file."""
    called = "the list of payment terms" if kind == "terms" else f"the list of {kind}"
    return Form(f"{kind}.schema.json", called)


def list_decoder(kind: str) -> Callable[[Node, Notes], tuple[Listed, ...]]:
    """Return what reads the file of one of the KEYS."""

    def read(node: Node, notes: Notes) -> tuple[Listed, ...]:
        top = table(node)
        notes.only(top, (kind,))
        if not any(entry.name == kind for entry in top.entries):
            notes.unfit.append(Fault(f"`{kind}:` is missing here", top.at))
        found = notes.each(_Reader(kind, notes).record, notes.value(top, kind, items) or ())
        notes.faults.extend(twice(found, kind))
        return found

    return read


class _Reader:
    def __init__(self, kind: str, notes: Notes) -> None:
        self._keys = KEYS[kind]
        self._notes = notes

    def record(self, node: Node) -> Listed | None:
        """Return a record, or None where it has no name; a plain name will do."""
        if isinstance(node, Scalar):
            return Listed(text(node).strip(), None, True, None, node.at)
        notes, entry = self._notes, table(node)
        notes.only(entry, self._keys)
        read = {name: notes.value(entry, name, self._keys[name]) for name in self._keys}
        name = notes.needed(entry, "name", text)
        if name is None:
            return None
        days, id_ = read.get("due days"), read["id"]
        return Listed(
            name.strip(),
            str(id_) if id_ is not None else None,
            read["active"] is not False,
            int(str(days)) if days is not None else None,
            entry.value_at("name"),
        )


def twice(records: tuple[Listed, ...], kind: str) -> Iterator[Fault]:
    """Yield records of one name, or of one id of QuickBooks."""
    names: dict[str, Listed] = {}
    ids: dict[str, Listed] = {}
    for record in records:
        earlier = names.setdefault(key(record.name), record)
        if earlier is not record:
            message = f"`{record.name}` is in the list of {kind} twice"
            yield Fault(message, record.at, earlier=earlier.at)
        elif record.id is not None and ids.setdefault(record.id, record) is not record:
            earlier = ids[record.id]
            message = f"`{earlier.name}` and `{record.name}` have the same id"
            yield Fault(message, record.at, "take it out of one of them", earlier.at)
