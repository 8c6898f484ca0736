"""How far a long run has come: one line on standard error that is gone when the run is over."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TextIO, TypeVar

_PATIENCE = 1.0
"""Seconds that a run takes before anything is shown."""

_PACE = 0.1
"""Seconds from one showing to the next."""

_NARROWEST = 20
_LONGEST_BAR = 40

_Item = TypeVar("_Item")


class Progress:
    """Counts steps, and shows on a terminal how many were taken; anywhere else it is silent.

    A context manager: what was shown is wiped out at the end, after an error as well, so that
    what is said next begins at the left. A stream that takes nothing more is left alone.
    """

    def __init__(
        self, label: str, total: int | None, stream: TextIO, clock: Callable[[], float]
    ) -> None:
        self._label = label
        self._total = total
        self._stream = stream
        self._clock = clock
        self._done = 0
        self._next = clock() + _PATIENCE
        self._shown = 0
        self._is_seen = _takes_lines(stream)

    def step(self, count: int = 1) -> None:
        """Count so many steps more."""
        self._done += count
        if self._is_seen and self._clock() >= self._next:
            self._next = self._clock() + _PACE
            self._show(self._line())

    def counted(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Let items through one by one, a step each."""
        for item in items:
            yield item
            self.step()

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe out what was shown."""
        if self._shown:
            self._show("")

    def _line(self) -> str:
        count = f"{self._done:,}"
        if not self._total:
            return f"{self._label}: {count}"[: self._room()]
        count = f"{count} of {self._total:,}"
        room = min(_LONGEST_BAR, self._room() - len(self._label) - len(count) - 4)
        if room < 1:
            return f"{self._label}: {count}"[: self._room()]
        filled = room * min(self._done, self._total) // self._total
        return f"{self._label} [{'#' * filled}{'.' * (room - filled)}] {count}"

    def _room(self) -> int:
        """Return how many characters fit: the last column stays free, or the line would wrap."""
        return max(_NARROWEST, shutil.get_terminal_size().columns) - 1

    def _show(self, line: str) -> None:
        wiped = " " * max(0, self._shown - len(line))
        back = "\r" if not line else ""
        try:
            self._stream.write(f"\r{line}{wiped}{back}")
            self._stream.flush()
        except (OSError, ValueError):  # closed, or nobody there to read it
            self._is_seen = False
        self._shown = len(line)


def _takes_lines(stream: TextIO) -> bool:
    try:
        return stream.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:  # it is closed
        return False


def progress(
    label: str,
    total: int | None = None,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Progress:
    """Return what shows how far a run has come, of `total` steps where that is known.

    `label` says in plain letters what is done, such as ``reading batches``. Shown on a terminal
    alone, on standard error, and only when the run has taken a second.
    """
    return Progress(label, total, sys.stderr if stream is None else stream, clock)
