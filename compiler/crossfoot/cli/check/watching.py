"""``--watch``: checks again whenever a file that a check reads was changed.

Files are asked for their times of change about twice a second, and less often where that takes
long.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from crossfoot.cli.check.reads import read_for_rules
from crossfoot.cli.exits import Unable, reason
from crossfoot.cli.output import complain, remark

if TYPE_CHECKING:
    from crossfoot.cli.check.scope import Checked

_PACE = 0.5
"""Seconds from one look to the next, at least."""

_SHARE = 10
"""How many times as long as a look takes is waited for the next, at least."""

_SETTLED = 0.1
"""Seconds in which nothing more may change before a change is taken to be whole."""

_SUFFIXES = (".csv", ".gl", ".json", ".yaml", ".yml")
"""What the files are called that a check may read."""

_NAMED = 3
"""How many changed files are named; the rest is counted."""

Look: TypeAlias = dict[Path, tuple[int, int, int]]
"""When each file was changed, its size, and which one it is."""


class Watch:
    """Some projects, what came of checking them last, and where their files were found so far.

    `check` checks one of them, `show` shows what came of those that could be read. Files `besides`
    are waited for as well; those `ignored` are not, which are written when something is shown.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        check: Callable[[Path], Checked],
        show: Callable[[tuple[Checked, ...]], None],
        *,
        besides: Collection[Path] = (),
        ignored: Collection[Path] = (),
    ) -> None:
        self._check = check
        self._show = show
        self._besides = besides
        self._ignored = frozenset(path.resolve() for path in ignored)
        self._folders = {root: {root} for root in roots}
        self._results: dict[Path, Checked | str] = {}

    def run(self) -> NoReturn:
        """Check and show, again with each change.

        What cannot be read is told and waited for. Ends with KeyboardInterrupt, or with
        BrokenPipeError where nobody reads on.
        """
        stale: Collection[Path] = self._folders
        while True:
            seen = self._look()
            for root in stale:
                self._results[root] = self._checked(root)
                self._folders[root].update(_folders(root, self._results[root]))
            # A file that was changed during the check counts as it was before.
            seen = {**self._look(), **seen}
            self._draw()
            changed = _wait(seen, self._look)
            stale = [root for root in self._folders if self._is_in(root, changed)]
            _begin(changed)

    def _checked(self, root: Path) -> Checked | str:
        try:
            return self._check(root)
        except (Unable, OSError) as error:
            return reason(error)

    def _draw(self) -> None:
        unread = [each for each in self._results.values() if isinstance(each, str)]
        checked = tuple(each for each in self._results.values() if not isinstance(each, str))
        try:
            if checked:
                self._show(checked)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except (Unable, OSError) as error:
            unread.append(reason(error))
        for each in unread:
            complain(each)
        remark("watching for changes; Ctrl-C ends")
        sys.stderr.flush()

    def _is_in(self, root: Path, changed: Iterable[Path]) -> bool:
        return any(path.parent in self._folders[root] for path in changed)

    def _look(self) -> Look:
        folders = set().union(*self._folders.values())
        found = {path: stamp for folder in folders for path, stamp in self._in(folder)}
        for path in self._besides:
            try:
                found[path] = _stamp(path.stat())
            except OSError:
                continue
        return found

    def _in(self, folder: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
        """Yield the files of a folder; none where it is not there, or no longer."""
        try:
            entries = list(os.scandir(folder))
        except OSError:
            return
        for entry in entries:
            if not entry.name.casefold().endswith(_SUFFIXES):
                continue
            path = folder / entry.name
            if self._ignored and path.resolve() in self._ignored:
                continue
            try:
                yield path, _stamp(entry.stat())
            except OSError:
                continue


def _stamp(about: os.stat_result) -> tuple[int, int, int]:
    return about.st_mtime_ns, about.st_size, about.st_ino


def _folders(root: Path, result: Checked | str) -> Iterator[Path]:
    """Yield where the files lie that a check has read, or would have read."""
    if isinstance(result, str):
        return
    outcome = result.outcome
    yield from ((root / each.at.source.path).parent for each in outcome.diagnostics)
    project = outcome.project
    if project is None:
        return
    yield from ((root / path).parent for path in read_for_rules(project))
    if project.batches is not None:
        batches = root / project.batches
        yield from (batches, batches.parent)


def _wait(seen: Look, look: Callable[[], Look]) -> tuple[Path, ...]:
    """Wait for a change that is whole, and return the files that are not as they were."""
    pause = _PACE
    while True:
        time.sleep(pause)
        begun = time.perf_counter()
        now = look()
        pause = max(_PACE, _SHARE * (time.perf_counter() - begun))
        while now != seen:
            time.sleep(_SETTLED)
            before, now = now, look()
            if now == before:
                changed = {path for path, _ in now.items() ^ seen.items()}
                return tuple(sorted(changed))


def _begin(changed: Sequence[Path]) -> None:
    """Clear the screen; away from a terminal, set off by a line what comes now."""
    if sys.stdout.isatty():
        if os.name == "nt":
            os.system("cls")
        else:
            sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")
        return
    named = ", ".join(path.as_posix() for path in changed[:_NAMED])
    more = f" and {len(changed) - _NAMED:,} more" if len(changed) > _NAMED else ""
    sys.stdout.write(f"\n--- changed: {named}{more} ---\n")
