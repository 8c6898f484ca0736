"""``crossfoot post``: closed batches become journal entries, written whole or not at all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import (
    chosen_stores,
    command,
    count,
    day,
    listed,
    out_of,
    takes_out,
    takes_project,
    takes_stores,
)

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.diagnostic import Diagnostic
    from crossfoot.driver import Posted
    from crossfoot.model.stores import Store
    from crossfoot.posting.draft import DraftEntry
    from crossfoot.posting.selection import Selection
    from crossfoot.targets.options import Options
    from crossfoot.targets.outcome import RunResult

MOST_TABLES = 10
"""Up to so many entries are shown as tables, more as a line each; --verbose shows them all."""

_NO_REASON = ("…", "...")
"""What stands for a reason where a command is advised."""

_EXAMPLES = """\
  crossfoot post my-shop                    all closed batches, into out/
  crossfoot post my-shop --batch 1043       one of them
  crossfoot post my-shop --from 2026-03-01 --to 2026-03-31 --out march
  crossfoot post my-shop --dry-run          show the entries and write nothing
  crossfoot post my-shop --target journal   for hledger and beancount
  crossfoot post my-shop --dry-run --batches example.yaml
                                            try a batch that is kept elsewhere
  crossfoot post my-shop --batch 1043 --repost --because "count corrected"
                                            replace the entry in the books
  crossfoot post my-shop --resend 3         the answer to run 3 was lost

exit status: 0 all that was to be posted is written; 1 the rules have an error,
or a batch was held back, and the log says why; 2 the tool could not do its work"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "post", "write closed batches as journal entries for QuickBooks", _EXAMPLES
    )
    takes_project(parser)
    picks = parser.add_argument_group("which batches (all that are closed, if left out)")
    picks.add_argument(
        "--batch",
        action="append",
        type=listed,
        default=[],
        metavar="NUMBERS",
        help="these, with commas between; may be repeated",
    )
    picks.add_argument(
        "--from", dest="first", type=day, metavar="DAY", help="of this business day and later"
    )
    picks.add_argument(
        "--to", dest="last", type=day, metavar="DAY", help="of this business day and earlier"
    )
    takes_stores(picks, "of these stores")
    picks.add_argument(
        "--batches",
        type=Path,
        metavar="PATH",
        help="of this file or folder, not the project's; only with --dry-run",
    )
    _add_output(parser)
    _add_again(parser)
    parser.set_defaults(run=run)


