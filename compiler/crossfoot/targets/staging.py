"""Writes the files of a run whole or not at all.

They are written in a hidden folder beside the one they go to, forced to the disk, and moved
from there one by one, `manifest.json` last. INVARIANT: whatever fails on the way, the files
that were moved are taken away again; a folder without a manifest is no run.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

MANIFEST = "manifest.json"
LOG = "post.log"


_HOLDS_A_RUN = "{out} holds an earlier run, which is not overwritten: choose another folder"

_HOLDS_ANOTHER = (
    "{out} holds another {name}, which is not overwritten: move it away or choose another folder"
)


class Taken(Exception):
    """The folder holds files of an earlier run, which must not be overwritten."""


class Staging:
    """The files of one run on their way to the folder `out`, which need not exist."""

    def __init__(self, out: Path) -> None:
        self._out = out.absolute()
        self._folder = Path(tempfile.mkdtemp(prefix=".crossfoot-", dir=ground(out)))
        self._names: list[str] = []

    def __enter__(self) -> Staging:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the hidden folder away, with what was not moved."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def names(self) -> tuple[str, ...]:
        """The files written so far, in order."""
        return tuple(self._names)

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """Open a new file to write; when it is closed, it is on the disk."""
        with (self._folder / name).open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        self._names.append(name)

    def read(self, name: str) -> bytes:
        """Return what was written to a file."""
        return (self._folder / name).read_bytes()

    def require_free(self) -> None:
        """Raise Taken where the folder holds another run, equal or not, or what is left of one."""
        if (self._out / MANIFEST).exists():
            raise Taken(_HOLDS_A_RUN.format(out=self._out))
        self._require_free()

    def require_mendable(self) -> None:
        """Raise Taken where the folder holds anything but these files, or some of them."""
        there = [name for name in self._names if (self._out / name).exists()]
        if (self._out / MANIFEST).exists() and there != self._names:
            raise Taken(_HOLDS_A_RUN.format(out=self._out))
        for name in there:
            if not filecmp.cmp(self._folder / name, self._out / name, shallow=False):
                raise Taken(_HOLDS_ANOTHER.format(out=self._out, name=name))

    def mend(self) -> None:
        """Move to where they belong the files that are not there. Raises Taken as above."""
        self.require_mendable()
        self._move([name for name in self._names if not (self._out / name).exists()])

    def publish(self) -> bool:
        """Move all files to where they belong; False where they were there already.

        Raises Taken where the folder holds another run, or what a broken-off one left.
        """
        if (self._out / MANIFEST).exists():
            self._require_equal()
            return False
        self._require_free()
        self._move(sorted(self._names, key=lambda each: each == MANIFEST))
        return True

    def _move(self, names: Iterable[str]) -> None:
        """Move files one by one; what was moved is taken away again where one cannot be."""
        made: list[Path] = []
        moved: list[Path] = []
        try:
            for folder in _missing(self._out):
                folder.mkdir()
                made.append(folder)
            for name in names:
                target = self._out / name
                moved.append(target)
                (self._folder / name).replace(target)
            _force(self._out)
        except BaseException:
            _undo(moved, made)
            raise

    def _require_equal(self) -> None:
        same, _, _ = filecmp.cmpfiles(self._folder, self._out, self._names, shallow=False)
        if len(same) != len(self._names):
            raise Taken(_HOLDS_A_RUN.format(out=self._out))

    def _require_free(self) -> None:
        for name in self._names:
            if (self._out / name).exists():
                raise Taken(
                    f"{self._out} holds a {name} without a {MANIFEST}, perhaps of a run that was "
                    "broken off: move it away or choose another folder"
                )


def ground(out: Path) -> Path:
    """Return the nearest folder above `out` that exists: what lies there can be moved to it."""
    return next(folder for folder in out.absolute().parents if folder.is_dir())


def _missing(out: Path) -> list[Path]:
    """Return a folder and those above it that do not exist, outermost first."""
    return [folder for folder in (*reversed(out.parents), out) if not folder.exists()]


def _force(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _undo(moved: list[Path], made: list[Path]) -> None:
    for path in moved:
        with suppress(OSError):
            path.unlink()
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
