"""Checked rules made ready to post: the only maker of entries that may be written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from crossfoot.checks.checked import CheckedRuleset
from crossfoot.model.amounts import Side
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.money import ROUNDING, dollars
from crossfoot.posting.batch import Batch
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.booked import BookedLine
from crossfoot.posting.draft import Draft, DraftEntry, Line
from crossfoot.posting.texts import LONGEST_MEMO


class Unbalanced(AssertionError):
    """An entry of proved rules does not balance: the proof, or the program, is wrong."""

    def __init__(self, ref: str, debits: int, credits: int) -> None:
        super().__init__(
            f"entry {ref} does not balance: debits {dollars(debits)}, credits {dollars(credits)}"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """The journal entry of one batch, by rules that are proved.

    INVARIANT: it balances; `total` is what its debits, and its credits, add up to. Made by a
    `Plan` alone. An entry without lines has nothing to post and must not be written.
    """

    store: Store
    number: str
    day: date
    ref: str
    lines: tuple[Line, ...]
    total: int = field(init=False)

    def __post_init__(self) -> None:
        """Refuse an entry that does not balance, whoever makes it."""
        object.__setattr__(self, "total", _balanced(self.ref, self.lines))


class ReversedLine(NamedTuple):
    """A line with its side exchanged; `account` is its full name, as it was when it was posted."""

    account: str
    side: Side
    cents: int
    memo: str | None
    klass: str | None


@dataclass(frozen=True, slots=True)
class Reversal:
    """The entry that takes back one that was posted: the same lines with their sides exchanged.

    INVARIANT: it balances, as what it reverses did. It is made of the lines that were posted, not
    of today's rules. `total` is in cents.
    """

    day: date
    ref: str
    lines: tuple[ReversedLine, ...]
    total: int = field(init=False)

    def __post_init__(self) -> None:
        """Refuse a reversal that does not balance, whoever makes it."""
        object.__setattr__(self, "total", _balanced(self.ref, self.lines))


def reversal(of: str, lines: Iterable[BookedLine], day: date, ref: str) -> Reversal:
    """Return the entry that reverses lines that were posted with the reference `of`.

    Raises Unbalanced where the lines do not balance.
    """
    return Reversal(day, ref, tuple(_reversed(line, f"reverses {of}") for line in lines))


def _reversed(line: BookedLine, why: str) -> ReversedLine:
    side = Side.CREDIT if line.side == Side.DEBIT.value else Side.DEBIT
    memo = f"{why}: {line.memo}" if line.memo else why
    return ReversedLine(
        line.account, side, line.cents, memo if len(memo) <= LONGEST_MEMO else why, line.klass
    )


class _Sided(Protocol):
    @property
    def side(self) -> Side: ...
    @property
    def cents(self) -> int: ...


def _balanced(ref: str, lines: Iterable[_Sided]) -> int:
    """Return what the debits, and the credits, add up to. Raises Unbalanced."""
    debits = credits = 0
    for line in lines:
        if line.side is Side.DEBIT:
            debits += line.cents
        else:
            credits += line.cents
    if debits != credits:
        raise Unbalanced(ref, debits, credits)
    return debits


@dataclass(frozen=True, slots=True)
class Bill:
    """The bill of one purchase order, by rules that are proved.

    INVARIANT: it is for more than nothing: QuickBooks takes no sign in an amount. Made by a `Plan`
    alone.
    """

    said: DraftBill

    def __post_init__(self) -> None:
        """Refuse a bill for nothing, or for less, whoever makes it."""
        if self.said.cents <= 0:
            raise ValueError(f"bill {self.said.ref} is for {dollars(self.said.cents)}")


class Plan:
    """Proved rules and the draft that evaluates them. `rounding` is the rule amounts went by."""

    rounding = ROUNDING

    def __init__(self, checked: CheckedRuleset, draft: Draft) -> None:
        if draft.ruleset is not checked.ruleset:
            raise ValueError("the draft evaluates other rules than those that were checked")
        self._draft = draft
        self.ruleset: Ruleset = checked.ruleset

    def entry(self, batch: Batch) -> Entry:
        """Return the entry of a batch, which must have passed the checks on batches.

        Raises Unbalanced, after which nothing may be written; NoRules before the first day.
        """
        draft = self.draft(batch)
        return Entry(draft.store, draft.number, draft.day, draft.ref, draft.lines)

    def draft(self, batch: Batch) -> DraftEntry:
        """Return what a batch comes to, whatever is wrong with it: to compare, not to write.

        Raises NoRules before the first day.
        """
        return self._draft.entry(batch)

    def bills(self, batch: Batch) -> tuple[DraftBill, ...]:
        """Return the bills of a batch before they are checked; `Bill` makes one of a good one."""
        return self._draft.bills(batch)
