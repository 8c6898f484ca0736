"""``crossfoot journal``: what is in the books, and where each line of it comes from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, day, listed, takes_project, takes_stores
from crossfoot.cli.papers import refuse_papers, write_whole

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.model.stores import Project
    from crossfoot.record.asked import Asked
    from crossfoot.report.journal.items import Item, Picked

_EXAMPLES = """\
  crossfoot journal my-shop                 all that QuickBooks has confirmed
  crossfoot journal my-shop --from 2026-03-01 --to 2026-03-31
  crossfoot journal my-shop --batch 1043 --working
                                            one batch, and where it is from
  crossfoot journal my-shop --all           also what is sent or voided
  crossfoot journal my-shop --format html --output march.html
                                            a page to print and to file
  crossfoot journal my-shop --format csv --output march.csv
                                            for a spreadsheet

exit status: 0 it is shown; 2 the tool could not do its work"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "journal", "show the general journal: what was posted", _EXAMPLES)
    takes_project(parser)
    picks = parser.add_argument_group("which entries (all that are in the books, if left out)")
    picks.add_argument(
        "--from", dest="first", type=day, metavar="DAY", help="of this day and later"
    )
    picks.add_argument("--to", dest="last", type=day, metavar="DAY", help="of this day and earlier")
    picks.add_argument(
        "--batch",
        action="append",
        type=listed,
        default=[],
        metavar="NUMBERS",
        help="of these batches, with commas between; may be repeated",
    )
    takes_stores(picks, "of these stores")
    picks.add_argument(
        "--all",
        dest="every",
        action="store_true",
        help="also what is not in the books: prepared, sent, voided",
    )
    parser.add_argument(
        "--format", choices=("table", "csv", "html"), default="table", help="table, if left out"
    )
    parser.add_argument(
        "--working",
        action="store_true",
        help="in a table: the rule of each line, and its formula with numbers",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write there, instead of to the screen"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show the journal and return the exit status."""
    from crossfoot.cli.exits import FINE, Unable
    from crossfoot.exchange.keeping import open_record
    from crossfoot.plan import Unbalanced
    from crossfoot.project.load import load

    project = load(options.project)[0]
    refuse_papers((options.output,), options.project, project)
    with open_record(options.project, writable=False) as record:
        picked = _picked(options, project, record)
        try:
            _show(options, _told(options, project, record, picked))
        except Unbalanced as error:
            raise Unable(f"in the record, {error}: type `crossfoot status`") from None
    return FINE


def _picked(options: argparse.Namespace, project: Project | None, record: Asked | None) -> Picked:
    """Return which entries were asked for. Raises Unable where none can be meant."""
    from crossfoot.cli.exits import Unable
    from crossfoot.report.journal.items import Picked

    first, last = options.first, options.last
    if first is not None and last is not None and first > last:
        raise Unable(f"--from {first} is later than --to {last}")
    return Picked(
        stores_asked_for(options.store, project, record),
        tuple(number for each in options.batch for number in each),
        first,
        last,
        options.every,
    )


def stores_asked_for(
    lists: Sequence[Sequence[str]], project: Project | None, record: Asked | None
) -> tuple[str, ...]:
    """Return the names of stores: those of the project, and those that it had before.

    Raises Unable for one that neither the project nor the record knows.
    """
    from crossfoot.cli.options import chosen_stores

    names = [name for each in lists for name in each]
    return tuple(
        name
        if project is None or (record is not None and record.numbers(name))
        else chosen_stores([[name]], project)[0].name
        for name in names
    )


def _told(
    options: argparse.Namespace, project: Project | None, record: Asked | None, picked: Picked
) -> Iterator[str]:
    """Yield the journal in pieces."""
    from crossfoot.report.journal.items import journal

    items: Iterator[Item] = iter(()) if record is None else journal(record, picked)
    company = project.company if project is not None else ""
    due_days: Mapping[str, int] = project.chart.due_days if project is not None else {}
    if options.format == "csv":
        from crossfoot.report.journal import csv

        return csv.rows(items, due_days)
    if options.format == "html":
        from crossfoot.report.journal import html

        return html.page(company, picked, items, due_days)
    return _table(options, company, picked, items, due_days)


def _table(
    options: argparse.Namespace,
    company: str,
    picked: Picked,
    items: Iterator[Item],
    due_days: Mapping[str, int],
) -> Iterator[str]:
    from crossfoot.cli.output import columns, paint
    from crossfoot.report.journal import text

    form = text.Form(with_working=options.working)
    if options.output is None:
        form = form._replace(columns=columns(), paint=paint())
    for line in text.table(company, picked, items, due_days, form):
        yield f"{line}\n"


def _show(options: argparse.Namespace, pieces: Iterable[str]) -> None:
    if options.output is None:
        sys.stdout.writelines(pieces)
        return
    from crossfoot.report.columns import safe

    write_whole(options.output, b"".join(piece.encode("utf-8") for piece in pieces))
    sys.stdout.write(f"{safe(f'wrote {options.output}')}\n")
