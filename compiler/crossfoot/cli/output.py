"""Standard output and standard error: their width, their colours, their characters."""

from __future__ import annotations

import codecs
import io
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from crossfoot.model.stores import Project
    from crossfoot.report.paint import Paint

_NARROWEST = 40


_LIKE = {
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    "\u00b7": ".",
    "\u2026": "...",
    "\u00d7": "x",
    "\u2192": "->",
    "\u00a0": " ",
    "\u202f": " ",
    "\ufffd": "?",
}
"""What is written for what a terminal's code page has no letter for."""


def steady(stream: TextIO) -> None:
    """See that a stream takes every character, and away from a terminal the same bytes anywhere."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    if stream.isatty():
        likeness = f"crossfoot.{stream.encoding}"
        codecs.register_error(likeness, partial(_like, stream.encoding))
        stream.reconfigure(errors=likeness)
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _like(encoding: str, error: UnicodeError) -> tuple[str | bytes, int]:
    """Return something like the characters that an encoding lacks, and where to go on.

    The error does not say which encoding it is: code pages all call themselves "charmap".
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    there = error.object[error.start : error.end]
    return "".join(_letter_like(each, encoding) for each in there), error.end


def _letter_like(letter: str, encoding: str) -> str:
    """Return a letter's likeness, the letter without its accents, or its number."""
    from unicodedata import normalize

    for likeness in (_LIKE.get(letter, ""), normalize("NFD", letter)[:1]):
        if likeness and likeness.encode(encoding, "ignore") and likeness != letter:
            return likeness
    return letter.encode("ascii", "backslashreplace").decode("ascii")


def complain(message: str) -> None:
    """Say in one line on standard error what kept the tool from its work."""
    from crossfoot.report.columns import safe

    line = safe(" ".join(message.split()))
    sys.stderr.write(f"crossfoot: {line}\n")


def remark(message: str) -> None:
    """Say in one line on standard error what stands beside the report: what was done, or hidden."""
    from crossfoot.report.columns import safe

    sys.stderr.write(f"{safe(message)}\n")


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
    """Return colours for a terminal that has them, unless NO_COLOR is set (no-color.org)."""
    from crossfoot.report.paint import coloured, plain

    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return coloured if wanted and os.environ.get("TERM") != "dumb" and _has_colours() else plain


_STANDARD_OUTPUT, _VIRTUAL_TERMINAL = -11, 0x0004


def _has_colours() -> bool:
    """Return whether standard output heeds colours; a console of Windows has to be told to."""
    if sys.platform == "win32":
        import ctypes

        console = ctypes.windll.kernel32
        handle, mode = console.GetStdHandle(_STANDARD_OUTPUT), ctypes.c_ulong()
        if not console.GetConsoleMode(handle, ctypes.byref(mode)):
            return False
        return bool(console.SetConsoleMode(handle, mode.value | _VIRTUAL_TERMINAL))
    return True


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
