"""``check --fix`` and ``--diff``: what can be put right is, or is shown."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.check.formats import Wanted
from crossfoot.cli.output import remark

if TYPE_CHECKING:
    from crossfoot.cli.check.mending import Mended, Refused
    from crossfoot.cli.check.scope import Checked
    from crossfoot.diagnostic import Diagnostic
    from crossfoot.report.outcome import Outcome


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    fixes = parser.add_argument_group(
        "fixes",
        "Where it is certain what was meant, it can be put right: misspelt names,\n"
        "missing quotes, rules and allowances that do nothing.",
    )
    fixes.add_argument("--fix", action="store_true", help="put right what is certain, in the files")
    fixes.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix would change and write nothing; exit with 1 if it is something",
    )
    fixes.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also what changes what is posted, or is a guess; look at it",
    )


def refuse(options: argparse.Namespace) -> None:
    """Raise Unable where the options for fixes do not fit each other, or the rest."""
    from crossfoot.cli.exits import Unable

    if not (options.fix or options.diff):
        if options.unsafe_fixes:
            raise Unable("`--unsafe-fixes` goes with `--fix`, or with `--diff` to look first")
        return
    name = "--diff" if options.diff else "--fix"
    if options.model:
        raise Unable(f"`{name}` is for projects; it changes no model")
    if getattr(options, "watch", False):
        raise Unable(f"`{name}` does not go with `--watch`: files would change while you edit them")
    if options.diff and options.write_baseline:
        raise Unable("`--diff` writes nothing; leave `--write-baseline` out")
    if options.diff and options.format:
        raise Unable("`--diff` shows changes in place of a report; leave `--format` out")


def mend(checked: Sequence[Checked], options: argparse.Namespace) -> tuple[Mended, ...]:
    """Return what the fixes make of projects; nothing is written."""
    from crossfoot.cli.check.mending import can_change, mended
    from crossfoot.cli.selection import shown
    from crossfoot.fixing import fixable

    def told(outcome: Outcome) -> Outcome:
        return shown(outcome, options.select, options.ignore)

    unsafe = options.unsafe_fixes
    return tuple(
        mended(root, outcome, told, unsafe=unsafe)
        for root, outcome in checked
        if any(can_change(root, each) for each in fixable(outcome.diagnostics, unsafe=unsafe))
    )


def write(all_mended: Sequence[Mended]) -> bool:
    """Put the new files in the place of the old, those of a project together or not at all.

    Says on standard error what was fixed, and returns whether something was. Raises Unable
    where a file cannot be written, is read-only, or was changed meanwhile.
    """
    from crossfoot.cli.exits import Unable, reason
    from crossfoot.project.editing.files import replace_all

    for each in all_mended:
        _refuse_protected(each)
        try:
            replace_all({each.root / path: pair for path, pair in each.files.items()})
        except OSError as error:
            raise Unable(f"{reason(error)}; nothing was fixed in `{_named(each.root)}`") from None
        _say(each, "fixed")
    return any(each.files for each in all_mended)


def _refuse_protected(each: Mended) -> None:
    """Raise Unable where a file is protected against being written: it could be replaced still."""
    from crossfoot.cli.exits import Unable

    for path in sorted(each.files):
        if not (each.root / path).stat().st_mode & 0o222:
            raise Unable(
                f"`{_named(each.root / path)}` is read-only, so nothing was fixed: "
                "let it be written, and run it again"
            )


def show(all_mended: Sequence[Mended]) -> bool:
    """Show the changes for `patch -p1` or `git apply`; return whether there are any."""
    for each in all_mended:
        for path in sorted(each.files):
            sys.stdout.writelines(_diff(_named(each.root / path), *each.files[path]))
        _say(each, "would fix")
    return any(each.files for each in all_mended)


def hint(checked: Sequence[Checked], forms: Sequence[Wanted], options: argparse.Namespace) -> None:
    """Say on standard error how many of the findings shown can be fixed, and what to type.

    Of those that were tried just now nothing is said: what is left of them did not do.
    """
    tried = {True, not options.unsafe_fixes} if options.fix else set()
    left = {
        each.fix.is_safe for _, outcome in checked for each in outcome.diagnostics if each.fix
    } - tried
    if left and Wanted("text", None) in forms:
        _hint(checked, left)


def _hint(checked: Sequence[Checked], kinds_left: Collection[bool]) -> None:
    from crossfoot.cli.check.mending import can_change
    from crossfoot.fixing import fixable

    kinds = Counter(
        bool(each.fix and each.fix.is_safe)
        for root, outcome in checked
        for each in fixable(outcome.diagnostics, unsafe=True)
        if each.fix and each.fix.is_safe in kinds_left and can_change(root, each)
    )
    if not kinds:
        return
    where = _typed(checked[0].root) if len(checked) == 1 else " ..."
    if kinds[True]:
        remark(f"{kinds[True]} can be fixed with `crossfoot check{where} --fix`")
    if kinds[False]:
        also = f"{kinds[False]} {'more ' if kinds[True] else ''}can be fixed, perhaps not as meant"
        remark(f"{also}: look with `crossfoot check{where} --diff --unsafe-fixes`")


def _typed(root: Path) -> str:
    """Return a project folder as it is typed behind a command, with a space before it."""
    if root == Path():
        return ""
    return f' "{root}"' if " " in str(root) else f" {root}"


# ---- what is said


def _say(each: Mended, did: str) -> None:
    from crossfoot.report.summary import counted

    if each.made:
        files = " and ".join(_named(each.root / path) for path in sorted(each.files))
        remark(f"{did} {counted(len(each.made), 'finding')} in {files}")
    for finding in each.made:
        if finding.fix and not finding.fix.is_safe:
            remark(f"{_place(each.root, finding)}: {finding.fix.what}")
    for refused in each.refused:
        remark(_why_not(each.root, refused))
    if not each.is_over:
        remark("more can be fixed: run it again")


def _why_not(root: Path, refused: Refused) -> str:
    finding, because = refused
    what = finding.fix.what if finding.fix else ""
    return (
        f"{_place(root, finding)}: not fixed: to {what} would lead to "
        f"{because.code.number} {because.code.name}: {because.message}"
    )


def _place(root: Path, finding: Diagnostic) -> str:
    return f"{_named(root / finding.at.source.path)}:{finding.at.first.line}"


def _named(path: Path) -> str:
    """Return a path as it is found from here, with `/`."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on Windows, another drive
        return path.as_posix()


def _diff(name: str, before: bytes, after: bytes) -> Iterator[str]:
    from difflib import unified_diff

    old, new = (_lines(each.decode("utf-8")) for each in (before, after))
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Return the lines as `patch` has them: only a line feed ends one."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *filter(None, [last])]
