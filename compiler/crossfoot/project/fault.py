"""What is wrong with a file of ours, before it is known which code that is."""

from __future__ import annotations

from typing import NamedTuple

from crossfoot.diagnostic import Fix
from crossfoot.source import Span


class Fault(NamedTuple):
    """One thing wrong with a file. `earlier` is the other place that a message speaks of.

    `fix` is there where it is certain what was meant.
    """

    message: str
    at: Span
    help: str | None = None
    earlier: Span | None = None
    fix: Fix | None = None


class Unfit(ValueError):
    """A node that is not of the shape that is wanted in its place."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class Unreadable(ValueError):
    """A text that is no YAML or JSON at all, or uses of it what we do not take."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault
