"""A reversal as a table, and what was written."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.amounts import Side
from crossfoot.money import grouped
from crossfoot.plan import Reversal
from crossfoot.report.columns import safe
from crossfoot.report.posting import confirmed_later
from crossfoot.targets.outcome import RunResult
from crossfoot.targets.staging import LOG, MANIFEST

_ACCOUNT = 50
_AMOUNT = 14


def told(result: RunResult, made: Reversal, store: str, batch: str) -> Iterator[str]:
    """Yield the entry, at most 80 columns wide, and the files."""
    yield safe(f"{store}, batch {batch}: reversed as {made.ref}, {made.day.isoformat()}")
    yield f"{'':<{_ACCOUNT}}{'debit':>{_AMOUNT}}{'credit':>{_AMOUNT}}"
    for line in made.lines:
        name = safe(line.account)
        shown = f"  {name if len(name) < _ACCOUNT - 2 else name[: _ACCOUNT - 4] + '…'}"
        amount = grouped(line.cents)
        sides = (amount, "") if line.side is Side.DEBIT else ("", amount)
        yield f"{shown:<{_ACCOUNT}}{sides[0]:>{_AMOUNT}}{sides[1]:>{_AMOUNT}}".rstrip()
    total = grouped(made.total)
    yield f"{'':<{_ACCOUNT}}{total:>{_AMOUNT}}{total:>{_AMOUNT}}"
    if result.out is None:
        yield "nothing was written"
        return
    for name in (*result.files, LOG, MANIFEST):
        yield safe(f"wrote {result.out / name}")
    if result.run is not None:
        yield confirmed_later(result.run)
    yield "then the batch can be posted again, with an open day as its `date:`"
