"""Checked rules made ready to post: the only maker of entries that may be written out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crossfoot.checks.checked import CheckedRuleset
from crossfoot.model.amounts import Side
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.money import ROUNDING, dollars
from crossfoot.posting.batch import Batch
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.draft import Draft, DraftEntry, Line


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
        debits = credits = 0
        for line in self.lines:
            if line.side is Side.DEBIT:
                debits += line.cents
            else:
                credits += line.cents
        if debits != credits:
            raise Unbalanced(self.ref, debits, credits)
        object.__setattr__(self, "total", debits)


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
