"""A diagnostic is data: what is wrong, where, why, and what to type instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crossfoot.codes import Code, Severity
from crossfoot.source import Span


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, with what stands there."""

    at: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` is one lower-case line with the user's text in backticks; `why` is the
    accountant's reason, `help` what to type instead; both one line or None.
    `graded` overrides the code's severity (XF403 is an error or a warning).
    """

    code: Code
    message: str
    at: Span
    related: tuple[Related, ...] = ()
    help: str | None = None
    why: str | None = None
    graded: Severity | None = None

    @property
    def severity(self) -> Severity:
        """The severity it counts with."""
        return self.graded or self.code.severity


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings by path, place, code and message, each once."""
    keyed = {
        (d.at.source.path, d.at.start, d.code.number, d.at.end, d.message): d for d in diagnostics
    }
    return tuple(keyed[key] for key in sorted(keyed))


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that are errors."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)
