"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

PROJECT_FILE = "crossfoot.yaml"


def command(commands: Commands, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    """Add a command and return its parser."""
    return commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def takes_project(parser: argparse.ArgumentParser) -> None:
    """Let a command take the project folder first."""
    parser.add_argument(
        "project",
        nargs="?",
        type=folder,
        default=Path(),
        metavar="PROJECT",
        help=f"the folder with {PROJECT_FILE} (here, if left out)",
    )


def folder(text: str) -> Path:
    """Return the project folder that was meant; its project file may stand for it."""
    path = Path(text)
    return path.parent if path.name == PROJECT_FILE else path


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a list with commas."""
    items = tuple(item.strip() for item in text.split(","))
    if not all(items):
        raise argparse.ArgumentTypeError(f"`{text}` has an empty item; type them as `A,B`")
    return items
