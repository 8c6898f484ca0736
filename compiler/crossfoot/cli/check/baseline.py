"""``--baseline`` and ``--write-baseline``: the findings that a company lives with, in a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crossfoot.cli.exits import Unable
from crossfoot.cli.output import remark
from crossfoot.cli.papers import refuse_papers, write_whole
from crossfoot.diagnostic import Silencer, errors
from crossfoot.report import baseline
from crossfoot.report.baseline import Compared, Entry
from crossfoot.report.summary import counted

if TYPE_CHECKING:
    from crossfoot.cli.check.scope import Checked


class Baselines(NamedTuple):
    """The baseline that findings are held against, and the one to write; None for neither.

    With one to write alone, all findings of now come into it. With both, it gets what was known
    and is not mended: a new finding never comes in unasked.
    """

    known: Path | None
    written: Path | None


class Held(NamedTuple):
    """Projects of which only new findings are told; `kept` is what the baseline has of them now."""

    checked: tuple[Checked, ...]
    baselines: Baselines
    kept: tuple[Entry, ...]
    mended: int = 0

    def conclude(self) -> None:
        """Write the baseline if one is wanted, and say what it hides.

        Raises OSError where it cannot be written.
        """
        if self.baselines.written is not None:
            write_whole(self.baselines.written, baseline.render(self.kept).encode("utf-8"))
        for line in self._lines():
            remark(line)

    def _lines(self) -> Iterator[str]:
        known, written = self.baselines
        hidden = [
            each.diagnostic
            for _, outcome in self.checked
            for each in outcome.silenced
            if each.by is Silencer.BASELINE
        ]
        found, heavy = counted(len(hidden), "finding"), len(errors(hidden))
        it = "it" if heavy == 1 else "them"
        but = f", {counted(heavy, 'error')} among them; posting heeds {it} all the same"
        if known is None:
            yield f"wrote {found} into `{written}`{but if heavy else ''}"
        elif hidden:
            yield f"`{known}` hides {found}{but if heavy else ''}"
        mended = f"mended since: {counted(self.mended, 'finding')} of `{known}`"
        if self.mended and written is not None:
            yield f"{mended}, left out of `{written}`"
        elif self.mended:
            yield f"{mended}; add `--write-baseline {known}` to drop what is mended"


def held(
    checked: Sequence[Checked],
    baselines: Baselines,
    is_chosen: Callable[[str], bool],
    *,
    is_whole: bool,
) -> Held:
    """Return projects with the findings that the baseline does not have.

    `is_chosen` says of a code whether this run tells of it; a run `is_whole` if it looks for all
    that it tells of. Raises Unable where the baseline cannot be used, or the one to write is a
    file of a project's own; OSError where one cannot be read.
    """
    known, written = baselines
    if written is not None:
        for root, outcome in checked:
            refuse_papers([written], root, outcome.project)
        if known is None:
            now = [entry for each in _compared(checked, written, ()) for entry in each.new]
            return _held(checked, baselines, _compared(checked, written, now), tuple(now))
    assert known is not None, "INVARIANT: one of the two is given"
    entries = _read(known)
    chosen = [entry for entry in entries if is_chosen(entry.code)]
    return _held(checked, baselines, _compared(checked, known, chosen, is_whole=is_whole), entries)


def _held(
    checked: Sequence[Checked],
    baselines: Baselines,
    results: Sequence[Compared],
    entries: Sequence[Entry],
) -> Held:
    mended = {entry for each in results for entry in each.mended}
    told = zip(checked, results, strict=True)
    return Held(
        tuple(each._replace(outcome=result.outcome) for each, result in told),
        baselines,
        tuple(entry for entry in entries if entry not in mended),
        len(mended),
    )


def _compared(
    checked: Sequence[Checked], path: Path, entries: Sequence[Entry], *, is_whole: bool = True
) -> tuple[Compared, ...]:
    return tuple(
        baseline.compared(
            each.outcome, _seen_from(path, each.root), entries, path.name, is_whole=is_whole
        )
        for each in checked
    )


def _seen_from(path: Path, root: Path) -> str:
    """Return a project folder as seen from the folder of a baseline, wherever we stand."""
    folder = root.resolve()
    try:
        return Path(os.path.relpath(folder, path.resolve().parent)).as_posix()
    except ValueError:  # on Windows, another drive
        return folder.as_posix()


def _read(path: Path) -> tuple[Entry, ...]:
    from crossfoot.project.load import read
    from crossfoot.source import BadText

    if not path.exists():
        raise Unable(f"there is no baseline `{path}`; `--write-baseline {path}` writes one")
    try:
        return baseline.parse(read(path, path.as_posix()))
    except (baseline.BadBaseline, BadText) as error:
        place = f"{path.as_posix()}:{error.at.first.line}:{error.at.first.column}"
        raise Unable(f"{place}: {error.message}") from None
