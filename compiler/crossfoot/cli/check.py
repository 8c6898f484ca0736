"""``crossfoot check``: everything that is wrong with a project, and what was proved."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, takes_project

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.report.outcome import Outcome

_EXAMPLES = """\
  crossfoot check                           the project in this folder
  crossfoot check my-shop --strict          fail on warnings too
  crossfoot check --select XF2,XF302        only these
  crossfoot check --ignore XF508            all but these
  crossfoot check --format json             for programs
  crossfoot check --model rms               for authors of models"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "check", "find what is wrong with a project, and prove its rules", _EXAMPLES
    )
    takes_project(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="text, if left out"
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
    """Check, print the report, and return the exit status."""
    from crossfoot import driver
    from crossfoot.cli.exits import status
    from crossfoot.cli.selection import chosen

    root: Path = options.project
    found = driver.check_model(options.model, root) if options.model else driver.check(root)
    shown = replace(found, diagnostics=chosen(found.diagnostics, options.select, options.ignore))
    sys.stdout.write(_report(shown, options.format, root))
    return status(shown.diagnostics, strict=options.strict)


def _report(outcome: Outcome, form: str, project: Path) -> str:
    if form == "json":
        from crossfoot.report import json

        return json.render(outcome)
    if form == "github":
        from crossfoot.report import github

        return github.render(outcome, _below_repository(project))
    from crossfoot.cli.output import columns, paint
    from crossfoot.report import text

    return text.render(outcome, columns(), paint())


def _below_repository(project: Path) -> str:
    """Return the project folder as GitHub counts paths: from the checked-out repository."""
    top = os.environ.get("GITHUB_WORKSPACE") or Path.cwd()
    try:
        below = Path(os.path.relpath(project.absolute(), top)).as_posix()
    except ValueError:  # on Windows, another drive
        return project.as_posix()
    return "" if below == "." else below
