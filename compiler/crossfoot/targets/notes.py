"""The lines of the log that stand below a batch: findings, and what else should be known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.rules import Differences
from crossfoot.money import grouped
from crossfoot.plan import Entry
from crossfoot.posting.batch import Batch
from crossfoot.posting.data_checks.facts import Facts
from crossfoot.posting.data_checks.figure_not_reported import left_out


def notes_on(batch: Batch, facts: Facts | None, findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield what the log says of a batch."""
    yield from map(noted, findings)
    for code in sorted(batch.accept):
        yield f"accepted {code}: {batch.accept[code]}"
    missing = left_out(batch, facts) if facts is not None and batch.is_closed else ()
    if missing:
        yield f"not reported, so counted as zero: {', '.join(missing)}"


def notes_on_differences(entry: Entry) -> Iterator[str]:
    """Yield what was booked because debits and credits differed: the last line, if any."""
    for line in entry.lines[-1:]:
        if isinstance(line.rule, Differences):
            amount, account = grouped(line.cents), line.account.shown
            yield f"off by {amount}, booked as a {line.side.value} of {account}"


def noted(finding: Diagnostic) -> str:
    """Return a finding as one line of the log."""
    at = finding.at
    place = f"{at.source.path}:{at.first.line}"
    return f"{finding.severity.value} {finding.code.number}: {finding.message} ({place})"
