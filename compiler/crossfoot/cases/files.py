"""Finds and reads the files of cases in a project folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.diagnostic import Diagnostic
from crossfoot.project.load import PROJECT_FILE
from crossfoot.source import BadText, Source, decode

SUFFIXES = (".cases.yaml", ".cases.yml")

_OUT = re.compile(r"out(-\d+)?\Z")
_MANIFEST = "manifest.json"


class CasesFile(NamedTuple):
    """A file of cases as it is on the disk; `source` is None where it is no text (XF003).

    INVARIANT: the last line of `source` ends, whether or not that of the file does.
    `shown` is its path within the project, with ``/``.
    """

    path: Path
    shown: str
    content: bytes
    source: Source | None
    findings: tuple[Diagnostic, ...]


def cases_files(root: Path, batches: str | None) -> Iterator[CasesFile]:
    """Yield the files of cases below a project folder, by their paths.

    Left out are hidden folders, what posting wrote, projects within the project, and the
    folder of the batches, where every file is one of batches. Raises OSError.
    """
    for path in _paths(root, None if batches is None else (root / batches).resolve()):
        content, shown = path.read_bytes(), path.relative_to(root).as_posix()
        try:
            yield CasesFile(path, shown, content, _ended(decode(shown, content)), ())
        except BadText as error:
            found = Diagnostic(BAD_TEXT, error.message, error.at)
            yield CasesFile(path, shown, content, None, (found,))


def _ended(source: Source) -> Source:
    if not source.text or source.text.endswith("\n"):
        return source
    return Source(source.path, f"{source.text}\n", source.crlf)


def _paths(root: Path, batches: Path | None) -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = [name for name in folders if _may_hold_cases(here / name, batches)]
        if here.resolve() != batches:
            found += [here / name for name in names if _is_called_so(name)]
    return sorted((path for path in found if path.is_file()), key=lambda path: path.parts)


def _is_called_so(name: str) -> bool:
    return name.casefold().endswith(SUFFIXES) and not name.startswith(".")


def _may_hold_cases(folder: Path, batches: Path | None) -> bool:
    if folder.name.startswith(".") or _OUT.match(folder.name):
        return False
    is_apart = (folder / PROJECT_FILE).is_file() or (folder / _MANIFEST).is_file()
    return not is_apart and folder.resolve() != batches
