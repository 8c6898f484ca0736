"""From cases that are not as expected to files in which they are."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from crossfoot.cases.accepting.edits import edits
from crossfoot.cases.case import Case, MadeUp
from crossfoot.cases.judged import Judged, Verdict, judged, judged_of_rules
from crossfoot.cases.reading import cases_of
from crossfoot.cases.trial import Tried, TriedFile
from crossfoot.model.chart import Chart
from crossfoot.project.editing.edit import applied
from crossfoot.source import Source


class Accepted(NamedTuple):
    """A file whose cases say what came of them: the bytes it had, and those it shall have."""

    path: Path
    before: bytes
    after: bytes
    cases: tuple[Case, ...]


def accepted(tried: Tried) -> tuple[Accepted, ...]:
    """Return the files to write so that every case that was tried is as expected.

    A file with a fault is left alone, and so is a case whose batch is not there, or is made up in
    it and cannot be read. INVARIANT: each new text was read, and its cases held against what came
    of them.
    """
    ruleset = tried.rules.ruleset
    if ruleset is None:
        return ()
    found = (_accepted(file, tried, ruleset.project.chart) for file in tried.files)
    return tuple(each for each in found if each is not None)


def _accepted(file: TriedFile, tried: Tried, chart: Chart) -> Accepted | None:
    source = file.file.source
    cases = [each for each in file.cases if _can_be_accepted(each)]
    if source is None or file.findings or not cases:
        return None
    changes = [edit for each in cases for edit in edits(each, chart)]
    text = applied(source.text, changes)
    _require_as_expected(Source(source.path, text, source.crlf), cases, tried, chart)
    content = (text.replace("\n", "\r\n") if source.crlf else text).encode()
    mark = codecs.BOM_UTF8 if file.file.content.startswith(codecs.BOM_UTF8) else b""
    names = tuple(each.case for each in cases)
    return Accepted(file.file.path, file.file.content, mark + content, names)


def _can_be_accepted(case: Judged) -> bool:
    if case.verdict is not Verdict.OTHERWISE:
        return False
    if case.case.batch is None:
        return True
    if case.actual is None:
        return False
    return case.actual.batch is not None or not isinstance(case.case.batch, MadeUp)


def _require_as_expected(source: Source, cases: list[Judged], tried: Tried, chart: Chart) -> None:
    read = cases_of(source, chart)
    assert not read.findings, f"INVARIANT: what was written is read: {read.findings[0].message}"
    by_name = {case.name: case for case in read.cases}
    for each in cases:
        again = _judged_again(by_name[each.case.name], each, tried)
        assert again.verdict is Verdict.AS_EXPECTED, "INVARIANT: what was accepted is expected"


def _judged_again(case: Case, before: Judged, tried: Tried) -> Judged:
    if before.actual is None:
        return judged_of_rules(case, tried.rules.findings)
    return judged(case, before.actual)
