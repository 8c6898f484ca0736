"""Which projects are checked: those that were named, each once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain
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
    folder above it with a project file. A file that lies in none is skipped, or raises Unable,
    as does a folder that is no project where there are some below it. What no shell has written
    out, as that of Windows does not, is: ``shops/*`` means the projects there.
    """
    found: dict[Path, Path] = {}
    for path in chain.from_iterable(map(_written_out, paths)):
        root = _root(path)
        if root is not None:
            found.setdefault(root.resolve(), root)
        elif not skips_strays:
            _refuse(path)
    return tuple(found.values())


def _written_out(path: Path) -> Sequence[Path]:
    if "*" not in str(path) or path.exists():
        return (path,)
    pattern = path.relative_to(path.anchor).as_posix()
    found = sorted(Path(path.anchor).glob(f"{pattern}/{PROJECT_FILE}"))
    return [file.parent for file in found] or (path,)


def _root(path: Path) -> Path | None:
    if path.is_dir() and not (path / PROJECT_FILE).exists():
        _refuse_above_projects(path)
    if path.is_dir() or not path.exists():
        return path
    above = [path.parent, *path.parent.parents, *_beyond(path)]
    return next((folder for folder in above if (folder / PROJECT_FILE).is_file()), None)


def _refuse(path: Path) -> NoReturn:
    from crossfoot.cli.exits import Unable

    raise Unable(f"`{path}` is a file of no project: there is no {PROJECT_FILE} beside it or above")


def _refuse_above_projects(folder: Path) -> None:
    """Raise Unable, with what to type, where a folder is no project and holds some."""
    found = sorted(_below(folder))
    if not found:
        return
    from crossfoot.cli.exits import Unable

    where = "here" if folder == Path() else f"in `{folder}`"
    if len(found) == 1:
        raise Unable(
            f"there is no {PROJECT_FILE} {where}, but one below: "
            f"type `crossfoot check {found[0].as_posix()}`"
        )
    named = ", ".join(f"`{each.as_posix()}`" for each in found[:_NAMED])
    more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    parents = sorted({each.parent for each in found})
    together = " ".join((each / "*").as_posix() for each in parents[:_NAMED])
    raise Unable(
        f"there is no {PROJECT_FILE} {where}; projects are in {named}{more}: "
        f"type `crossfoot check {together}`"
    )


_NAMED = 3
"""How many projects below a folder are named, and how many folders of such."""

_DEEP = 3
"""How far below a folder projects are looked for."""


def _below(folder: Path, deep: int = _DEEP) -> Iterator[Path]:
    """Yield the projects below a folder, but for those below another; what is hidden is not."""
    try:
        inside = [each for each in os.scandir(folder) if each.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for each in inside:
        path = folder / each.name
        if each.name.startswith("."):
            continue
        if (path / PROJECT_FILE).is_file():
            yield path
        elif deep > 1:
            yield from _below(path, deep - 1)


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
