"""``crossfoot import``: QuickBooks' lists into the project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, names_project

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.exchange.lists.conflicts import Decide
    from crossfoot.exchange.lists.importing import Imported
    from crossfoot.report.outcome import Outcome

_EXAMPLES = """\
  crossfoot import answer.xml               what QuickBooks answered to the file
                                            of `crossfoot request`
  crossfoot import accounts.iif vendors.iif lists exported from QuickBooks
  crossfoot import answer.xml --dry-run     show what would change
  crossfoot import answer.xml --on-conflict update
                                            vendors, customers and items become
                                            as QuickBooks has them, unasked

exit status: 0 what was taken is sound; 1 `crossfoot check` finds an error that
was not there before; 2 nothing was taken, or the import was broken off"""

_CHOICES = ("ask", "update", "keep-both", "skip")


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "import", "take accounts, terms, vendors and the rest from QuickBooks", _EXAMPLES
    )
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="an answer of QuickBooks' (qbXML) or a list that it exported (IIF)",
    )
    names_project(parser)
    parser.add_argument(
        "--on-conflict",
        choices=_CHOICES,
        default="ask",
        help="what to do with a vendor, customer or item that is here already and differs: "
        "ask (if left out), let QuickBooks' update it, keep both, or skip QuickBooks'",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change and write nothing"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import, say what was taken and what `check` finds since; return the exit status."""
    from crossfoot import driver
    from crossfoot.cli.exits import FINE, INTERRUPTED, UNABLE, status
    from crossfoot.cli.output import complain
    from crossfoot.report import imported as report

    try:
        before = driver.check(options.project)
        found = _import(options)
    except KeyboardInterrupt:
        complain("the import was broken off; nothing was taken")
        return INTERRUPTED
    sys.stdout.write(report.render(found, is_dry=options.dry_run))
    sys.stdout.flush()
    if options.dry_run:
        return FINE
    after = driver.check(options.project)
    new = report.since(before.diagnostics, after.diagnostics)
    sys.stdout.write(_since(before, found, after, options))
    return UNABLE if found.is_aborted else status(new)


def _import(options: argparse.Namespace) -> Imported:
    """Raises Unable where nothing could be taken."""
    from crossfoot.cli.exits import Unable
    from crossfoot.exchange.lists.arrivals import NotImported
    from crossfoot.exchange.lists.importing import import_lists

    try:
        return import_lists(
            options.project, options.files, _decider(options), is_dry=options.dry_run
        )
    except NotImported as error:
        raise Unable(str(error)) from None


def _decider(options: argparse.Namespace) -> Decide | None:
    """Return who decides about conflicts; None where nobody can."""
    from crossfoot.exchange.lists.conflicts import Choice

    if options.on_conflict != "ask":
        choice = Choice(options.on_conflict)
        return lambda conflict: choice
    if options.dry_run or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from crossfoot.cli.asking import Asking

    return Asking()


def _since(before: Outcome, found: Imported, after: Outcome, options: argparse.Namespace) -> str:
    """Return what is wrong now and was not, and which rules point at what has changed."""
    from crossfoot.cli.output import columns, paint
    from crossfoot.exchange.lists.pointing import pointing
    from crossfoot.report import imported as report
    from crossfoot.report import text

    new = report.since(before.diagnostics, after.diagnostics)
    lines = list(text.findings(new, columns(), paint()))
    if before.ruleset is not None and found.accounts is not None and found.chart is not None:
        lines += report.rules_told(pointing(before.ruleset, found.accounts, found.chart))
    lines.append(report.new_findings(new))
    return "".join(f"{line}\n" for line in lines)
