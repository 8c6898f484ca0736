"""``crossfoot man``: the help of all commands as one manual page, for `man`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crossfoot import __version__
from crossfoot.cli.options import command

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands

_EXAMPLES = """\
  crossfoot man | man -l -                  read it
  crossfoot man > crossfoot.1               keep it
  crossfoot man > ~/.local/share/man/man1/crossfoot.1
                                            then `man crossfoot` shows it

exit status: 0"""


_COLUMNS = 80
"""How wide a terminal is at least; what is not filled keeps within."""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "man", "write the manual page of all commands", _EXAMPLES)
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Print the page."""
    from crossfoot.cli.exits import FINE
    from crossfoot.cli.parser import parser

    sys.stdout.writelines(f"{line}\n" for line in page(parser()))
    return FINE


def page(top: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the lines of a manual page, in the man macros of roff, made from a parser."""
    what = " ".join((top.description or "").split())
    yield f'.TH CROSSFOOT 1 "" "crossfoot {_plain(__version__)}" "Crossfoot"'
    yield ".SH NAME"
    yield f"crossfoot \\- {_plain(what.partition(':')[0].lower())}"
    yield from (".SH SYNOPSIS", ".B crossfoot", ".I COMMAND", ".RI [ OPTION \\ ...]")
    yield from (".SH DESCRIPTION", _plain(what))
    yield from _as_it_stands(top.epilog or "")
    yield ".SH COMMANDS"
    for name, each in _commands(top):
        yield from (f'.SS "crossfoot {name}"', _plain(each.description or ""))
        yield from _as_it_stands(_usage(each))
        yield from _options(each)
        yield from _as_it_stands(each.epilog or "")


def _commands(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _usage(parser: argparse.ArgumentParser) -> str:
    """Return how a command is typed, the same whatever the terminal is like."""
    words = argparse.HelpFormatter(parser.prog, width=_COLUMNS - 2)
    words.add_usage(None, parser._actions, parser._mutually_exclusive_groups)
    return words.format_help()


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield what a command is given, each with what it is for, in the groups of its help."""
    words = argparse.HelpFormatter(parser.prog)
    for group in parser._action_groups:
        told = [each for each in group._group_actions if each.help and each.dest != "help"]
        if told and group.title not in ("positional arguments", "options"):
            yield from (".PP", f"{_plain(group.title or '')}:")
        if told and group.description:
            yield from (".PP", _plain(group.description))
        for each in told:
            yield from (".TP", f"\\fB{_plain(words._format_action_invocation(each))}\\fR")
            yield _plain(words._expand_help(each))


def _as_it_stands(text: str) -> Iterator[str]:
    """Yield lines that are neither filled nor indented, so that eighty columns hold them."""
    if text:
        yield from (".PP", ".nf", ".in 0")
        yield from map(_plain, text.rstrip().splitlines())
        yield from (".in", ".fi")


def _plain(text: str) -> str:
    """Return a line that roff shows as it is."""
    line = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    line = re.sub(r"[^\0-~]", lambda found: f"\\[u{ord(found[0]):04X}]", line)
    return f"\\&{line}" if line.startswith((".", "'")) else line
