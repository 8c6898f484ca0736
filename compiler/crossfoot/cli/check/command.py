"""The command ``check``: its options, and its work from the projects to the report."""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from crossfoot.cli.check import fixing, living
from crossfoot.cli.check.formats import FORMATS, Wanted, wanted
from crossfoot.cli.options import PROJECT_FILE, command

if TYPE_CHECKING:
    from crossfoot.cli.check.baseline import Held
    from crossfoot.cli.check.scope import Checked
    from crossfoot.cli.options import Commands

_EXAMPLES = """\
  crossfoot check                           the project in this folder
  crossfoot check my-shop --strict          fail on warnings too
  crossfoot check shops/*                   several projects
  crossfoot check my-shop/rules.gl          the project that a file belongs to
  crossfoot check --select XF2,XF302        only these
  crossfoot check --ignore XF508            all but these
  crossfoot check --format json             for programs
  crossfoot check --format text --format sarif=crossfoot.sarif
                                            to read, and a file for a platform
  crossfoot check --diff                    show what can be put right
  crossfoot check --fix                     put it right
  crossfoot check --write-baseline base.json
                                            begin on an old project: live with
                                            what is found now
  crossfoot check --baseline base.json      tell only of what is new
  crossfoot check shops/* --since main      only what a change in git can affect
  crossfoot check --watch                   again whenever a file is changed
  crossfoot check --model rms               for authors of models

exit status: 0 no error; 1 an error, or with --strict any finding; 2 the tool
could not do its work"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "check", "find what is wrong with a project, and prove its rules", _EXAMPLES
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=[Path()],
        metavar="PROJECT",
        help=f"folders with {PROJECT_FILE}, or files of such projects (here, if left out)",
    )
    parser.add_argument(
        "--format",
        action="append",
        type=wanted,
        default=[],
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]} (text, if left out); "
        "may be repeated, where all but one go to a file",
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 on any finding, not only on an error"
    )
    for option, what in (("select", "show only"), ("ignore", "leave out")):
        parser.add_argument(
            f"--{option}",
            action="append",
            type=_codes,
            default=[],
            metavar="CODES",
            help=f"{what} these findings: XF302, or XF2 for all of XF2, with commas between",
        )
    parser.add_argument(
        "--skip-strays",
        action="store_true",
        help="leave out files of no project, where a hook names all that changed",
    )
    living.add(parser)
    fixing.add(parser)
    parser.add_argument("--model", metavar="NAME", help="check a model instead, such as rms")
    parser.set_defaults(run=run)


def _codes(text: str) -> tuple[str, ...]:
    from crossfoot.cli.selection import codes

    return codes(text)


def run(options: argparse.Namespace) -> int:
    """Check, print the reports, and return the exit status."""
    from crossfoot.cli.check.formats import refuse_baselines, refuse_two_shown
    from crossfoot.cli.exits import ERROR

    forms: tuple[Wanted, ...] = tuple(options.format) or (Wanted("text", None),)
    refuse_two_shown(forms)
    refuse_baselines(forms, (options.baseline, options.write_baseline))
    fixing.refuse(options)
    living.refuse(options)
    if options.watch:
        return _watch(options, forms)
    checked = _checked(options)
    if options.fix or options.diff:
        mended = fixing.mend(_held(checked, options)[0], options)
        if options.diff and fixing.show(mended):
            return ERROR
        if not options.diff and fixing.write(mended):
            checked = _checked(options)
    return _told(checked, options, () if options.diff else forms)


def _told(
    checked: tuple[Checked, ...], options: argparse.Namespace, forms: tuple[Wanted, ...]
) -> int:
    """Tell what came of projects, less what a baseline holds, and return the exit status."""
    from crossfoot.cli.check.formats import report
    from crossfoot.cli.exits import status

    checked, held = _held(checked, options)
    if forms:
        report(checked, forms, strict=options.strict)
        fixing.hint(checked, forms, options)
    if held:
        held.conclude()
    found = chain.from_iterable(each.outcome.diagnostics for each in checked)
    return status(found, strict=options.strict)


def _held(
    checked: tuple[Checked, ...], options: argparse.Namespace
) -> tuple[tuple[Checked, ...], Held | None]:
    """Return projects less what a baseline holds, and that; None where none is asked for."""
    held = living.held(checked, options)
    return (held.checked if held else checked), held


def _watch(options: argparse.Namespace, forms: tuple[Wanted, ...]) -> NoReturn:
    """Check and tell whenever something was changed."""
    from crossfoot.cli.check.watching import Watch

    def show(checked: tuple[Checked, ...]) -> None:
        _told(checked, options, forms)

    Watch(
        options.paths[:1] if options.model else _roots(options),
        lambda root: _chosen(_of_one(root, options), options),
        show,
        besides=[options.baseline] if options.baseline else [],
        ignored=[form.file for form in forms if form.file is not None],
    ).run()


def _checked(options: argparse.Namespace) -> tuple[Checked, ...]:
    """Return what came of each project, as far as it was asked for."""
    if options.model:
        return (_chosen(_of_one(options.paths[0], options), options),)
    roots = _roots(options)
    if options.since is None:
        found = tuple(_of_one(root, options) for root in roots)
    else:
        from crossfoot.cli.check.since import checked_since

        found = checked_since(roots, options.since)
    return tuple(_chosen(each, options) for each in found)


def _roots(options: argparse.Namespace) -> tuple[Path, ...]:
    from crossfoot.cli.check import scope

    return scope.roots(options.paths, skips_strays=options.skip_strays)


def _of_one(root: Path, options: argparse.Namespace) -> Checked:
    from crossfoot.cli.check import scope

    return scope.checked_model(options.model, root) if options.model else scope.checked(root)


def _chosen(each: Checked, options: argparse.Namespace) -> Checked:
    """Return of what was found what was asked for."""
    from crossfoot.cli.selection import shown

    return each._replace(outcome=shown(each.outcome, options.select, options.ignore))
