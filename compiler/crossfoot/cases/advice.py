"""What to do about keys that no case has, told by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crossfoot.cases.booked import SIDES, TOTAL
from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.diagnostic import Diagnostic
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.source import Span

_THOUSANDS = re.compile(r"\d{3}(\.\d{1,2})?\Z", re.ASCII)
_PRINTED = re.compile(r"[$€£]? ?(-?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?)\Z", re.ASCII)
_BEGUN = re.compile(r"-?\d{1,3}\Z", re.ASCII)


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
            yield from _too_far_left(case, known)
            yield from _as_printed(case)
            for entry in case.entries:
                for line in entry.value.items if isinstance(entry.value, Items) else ():
                    yield from _of_line(line) if isinstance(line, Table) else ()


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
    yield from _commas(line)


def _as_printed(table: Table) -> Iterator[tuple[Span, str]]:
    """Yield amounts that are written as they are printed: `$1,098.76`."""
    for entry in table.entries:
        printed = _PRINTED.match(_text(entry).strip())
        if printed and entry.name in (*SIDES, TOTAL):
            plain = printed[1].replace(",", "")
            if plain != _text(entry):
                yield entry.value.at, f"write `{plain}`"


def _commas(line: Table) -> Iterator[tuple[Span, str]]:
    """Yield what commas in an amount cut off between braces: `credit: 1,098.76`."""
    begun: Entry | None = None
    behind: list[Entry] = []
    for entry in line.entries:
        if begun is not None and _is_empty(entry) and _THOUSANDS.match(entry.name):
            behind.append(entry)
        elif entry.name in SIDES and _BEGUN.match(_text(entry)):
            begun, behind = entry, []
        elif not behind:
            begun = None
    if begun is not None:
        amount = "".join((_text(begun), *(each.name for each in behind)))
        help_ = f"write `{begun.name}: {amount}`: an amount has no comma"
        yield from ((entry.at, help_) for entry in behind)


def _text(entry: Entry) -> str:
    """Return what stands behind a key, where it is one value."""
    return (entry.value.text or "") if isinstance(entry.value, Scalar) else ""