def _add_again(parser: argparse.ArgumentParser) -> None:
    again = parser.add_argument_group("what was posted before (see `crossfoot status`)")
    again.add_argument(
        "--repost",
        action="store_true",
        help="with --batch: void the posted entry in QuickBooks, and post the batch anew",
    )
    again.add_argument(
        "--delete", action="store_true", help="with --repost: delete the old entry, not void it"
    )
    again.add_argument(
        "--resend",
        type=count,
        metavar="RUN",
        help="write the files of a run again, the same bytes: its answer was lost",
    )
    again.add_argument(
        "--withdraw", type=count, metavar="RUN", help="give up a run that was never sent"
    )
    again.add_argument(
        "--because", metavar="REASON", help="why, for --repost and --withdraw; it is recorded"
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    to = parser.add_argument_group("what is written")
    takes_out(to)
    to.add_argument(
        "--target",
        choices=("qbxml", "journal"),
        default="qbxml",
        help="qbxml for QuickBooks, or a plain-text journal for hledger and beancount (qbxml)",
    )
    to.add_argument(
        "--requests-per-file",
        type=count,
        default=100,
        metavar="N",
        help="the most entries in one qbXML file (100)",
    )
    to.add_argument(
        "--bills",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="write the bills of purchase orders, where the rules have `bills to` (yes)",
    )
    to.add_argument("--dry-run", action="store_true", help="show the entries and write nothing")
    to.add_argument(
        "--verbose",
        action="store_true",
        help=f"show every entry as a table, also where there are more than {MOST_TABLES}",
    )


def run(options: argparse.Namespace) -> int:
    """Post, tell what came of it, and return the exit status."""
    from crossfoot import driver
    from crossfoot.cli import runs
    from crossfoot.cli.exits import ERROR, FINE, Unable
    from crossfoot.cli.hand import hand
    from crossfoot.cli.output import complain, let_go_of_output
    from crossfoot.cli.progress import progress
    from crossfoot.record.faults import TakenMeanwhile
    from crossfoot.targets.staging import Taken

    _refuse_unfit(options)
    if options.resend is not None:
        return runs.resend(options)
    if options.withdraw is not None:
        return runs.withdraw(options)
    selection = _selection(options)
    try:
        with progress("reading batches") as bar:
            wanted, by = _options(options, selection), hand(options.because)
            posted = driver.post(options.project, wanted, by, bar.counted)
    except (Taken, TakenMeanwhile) as error:
        raise Unable(str(error)) from None
    result = posted.result
    failed = result is None or result.is_stopped or result.has_errors
    try:
        for line in _lines(posted, selection, options):
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError as error:
        # What was posted stays posted: a run that is told to have failed would be done again.
        if result is None or not result.files:
            raise
        if not isinstance(error, BrokenPipeError):
            complain(f"the run is in {result.out}, but could not be shown: {error.strerror}")
        let_go_of_output()
    return ERROR if failed else FINE


def _options(options: argparse.Namespace, selection: Selection) -> Options:
    from crossfoot.posting.standing import Kind
    from crossfoot.targets.options import Options

    out = None if options.dry_run else out_of(options)
    undo = Kind.DELETE if options.delete else Kind.VOID
    return Options(
        out,
        options.target,
        selection,
        options.requests_per_file,
        options.batches,
        options.bills and options.target == "qbxml",
        undo if options.repost else None,
    )


def _refuse_unfit(options: argparse.Namespace) -> None:
    """Raise Unable where options were given that do not go together."""
    from crossfoot.cli.exits import Unable

    reason = options.because and options.because.strip()
    if options.batches is not None and not options.dry_run:
        raise Unable("--batches goes with --dry-run; what is posted is kept in the project")
    if options.resend is not None and options.withdraw is not None:
        raise Unable("a run is either sent again or withdrawn: give --resend or --withdraw")
    if options.repost and not options.batch:
        raise Unable("--repost needs --batch: name the batches whose entries are to be replaced")
    if options.repost and options.target != "qbxml":
        raise Unable("--repost is for QuickBooks; a journal is written anew with each run")
    if reason in _NO_REASON:
        raise Unable("put the reason in the place of the dots, in a few words")
    if (options.repost or options.withdraw is not None) and not reason:
        raise Unable('say why with --because "…"; the reason is kept in the record')
    if options.delete and not options.repost:
        raise Unable("--delete goes with --repost")
    if reason and not options.repost and options.withdraw is None:
        raise Unable("--because goes with --repost and --withdraw")


def _selection(options: argparse.Namespace) -> Selection:
    """Return which batches were asked for. Raises Unable where none can be meant."""
    from crossfoot.cli.exits import Unable
    from crossfoot.posting.selection import Selection

    first, last = options.first, options.last
    if first is not None and last is not None and first > last:
        raise Unable(f"--from {first} is later than --to {last}")
    return Selection(
        frozenset(number for each in options.batch for number in each),
        frozenset(store.name for store in _stores(options)),
        first,
        last,
    )


def _stores(options: argparse.Namespace) -> tuple[Store, ...]:
    if not options.store:
        return ()
    from crossfoot.project.load import load

    return chosen_stores(options.store, load(options.project)[0])


def _lines(posted: Posted, selection: Selection, options: argparse.Namespace) -> Iterator[str]:
    """Yield the findings, the entries, and what was written."""
    from crossfoot.cli.output import columns, paint
    from crossfoot.diagnostic import in_order
    from crossfoot.report import posting, text

    width, colours, result = columns(), paint(), posted.result
    found = (*posted.outcome.diagnostics, *(result.diagnostics if result else ()))
    yield from text.findings(in_order(found), width, colours)
    if result is not None:
        drafts = {
            (each.store.name, each.number): each for each in _drafts(posted, selection, options)
        }
        yield from posting.told(result, drafts, width, colours)
        return
    if options.dry_run and posted.outcome.proofs:
        yield from text.findings(_unreadable(posted, selection), width, colours)
        yield from posting.tables(_drafts(posted, selection, options), width, colours)
    yield colours("nothing is posted until the errors above are mended", "error")


def _unreadable(posted: Posted, selection: Selection) -> tuple[Diagnostic, ...]:
    from crossfoot import driver
    from crossfoot.diagnostic import in_order

    ruleset = posted.outcome.ruleset
    return in_order(driver.unreadable(ruleset, selection)) if ruleset else ()


def _drafts(
    posted: Posted, selection: Selection, options: argparse.Namespace
) -> Iterable[DraftEntry]:
    """Return the entries to show as tables: those posted, or on a dry run all that are drafted."""
    from crossfoot import driver

    ruleset, result = posted.outcome.ruleset, posted.result
    if ruleset is None or (result and result.is_stopped):
        return ()
    if result and not options.verbose and _entries(result) > MOST_TABLES:
        return ()
    drafted = driver.drafts(ruleset, selection)
    if options.dry_run or result is None:
        return drafted
    shown = _posted(result)
    return (each for each in drafted if (each.store.name, each.number) in shown)


def _entries(result: RunResult) -> int:
    return len(_posted(result))


def _posted(result: RunResult) -> set[tuple[str, str]]:
    from crossfoot.targets.outcome import Fate

    return {(row.store, row.number) for row in result.of(Fate.POSTED)}
