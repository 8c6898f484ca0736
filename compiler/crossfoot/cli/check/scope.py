"""Which projects are checked: those that were named, each once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from crossfoot.cli.options import PROJECT_FILE
from crossfoot.report.outcome import Outcome


class Checked(NamedTuple):
    """A project folder as it was named, and what came of checking it."""

    root: Path
    outcome: Outcome


def roots(paths: Sequence[Path], *, skips_strays: bool = False) -> tuple[Path, ...]:
    """Return the folders of the projects that paths name, in their order, each once.

    A folder is meant as it is. A file means the project that it lies in: that of the nearest
    folder above it with a project file. A file that lies in none is skipped, or raises Unable.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        root = _root(path)
        if root is not None:
            found.setdefault(root.resolve(), root)
        elif not skips_strays:
            _refuse(path)
    return tuple(found.values())


def _root(path: Path) -> Path | None:
    if path.is_dir() or not path.exists():
        return path
    above = [path.parent, *path.parent.parents, *_beyond(path)]
    return next((folder for folder in above if (folder / PROJECT_FILE).is_file()), None)


def _refuse(path: Path) -> NoReturn:
    from crossfoot.cli.exits import Unable

    raise Unable(f"`{path}` is a file of no project: there is no {PROJECT_FILE} beside it or above")


def _beyond(path: Path) -> Sequence[Path]:
    """Return the folders above the one we stand in, where the path leads from there."""
    return () if path.is_absolute() else Path.cwd().parents


def checked(root: Path) -> Checked:
    """Check the project in a folder. Raises OSError where it cannot be read."""
    from crossfoot import driver

    return Checked(root, driver.check(root))


def checked_model(name: str, root: Path) -> Checked:
    """Check a model by itself. Raises MissingFile where there is none of that name."""
    from crossfoot import driver

    return Checked(root, driver.check_model(name, root))
