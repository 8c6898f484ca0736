"""A posting run: from the stream of batches to the files of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crossfoot.plan import Plan
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.standing import Known
from crossfoot.targets.desk import Desk
from crossfoot.targets.intake import Intake
from crossfoot.targets.keeper import Keeper
from crossfoot.targets.manifest import about
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import RunResult
from crossfoot.targets.spool import spool
from crossfoot.targets.staging import ground
from crossfoot.targets.target import formats
from crossfoot.targets.writing import write


def post(
    plan: Plan,
    batches: Iterable[Batch | Rejected],
    options: Options,
    known: Known | None = None,
    keeper: Keeper | None = None,
) -> RunResult:
    """Check, evaluate and write batches as they come; return what came of each.

    All files are written or none: none where an error stops the run, none where nothing is
    posted. `known` says what was posted before, and `keeper` keeps what is written now: before the
    files can be seen. Raises Unbalanced, Taken or OSError, and what the keeper raises, after
    which nothing was written either.
    """
    used = formats(options.target, plan.ruleset.project)
    out = options.out
    with spool(None if out is None else ground(out)) as texts:
        desk = Desk(plan, used, texts, options, known)
        intake = Intake(desk, options.selection, known)
        for each in batches:
            intake.take(each)
        result = replace(intake.result(), is_recorded=known is not None)
        if out is None or result.is_stopped or not result.written:
            return result
        went_by = about(plan.ruleset, options.target)
        return write(result, went_by, options, used, texts, keeper, desk.bookings)
