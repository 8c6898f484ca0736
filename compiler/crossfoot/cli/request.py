"""``crossfoot request``: files that ask QuickBooks for its lists, or what it has of a run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, count, takes_project

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.targets.queries import NextPage

_EXAMPLES = """\
  crossfoot request my-shop                 ask for accounts, terms, vendors and
                                            the rest; then `crossfoot import`
  crossfoot request my-shop --continue answer.xml
                                            ask for the rest of long lists
  crossfoot request my-shop --duplicates    ask what QuickBooks has of the last
                                            run; then `crossfoot receive`
  crossfoot request my-shop --duplicates --run 3

exit status: 0 the file is written; 2 it is not, and the reason is told"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "request", "write a file that asks QuickBooks what it has", _EXAMPLES
    )
    takes_project(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--duplicates",
        action="store_true",
        help="ask for the entries and bills of a run by their numbers, before it is sent again",
    )
    what.add_argument(
        "--continue",
        dest="answer",
        type=Path,
        metavar="ANSWER",
        help="ask for what is left of the lists that this answer began",
    )
    parser.add_argument(
        "--run",
        dest="number",
        type=count,
        metavar="RUN",
        help="with --duplicates: which run (the last one)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("request.xml"),
        metavar="FILE",
        help="where to write (request.xml)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the request file and return the exit status."""
    from crossfoot.cli.exits import FINE, Unable
    from crossfoot.cli.output import project_of
    from crossfoot.cli.papers import refuse_papers, write_whole
    from crossfoot.project.company import USUAL

    if options.number is not None and not options.duplicates:
        raise Unable("--run goes with --duplicates")
    project = None if _has_no_chart(options) else project_of(options.project)
    refuse_papers((options.output,), options.project, project)
    version = project.qbxml if project else USUAL
    content = _duplicates(options, version) if options.duplicates else _lists(options, version)
    write_whole(options.output, content)
    sys.stdout.write(f"wrote {options.output}\n")
    what = "receive" if options.duplicates else "import"
    sys.stdout.write(
        f"let QuickBooks answer it, then type `crossfoot {what}` with the name of the answer\n"
    )
    return FINE


def _has_no_chart(options: argparse.Namespace) -> bool:
    """Whether the lists are asked for by a project whose chart is still to be imported."""
    from crossfoot.project.load import chart_of

    chart, _ = chart_of(options.project)
    is_there = chart is None or (options.project / chart).exists()
    return not options.duplicates and not is_there


def _lists(options: argparse.Namespace, version: str) -> bytes:
    from crossfoot.targets.queries import list_queries, next_pages

    if options.answer is None:
        return list_queries(version)
    return next_pages(version, _pages(options.answer))


def _duplicates(options: argparse.Namespace, version: str) -> bytes:
    from crossfoot.cli.exits import Unable
    from crossfoot.exchange.duplicates import questions
    from crossfoot.record.record import Record
    from crossfoot.targets.queries import transaction_queries

    # An old copy of the record may be asked: to see what it lacks is what this is for.
    record = Record.open(options.project, writable=False, even_old=True)
    if record is None:
        raise Unable("nothing was posted yet, so there is nothing to ask for")
    with record:
        last = record.last_run()
        run = options.number or (last.number if last else 0)
        asked = questions(record, run)
    if not asked:
        raise Unable(f"there is no run {run} that adds anything to QuickBooks")
    return transaction_queries(version, asked)


def _pages(answer: Path) -> list[NextPage]:
    """Return what is left of the lists that an answer began."""
    from crossfoot.cli.exits import Unable
    from crossfoot.quickbooks.bad_answer import BadAnswer
    from crossfoot.quickbooks.list_items import ListHeading
    from crossfoot.quickbooks.lists import read_lists
    from crossfoot.targets.queries import NextPage

    try:
        with answer.open("rb") as file:
            found = [each for each in read_lists(file) if isinstance(each, ListHeading)]
    except BadAnswer as error:
        raise Unable(f"{answer}:{error.line}:{error.column}: {error.message}") from None
    pages = [
        NextPage(each.query, each.iterator_id)
        for each in found
        if not each.is_whole and each.query and each.iterator_id
    ]
    if not pages:
        raise Unable(f"nothing is left of the lists in {answer}")
    return pages
