"""Options that several commands share."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from itertools import chain
from itertools import count as count_from
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from crossfoot.model.stores import Project, Store

    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

PROJECT_FILE = "crossfoot.yaml"
_FOLDER = f"the folder with {PROJECT_FILE}"


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


def takes_project(parser: argparse.ArgumentParser, what: str = _FOLDER) -> None:
    """Let a command take the project folder first."""
    parser.add_argument(
        "project",
        nargs="?",
        type=folder,
        default=Path(),
        metavar="PROJECT",
        help=f"{what} (here, if left out)",
    )


def names_project(parser: argparse.ArgumentParser) -> None:
    """Let a command that reads other files name the project folder."""
    parser.add_argument(
        "--project",
        type=folder,
        default=Path(),
        metavar="PROJECT",
        help=f"{_FOLDER} (here, if left out)",
    )


def takes_out(parser: argparse._ActionsContainer) -> None:
    """Let a command write into a folder, a new one each time where none is named."""
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="where to write (out, or out-2, out-3, …)"
    )


def out_of(options: argparse.Namespace) -> Path:
    """Return the folder to write to: the one that was named, or the first that is not there."""
    if options.out is not None:
        named: Path = options.out
        return named
    names = chain(["out"], (f"out-{number}" for number in count_from(2)))
    return next(path for path in map(Path, names) if not path.exists())


def takes_stores(parser: argparse._ActionsContainer, what: str) -> None:
    """Let a command be about some stores only."""
    parser.add_argument(
        "--store",
        action="append",
        type=listed,
        default=[],
        metavar="NAMES",
        help=f"{what}, with commas between; may be repeated",
    )


def chosen_stores(lists: Sequence[Sequence[str]], project: Project | None) -> tuple[Store, ...]:
    """Return the stores that were named, in any case, as the project has them.

    Without a project none can be found. Raises Unable for a store that the project does not have.
    """
    names = [name for each in lists for name in each]
    if project is None:
        return ()
    return tuple(_store(name, project) for name in names)


def _store(name: str, project: Project) -> Store:
    from crossfoot.cli.exits import Unable
    from crossfoot.model.names import key
    from crossfoot.suggest import did_you_mean

    declared = {key(store.name): store for store in project.stores}
    if key(name) not in declared:
        names = [store.name for store in project.stores]
        hint = did_you_mean(name, names) or "there are " + ", ".join(f"`{each}`" for each in names)
        raise Unable(f"there is no store `{name}`; {hint}")
    return declared[key(name)]


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


def day(text: str) -> date:
    """Return a day that is written as 2026-03-31."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"`{text}` is no day; type it as 2026-03-31")


def count(text: str) -> int:
    """Return a whole number from 1 up."""
    if not re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"`{text}` is no whole number from 1 up")
    return int(text)
