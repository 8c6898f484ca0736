"""The commands and their options."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from crossfoot import __version__
from crossfoot.cli import (
    check,
    completion,
    diff,
    explain,
    fmt,
    import_,
    init,
    journal,
    man,
    post,
    prove,
    receive,
    request,
    reverse,
    status,
    test,
)
from crossfoot.cli.exits import UNABLE, Unable

COMMANDS = {
    "init": init.add,
    "check": check.add,
    "explain": explain.add,
    "prove": prove.add,
    "test": test.add,
    "post": post.add,
    "request": request.add,
    "import": import_.add,
    "receive": receive.add,
    "reverse": reverse.add,
    "status": status.add,
    "journal": journal.add,
    "diff": diff.add,
    "fmt": fmt.add,
    "completion": completion.add,
    "man": man.add,
}
"""In the order in which someone new needs them."""

_ABOUT = """\
Posting rules for a shop's closed batches: checked, proved to balance for every
batch, and written as journal entries that QuickBooks Desktop takes."""

_EXAMPLES = """\
examples:
  crossfoot init my-shop                    start a project
  crossfoot check my-shop                   find what is wrong with its rules
  crossfoot explain XF302                   what a finding means
  crossfoot prove my-shop                   why every batch will balance
  crossfoot post my-shop --out outbox       write the entries of closed batches
  crossfoot post my-shop --dry-run          show them and write nothing
  crossfoot post --help                     what a command takes, with examples

exit status: 0 no error; 1 an error (with --strict any finding); 2 the tool
could not do its work"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; each command sets `run`."""
    top = argparse.ArgumentParser(
        "crossfoot",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"crossfoot {__version__}")
    top.set_defaults(run=_no_command)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    for add in COMMANDS.values():
        add(commands)
    return top


def _no_command(_options: argparse.Namespace) -> int:
    sys.stderr.write(parser().format_help())
    return UNABLE


def refuse_unknown_command(arguments: list[str]) -> None:
    """Raise Unable, with the nearest command, where the first argument is none."""
    first = arguments[0] if arguments else "-"
    if first.startswith("-") or first in COMMANDS:
        return
    from crossfoot.suggest import did_you_mean

    if Path(first).is_dir():
        help_ = f"to check that folder, type `crossfoot check {first}`"
    else:
        help_ = did_you_mean(first, COMMANDS) or "`crossfoot --help` lists the commands"
    raise Unable(f"there is no command `{first}`; {help_}")
