"""The commands and their options."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from crossfoot import __version__
from crossfoot.cli.exits import UNABLE, Unable

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands

COMMANDS = (
    "init",
    "check",
    "explain",
    "prove",
    "test",
    "post",
    "request",
    "import",
    "receive",
    "reverse",
    "status",
    "journal",
    "diff",
    "fmt",
    "completion",
    "man",
)
"""In the order in which someone new needs them.

Each is a module of `crossfoot.cli` with ``add``, imported when it is typed and not before.
"""

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


def read(arguments: list[str]) -> argparse.Namespace:
    """Return what was typed; `run` is the command. Raises Unable where it cannot be understood.

    Raises SystemExit where it asks for help, or for the version, which is shown.
    """
    _refuse_unknown_command(arguments)
    typed = [name for name in arguments[:1] if name in COMMANDS]
    options, beyond = parser(typed or COMMANDS).parse_known_args(arguments)
    if beyond:
        raise Unable(_not_taken(arguments[0], beyond[0]))
    return options


def parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser of the whole command line, or as far as it is about some commands.

    Each command sets `run`.
    """
    top: argparse.ArgumentParser = _Parser(
        "crossfoot",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"crossfoot {__version__}")
    top.set_defaults(run=_no_command)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    for name in names:
        _add(name, commands)
    return top


def _add(name: str, commands: Commands) -> None:
    module = "import_" if name == "import" else name
    import_module(f"crossfoot.cli.{module}").add(commands)


def _none_of(found: re.Match[str]) -> str:
    return f"`{found[1]}` is none of " + found[2].replace("'", "")


_IN_PLAIN_WORDS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"^argument (.+?): ", r"\1: "),
    (r"invalid choice: .(.*). \(choose from (.*)\)$", _none_of),
    (r"not allowed with argument (\S+)$", r"it does not go with \1"),
    (r"ignored explicit argument '(.*)'$", r"nothing belongs behind it, so leave out `\1`"),
    (r"expected .*argument.*", "what belongs behind it is missing"),
    (r"^the following arguments are required: (.*)", r"missing: \1"),
)
"""What argparse says, and what we say instead."""


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with what was typed."""

    def error(self, message: str) -> NoReturn:
        for theirs, ours in _IN_PLAIN_WORDS:
            message = re.sub(theirs, ours, message, flags=re.DOTALL)
        hint = "" if "; " in message else f"; `{self.prog} --help` shows what can be typed"
        raise Unable(message + hint)


def _not_taken(first: str, beyond: str) -> str:
    """Return what is said of an option that a command does not have, or of a word too many."""
    from crossfoot.suggest import nearest

    name = f"crossfoot {first}" if first in COMMANDS else "crossfoot"
    if not beyond.startswith("-"):
        return f"`{name}` does not know what to do with `{beyond}`; leave it out"
    known = (
        re.findall(r"--([a-z-]+)", _parser_of(first).format_usage()) if first in COMMANDS else ()
    )
    near = nearest(beyond.strip("-").partition("=")[0], known)
    hint = f"did you mean `--{near}`?" if near else f"`{name} --help` lists them"
    return f"`{name}` has no option `{beyond}`; {hint}"


def _parser_of(name: str) -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser().add_subparsers()
    _add(name, commands)
    return commands.choices[name]


def _no_command(_options: argparse.Namespace) -> int:
    sys.stderr.write(parser().format_help())
    return UNABLE


def _refuse_unknown_command(arguments: list[str]) -> None:
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
