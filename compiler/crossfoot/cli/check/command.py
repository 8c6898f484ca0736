"""The command ``check``: its options, and its work from the projects to the report."""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.check.formats import Wanted, wanted
from crossfoot.cli.options import PROJECT_FILE, command

if TYPE_CHECKING:
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
        help="text (if left out), json or github; more than one where all but one go to a file",
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
    parser.add_argument("--model", metavar="NAME", help="check a model instead, such as rms")
    parser.set_defaults(run=run)


def _codes(text: str) -> tuple[str, ...]:
    from crossfoot.cli.selection import codes

    return codes(text)


def run(options: argparse.Namespace) -> int:
    """Check, print the reports, and return the exit status."""
    from crossfoot.cli.check.formats import refuse_two_shown, report
    from crossfoot.cli.exits import status

    forms: tuple[Wanted, ...] = tuple(options.format) or (Wanted("text", None),)
    refuse_two_shown(forms)
    checked = _checked(options)
    report(checked, forms)
    found = chain.from_iterable(each.outcome.diagnostics for each in checked)
    return status(found, strict=options.strict)


def _checked(options: argparse.Namespace) -> tuple[Checked, ...]:
    """Return what came of each project, as far as it was asked for."""
    from crossfoot.cli.check import scope
    from crossfoot.cli.selection import shown

    found = (
        (scope.checked_model(options.model, options.paths[0]),)
        if options.model
        else tuple(scope.checked(root) for root in scope.roots(options.paths))
    )
    return tuple(
        each._replace(outcome=shown(each.outcome, options.select, options.ignore)) for each in found
    )
