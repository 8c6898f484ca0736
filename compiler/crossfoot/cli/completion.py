"""``crossfoot completion``: lets a shell complete commands, options, codes and files."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import command, folder

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands

SHELLS = ("powershell", "bash", "zsh", "fish", "tcsh")
"""The one that comes with Windows first, where QuickBooks is."""

_INSTALLING = """\
powershell  in the file that `$PROFILE` names, add the line
            crossfoot completion powershell | Out-String | Invoke-Expression

bash        in a terminal, type
            crossfoot completion bash > ~/.crossfoot.bash
            and in ~/.bashrc add the line
            source ~/.crossfoot.bash

zsh         in a terminal, type
            mkdir -p ~/.zfunc
            crossfoot completion zsh > ~/.zfunc/_crossfoot
            and in ~/.zshrc add the lines
            fpath=(~/.zfunc $fpath)
            autoload -U compinit && compinit

fish        in a terminal, type
            crossfoot completion fish > ~/.crossfoot.fish
            and in ~/.config/fish/config.fish add the line
            source ~/.crossfoot.fish

tcsh        in a terminal, type
            crossfoot completion tcsh > ~/.crossfoot.tcsh
            and in ~/.tcshrc add the line
            source ~/.crossfoot.tcsh

Open a new terminal then. Do it again after an update of Crossfoot: commands and
options may be new.
"""

_EXAMPLES = """\
  crossfoot completion                      how to install it, shell by shell
  crossfoot completion bash > ~/.crossfoot.bash
                                            what bash needs, into a file

Once it is installed, the Tab key completes commands, options, codes, formats,
folders and files, and shows what there is to choose from.

exit status: 0 it is written; 2 there is nothing for such a shell"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "completion", "let the Tab key complete what is typed in a shell", _EXAMPLES
    )
    parser.add_argument(
        "shell",
        nargs="?",
        choices=SHELLS,
        metavar="SHELL",
        help=f"{', '.join(SHELLS[:-1])} or {SHELLS[-1]}; if left out, how to install it for each",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the script of a shell, or what to do with it."""
    from crossfoot.cli.exits import FINE

    sys.stdout.write(_INSTALLING if options.shell is None else script(options.shell))
    return FINE


def script(shell: str) -> str:
    """Return what a shell reads so that it completes the whole command line."""
    import shtab

    from crossfoot.cli.parser import parser

    top = parser()
    for action in values(top):
        _tell_what_fits(action)
    text = f"{shtab.complete(top, shell).rstrip()}\n"
    return _with_many(text) if shell == "zsh" else text


def _with_many(text: str) -> str:
    """Return a script for zsh that completes each of many files, where shtab does the first."""
    return re.sub(r'^( *)"\(\*\)::?(?=\w)', r'\1"*:', text, flags=re.MULTILINE)


def values(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield whatever takes a value, of all commands."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from values(each)
        elif action.nargs != 0:
            yield action


def _tell_what_fits(action: argparse.Action) -> None:
    """Say what a value can be: a folder, a file, or one of a list; nothing where it is any text."""
    if action.choices is not None:
        return
    if action.type is folder or action.metavar == "FOLDER" or action.dest in _VERSIONS:
        _complete(action, "directory")
    elif action.type is Path:
        _complete(action, "file")
    elif action.dest in _LISTS:
        action.choices = tuple(_LISTS[action.dest]())


def _complete(action: argparse.Action, what: str) -> None:
    import shtab

    action.complete = shtab.CHOICE_FUNCTIONS[what]  # type: ignore[attr-defined]


_VERSIONS = ("before", "after")
"""What `crossfoot diff` compares: folders, or git revisions, which are any text."""


def _formats() -> Iterable[str]:
    from crossfoot.cli.check.formats import FORMATS

    return FORMATS


def _codes() -> Sequence[str]:
    """Return the beginnings that stand for a group of codes, then every code."""
    from crossfoot.codes.all import ALL

    return [*dict.fromkeys(code.number[:3] for code in ALL), *(code.number for code in ALL)]


def _explained() -> Iterable[str]:
    """Return what `explain` knows by one word in any project."""
    from crossfoot.codes.all import ALL
    from crossfoot.report.explain.statements import STATEMENTS

    yield from (code.number for code in ALL)
    yield from (code.name for code in ALL)
    yield from (each.words for each in STATEMENTS if " " not in each.words)


def _models() -> Iterable[str]:
    from crossfoot.resources import models

    return models()


_LISTS: Mapping[str, Callable[[], Iterable[str]]] = {
    "format": _formats,
    "select": _codes,
    "ignore": _codes,
    "model": _models,
    "words": _explained,
}
"""By the name of an option: what there is to choose from, where argparse is not told."""
