"""The options of ``check`` for who lives with findings: baselines, --since and --watch."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossfoot.cli.check.baseline import Held
    from crossfoot.cli.check.scope import Checked


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    living = parser.add_argument_group(
        "living with findings",
        "What a baseline has is not told, and does not count for the exit status.\n"
        "Errors may be among it; `crossfoot post` looks at no baseline.",
    )
    living.add_argument(
        "--baseline", type=Path, metavar="FILE", help="tell only of findings that are not in it"
    )
    living.add_argument(
        "--write-baseline",
        type=Path,
        metavar="FILE",
        help="write all findings of now into one; with --baseline, what of it is not mended yet",
    )
    living.add_argument(
        "--since",
        metavar="REV",
        help="only what a change since a git revision can affect, committed or not: nothing of "
        "projects without a change; where only batches changed, what these have a part in",
    )
    living.add_argument(
        "--watch", action="store_true", help="check again whenever a file is changed; Ctrl-C ends"
    )


def refuse(options: argparse.Namespace) -> None:
    """Raise Unable where these options do not fit each other, or the rest."""
    from crossfoot.cli.exits import Unable

    is_baselined = options.baseline is not None or options.write_baseline is not None
    if options.model and is_baselined:
        raise Unable("a baseline is for projects; it does not go with --model")
    if options.model and options.since is not None:
        raise Unable("--since is for projects; it does not go with --model")
    if options.write_baseline is not None and options.since is not None:
        raise Unable("a baseline is written of all findings; leave out --since")
    if options.watch and options.write_baseline is not None:
        raise Unable("--watch would write the baseline with each change; leave out one of the two")
    if options.watch and options.since is not None:
        raise Unable("--watch tells of everything; leave out --since")


def held(checked: tuple[Checked, ...], options: argparse.Namespace) -> Held | None:
    """Return what a baseline leaves of findings; None where none is asked for.

    Raises Unable where it cannot be used, OSError where it cannot be read.
    """
    if options.baseline is None and options.write_baseline is None:
        return None
    from crossfoot.cli.check.baseline import Baselines, held
    from crossfoot.cli.selection import chooser

    return held(
        checked,
        Baselines(options.baseline, options.write_baseline),
        chooser(options.select, options.ignore),
        is_whole=options.since is None,
    )
