"""The mark beside the record: how far it had come, so that an older copy is found out."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crossfoot.record.faults import ACCEPT, OldRecord, RecordFault

MARK = "crossfoot.mark"

_LONGEST = 4096
"""Bytes; a mark has some two hundred."""


class Mark(NamedTuple):
    """Which record was kept here, how many times it was written to, and its `chain` then."""

    record: str
    generation: int
    chain: str


def read_mark(root: Path) -> Mark | None:
    """Return the mark beside a record, None where there is none.

    Raises OldRecord where it is no mark any more, RecordFault where it cannot be read.
    """
    path = root / MARK
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    mark = _parsed(text)
    if mark is None:
        raise OldRecord(
            f"{path}: this tells no more how far the record had come, so that an older copy of "
            f"the record could not be found out: {ACCEPT}"
        )
    return mark


def _parsed(text: bytes) -> Mark | None:
    try:
        fields = json.loads(text)
        mark = Mark(fields["record"], fields["generation"], fields["chain"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    kinds = tuple(type(each) for each in mark)
    return mark if kinds == (str, int, str) and len(text) <= _LONGEST else None


def _unreadable(path: Path, error: OSError) -> RecordFault:
    return RecordFault(f"{path}: {(error.strerror or str(error)).lower()}")


class StagedMark:
    """A mark on its way: all of it is on the disk before the record is written to.

    So a disk that is full is found out while nothing has changed; what remains is a rename.
    """

    def __init__(self, root: Path, mark: Mark) -> None:
        self._root = root
        self._mark = mark
        handle, name = tempfile.mkstemp(dir=root, prefix=f".{MARK}.")
        self._new = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(mark._asdict()).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            self.discard()
            raise

    def publish(self) -> None:
        """Put it in place of the one that is there; a mark that lags behind does no harm."""
        with suppress(OSError):
            self._new.chmod(0o666 & ~_umask())
            self._new.replace(self._root / MARK)
            _force(self._root)
        self.discard()

    def discard(self) -> None:
        """Take it away, where it was not put in place."""
        with suppress(OSError):
            self._new.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _force(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(root: Path) -> None:
    """Take away what runs that were killed left of marks."""
    with suppress(OSError):
        for path in root.glob(f".{MARK}.*"):
            path.unlink()
