"""What a batch comes to by the rules: the lines of its entry, balanced or not.

INVARIANT: a draft proves nothing. Only a `Plan`, made of checked and proved rules, turns one
into an `Entry` that may be written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.model.rules import Differences, Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.posting.batch import Batch
from crossfoot.posting.bills import DraftBill, bills_of
from crossfoot.posting.forms import Form, compiled
from crossfoot.posting.legs import Legs, Place, legs_of
from crossfoot.posting.timetable import Period, Timetable


class Line(NamedTuple):
    """One line of an entry: `cents` is always positive, the side says where it stands.

    `rule` and `member` are what booked it; a `differences` rule books what a batch was off by.
    An account that the chart does not have, which only unchecked rules can name, is shown as it
    was written.
    """

    account: Account
    side: Side
    cents: int
    memo: str | None
    klass: str | None
    rule: Post | Differences
    member: str | None


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """The entry of one batch as the rules make it; it may be out of balance, or empty.

    `number` is the batch's, `ref` that of the journal entry. Lines stand in the order of the
    rules, then of the members; a transfer's debit before its credit. What the batch is off by, as
    far as a `differences` rule takes it, is the last.
    """

    store: Store
    number: str
    day: date
    ref: str
    lines: tuple[Line, ...]

    @property
    def debits(self) -> int:
        """The sum of the debit lines, in cents."""
        return sum(line.cents for line in self.lines if line.side is Side.DEBIT)

    @property
    def credits(self) -> int:
        """The sum of the credit lines, in cents."""
        return sum(line.cents for line in self.lines if line.side is Side.CREDIT)


class NoRules(LookupError):
    """No rules hold at a store on a day: it lies before the project's ``starts``."""


class _Worked(NamedTuple):
    """A period worked out: the amounts of its postings, and where each of them goes."""

    amounts: Form
    legs: Legs


class Draft:
    """Evaluates batches by the rules of a project, each period's rules worked out once."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self._timetable = Timetable(ruleset)
        self._worked: dict[Period, _Worked] = {}
        self._accounts: dict[str, Account] = {}

    def entry(self, batch: Batch) -> DraftEntry:
        """Return the entry of a batch. Raises NoRules for a day before the project starts."""
        ref = batch.store.prefix + batch.number
        lines = _lines(self._worked_out(batch), batch)
        return DraftEntry(batch.store, batch.number, batch.day, ref, lines)

    def bills(self, batch: Batch) -> tuple[DraftBill, ...]:
        """Return the bills of a batch's purchase orders, transfers and empty ones left out.

        There are none where no `bills to` is in force. Raises NoRules as `entry` does.
        """
        if not batch.orders:
            return ()
        return bills_of(batch, self._worked_out(batch).legs)

    def _worked_out(self, batch: Batch) -> _Worked:
        period = self._timetable.period(batch.store, batch.day)
        if period is None:
            raise NoRules(f"no rules hold at {batch.store.name} on {batch.day}")
        worked = self._worked.get(period)
        if worked is None:
            worked = self._worked[period] = self._work_out(period)
        return worked

    def _work_out(self, period: Period) -> _Worked:
        figures = period.regime.figures
        vectors = [
            figures.vector(posting.rule.amount.formula, posting.member)
            for posting in period.regime.postings
        ]
        return _Worked(
            compiled(vectors, figures), legs_of(period, self.ruleset.project.chart, self._accounts)
        )


def _lines(worked: _Worked, batch: Batch) -> tuple[Line, ...]:
    """Book every amount that is not zero; a negative one changes sides."""
    texts = worked.legs.texts_for(batch.number, batch.day)
    lines: list[Line] = []
    for amount, legs in zip(worked.amounts(batch.cents), worked.legs.by_posting, strict=True):
        if amount:
            for account, side, other, memo, klass, rule, member in legs:
                lines.append(
                    Line(
                        account,
                        side if amount > 0 else other,
                        abs(amount),
                        texts[memo],
                        texts[klass],
                        rule,
                        member,
                    )
                )
    if worked.legs.difference is not None:
        lines += _difference(worked.legs.difference, lines, texts)
    return tuple(lines)


def _difference(
    difference: Place[Differences], lines: Sequence[Line], texts: Sequence[str | None]
) -> Iterator[Line]:
    """Yield the line that makes debits and credits equal, where they differ by little enough."""
    off = sum(line.cents if line.side is Side.DEBIT else -line.cents for line in lines)
    if 0 < abs(off) <= difference.rule.limit:
        yield Line(
            difference.account,
            Side.CREDIT if off > 0 else Side.DEBIT,
            abs(off),
            texts[difference.memo],
            texts[difference.klass],
            difference.rule,
            None,
        )
