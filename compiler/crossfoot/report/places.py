"""Where the file of a finding lies, as the reader or a platform finds it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from posixpath import normpath

from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.report.outcome import Outcome
from crossfoot.source import Source, Span

_ELSEWHERE = re.compile(r"crossfoot/rules/|/|[A-Za-z]:[\\/]")
"""How the path of a model begins that comes with Crossfoot, and how one from the root does."""


def lies_below(path: str) -> bool:
    """Return whether a file lies in the project folder, or in one below it."""
    return not _ELSEWHERE.match(path) and not normpath(path).startswith("../")


def in_repository(path: str, outcome: Outcome) -> str:
    """Return a file's path as platforms have it: without ``..`` and ``./`` where that can be.

    The outcome's `folder` counts from the top of the repository.
    """
    return path if _ELSEWHERE.match(path) else normpath(outcome.path(path))


def as_found(outcome: Outcome) -> tuple[Diagnostic, ...]:
    """Return the findings with paths that lead to the files from where the reader stands."""
    if not outcome.folder:
        return outcome.diagnostics

    @cache
    def moved(source: Source) -> Source:
        return Source(in_repository(source.path, outcome), source.text, source.crlf)

    def place(at: Span) -> Span:
        return at._replace(source=moved(at.source))

    return tuple(
        replace(
            finding,
            at=place(finding.at),
            related=tuple(Related(place(each.at), each.message) for each in finding.related),
        )
        for finding in outcome.diagnostics
    )
