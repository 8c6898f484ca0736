"""What a reader raises where a statement cannot be read."""

from __future__ import annotations

from crossfoot.source import Span


class Fault(Exception):
    """Why one statement cannot be read, the smallest place that is wrong, what to type instead."""

    def __init__(self, message: str, at: Span, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.help = help


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
