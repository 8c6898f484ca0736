"""What a reader raises where a statement cannot be what it says."""

from __future__ import annotations

from crossfoot.source import Span


class Fault(Exception):
    """One statement that cannot be read: why, the smallest place, and what to type instead."""

    def __init__(self, message: str, at: Span, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.help = help
