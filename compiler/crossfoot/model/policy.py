"""What the project file says of findings: how much some of them weigh, and where none is told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from crossfoot.codes import Severity
from crossfoot.source import Span


class Grade(NamedTuple):
    """How much the findings of a code weigh in a project; None is not at all.

    `written` is the code as the project file has it, by number or by name.
    """

    written: str
    severity: Severity | None
    at: Span


class LeftOut(NamedTuple):
    """Files of which no warnings and notes are told, as a pattern of paths with ``/``."""

    pattern: str
    at: Span


class Policy(NamedTuple):
    """The key `check` of a project file. `grades` go by the numbers of codes.

    INVARIANT: nothing in it makes an error less than one; `checks.grading` sees to that.
    """

    grades: Mapping[str, Grade] = MappingProxyType({})
    left_out: tuple[LeftOut, ...] = ()
