"""Which rules the cases reach: those of which a case would notice if they were wrong.

What books, and what says that something is not booked, can be reached: `post`, `differences`,
`bills to` and `skip`. A `never` or a `clears` books nothing, and is held against every batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from crossfoot.cases.judged import Judged
from crossfoot.model.rules import Bills, Differences, Post, Skip
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch
from crossfoot.posting.timetable import Timetable

Countable: TypeAlias = Post | Differences | Bills | Skip


class Coverage(NamedTuple):
    """All rules that a case can reach, and those that none does, in the order of the files."""

    rules: tuple[Countable, ...]
    unreached: tuple[Countable, ...]


def coverage(ruleset: Ruleset, cases: Iterable[Judged]) -> Coverage:
    """Return which rules some cases reach.

    A rule that books is reached by a line of an entry that a case speaks of: any line where it
    gives the whole entry or its total, otherwise the lines that it includes. `bills to` is
    reached by a bill, and a `skip` by a whole entry of a batch that has what it leaves out.
    """
    reach = _Reach(ruleset)
    for judged in cases:
        reach.take(judged)
    rules = _in_order(_rules(ruleset))
    return Coverage(rules, tuple(rule for rule in rules if id(rule) not in reach.reached))


class _Reach:
    def __init__(self, ruleset: Ruleset) -> None:
        self.reached: set[int] = set()
        self._timetable = Timetable(ruleset)

    def take(self, judged: Judged) -> None:
        actual, expected = judged.actual, judged.case.expected
        if actual is None or actual.batch is None or actual.entry is None:
            return
        if expected.entry is not None or expected.total is not None:
            self.reached.update(id(line.rule) for line in actual.entry.lines)
        else:
            seen = (row.booked for row in judged.rows if row.booked is not None)
            self.reached.update(id(line.rule) for line in seen)
        if expected.bills is not None:
            self.reached.update(id(bill.rule) for bill in actual.bills)
        if expected.entry is not None:
            self.reached.update(map(id, self._skipped(actual.batch)))

    def _skipped(self, batch: Batch) -> Iterator[Skip]:
        """Yield the rules that leave something of a batch out."""
        period = self._timetable.period(batch.store, batch.day)
        cents = batch.figures.completed(batch.cents)
        for skip, member in period.regime.skipped if period is not None else ():
            if id(skip) in self.reached:
                continue
            vector = batch.figures.vector(skip.amount.formula, member)
            if any(cents[index] for index in vector):
                yield skip


def _rules(ruleset: Ruleset) -> Iterator[Countable]:
    for regime in ruleset.regimes:
        yield from (posting.rule for posting in regime.postings)
        yield from (skip for skip, _ in regime.skipped)
        if regime.tolerance is not None:
            yield regime.tolerance.rule
    yield from ruleset.bills


def _in_order(rules: Iterable[Countable]) -> tuple[Countable, ...]:
    once = {id(rule): rule for rule in rules}
    return tuple(sorted(once.values(), key=lambda rule: (rule.at.source.path, rule.at.start)))
