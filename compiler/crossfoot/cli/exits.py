"""The exit statuses, and what ends a run that could not do its work."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.codes import Severity
from crossfoot.diagnostic import Diagnostic

FINE = 0
ERROR = 1
UNABLE = 2
RECLASSIFIES = 3
CHANGES_TOTALS = 4
"""What `crossfoot diff` found: money in other accounts, or other totals."""

INTERRUPTED = 130
PIPE_CLOSED = 141
"""As the shell counts a program that a closed pipe ended."""


class Unable(Exception):
    """The tool cannot do what was asked; the message is the one line that is shown."""


def reason(error: Unable | OSError) -> str:
    """Return in one line what kept a run from its work."""
    if isinstance(error, Unable) or not error.strerror:
        return str(error)
    place = f"{error.filename}: " if error.filename is not None else ""
    return f"{place}{error.strerror.lower()}"


def status(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> int:
    """Return ERROR where there is an error, or with `strict` any finding."""
    found = any(strict or each.severity is Severity.ERROR for each in diagnostics)
    return ERROR if found else FINE
