"""Where resolving collects what is wrong, so that every fault of a project is told in one run."""

from __future__ import annotations

from crossfoot.codes import Code
from crossfoot.diagnostic import Diagnostic, Fix, Related
from crossfoot.source import Span


class Findings:
    """A growing list of diagnostics, private to one run of `resolve`."""

    def __init__(self) -> None:
        self.all: list[Diagnostic] = []

    def add(
        self,
        code: Code,
        message: str,
        at: Span,
        *related: Related,
        help: str | None = None,
        why: str | None = None,
        fix: Fix | None = None,
    ) -> None:
        """Take note of a fault."""
        self.all.append(Diagnostic(code, message, at, related, help, why, fix=fix))
