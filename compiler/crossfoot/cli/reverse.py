"""``crossfoot reverse``: takes back a posted entry by the same one with its sides exchanged."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from crossfoot.cli.options import chosen_stores, command, day, out_of, takes_out, takes_project

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.model.stores import Project, Store

_EXAMPLES = """\
  crossfoot reverse --batch 1043 --date 2026-04-01 --because "wrong account"
  crossfoot reverse --batch 1043 --date 2026-04-01 --because "typo" --store East
                                            where several stores have a 1043
  crossfoot reverse --batch 1043 --date 2026-04-01 --because "typo" --dry-run
                                            show the entry and write nothing

When QuickBooks has confirmed it (`crossfoot receive`), the batch can be posted
again. In an open period `crossfoot post --repost` does both at once.

exit status: 0 the file is written; 2 it is not, and the reason is told"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "reverse", "reverse a posted entry where it cannot be voided any more", _EXAMPLES
    )
    takes_project(parser)
    what = parser.add_argument_group("what is reversed, and how")
    what.add_argument("--batch", required=True, metavar="NUMBER", help="whose entry")
    what.add_argument("--store", metavar="NAME", help="of which store, where there are several")
    what.add_argument(
        "--date", required=True, type=day, metavar="DAY", help="the day that the reversal is of"
    )
    what.add_argument("--because", required=True, metavar="REASON", help="why; it is recorded")
    what.add_argument("--ref", metavar="TEXT", help="its number (that of the entry, and an R)")
    takes_out(what)
    what.add_argument("--dry-run", action="store_true", help="show it and write nothing")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Reverse, tell what came of it, and return the exit status."""
    from crossfoot.cli.exits import FINE, Unable
    from crossfoot.cli.hand import hand
    from crossfoot.cli.output import project_of
    from crossfoot.exchange.keeping import open_record
    from crossfoot.exchange.reverse import Asked, NotReversible, reverse
    from crossfoot.record.faults import TakenMeanwhile
    from crossfoot.report.reversal import told
    from crossfoot.targets.options import Options
    from crossfoot.targets.staging import Taken

    if options.because.strip() in ("", "…", "..."):
        raise Unable('say why with --because "…"; the reason is kept in the record')
    project = project_of(options.project)
    store = _store(options, project)
    asked = Asked(store, options.batch.strip(), options.date, options.ref)
    out = None if options.dry_run else out_of(options)
    with open_record(options.project, writable=not options.dry_run) as record:
        if record is None:
            raise Unable("nothing was posted yet, so there is nothing to reverse")
        try:
            result, made = reverse(project, record, asked, Options(out), hand(options.because))
        except (NotReversible, Taken, TakenMeanwhile) as error:
            raise Unable(str(error)) from None
    for line in told(result, made, store.name, asked.batch):
        sys.stdout.write(f"{line}\n")
    return FINE


def _store(options: argparse.Namespace, project: Project) -> Store:
    from crossfoot.cli.exits import Unable

    if options.store:
        (store,) = chosen_stores([[options.store]], project)
        return store
    if len(project.stores) > 1:
        names = ", ".join(f"`{store.name}`" for store in project.stores)
        raise Unable(f"there are several stores, {names}: say which with --store")
    return project.stores[0]
