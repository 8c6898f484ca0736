"""Files that are changed together: all of them, or none, and each of them whole."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class ChangedMeanwhile(OSError):
    """A file is not as it was when it was read; nothing was written."""


def replace_all(files: Mapping[Path, tuple[bytes | None, bytes]]) -> None:
    """Put new bytes in the place of old ones (None: there is no such file yet), all or none.

    Each file is replaced in one step, so that whoever is cut off leaves it whole. What fails on
    the way, also an interruption, puts back what was replaced, which takes no room on the disk.
    Raises OSError, ChangedMeanwhile where a file does not hold the old bytes any more.
    """
    places = {_resolved(path): content for path, content in files.items()}
    new: dict[Path, Path] = {}
    old: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for place, (before, after) in places.items():
            new[place] = _staged(place, after)
            if before is not None:
                old[place] = _staged(place, before)
        for place, (before, _) in places.items():
            _require_unchanged(place, before)
        for place in places:
            done.append(place)
            new[place].replace(place)
        _force({place.parent for place in places})
    except BaseException:
        for place in done:
            _put_back(place, old.get(place))
        raise
    finally:
        for left in (*new.values(), *old.values()):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # what Python 3.11 makes of links that lead in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def _staged(place: Path, content: bytes) -> Path:
    """Write bytes beside where they belong, on the disk, and return where."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(_mode(place))
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def _require_unchanged(place: Path, old: bytes | None) -> None:
    now = place.read_bytes() if place.exists() else None
    if now != old:
        raise ChangedMeanwhile(
            f"`{place.name}` was changed by someone else meanwhile; nothing was written: try again"
        )


def _put_back(place: Path, old: Path | None) -> None:
    with suppress(OSError):
        if old is None:
            place.unlink(missing_ok=True)
        else:
            old.replace(place)


def _mode(place: Path) -> int:
    """Return who may read and write a file: as before, or as any new file."""
    if place.exists():
        return place.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _force(folders: set[Path]) -> None:
    """Force the names in folders to the disk, where the system can do that."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
