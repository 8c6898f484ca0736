"""A baseline: the findings that a company lives with, so that only new ones are told.

One finding a line, sorted, so that a change of it reads well where changes are reviewed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic, Silenced, Silencer, errors
from crossfoot.project.decode import Notes, anything, table, text
from crossfoot.project.decode import items as items_of
from crossfoot.project.decoded import Form, fitted
from crossfoot.project.fault import Fault, Unfit, Unreadable
from crossfoot.project.nodes import Node, in_one_line
from crossfoot.report.fingerprint import fingerprints
from crossfoot.report.outcome import Outcome
from crossfoot.source import Source, Span

VERSION = 1
"""Raised when a baseline of before could no longer be read."""

FORM = Form("baseline.schema.json", "a baseline")

_LONGEST = 80
"""Letters of the marked words that are written down; they are there for the reader alone."""

_HIDES = {"XF0": "XF0", "XF1": "XF1", "XF301": "XF1", "XF4": ""}
"""Errors by which other findings are hidden: up to which codes all are told all the same.

Of rules that conflict only some are looked at; after an error of XF4, up to its own code.
"""


class Entry(NamedTuple):
    """One finding of a baseline: `project` is its folder as seen from the baseline's own, or ``.``.

    It is known by project and `fingerprint`; the rest is for the reader.
    """

    project: str
    path: str
    code: str
    severity: str
    text: str
    message: str
    fingerprint: str


class BadBaseline(ValueError):
    """A text that is no baseline; `message` says what is wrong at `at`."""

    def __init__(self, message: str, at: Span) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Compared(NamedTuple):
    """A project's findings against a baseline.

    `outcome` tells the new ones; `met` are the entries of those that are known, in the
    baseline's words, `mended` those that nothing is found of any more, `new` what a baseline would
    say of the new ones.
    """

    outcome: Outcome
    met: tuple[Entry, ...]
    mended: tuple[Entry, ...]
    new: tuple[Entry, ...]


def compared(
    outcome: Outcome, project: str, entries: Iterable[Entry], called: str, *, is_whole: bool = True
) -> Compared:
    """Compare the findings of a project, called `project` in the baseline, with its entries.

    Nothing is called mended unless the run looked for it: not where an error may hide it, nor at
    all unless the run `is_whole`. What was a warning and is an error by its nature is new.
    `called` is the baseline's name, for the reader.
    """
    own = {each.fingerprint: each for each in entries if each.project == project}
    told: list[Diagnostic] = []
    silenced: list[Silenced] = []
    met: list[Entry] = []
    new: list[Entry] = []
    prints = fingerprints(replace(outcome, folder=""))
    for finding, fingerprint in zip(outcome.diagnostics, prints, strict=True):
        entry = own.get(fingerprint)
        if entry is None or _is_heavier(finding, entry):
            told.append(finding)
            new.append(_entry(finding, project, fingerprint))
        else:
            silenced.append(Silenced(finding, Silencer.BASELINE, f"in `{called}`"))
            met.append(entry)
    gone = own.keys() - {each.fingerprint for each in (*met, *new)}
    looks_for = _looked_for(outcome.diagnostics) if is_whole else lambda _: False
    mended = tuple(own[each] for each in sorted(gone) if looks_for(own[each].code))
    rest = replace(outcome, diagnostics=tuple(told), silenced=(*outcome.silenced, *silenced))
    return Compared(rest, tuple(met), mended, tuple(new))


def _is_heavier(finding: Diagnostic, entry: Entry) -> bool:
    is_error = finding.severity is Severity.ERROR
    return finding.code.is_mixed and is_error and entry.severity != Severity.ERROR.value


def _looked_for(found: Sequence[Diagnostic]) -> Callable[[str], bool]:
    """Return what says of a code whether a run that found this looked for all of it."""
    ends = [
        upto or each.code.number
        for each in errors(found)
        for number, upto in _HIDES.items()
        if each.code.number.startswith(number)
    ]
    end = min(ends, default="XF9")
    return lambda code: code[: len(end)] <= end


def _entry(finding: Diagnostic, project: str, fingerprint: str) -> Entry:
    return Entry(
        project,
        in_one_line(finding.at.source.path),
        finding.code.number,
        finding.severity.value,
        _short(in_one_line(" ".join(finding.at.text.split()))),
        in_one_line(finding.message),
        fingerprint,
    )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def render(entries: Iterable[Entry]) -> str:
    """Return a baseline as a text; the same entries give the same bytes."""
    rows = [json.dumps(each._asdict(), ensure_ascii=False) for each in sorted(set(entries))]
    listed = "".join(f"\n    {row}," for row in rows).removesuffix(",")
    end = "\n  " if rows else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{listed}{end}]\n}}\n'


def parse(source: Source) -> tuple[Entry, ...]:
    """Return the entries of a baseline. Raises BadBaseline where it is none."""
    from crossfoot.posting.readers.json_nodes import read_json

    try:
        node, faults = read_json(source)
    except Unreadable as error:
        raise _torn(source, error.fault) from None
    entries, is_whole, found = fitted(node, faults, _decoded, FORM)
    if entries is None or not is_whole or found:
        first = min(found, key=lambda each: each.at.start)
        help_ = f"; {first.help}" if first.help else ""
        raise BadBaseline(f"{first.message}{help_}", first.at)
    return entries


def _torn(source: Source, fault: Fault) -> BadBaseline:
    line = source.line(fault.at.first.line)
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        return BadBaseline("a merge conflict stands here; settle it first", fault.at)
    return BadBaseline(fault.message, fault.at)


def _decoded(node: Node, notes: Notes) -> tuple[Entry, ...]:
    top = table(node)
    notes.only(top, ("version", "findings"))
    notes.needed(top, "version", lambda node: _version(node, notes))
    return notes.each(
        lambda each: _read(each, notes), notes.needed(top, "findings", items_of) or ()
    )


def _version(node: Node, notes: Notes) -> str:
    written = text(node)
    if not written.isdecimal():
        raise Unfit(Fault("this is no version", node.at))
    if written != str(VERSION):
        message = f"this baseline is of version {written}, and version {VERSION} is read here"
        notes.faults.append(Fault(message, node.at, "a later Crossfoot has written it"))
    return written


def _read(node: Node, notes: Notes) -> Entry | None:
    entry = table(node)
    notes.only(entry, Entry._fields)
    values = [
        notes.needed(entry, name, anything if name == "text" else text) for name in Entry._fields
    ]
    known = [value for value in values if value is not None]
    return Entry(*known) if len(known) == len(values) else None
