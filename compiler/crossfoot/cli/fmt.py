"""``crossfoot fmt``: rule files in their one layout."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import PROJECT_FILE, command

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.diagnostic import Diagnostic
    from crossfoot.driver import Formatted

_EXAMPLES = """\
  crossfoot fmt                             all rule files of the project here
  crossfoot fmt my-shop                     or of that one
  crossfoot fmt my-shop/rules.gl            one file
  crossfoot fmt --check                     list what would change, no more

Columns are aligned, and names are spelled as they are declared; what is posted
stays the same.

exit status: 0 all files are laid out; 1 one cannot be read as rules, or with
--check would change; 2 the tool could not do its work"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "fmt", "lay rule files out in one way, columns aligned", _EXAMPLES)
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=[Path()],
        metavar="PATH",
        help=f"project folders, or rule files (the project with {PROJECT_FILE} here, if left out)",
    )
    parser.add_argument(
        "--check", action="store_true", help="change nothing; list the files and exit with 1"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Lay out every file; one that cannot be read as rules is left alone, and told of."""
    from crossfoot.cli.exits import ERROR, FINE
    from crossfoot.codes.bad_text import BAD_TEXT
    from crossfoot.diagnostic import Diagnostic
    from crossfoot.source import BadText

    found: list[Diagnostic] = []
    changed = False
    try:
        for each in _all(options.paths):
            found += each.findings
            if not each.findings and _settle(each, is_check=options.check):
                changed = True
    except BadText as error:
        found.append(Diagnostic(BAD_TEXT, error.message, error.at))
    _tell(found)
    return ERROR if found or (changed and options.check) else FINE


def _all(paths: Sequence[Path]) -> Iterator[Formatted]:
    """Yield the files meant by the paths. Raises Unable for a project that cannot be read."""
    from crossfoot import driver
    from crossfoot.cli.exits import Unable

    for path in paths:
        if not path.is_dir() and path.name != PROJECT_FILE:
            yield from driver.formatted(_project_of(path), [path])
            continue
        root = path if path.is_dir() else path.parent
        files = list(driver.formatted(root))
        if not files:
            raise Unable(f"the project cannot be read; `crossfoot check {root}` says why")
        yield from files


def _project_of(path: Path) -> Path:
    """Return the folder whose project a file belongs to: the nearest one above it, or its own."""
    above = path.absolute().parents
    return next((folder for folder in above if (folder / PROJECT_FILE).is_file()), above[0])


def _settle(each: Formatted, *, is_check: bool) -> bool:
    """Write the file where it changes, unless it is only a check; return whether it does."""
    from crossfoot.cli.papers import write_whole

    text = each.text.replace("\n", "\r\n") if each.source.crlf else each.text
    content = text.encode("utf-8")
    if content == each.path.read_bytes():
        return False
    if not is_check:
        write_whole(each.path, content)
    sys.stdout.write(f"{'would lay' if is_check else 'laid'} out {each.path}\n")
    return True


def _tell(found: Sequence[Diagnostic]) -> None:
    from crossfoot.cli.output import columns, paint
    from crossfoot.report.text import findings

    sys.stdout.writelines(f"{line}\n" for line in findings(tuple(found), columns(), paint()))
