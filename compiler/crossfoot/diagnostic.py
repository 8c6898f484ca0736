"""A diagnostic is data: what is wrong, where, why, and what to type instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from crossfoot.codes import Code, Severity
from crossfoot.source import Span


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, with what stands there."""

    at: Span
    message: str


class Edit(NamedTuple):
    """One change of a text: what stands at `at` becomes `text`.

    An empty place is where `text` is put in; an empty `text` takes away what stands there.
    """

    at: Span
    text: str


class Fix(NamedTuple):
    """What to change, so that a finding is gone. `what` says it in one lower-case line.

    `edits` do not overlap, and are made together or not at all. A safe fix leaves as it is what
    the rules post wherever they could post before; one that is not safe may change it, or rests
    on a guess, and is made only for who asks for it.
    """

    what: str
    edits: tuple[Edit, ...]
    is_safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` is one lower-case line with the user's text in backticks; `why` is the
    accountant's reason, `help` what to type instead; both one line or None.
    `graded` overrides the code's severity (XF403 is an error or a warning). `fix` is the repair
    where it is known.

    `about`, `stores` and `days` are for `allow`, which silences a finding. `about` holds keys
    as `model.names.subject` and `account_subject` make them; an allowance on any one of them
    excuses the whole finding, so a finding of several members is about their family alone.
    `stores` are those it was met at, none for all; `days` the first and last day of it, None
    where it is open. Whoever yields a warning, XF302 or XF401 fills them in.
    """

    code: Code
    message: str
    at: Span
    related: tuple[Related, ...] = ()
    help: str | None = None
    why: str | None = None
    graded: Severity | None = None
    about: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    days: tuple[date | None, date | None] = (None, None)
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """The severity it counts with."""
        return self.graded or self.code.severity


class Silencer(Enum):
    """Who may silence a finding."""

    ALLOW = "allow"
    BASELINE = "baseline"
    PROJECT_FILE = "project file"


class Silenced(NamedTuple):
    """A finding that is not told, and why: `because` are the words of who silenced it."""

    diagnostic: Diagnostic
    by: Silencer
    because: str


class Weighed(NamedTuple):
    """The findings that are told, and those that somebody silenced."""

    told: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings by path, place, code and message, each once."""
    keyed = {
        (d.at.source.path, d.at.start, d.code.number, d.at.end, d.message): d for d in diagnostics
    }
    return tuple(keyed[key] for key in sorted(keyed))


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that are errors."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)
