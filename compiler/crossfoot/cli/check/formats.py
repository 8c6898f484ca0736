"""``--format``: which reports are written, and where each of them goes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crossfoot.cli.check.scope import Checked
    from crossfoot.report.outcome import Outcome

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


class Wanted(NamedTuple):
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: Path | None


def wanted(text: str) -> Wanted:
    """Return what ``sarif`` or ``sarif=FILE`` asks for."""
    name, given, file = text.partition("=")
    if name.lower() not in FORMATS:
        from crossfoot.suggest import did_you_mean

        first, *more = (each.strip() for each in name.split(","))
        if more and first.lower() in FORMATS:
            hint = f"type one at a time: `--format {first} --format {more[0]}=FILE`"
        else:
            hint = did_you_mean(name, FORMATS) or f"there are {', '.join(FORMATS)}"
        raise argparse.ArgumentTypeError(f"there is no format `{name}`; {hint}")
    if given and not file:
        raise argparse.ArgumentTypeError(f"`{text}` names no file; type `{name}=FILE`")
    return Wanted(name.lower(), Path(file) if file else None)


def refuse_two_shown(forms: Sequence[Wanted]) -> None:
    """Raise Unable where two reports would go to standard output."""
    from crossfoot.cli.exits import Unable

    shown = [each.format for each in forms if each.file is None]
    if len(shown) > 1:
        raise Unable(
            f"only one report can be shown; give the others a file: `--format {shown[1]}=FILE`"
        )


def refuse_baselines(forms: Sequence[Wanted], baselines: Sequence[Path | None]) -> None:
    """Raise Unable where a report would take the place of a baseline."""
    from crossfoot.cli.exits import Unable

    places = {path.absolute().resolve() for path in baselines if path is not None}
    for _, file in forms:
        if file is not None and file.absolute().resolve() in places:
            raise Unable(f"`{file}` is the baseline; give the report a file of its own")


def report(checked: Sequence[Checked], forms: Sequence[Wanted], *, strict: bool = False) -> None:
    """Write each report to its place, files first.

    Where it is `strict`, any finding counts as a failure in those that know such a thing.
    Raises Unable, with nothing written, where a file is one of a project's own, and OSError where
    one cannot be written.
    """
    from crossfoot.cli.papers import refuse_papers, write_whole

    files = [each for each in forms if each.file is not None]
    for root, outcome in checked if files else ():
        refuse_papers([file for _, file in files], root, outcome.project)
    for form, file in files:
        assert file is not None
        write_whole(file, _rendered(form, checked, strict).encode("utf-8", "backslashreplace"))
    for form, _ in (each for each in forms if each.file is None):
        sys.stdout.write(_shown(form, checked, strict))


def _shown(form: str, checked: Sequence[Checked], strict: bool) -> str:
    if form != "text":
        return _rendered(form, checked, strict)
    from crossfoot.cli.output import columns, paint
    from crossfoot.report import text

    return text.render(_as_named(checked), columns(), paint(), is_listed=_is_listed(checked))


def _rendered(form: str, checked: Sequence[Checked], strict: bool) -> str:
    """Return a report as it stands in a file; only what it needs is imported."""
    if form in ("text", "json"):
        return _for_readers(form, checked)
    outcomes = _in_repository(checked)
    if form == "junit":
        from crossfoot.report import junit

        return junit.render(outcomes, strict=strict)
    if form == "sarif":
        from crossfoot.report import sarif

        return sarif.render(outcomes, tells_silenced=not _is_for_github())
    if form == "gitlab":
        from crossfoot.report import gitlab

        return gitlab.render(outcomes)
    from crossfoot.report import github

    return github.render(outcomes)


def _for_readers(form: str, checked: Sequence[Checked]) -> str:
    outcomes, is_listed = _as_named(checked), _is_listed(checked)
    if form == "json":
        from crossfoot.report import json

        return json.render(outcomes, is_listed=is_listed)
    from crossfoot.report import text

    return text.render(outcomes, is_listed=is_listed)


def _is_listed(checked: Sequence[Checked]) -> bool:
    """Whether several projects were asked for: one that is left of them has its folder."""
    return len(checked) != 1 or bool(checked[0].outcome.folder)


def _is_for_github() -> bool:
    """Return whether a workflow of GitHub's runs: its code scanning opens what is suppressed."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _as_named(checked: Sequence[Checked]) -> tuple[Outcome, ...]:
    """Return outcomes whose paths are as the reader finds them; one project's count from it."""
    if len(checked) == 1:
        return (checked[0].outcome,)
    return tuple(_under(each, each.root.as_posix()) for each in checked)


def _in_repository(checked: Sequence[Checked]) -> tuple[Outcome, ...]:
    """Return outcomes whose paths count from the top of the repository, as platforms have them."""
    return tuple(_under(each, _below_top(each.root)) for each in checked)


def _under(each: Checked, folder: str) -> Outcome:
    return replace(each.outcome, folder="" if folder == "." else folder)


_TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab have checked the repository out."""


def _below_top(root: Path) -> str:
    top = next(filter(None, map(os.environ.get, _TOPS)), None) or Path.cwd()
    try:
        return Path(os.path.relpath(root.absolute(), top)).as_posix()
    except ValueError:  # on Windows, another drive
        return root.as_posix()
