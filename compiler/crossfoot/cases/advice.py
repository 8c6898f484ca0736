"""What to do about keys that no case has, told by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crossfoot.cases.booked import SIDES, TOTAL
from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.readers.printed import cut_off, plain
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.source import Span

_WITHOUT = re.compile(r"(entry )?(exclud|without|omits?\b|does not|lacks)", re.IGNORECASE)


def advised(
    found: Iterable[Diagnostic], cases: Node, known: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Return the faults of a file of cases, with help where it is seen what was meant.

    `known` are the keys of a case.
    """
    help_ = dict(_advice(cases, frozenset(known)))
    return tuple(_helped(each, help_) for each in found)


def _helped(finding: Diagnostic, help_: Mapping[Span, str]) -> Diagnostic:
    if finding.code is not BAD_PROJECT_FILE or finding.at not in help_:
        return finding
    return replace(finding, help=help_[finding.at], fix=None)


def _advice(cases: Node, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    for case in cases.items if isinstance(cases, Items) else ():
        if isinstance(case, Table):
            yield from _leaves_out(case, known)
            yield from _too_far_left(case, known)
            yield from _as_printed(case)
            for entry in case.entries:
                for line in entry.value.items if isinstance(entry.value, Items) else ():
                    yield from _of_line(line) if isinstance(line, Table) else ()


def _leaves_out(case: Table, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """Yield keys that say `entry leaves out` otherwise; the nearest key means the opposite."""
    for entry in case.entries:
        if entry.name not in known and _WITHOUT.match(entry.name):
            yield entry.at, "did you mean `entry leaves out`?"


def _too_far_left(case: Table, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """Yield keys below one with nothing behind it: they may belong to it."""
    above: Entry | None = None
    for entry in case.entries:
        if entry.name in known:
            above = entry if _is_empty(entry) else None
        elif above is not None:
            text = f"if this belongs to `{above.name}:`, begin the line further to the right"
            yield entry.at, text


def _is_empty(entry: Entry) -> bool:
    return isinstance(entry.value, Scalar) and entry.value.text is None


def _of_line(line: Table) -> Iterator[tuple[Span, str]]:
    yield from _as_printed(line)
    yield from cut_off(line.entries, SIDES)


def _as_printed(table: Table) -> Iterator[tuple[Span, str]]:
    """Yield amounts that are written as they are printed: `$1,098.76`."""
    for entry in table.entries:
        if entry.name in (*SIDES, TOTAL):
            meant = plain(_text(entry))
            if meant is not None and meant != _text(entry):
                yield entry.value.at, f"write `{meant}`"


def _text(entry: Entry) -> str:
    """Return what stands behind a key, where it is one value."""
    return (entry.value.text or "") if isinstance(entry.value, Scalar) else ""
