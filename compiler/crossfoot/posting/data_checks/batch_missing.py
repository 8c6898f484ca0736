"""XF509: a gap in the numbers of a store's batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from crossfoot.codes.batch_missing import BATCH_MISSING
from crossfoot.diagnostic import Diagnostic
from crossfoot.posting.batch import Batch


class _Run(NamedTuple):
    """Numbers without a gap. `start` is the batch with the first, None if nothing is told of it."""

    first: int
    last: int
    start: Batch | None


class Numbers:
    """Takes the numbers of all batches, in any order, and tells the gaps between them.

    INVARIANT: only the ends of unbroken runs are kept, so a year without a gap takes one place.
    """

    def __init__(self, earlier: Callable[[str], Iterable[str]] = lambda _: ()) -> None:
        """`earlier` gives the numbers of a store's batches that were posted before."""
        self._earlier = earlier
        self._posted: dict[str, frozenset[int]] = {}
        self._by_first: dict[str, dict[int, _Run]] = {}
        self._by_last: dict[str, dict[int, _Run]] = {}

    def take(self, store: str, number: str, batch: Batch | None) -> None:
        """Note a number; no gap is told before one that comes without its batch."""
        if not _is_number(number):
            return
        value = int(number)
        if store not in self._posted:
            self._begin(store)
        if value not in self._posted[store]:
            self._take(store, value, batch)

    def _begin(self, store: str) -> None:
        """Take the batches that were posted before, whether or not their files are still here."""
        numbers = filter(_is_number, self._earlier(store))
        self._posted[store] = posted = frozenset(map(int, numbers))
        for value in posted:
            self._take(store, value, None)

    def _take(self, store: str, value: int, batch: Batch | None) -> None:
        firsts = self._by_first.setdefault(store, {})
        lasts = self._by_last.setdefault(store, {})
        before = lasts.pop(value - 1, None)
        after = firsts.pop(value + 1, None)
        first, start = (before.first, before.start) if before else (value, batch)
        run = _Run(first, after.last if after else value, start)
        firsts[run.first] = lasts[run.last] = run

    def gaps(self) -> Iterator[Diagnostic]:
        """Yield a finding at each batch that stands after a gap."""
        for store, runs in self._by_first.items():
            for before, after in pairwise(sorted(runs.values(), key=lambda run: run.first)):
                if after.start is not None and BATCH_MISSING.number not in after.start.accept:
                    yield _gap(store, before.last, after.first, after.start)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _gap(store: str, last: int, next_: int, batch: Batch) -> Diagnostic:
    if next_ - last == 2:
        missing = f"batch {last + 1} of `{store}` is missing"
    else:
        missing = f"batches {last + 1} to {next_ - 1} of `{store}` are missing"
    return Diagnostic(
        BATCH_MISSING,
        f"{missing}: after {last} comes {next_}",
        batch.at,
        help="export it as well, or see why the register skipped the number",
        stores=(store,),
        days=(batch.day, batch.day),
    )
