"""``--since``: of which projects, and how far, a check can find otherwise after a git change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from crossfoot.cli.check.reads import is_batch, is_model, read_for_rules
from crossfoot.cli.check.scope import Checked, checked
from crossfoot.cli.exits import Unable
from crossfoot.cli.output import remark
from crossfoot.codes.batch_missing import BATCH_MISSING
from crossfoot.diagnostic import Diagnostic
from crossfoot.project.load import load
from crossfoot.report.outcome import Outcome
from crossfoot.repository import Change, NoRevision, changed, top_of
from crossfoot.source import Span

_NAMED = 3
"""How many projects that are passed over are named; the rest is counted."""


class Reach(Enum):
    """How far changes reach in a project."""

    NOTHING = "nothing that is checked"
    BATCHES = "what its batches are checked for"
    ALL = "everything"


class Changed(NamedTuple):
    """A project folder, and what was changed in it: paths from there, with ``/``."""

    root: Path
    changes: tuple[Change, ...]


def checked_since(roots: Sequence[Path], revision: str) -> tuple[Checked, ...]:
    """Check the projects that changes since a revision can affect; say which are passed over.

    Where only batches changed, the findings are those in which a changed batch has a part.
    Raises Unable where git does not tell what changed, OSError where a project cannot be read.
    """
    found: list[Checked] = []
    passed: list[Path] = []
    for root, changes in changes_of(roots, revision):
        reach = reach_of(root, changes)
        if reach is Reach.NOTHING:
            passed.append(root)
            continue
        outcome = checked(root).outcome
        if reach is Reach.BATCHES:
            outcome = of_batches(outcome, changes)
        found.append(Checked(root, _named(root, outcome) if len(roots) > 1 else outcome))
    for line in _told(passed, revision):
        remark(line)
    return tuple(found)


def _named(root: Path, outcome: Outcome) -> Outcome:
    """Return an outcome that says where it is of, also where no other is left beside it."""
    return replace(outcome, folder="" if root == Path() else root.as_posix())


def _told(passed: Sequence[Path], revision: str) -> Sequence[str]:
    named = passed if len(passed) <= _NAMED + 1 else passed[:_NAMED]
    lines = [f"{root.as_posix()}: unchanged since {revision}" for root in named]
    if len(named) < len(passed):
        lines.append(f"and {len(passed) - len(named):,} more projects")
    return lines


def changes_of(roots: Sequence[Path], revision: str) -> tuple[Changed, ...]:
    """Return what was changed in each project folder, asking git once a repository."""
    by_top: dict[Path | None, tuple[Change, ...]] = {}
    found: list[Changed] = []
    for root in roots:
        top = top_of(root)
        if top not in by_top:
            by_top[top] = _changed(root if top is None else top, revision)
        place = root.resolve().relative_to(top or root.resolve()).as_posix()
        found.append(Changed(root, _below(place, by_top[top])))
    return tuple(found)


def _changed(folder: Path, revision: str) -> tuple[Change, ...]:
    try:
        return changed(folder, revision)
    except NoRevision as error:
        raise Unable(str(error)) from None


def _below(folder: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    if folder == ".":
        return tuple(changes)
    start = f"{folder}/"
    return tuple(
        each._replace(path=each.path.removeprefix(start))
        for each in changes
        if each.path.startswith(start)
    )


def reach_of(root: Path, changes: Sequence[Change]) -> Reach:
    """Return how far changes reach in the project in a folder.

    What is not read by a check, such as cases and notes, reaches nothing. Raises OSError where
    the project cannot be read.
    """
    if not changes:
        return Reach.NOTHING
    project, _ = load(root)
    if project is None:
        return Reach.ALL
    of_rules = read_for_rules(project)
    if any(each.path in of_rules or is_model(each.path) for each in changes):
        return Reach.ALL
    return Reach.BATCHES if any(is_batch(each.path, project) for each in changes) else Reach.NOTHING


def of_batches(outcome: Outcome, changes: Sequence[Change]) -> Outcome:
    """Return an outcome with the findings in which a changed batch has a part.

    A gap stays, too, where a file that was there before is not as it was: the batch that is
    missing may have been in it. Where an error of the rules kept the batches from being checked,
    everything stays.
    """
    if not outcome.proofs:
        return outcome
    paths = {each.path for each in changes}
    may_be_gone = not all(each.is_new for each in changes)

    def has_part(finding: Diagnostic) -> bool:
        if finding.code is BATCH_MISSING and may_be_gone:
            return True
        return any(at.source.path in paths for at in _places(finding))

    return replace(
        outcome,
        diagnostics=tuple(filter(has_part, outcome.diagnostics)),
        silenced=tuple(each for each in outcome.silenced if has_part(each.diagnostic)),
    )


def _places(finding: Diagnostic) -> Sequence[Span]:
    return (finding.at, *(each.at for each in finding.related))
