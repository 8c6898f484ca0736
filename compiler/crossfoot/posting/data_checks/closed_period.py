"""XF606: a day that is closed in QuickBooks, or that comes before the project's rules."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.codes.closed_period import CLOSED_PERIOD
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.stores import Project
from crossfoot.posting.batch import Batch


def closed_period(batch: Batch, project: Project) -> Iterator[Diagnostic]:
    """Yield a finding where a batch's day may not be posted to any more, or not yet."""
    if project.closing_date is not None and batch.day <= project.closing_date:
        yield Diagnostic(
            CLOSED_PERIOD,
            f"batch {batch.number} of `{batch.store.name}` is of {batch.day}, "
            f"and {closed_until(project)}",
            batch.at,
            closing_place(project),
            help="leave it out with `--from`, or ask whoever closed the books in QuickBooks",
        )
    elif project.starts is not None and batch.day < project.starts:
        yield Diagnostic(
            CLOSED_PERIOD,
            f"batch {batch.number} of `{batch.store.name}` is of {batch.day}, "
            f"and these rules start on {project.starts}",
            batch.at,
            help="leave it out with `--from`, or set `starts:` in the project file to an "
            "earlier day",
            why="nothing is proved for the days before",
        )


def closed_until(project: Project) -> str:
    """Say until when the books are closed, and which file says so where it is an imported one."""
    at = project.closing_at
    says = "" if at is None else f", as imported from QuickBooks (`{at.source.path}`)"
    return f"the books are closed until {project.closing_date}{says}"


def closing_place(project: Project) -> tuple[Related, ...]:
    """Point at the closing date, where it was imported."""
    at = project.closing_at
    return () if at is None else (Related(at, "the closing date in QuickBooks"),)
