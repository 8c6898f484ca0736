"""Standard output and standard error: their width, their colours, their characters."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from crossfoot.model.stores import Project
    from crossfoot.report.paint import Paint

_NARROWEST = 40


def steady(stream: TextIO) -> None:
    """See that a stream takes every character, and away from a terminal the same bytes anywhere."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    if stream.isatty():
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def complain(message: str) -> None:
    """Say in one line on standard error what kept the tool from its work."""
    from crossfoot.report.columns import safe

    line = safe(" ".join(message.split()))
    sys.stderr.write(f"crossfoot: {line}\n")


def let_go_of_output() -> None:
    """Keep Python from complaining at exit that standard output takes nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def columns() -> int:
    """Return how wide standard output is; 80 where it is no terminal."""
    from crossfoot.report.text import COLUMNS

    if not sys.stdout.isatty():
        return COLUMNS
    import shutil

    return max(_NARROWEST, shutil.get_terminal_size((COLUMNS, 24)).columns)


def paint() -> Paint:
    """Return colours for a terminal, unless NO_COLOR is set."""
    from crossfoot.report.paint import coloured, plain

    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return coloured if wanted and os.environ.get("TERM") != "dumb" else plain


def project_of(root: Path) -> Project:
    """Return the project of a folder; show what is wrong with its files and raise Unable else.

    Rules are not looked at. Raises OSError where the files cannot be read.
    """
    from crossfoot.cli.exits import Unable
    from crossfoot.project.load import load
    from crossfoot.report import text

    project, found = load(root)
    if project is None:
        for line in text.findings(found, columns(), paint()):
            sys.stdout.write(f"{line}\n")
        raise Unable("the project cannot be read; mend what is named above")
    return project
