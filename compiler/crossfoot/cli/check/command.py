"""The command ``check``: its options, and its work from the projects to the report."""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.check import fixing
from crossfoot.cli.check.formats import Wanted, wanted
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
                                            begin on an old project: live with what is
                                            found now, write it down
  crossfoot check --baseline base.json      tell only of what is new
  crossfoot check --model rms               for authors of models"""


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
        help="text (if left out), json, github, gitlab, sarif or junit; more than one where all "
            "but one go to a file",
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
    _add_baseline(parser)
    fixing.add(parser)
    parser.add_argument("--model", metavar="NAME", help="check a model instead, such as rms")
    parser.set_defaults(run=run)


def _add_baseline(parser: argparse.ArgumentParser) -> None:
    living = parser.add_argument_group(
        "living with findings",
        "What a baseline has is not told, and does not count for the exit status.\n"
        "Errors may be among it; `crossfoot post` looks at no baseline.",
    )
    living.add_argument(
        "--baseline", type=Path, metavar="FILE", help="tell only of findings that are not in it"
    )
    living.add_argument(
        "--write-baseline",
        type=Path,
        metavar="FILE",
        help="write all findings of now into one; with --baseline, what of it is not mended yet",
    )


def _codes(text: str) -> tuple[str, ...]:
    from crossfoot.cli.selection import codes

    return codes(text)


def run(options: argparse.Namespace) -> int:
    """Check, print the reports, and return the exit status."""
    from crossfoot.cli.check.formats import refuse_two_shown, report
    from crossfoot.cli.exits import ERROR, status

    forms: tuple[Wanted, ...] = tuple(options.format) or (Wanted("text", None),)
    refuse_two_shown(forms)
    fixing.refuse(options)
    checked, held = _told(options)
    if options.fix or options.diff:
        mended = fixing.mend(checked, options)
        if options.diff and fixing.show(mended):
            return ERROR
        if not options.diff and fixing.write(mended):
            checked, held = _told(options)
    if not options.diff:
        report(checked, forms, strict=options.strict)
        fixing.hint(checked, forms)
    if held:
        held.conclude()
    found = chain.from_iterable(each.outcome.diagnostics for each in checked)
    return status(found, strict=options.strict)


def _told(options: argparse.Namespace) -> tuple[tuple[Checked, ...], Held | None]:
    """Return what came of each project, less what a baseline holds."""
    checked = _checked(options)
    held = _held(checked, options)
    return (held.checked if held else checked), held


def _held(checked: tuple[Checked, ...], options: argparse.Namespace) -> Held | None:
    """Return what a baseline leaves of findings; None where none is asked for."""
    if options.baseline is None and options.write_baseline is None:
        return None
    from crossfoot.cli.check.baseline import Baselines, held
    from crossfoot.cli.selection import chooser

    if options.model:
        from crossfoot.cli.exits import Unable

        raise Unable("a baseline is for projects; it does not go with --model")
    return held(
        checked,
        Baselines(options.baseline, options.write_baseline),
        chooser(options.select, options.ignore),
        is_whole=True,
    )


def _checked(options: argparse.Namespace) -> tuple[Checked, ...]:
    """Return what came of each project, as far as it was asked for."""
    from crossfoot.cli.check import scope
    from crossfoot.cli.selection import shown

    found = (
        (scope.checked_model(options.model, options.paths[0]),)
        if options.model
        else tuple(map(scope.checked, scope.roots(options.paths, skips_strays=options.skip_strays)))
    )
    return tuple(
        each._replace(outcome=shown(each.outcome, options.select, options.ignore)) for each in found
    )
