"""``crossfoot test``: what is expected of the rules, tried case by case."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, takes_project

if TYPE_CHECKING:
    from crossfoot.cases.trial import Tried
    from crossfoot.cli.options import Commands

_EXAMPLES = """\
  crossfoot test                            all cases of the project here
  crossfoot test my-shop --case "gift cards are owed"
                                            one of them
  crossfoot test my-shop --coverage         list the rules that no case reaches
  crossfoot test my-shop --accept           write what came of the cases that
                                            are not as expected: look at it
  crossfoot test my-shop --format junit > cases.xml
                                            for a build server

A file of cases is called *.cases.yaml and lies anywhere in the project folder:

  - case: an ordinary Saturday
    batch: 1043                 # one of the project's batches
    entry:                      # the whole entry, in any order
      - {account: "1010 · Undeposited Funds", debit: 812.40}
      - {account: "4000 · Sales", credit: 812.40}

  - case: a gift card is owed
    measures:                   # a batch that is made up here
      Vouchers Sold: 25.00
      Closing: {Cash: 25.00}
    entry includes:             # these lines, whatever else there is
      - {account: "2100 · Gift Cards", credit: 25.00}
    entry leaves out: ["4000 · Sales"]

  - case: a drawer that does not add up is held back
    measures: {Closing: {Cash: 20.00}}
    finding: XF502

exit status: 0 all cases are as expected; 1 one is not, or cannot be tried, or
with --strict a rule is reached by no case; 2 the tool could not do its work"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "test", "try the cases that say what is expected", _EXAMPLES)
    takes_project(parser)
    parser.add_argument(
        "--case",
        action="append",
        default=[],
        metavar="NAME",
        help="only the case that is called so; may be repeated",
    )
    parser.add_argument(
        "--coverage", action="store_true", help="list all rules that no case reaches"
    )
    parser.add_argument(
        "--accept",
        action="store_true",
        help="let cases that are not as expected expect what came of them",
    )
    parser.add_argument(
        "--format", choices=("text", "json", "junit"), default="text", help="text, if left out"
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 also where no case reaches a rule"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Try the cases, tell what came of them, and return the exit status."""
    from crossfoot.cli.exits import ERROR, FINE

    tried = _tried(options)
    if options.accept and _accept(tried):
        tried = _tried(options)
    sys.stdout.write(_rendered(tried, options))
    is_gap = options.strict and tried.coverage is not None and bool(tried.coverage.unreached)
    return FINE if tried.is_as_expected and not is_gap else ERROR


def _tried(options: argparse.Namespace) -> Tried:
    """Return what came of the cases. Raises Unable where there is none, or not the one wanted."""
    from crossfoot import driver
    from crossfoot.cases.trial import NoSuchCase
    from crossfoot.cli.exits import Unable
    from crossfoot.suggest import did_you_mean

    try:
        tried = driver.tried(options.project, options.case)
    except NoSuchCase as miss:
        hint = did_you_mean(miss.name, miss.known) or "`crossfoot test` tries all that there are"
        raise Unable(f"there is no case `{miss.name}`; {hint}") from None
    if not tried.files:
        raise Unable(
            f"there is no file *.cases.yaml in `{options.project}`; "
            "`crossfoot test --help` shows how to write one"
        )
    return tried


def _accept(tried: Tried) -> bool:
    """Write what came of the cases into their files, and tell of it; return whether any changes.

    All files are written, or none. Raises OSError.
    """
    from crossfoot.cases.accepting import accepted
    from crossfoot.cases.judged import Verdict
    from crossfoot.cli.output import complain
    from crossfoot.project.editing.files import replace_all

    found = accepted(tried)
    for file in tried.files:
        if file.findings and any(case.verdict is Verdict.OTHERWISE for case in file.cases):
            complain(f"{file.path} is left as it is: mend what is wrong with it first")
    replace_all({each.path: (each.before, each.after) for each in found})
    for each in found:
        for case in each.cases:
            at = case.at
            complain(f"{at.source.path}:{at.first.line}: `{case.name}` expects what came of it")
    return bool(found)


def _rendered(tried: Tried, options: argparse.Namespace) -> str:
    if options.format == "json":
        from crossfoot.report.cases import json

        return json.render(tried)
    if options.format == "junit":
        from crossfoot.report.cases import junit

        return junit.render(tried)
    from crossfoot.cli.output import columns, paint
    from crossfoot.report.cases import text

    return text.render(tried, columns(), paint(), lists_rules=options.coverage)
