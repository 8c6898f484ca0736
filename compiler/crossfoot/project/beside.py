"""Reads what lies beside the chart: the company's lists and the facts about its QuickBooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.chart import Chart, Inactive
from crossfoot.model.names import key
from crossfoot.model.stores import Facts
from crossfoot.project import facts as company
from crossfoot.project.decode import Notes
from crossfoot.project.decoded import Form, decoded
from crossfoot.project.lists import Listed, file_of, form_of, list_decoder
from crossfoot.project.nodes import Node
from crossfoot.project.there import is_there
from crossfoot.source import BadText, decode

_Read = TypeVar("_Read")

NAMED = ("classes", "vendors", "terms")
"""The lists that rules and purchase orders name; customers and items are in no entry."""


class Beside(NamedTuple):
    """What lies beside a chart. `lists` are by kind, those left out that have no file."""

    lists: dict[str, tuple[Listed, ...]]
    facts: Facts | None
    found: tuple[Diagnostic, ...]
    is_whole: bool


def place_of(chart: str, name: str) -> str:
    """Return the path of a file beside the chart, relative to the project folder like it."""
    return str(PurePosixPath(chart).with_name(name))


def beside(root: Path, chart: str) -> Beside:
    """Return what lies beside the chart file at `chart`. Raises OSError."""
    found: list[Diagnostic] = []
    lists: dict[str, tuple[Listed, ...]] = {}
    is_whole = True
    for kind in NAMED:
        at = place_of(chart, file_of(kind))
        listed, is_fit = _read(root, at, chart, list_decoder(kind), form_of(kind), found)
        is_whole = is_whole and is_fit
        if listed is not None:
            lists[kind] = listed
    at = place_of(chart, company.FILE)
    facts, is_fit = _read(root, at, chart, company.facts, company.FORM, found)
    return Beside(lists, facts, tuple(found), is_whole and is_fit)


def _read(
    root: Path,
    path: str,
    chart: str,
    decoder: Callable[[Node, Notes], _Read],
    form: Form,
    found: list[Diagnostic],
) -> tuple[_Read | None, bool]:
    """Return what a file says, None where there is none, and whether it can be relied on."""
    if path == chart or not is_there((root / path).is_file):
        return None, True
    try:
        source = decode(path, (root / path).read_bytes())
    except BadText as error:
        found.append(Diagnostic(BAD_TEXT, error.message, error.at))
        return None, False
    value, is_whole, faults = decoded(source, decoder, form)
    found.extend(faults)
    return value, is_whole


def with_lists(chart: Chart, lists: dict[str, tuple[Listed, ...]]) -> Chart:
    """Return a chart that knows the lists beside it as well as its own."""
    days = {key(each.name): each.due_days for each in lists.get("terms", ())}
    return replace(
        chart,
        classes=_usable(chart.classes, lists.get("classes")),
        vendors=_usable(chart.vendors, lists.get("vendors")),
        terms=_usable(chart.terms, lists.get("terms")),
        inactive=Inactive(*(_inactive(lists.get(kind, ())) for kind in NAMED)),
        due_days={name: count for name, count in days.items() if count is not None},
    )


def _usable(own: tuple[str, ...] | None, listed: Sequence[Listed] | None) -> tuple[str, ...] | None:
    """Return the names that may be used; None where there is neither list."""
    if own is None and listed is None:
        return None
    closed = {key(each.name) for each in listed or () if not each.active}
    named: dict[str, str] = {}
    for name in (*(own or ()), *(each.name for each in listed or ())):
        named.setdefault(key(name), name)
    return tuple(name for written, name in named.items() if written not in closed)


def _inactive(listed: Sequence[Listed]) -> tuple[str, ...]:
    return tuple(each.name for each in listed if not each.active)
