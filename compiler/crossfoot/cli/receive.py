"""``crossfoot receive``: reads what QuickBooks answered, and says what came of each entry."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, count, names_project

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.exchange.receive import Received
    from crossfoot.record.record import Record
    from crossfoot.source import Source

_EXAMPLES = """\
  crossfoot receive answer.xml              what QuickBooks said of a run
  crossfoot receive answer.xml --project my-shop
  crossfoot receive empty.xml --run 3       it is the answer to run 3

Only what QuickBooks confirms counts as posted. Reading an answer twice does no
harm. `crossfoot status` shows what is still to be done.

exit status: 0 all of it is confirmed; 1 QuickBooks refused something, or its
answer is not to what was asked; 2 the answer could not be read"""

_MOST = 100
"""Findings that are shown of one file."""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "receive", "read what QuickBooks answered", _EXAMPLES)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an answer, as it came")
    names_project(parser)
    parser.add_argument(
        "--run",
        dest="number",
        type=count,
        metavar="RUN",
        help="the run that an answer without any content is to",
    )
    parser.add_argument(
        "--of", metavar="NAME", help="the request file that such an answer is to, by its name"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take in the answers, tell what came of them, and return the exit status."""
    from crossfoot.cli.exits import ERROR, FINE, Unable
    from crossfoot.exchange.keeping import open_record
    from crossfoot.record.database import FILE

    if not (options.project / FILE).is_file():
        raise Unable(f"there is no {FILE} in the project: nothing was posted, so nothing answered")
    status = FINE
    with open_record(options.project, writable=True) as record:
        assert record is not None, "INVARIANT: a record that may be written is there"
        for path in options.files:
            if not _take_in(record, path, options):
                status = ERROR
    return status


def _take_in(record: Record, path: Path, options: argparse.Namespace) -> bool:
    """Take in one file and show what came of it; return whether nothing was wrong."""
    from crossfoot.cli.exits import Unable
    from crossfoot.cli.hand import hand
    from crossfoot.diagnostic import errors
    from crossfoot.exchange.incoming import Of, WhichFile, take_in
    from crossfoot.quickbooks.answers import BadAnswer, read_answers

    by = hand()
    try:
        with path.open("rb") as file:
            said = read_answers(file)
        received = take_in(record, said, _source(path), by, Of(options.number, options.of))
    except BadAnswer as error:
        note = f"`{path.name}` could not be read: {error.message}"
        record.note(by.now(), by.who, note)
        raise Unable(f"{path}:{error.line}:{error.column}: {error.message}") from None
    except WhichFile as error:
        raise Unable(f"{path}: {error}") from None
    _show(received)
    return not (received.has_failed or errors(received.findings))


def _source(path: Path) -> Source:
    """Return the text of an answer, to show places of; what is no UTF-8 is shown as it can be."""
    from crossfoot.source import Source

    text = path.read_bytes().decode("utf-8", errors="replace")
    return Source(path.as_posix(), text.replace("\r\n", "\n").replace("\r", "\n"))


def _show(received: Received) -> None:
    from crossfoot.cli.output import columns, paint
    from crossfoot.diagnostic import in_order
    from crossfoot.report import text
    from crossfoot.report.received import told

    findings = in_order(received.findings)
    for line in text.findings(findings[:_MOST], columns(), paint()):
        sys.stdout.write(f"{line}\n")
    if len(findings) > _MOST:
        sys.stdout.write(f"and {len(findings) - _MOST:,} more findings of this kind\n\n")
    for line in told(received, paint()):
        sys.stdout.write(f"{line}\n")
