"""What a code is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How much a finding weighs: an error stops posting, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `number` (``XF201``) is never reused; `name` says the fault.

    `doc` is the documentation that ``crossfoot explain`` prints; None where Python was told
    to leave documentation out (``-OO``). `is_mixed` where findings of an error's code are at times
    warnings.
    """

    number: str
    name: str
    severity: Severity
    doc: str | None = field(repr=False, default=None)
    is_mixed: bool = False

    @property
    def may_be_graded(self) -> bool:
        """Whether it may be met as less than an error, so that it may be lived with."""
        return self.is_mixed or self.severity is not Severity.ERROR
