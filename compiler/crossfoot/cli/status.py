"""``crossfoot status``: how things stand between the shop and QuickBooks, and what to type next."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, day, takes_project, takes_stores

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.model.stores import Project
    from crossfoot.record.record import Record
    from crossfoot.report.journal.items import Picked
    from crossfoot.report.outcome import Outcome
    from crossfoot.report.status.facts import Facts

_EXAMPLES = """\
  crossfoot status                          the project in this folder
  crossfoot status my-shop --store East     one store
  crossfoot status my-shop --from 2026-03-01 --to 2026-03-31
  crossfoot status my-shop --history 1043   what became of a batch, step by step
  crossfoot status my-shop --json           for programs

exit status: 0 nothing needs a hand; 1 something was refused, or has changed
since it was posted, or the record is damaged; 2 the tool could not do its work"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "status", "show what is posted, waits, was refused or has changed", _EXAMPLES
    )
    takes_project(parser)
    takes_stores(parser, "of these stores")
    parser.add_argument(
        "--from", dest="first", type=day, metavar="DAY", help="of this day and later"
    )
    parser.add_argument(
        "--to", dest="last", type=day, metavar="DAY", help="of this day and earlier"
    )
    parser.add_argument("--json", action="store_true", help="all of it, for programs")
    parser.add_argument(
        "--history",
        nargs="?",
        const="",
        metavar="BATCH",
        help="every step that was taken, of all batches or of one: when, by whom, and why",
    )
    parser.add_argument(
        "--accept-record",
        action="store_true",
        help="take the record that is here for the newest one, where an older copy was put back",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show how things stand and return the exit status."""
    from crossfoot import driver
    from crossfoot.cli.exits import ERROR, FINE

    _refuse_unfit(options)
    if options.history is not None:
        return _history(options)
    outcome = driver.check_rules(options.project)
    if options.accept_record:
        _accept(options.project)
    with ExitStack() as stack:
        record, old = _opened(options.project, stack)
        facts = _facts(options, outcome, record, old)
    sys.stdout.write(_shown(facts, options))
    return ERROR if facts.needs_hand else FINE


def _refuse_unfit(options: argparse.Namespace) -> None:
    from crossfoot.cli.exits import Unable

    first, last = options.first, options.last
    if first is not None and last is not None and first > last:
        raise Unable(f"--from {first} is later than --to {last}")


def _history(options: argparse.Namespace) -> int:
    """Show the steps that the record tells of."""
    from crossfoot.cli.exits import FINE, Unable
    from crossfoot.cli.output import columns
    from crossfoot.record.record import Record
    from crossfoot.report.status.history import told

    record = Record.open(options.project, writable=False, even_old=True)
    if record is None:
        raise Unable("nothing was posted yet, so there is no history")
    with record:
        for line in told(record, options.history or None, columns()):
            sys.stdout.write(f"{line}\n")
    return FINE


def _accept(root: Path) -> None:
    """Take the record for the newest one, where it is not; nothing is done where it is."""
    from crossfoot.cli.hand import hand
    from crossfoot.cli.output import complain
    from crossfoot.record.faults import OldRecord
    from crossfoot.record.record import Record

    try:
        record = Record.open(root, writable=False)
    except OldRecord:
        by = hand()
        Record.accept(root, by.now(), by.who)
        complain("the record that is here is the newest one from now on")
        return
    if record is not None:
        record.close()
    complain("the record is the newest one already; nothing was accepted")


def _opened(root: Path, stack: ExitStack) -> tuple[Record | None, str | None]:
    """Return the record, and what is said of one that is not the newest."""
    from crossfoot.record.faults import OldRecord
    from crossfoot.record.record import Record

    old = None
    try:
        record = Record.open(root, writable=False)
    except OldRecord as error:
        old = str(error)
        record = Record.open(root, writable=False, even_old=True)
    return (None if record is None else stack.enter_context(record)), old


def _facts(
    options: argparse.Namespace, outcome: Outcome, record: Record | None, old: str | None
) -> Facts:
    from crossfoot.report.journal.items import Picked
    from crossfoot.report.status.facts import Facts
    from crossfoot.report.status.gather import recordings

    stores = _stores(options.store, outcome.project, record)
    picked = Picked(stores, (), options.first, options.last)
    project = outcome.project
    company, closed = (project.company, project.closing_date) if project else ("", None)
    facts = Facts(company, old=old, closed=closed)
    if record is not None:
        known = recordings(record, picked)
        facts = replace(
            facts,
            kept=known.kept,
            damage=tuple(record.verify()),
            refused=known.refused,
            waiting=known.waiting,
            posted=known.posted,
        )
    return _compared(facts, outcome, record, picked)


def _stores(
    lists: Sequence[Sequence[str]], project: Project | None, record: Record | None
) -> tuple[str, ...]:
    from crossfoot.cli.journal import stores_asked_for

    return stores_asked_for(lists, project, record)


def _compared(facts: Facts, outcome: Outcome, record: Record | None, picked: Picked) -> Facts:
    """Return facts with what comparing the record with today's batches tells."""
    from crossfoot.cli.progress import progress
    from crossfoot.diagnostic import errors
    from crossfoot.posting.readers import read_batches
    from crossfoot.report.status.gather import comparison
    from crossfoot.report.status.today import todays

    ruleset = outcome.ruleset
    if ruleset is None:
        said = "the project has errors, so nothing is compared with its batches: `crossfoot check`"
        return replace(facts, uncompared=said)
    by_rules = bool(outcome.proofs) and not errors(outcome.diagnostics)
    with progress("reading batches") as bar:
        batches = bar.counted(read_batches(ruleset))
        found = comparison(record, todays(ruleset, record, batches, by_rules=by_rules), picked)
    said = "the rules have errors, so only figures are compared: `crossfoot check` says which"
    return replace(
        facts,
        changed=found.changed,
        unposted=found.unposted,
        unreadable=found.unreadable,
        uncompared=None if by_rules else said,
    )


def _shown(facts: Facts, options: argparse.Namespace) -> str:
    if options.json:
        from crossfoot.report.status import json

        return json.render(facts)
    from crossfoot.cli.output import columns, paint
    from crossfoot.report.status import text

    return "".join(f"{line}\n" for line in text.told(facts, columns(), paint()))
