"""A folder that shows a project, in which its files can be changed without changing them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath


@contextmanager
def mirrored(root: Path) -> Iterator[Path]:
    """Give a folder in which the project looks as it does in `root`, until it is left."""
    with tempfile.TemporaryDirectory(prefix="crossfoot-") as name:
        folder = Path(name) / "project"
        folder.mkdir()
        _show_all(root, folder)
        yield folder


def put(folder: Path, path: str, content: bytes) -> None:
    """Let a file of a mirror have another content.

    INVARIANT: no link leads from where it is written to the project itself.
    """
    place = folder
    for part in PurePosixPath(path).parts[:-1]:
        place /= part
        if place.is_symlink():
            target = place.resolve()
            place.unlink()
            place.mkdir()
            _show_all(target, place)
    file = folder / path
    file.unlink()
    file.write_bytes(content)


def _show_all(folder: Path, mirror: Path) -> None:
    for entry in folder.iterdir():
        _show(entry.absolute(), mirror / entry.name)


def _show(entry: Path, place: Path) -> None:
    try:
        place.symlink_to(entry, target_is_directory=entry.is_dir())
    except (OSError, NotImplementedError):  # on Windows, links need a right that few have
        _copy(entry, place)


def _copy(entry: Path, place: Path) -> None:
    if entry.is_dir():
        shutil.copytree(entry, place)
    elif entry.is_file():
        shutil.copyfile(entry, place)
