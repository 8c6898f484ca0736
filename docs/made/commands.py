"""Every command with its options and examples, as its `--help` has them."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from crossfoot.cli.parser import parser
from made.markdown import cell, fenced, table


def commands() -> str:
    """Return a section for each command, in the order of `crossfoot --help`."""
    with _columns(80):
        return "\n\n".join(part for name, each in parsers() for part in _section(name, each))


def parsers() -> tuple[tuple[str, argparse.ArgumentParser], ...]:
    """Return the parser of each command by its name."""
    (subcommands,) = (
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    return tuple(subcommands.choices.items())


@contextmanager
def _columns(width: int) -> Iterator[None]:
    """Have argparse wrap its texts at a width, whatever the terminal is like."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(width)
    try:
        yield
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


def _section(name: str, command: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## crossfoot {name}"
    yield cell(command.description or "")
    yield fenced(re.sub(r"^(usage: | {7})", "", command.format_usage(), flags=re.MULTILINE))
    for group in command._action_groups:
        actions = [action for action in group._group_actions if action.help is not None]
        if [action.dest for action in actions] not in ([], ["help"]):
            yield f"**{_title(group.title or '')}**"
            yield cell(group.description or "")
            yield table(["you type", "it is"], (_row(action) for action in actions))
    yield from _epilog(command.epilog or "")


def _title(title: str) -> str:
    return {"positional arguments": "What it is given", "options": "Options"}.get(
        title, title[:1].upper() + title[1:]
    )


def _row(action: argparse.Action) -> list[str]:
    return [f"`{cell(_invocation(action))}`", cell(_help(action))]


def _invocation(action: argparse.Action) -> str:
    """Return an option as it is typed, with a word for its value."""
    choices = action.choices and "{" + ",".join(map(str, action.choices)) + "}"
    value = "" if action.nargs == 0 else str(action.metavar or choices or action.dest.upper())
    if not action.option_strings:
        return value
    return ", ".join(f"{option} {value}".strip() for option in action.option_strings)


def _help(action: argparse.Action) -> str:
    """Return what an option is for; percent signs are doubled in argparse."""
    return (action.help or "").replace("%%", "%")


def _epilog(epilog: str) -> Iterator[str]:
    """Yield examples as they stand, other words as text."""
    for part in re.split(r"\n\n", epilog.strip("\n")):
        head, colon, body = part.partition(":\n")
        if part.startswith("  "):
            yield fenced(_flush(part))
        elif colon and body.startswith("  "):
            yield f"**{_title(head)}**"
            yield fenced(_flush(body))
        elif part:
            yield cell(part).replace("*", "\\*")


def _flush(text: str) -> str:
    return re.sub(r"^  ", "", text, flags=re.MULTILINE)
