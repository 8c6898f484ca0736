"""``crossfoot diff``: what a change to the rules changes in the books, for every batch."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from crossfoot.cli.options import PROJECT_FILE, command, folder, names_project

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.comparison.replay import Replay
    from crossfoot.driver import Compared
    from crossfoot.report.outcome import Outcome
    from crossfoot.repository import NoRevision

_READ = (".gl", ".yaml", ".yml")

_EXAMPLES = """\
  crossfoot diff HEAD                       what was changed here since the last
                                            commit
  crossfoot diff main --project my-shop     the branch main, and my-shop now
  crossfoot diff v1.0 v1.1                  two revisions of the project in this
                                            folder
  crossfoot diff old-shop new-shop          two folders
  crossfoot diff HEAD~1 --replay            and what it moves in stored batches
  crossfoot diff main --format json         for programs

A and B are folders with crossfoot.yaml, or git revisions of the project named
by --project; where both are there, the folder is meant.

exit status: 0 both post the same; 1 a version has errors, so that it cannot be
compared; 2 the tool could not do its work; 3 money goes to other accounts, in
the same totals; 4 totals change, or something is newly or no longer posted"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "diff", "compare what two versions of a project post, for every batch", _EXAMPLES
    )
    parser.add_argument("before", metavar="A", help="the earlier version")
    parser.add_argument(
        "after",
        nargs="?",
        metavar="B",
        help="the later version (if left out, the project as it is)",
    )
    names_project(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text, if left out"
    )
    parser.add_argument(
        "--replay",
        action="store_true",
        help="also book the stored batches of B by both versions, and tell what moves",
    )
    parser.add_argument(
        "--batches",
        type=Path,
        metavar="PATH",
        help="with --replay: the batches of this file or folder instead",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare, show what differs, and return the exit status."""
    from crossfoot import driver

    _refuse_unfit(options)
    with ExitStack() as kept:
        before = _folder(options.before, options.project, kept)
        after = options.project
        if options.after is not None:
            after = _folder(options.after, options.project, kept)
        compared = driver.compare(before, after)
        replay = _replay(options, compared) if options.replay else None
    names = (options.before, options.after or options.project.as_posix())
    if options.format == "json":
        from crossfoot.report.diff import json

        found = (compared.before.diagnostics, compared.after.diagnostics)
        sys.stdout.write(json.render(names, compared.comparison, found, replay))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _text(compared, names, replay))
    return _status(compared)


def _replay(options: argparse.Namespace, compared: Compared) -> Replay | None:
    """Return what stored batches come to; None where the versions cannot be compared.

    Raises Unable where there are no batches to be found.
    """
    from crossfoot import driver
    from crossfoot.cli.progress import progress

    if compared.comparison is None:
        return None
    with progress("reading batches") as bar:
        return driver.replay(compared, _stored(options, compared), bar.counted)


def _stored(options: argparse.Namespace, compared: Compared) -> Path:
    """Return where batches are stored: with the later version, or with the project as it is."""
    from crossfoot.cli.exits import Unable

    if options.batches is not None:
        named: Path = options.batches
        return named
    root = folder(options.after) if options.after is not None else options.project
    root = root if (root / PROJECT_FILE).is_file() else options.project
    ruleset = compared.after.ruleset
    if ruleset is None or ruleset.project.batches is None:
        raise Unable(f"{PROJECT_FILE} names no batches; say where some are with `--batches FOLDER`")
    return Path(root) / ruleset.project.batches


def _refuse_unfit(options: argparse.Namespace) -> None:
    """Raise Unable where options were given that do not go together."""
    from crossfoot.cli.exits import Unable

    if options.batches is not None and not options.replay:
        raise Unable("--batches goes with --replay")


def _status(compared: Compared) -> int:
    from crossfoot.cli.exits import CHANGES_TOTALS, ERROR, FINE, RECLASSIFIES
    from crossfoot.comparison.result import Verdict

    if compared.comparison is None:
        return ERROR
    statuses = {
        Verdict.EQUIVALENT: FINE,
        Verdict.RECLASSIFIES: RECLASSIFIES,
        Verdict.CHANGES_TOTALS: CHANGES_TOTALS,
    }
    return statuses[compared.comparison.verdict]


def _text(compared: Compared, names: tuple[str, str], replay: Replay | None) -> Iterator[str]:
    from crossfoot.cli.output import columns, paint
    from crossfoot.report.diff import replayed, text

    if compared.comparison is None:
        yield from _faults(compared, names)
        return
    yield from text.lines(compared.comparison, names, columns(), paint())
    if replay is not None:
        yield from replayed.lines(replay, columns(), paint())


def _faults(compared: Compared, names: tuple[str, str]) -> Iterator[str]:
    """Yield the errors of versions that have some, and which version each is of."""
    for name, outcome in zip(names, (compared.before, compared.after), strict=True):
        yield from _errors(name, outcome)
    yield "nothing can be compared until the errors above are mended"


def _errors(name: str, outcome: Outcome) -> Iterator[str]:
    from crossfoot.cli.output import columns, paint
    from crossfoot.diagnostic import errors
    from crossfoot.report import text
    from crossfoot.report.columns import safe

    found = errors(outcome.diagnostics)
    if found:
        yield paint()(safe(f"in `{name}`:"), "strong")
        yield from text.findings(tuple(found), columns(), paint())


def _folder(version: str, project: Path, kept: ExitStack) -> Path:
    """Return the folder of a version; that of a revision is there as long as it is `kept`.

    Raises Unable where there is none.
    """
    from crossfoot.cli.exits import Unable
    from crossfoot.repository import NoRepository, NoRevision, UnknownRevision

    if not version.strip():
        raise Unable("the name of a version is empty; name a folder or a git revision")
    named = folder(version)
    if (named / PROJECT_FILE).is_file():
        return named
    try:
        return _revision(version, project, kept)
    except (NoRepository, UnknownRevision) as error:
        raise Unable(_neither(version, project, error)) from None
    except NoRevision as error:
        raise Unable(str(error)) from None


def _neither(version: str, project: Path, error: NoRevision) -> str:
    """Say why a name is neither a project's folder nor a revision, and what to type."""
    from crossfoot.repository import NoRepository, revisions
    from crossfoot.suggest import did_you_mean

    if folder(version).is_dir():
        return f"there is no {PROJECT_FILE} in `{version}`, and no git revision is called so"
    if isinstance(error, NoRepository):
        return f"there is no folder `{version}`, and {error}"
    hint = _parted(version) or did_you_mean(version, revisions(project))
    return f"{error}; {hint}" if hint else str(error)


def _parted(version: str) -> str | None:
    """Say how to name two revisions that are written as git takes them, ``main..HEAD``."""
    first, dots, second = version.partition("...")
    if dots:
        where_parted = f"git merge-base {first or 'HEAD'} {second or 'HEAD'}"
        return f"type `crossfoot diff $({where_parted}) {second or 'HEAD'}`"
    first, dots, second = version.partition("..")
    return f"type `crossfoot diff {first or 'HEAD'} {second or 'HEAD'}`" if dots else None


def _revision(version: str, project: Path, kept: ExitStack) -> Path:
    """Return a folder with the project as it was at a revision, its batches left out."""
    from tempfile import TemporaryDirectory

    from crossfoot.repository import NoRevision, UnknownRevision, tree

    if not project.is_dir():
        raise UnknownRevision(f"there is no folder `{project}`, of which `{version}` could be")
    files = tree(project, version)
    if PROJECT_FILE not in files.files:
        raise NoRevision(f"at the revision `{version}` there is no {PROJECT_FILE} in this folder")
    into = Path(kept.enter_context(TemporaryDirectory(prefix="crossfoot-")))
    files.write(into, lambda path: path == PROJECT_FILE)
    named = _named(into)
    if named.batches is not None:
        (into / named.batches).mkdir(parents=True, exist_ok=True)
    files.write(into, lambda path: path != PROJECT_FILE and named.may_need(path))
    return into


class _Named(NamedTuple):
    """The files that a project file names, and the folder of batches; None where it names none."""

    files: frozenset[str] = frozenset()
    batches: str | None = None

    def may_need(self, path: str) -> bool:
        """Whether a version cannot be read without a file: whatever else lies there may be big."""
        ours = "/" if self.batches is None else f"{PurePosixPath(self.batches)}/"
        return path in self.files or (path.endswith(_READ) and not path.startswith(ours))


def _named(root: Path) -> _Named:
    """Return what a project file names; nothing where it cannot be read."""
    from crossfoot.project.company import company
    from crossfoot.project.decoded import PROJECT, decoded
    from crossfoot.project.load import read
    from crossfoot.source import BadText

    try:
        found, _, _ = decoded(read(root / PROJECT_FILE, PROJECT_FILE), company, PROJECT)
    except BadText:
        return _Named()
    if found is None:
        return _Named()
    listed = (*found.rules, *((found.chart,) if found.chart else ()))
    files = frozenset(str(PurePosixPath(each.path)) for each in listed)
    return _Named(files, found.batches.path if found.batches else None)
