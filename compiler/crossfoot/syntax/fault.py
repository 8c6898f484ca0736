"""What a reader raises where a statement cannot be read."""

from __future__ import annotations

from crossfoot.diagnostic import Fix
from crossfoot.source import Span


class Fault(Exception):
    """Why one statement cannot be read, the smallest place that is wrong, what to type instead.

    `fix` makes it, where nothing else can have been meant; the statement can be read then, or it
    counts for nothing.
    """

    def __init__(
        self, message: str, at: Span, help: str | None = None, fix: Fix | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.help = help
        self.fix = fix

    def said(self) -> tuple[str, str | None]:
        """Return the message and the help, the user's text in them cut to a length fit to read."""
        return _cut(self.message, 60), self.help and _cut(self.help, 120)


def _cut(message: str, longest: int) -> str:
    """Return a message with each text between backticks cut to `longest` characters."""
    parts = message.split("`")
    parts[1::2] = [p if len(p) <= longest else p[: longest - 1] + "…" for p in parts[1::2]]
    return "`".join(parts)


class Missing(Fault):
    """Something is not there that must be; perhaps because it was written in another way."""


class Stuck(Exception):
    """The words up to `offset` begin a statement, and what stands there cannot continue it.

    `expected` are the terminals of the grammar that could. `offset` counts from the start of
    the source; where the text ends too early, it is the end.
    """

    def __init__(self, offset: int, expected: frozenset[str]) -> None:
        super().__init__(offset)
        self.offset = offset
        self.expected = expected
