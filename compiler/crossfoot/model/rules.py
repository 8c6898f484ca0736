"""A company's rules, resolved: which amount goes where, in which stores, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from crossfoot.model.amounts import Amount
from crossfoot.model.chart import Account
from crossfoot.source import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when a statement holds. No stores means every store; `last` is included."""

    stores: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def covers(self, store: str, day: date) -> bool:
        """Whether it holds at a store (by declared name) on a day."""
        return self.at_store(store) and self.on_day(day)

    def at_store(self, store: str) -> bool:
        """Whether it holds at a store at all."""
        return not self.stores or store in self.stores

    def on_day(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``{name}``, ``{owner.attribute}`` or ``{owner.attribute or "text"}`` in a template.

    `owner` is the text before the point: ``store``, ``batch``, ``date`` or a dimension's
    declared name; `attribute` None asks for the name itself.
    """

    owner: str
    attribute: str | None
    otherwise: str | None
    at: Span


@dataclass(frozen=True, slots=True)
class Template:
    """A quoted text with its placeholders taken apart; `at` is the quoted text."""

    parts: tuple[str | Placeholder, ...]
    at: Span

    @property
    def fixed(self) -> str | None:
        """The text itself when there is no placeholder."""
        if any(isinstance(part, Placeholder) for part in self.parts):
            return None
        return "".join(part for part in self.parts if isinstance(part, str))

    def asks(self, owner: str) -> bool:
        """Whether a placeholder speaks of `owner`."""
        return any(isinstance(part, Placeholder) and part.owner == owner for part in self.parts)

    def asks_attribute(self, owner: str) -> bool:
        """Whether a placeholder asks for an attribute of `owner`, not just for its name."""
        return any(
            isinstance(part, Placeholder) and part.owner == owner and part.attribute is not None
            for part in self.parts
        )


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """``post``: book an amount to the debit of one account, the credit of another, or both.

    `member` is None where the rule is for the whole family or the amount has no members.
    `at` is the name's span, `whole` the statement's; `order` counts rules as written.
    """

    amount: Amount
    member: str | None
    debit: Template | None
    credit: Template | None
    klass: Template | None
    memo: Template | None
    scope: Scope
    order: int
    at: Span
    whole: Span


@dataclass(frozen=True, slots=True, eq=False)
class Skip:
    """``skip``: leave an amount unposted, whatever its value."""

    amount: Amount
    member: str | None
    because: str
    scope: Scope
    order: int
    at: Span
    whole: Span


@dataclass(frozen=True, slots=True, eq=False)
class Never:
    """``never``: the amount's figures are 0; the prover uses it, every batch is checked."""

    amount: Amount
    member: str | None
    because: str
    scope: Scope
    at: Span
    whole: Span


Rule: TypeAlias = Post | Skip
"""What competes for an amount: the most specific wins."""


@dataclass(frozen=True, slots=True)
class Default:
    """``default``: class and memo of lines whose rule names none."""

    klass: Template | None
    memo: Template | None
    scope: Scope
    at: Span


@dataclass(frozen=True, slots=True)
class Expectation:
    """``expect X within 20.00``: warn where |X| is larger (XF510). `within` in cents."""

    amount: Amount
    member: str | None
    within: int
    scope: Scope
    at: Span


@dataclass(frozen=True, slots=True)
class Bills:
    """``bills to``: the account that closed purchase orders are booked to."""

    side: ClassVar[str] = "bills"
    account: Template
    scope: Scope
    at: Span


@dataclass(frozen=True, slots=True, eq=False)
class Clears:
    """``"account" clears``: over every batch the account's debits and credits come to the same."""

    side: ClassVar[str] = "clears"
    account: Template
    scope: Scope
    at: Span


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """``differences up to 0.05 to "account"``: what a batch may be off by, and where that goes.

    `limit` in cents: the most that an identity may be missed by, and that debits and credits
    may differ by before the line that makes them equal.
    """

    side: ClassVar[str] = "differences"
    limit: int
    account: Template
    scope: Scope
    at: Span


@dataclass(frozen=True, slots=True)
class Allowance:
    """``allow CODE on NAME because``: silence one finding.

    `name` is the amount's declared name with its member, an account as written, or None for
    the code everywhere; `account` tells which of the two it is.
    """

    code: str
    name: str | None
    is_account: bool
    because: str
    scope: Scope
    at: Span


Naming: TypeAlias = Post | Bills | Clears | Differences
"""The statements that name accounts of the chart."""


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One place where an account is named, filled in for one store and member.

    `side` is debit, credit, or the word of the statement. `account` is None where the chart has no
    such account; `fault` then says why. `store` and
    `member` are those the template asks for, None where it does not vary with them.
    """

    rule: Naming
    side: str
    template: Template
    written: str
    store: str | None
    member: str | None
    account: Account | None
    fault: str | None = None
