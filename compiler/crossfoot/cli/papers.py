"""Files that a command writes where it is told to: whole or not at all, none of the project."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import PROJECT_FILE

if TYPE_CHECKING:
    from crossfoot.model.stores import Project


def refuse_papers(paths: Sequence[Path | None], root: Path, project: Project | None) -> None:
    """Raise Unable where two papers are to go to one file, or one to a file of the project's.

    Also where one would be taken for rules, for cases or for a batch by the next run. Raises
    OSError for a path that leads nowhere.
    """
    from crossfoot.cli.exits import Unable

    own = {_resolved(path) for path in _own(root, project)}
    batches = _batches(root, project)
    taken: set[Path] = set()
    for path in (path for path in paths if path is not None):
        place = _resolved(path)
        if place in own:
            raise Unable(f"`{path}` is a file of the project; choose another to write to")
        if place.name.casefold().endswith(_OF_PROJECTS):
            raise Unable(f"`{path}` would be taken for rules or cases; choose another name for it")
        if place.parent == batches:
            raise Unable(f"`{path}` would lie among the batches; choose another folder for it")
        if place in taken:
            raise Unable(f"`{path}` is named twice; each paper needs a file of its own")
        taken.add(place)


_OF_PROJECTS = (".gl", ".cases.yaml", ".cases.yml")
"""How files end that accountants write, whichever project they are of."""


def _batches(root: Path, project: Project | None) -> Path | None:
    """Return the folder of the batches, where they lie in one of their own."""
    if project is None or project.batches is None:
        return None
    place = _resolved(root / project.batches)
    return place if place.is_dir() and place != _resolved(root) else None


def _own(root: Path, project: Project | None) -> Iterator[Path]:
    from crossfoot.project.facts import FILE as FACTS
    from crossfoot.project.lists import KEYS, file_of
    from crossfoot.record.database import FILES
    from crossfoot.record.mark import MARK

    yield root / PROJECT_FILE
    yield from (root / name for name in (*FILES, MARK))
    if project is None:
        return
    chart = root / project.chart.at.source.path
    yield chart
    yield from (chart.with_name(name) for name in (FACTS, *map(file_of, KEYS)))
    yield from (root / rules.path for rules in project.rules)
    if project.batches is not None and (root / project.batches).is_dir():
        yield from (root / project.batches).iterdir()
    elif project.batches is not None:
        yield root / project.batches


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, or put it in place of the one that is there: all of it, or none.

    What is no file but takes bytes, such as a pipe, is written to as it is. Raises OSError,
    which names the path as it was given.
    """
    try:
        # The name of a pipe may lead nowhere: `/dev/stdout` to `pipe:[1234]`.
        is_pipe = path.exists() and not path.is_file()
        _write(path if is_pipe else _resolved(path), content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # what Python 3.11 makes of links that lead in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def _write(place: Path, content: bytes) -> None:
    if place.exists() and not place.is_file():
        place.write_bytes(content)
        return
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(_mode(place))
        new.replace(place)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _mode(place: Path) -> int:
    """Return who may read and write a file: as before, or as any new file."""
    if place.exists():
        return place.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
