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
    to leave documentation out (``-OO``).
    """

    number: str
    name: str
    severity: Severity
    doc: str | None = field(repr=False, default=None)
