"""Times the rendering of entries alone, beside bare f-strings that write the same bytes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from crossfoot import driver
from crossfoot.checks.checked import checked
from crossfoot.plan import Entry, Plan
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Draft
from crossfoot.posting.readers import read_batches
from crossfoot.targets.qbxml import Qbxml

ROUNDS = 5


def speeds(shop: Path) -> tuple[float, float]:
    """Return megabytes a second: through the templates, and from f-strings."""
    entries = _entries(shop)
    qbxml = Qbxml("13.0")
    expected = [qbxml.entry(entry, entry.ref) for entry in entries]
    if [_bare(entry) for entry in entries] != expected:
        raise RuntimeError("the two ways write different bytes")
    size = sum(map(len, expected)) / 1e6
    return size / _seconds(lambda e: qbxml.entry(e, e.ref), entries), size / _seconds(
        _bare, entries
    )


def _entries(shop: Path) -> list[Entry]:
    outcome = driver.check(shop)
    ruleset = outcome.ruleset
    proved = checked(ruleset, outcome.proofs, outcome.diagnostics) if ruleset else None
    if ruleset is None or proved is None:
        raise RuntimeError("the shop to measure has errors")
    plan = Plan(proved, Draft(ruleset))
    return [plan.entry(batch) for batch in read_batches(ruleset) if isinstance(batch, Batch)]


def _seconds(render: Callable[[Entry], bytes], entries: list[Entry]) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for entry in entries:
            render(entry)
        times.append(time.perf_counter() - begin)
    return median(times)


def _bare(entry: Entry) -> bytes:
    """Write the same request, nothing escaped, nothing checked."""
    lines = "".join(
        [
            f"<Journal{line.side.value.title()}Line><AccountRef><FullName>{line.account.name}"
            f"</FullName></AccountRef><Amount>{line.cents // 100}.{line.cents % 100:02d}</Amount>"
            f"</Journal{line.side.value.title()}Line>\n"
            for line in entry.lines
        ]
    )
    return (
        f'<JournalEntryAddRq requestID="{entry.ref}">\n<JournalEntryAdd>\n'
        f"<TxnDate>{entry.day.isoformat()}</TxnDate>\n<RefNumber>{entry.ref}</RefNumber>\n"
        f"{lines}</JournalEntryAdd>\n</JournalEntryAddRq>\n"
    ).encode("ascii")
