"""Where a posting's amount goes: accounts, classes and memos, filled in once for a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account, Chart, NoSuchAccount
from crossfoot.model.names import key
from crossfoot.model.rules import Bills, Differences, Placeholder, Post, Template
from crossfoot.model.ruleset import Posting
from crossfoot.model.stores import Member, Store
from crossfoot.posting.timetable import Period
from crossfoot.resolve.templates import filled, finished

Parts: TypeAlias = tuple[str | Placeholder, ...]

_NO_TEXT = 0


class Leg(NamedTuple):
    """One side of a posting. `other` is the side a negative amount goes to.

    `memo` and `klass` are places in the texts of the period.
    """

    account: Account
    side: Side
    other: Side
    memo: int
    klass: int
    rule: Post
    member: str | None


_Rule = TypeVar("_Rule", Differences, Bills)


class Place(NamedTuple, Generic[_Rule]):
    """Where a rule without an amount of its own books. `memo` and `klass` are places in the texts.

    A `differences` rule books what a batch is off by, `bills to` its purchase orders.
    """

    account: Account
    memo: int
    klass: int
    rule: _Rule


class Legs:
    """The legs of every posting of a period, and the texts that they point to."""

    def __init__(self) -> None:
        self.by_posting: tuple[tuple[Leg, ...], ...] = ()
        self.difference: Place[Differences] | None = None
        self.bills: Place[Bills] | None = None
        self._texts: list[str | None] = [None]
        self._open: dict[int, Parts] = {}
        self._places: dict[Parts, int] = {}

    def place(self, parts: Parts) -> int:
        """Return the place of a text; an empty one is no text."""
        if parts not in self._places:
            self._places[parts] = self._add(parts)
        return self._places[parts]

    def texts_for(self, number: str, day: date) -> list[str | None]:
        """Return all texts, with the number and the day of a batch filled in."""
        if not self._open:
            return self._texts
        texts = list(self._texts)
        for place, parts in self._open.items():
            texts[place] = finished(parts, number, day)
        return texts

    def _add(self, parts: Parts) -> int:
        plain = [part for part in parts if isinstance(part, str)]
        text = "".join(plain)
        if len(plain) == len(parts):
            if not text:
                return _NO_TEXT
        else:
            self._open[len(self._texts)] = parts
        self._texts.append(text)
        return len(self._texts) - 1


def legs_of(period: Period, chart: Chart, known: dict[str, Account]) -> Legs:
    """Return where the postings of a period go; `known` keeps accounts by what was written.

    Raises MissingAttributeError where a text asks for what a store or member was not given,
    which XF101 tells of before.
    """
    legs = Legs()
    members = _Members(period.store)
    legs.by_posting = tuple(
        tuple(_legs(posting, period, members, legs, chart, known))
        for posting in period.regime.postings
    )
    tolerance = period.regime.tolerance
    if tolerance is not None:
        legs.difference = _place(tolerance.rule, period, legs, chart, known)
    if period.bills is not None:
        legs.bills = _place(period.bills, period, legs, chart, known)
    return legs


def _place(
    rule: _Rule, period: Period, legs: Legs, chart: Chart, known: dict[str, Account]
) -> Place[_Rule]:
    account = _account(rule.account, period.store, None, chart, known)
    texts = (period.memo, period.klass)
    memo, klass = (
        legs.place(filled(each, period.store, None)) if each else _NO_TEXT for each in texts
    )
    return Place(account, memo, klass, rule)


def _legs(
    posting: Posting,
    period: Period,
    members: _Members,
    legs: Legs,
    chart: Chart,
    known: dict[str, Account],
) -> Iterator[Leg]:
    rule = posting.rule
    member = members.find(rule, posting.member)

    def place(template: Template | None) -> int:
        return _NO_TEXT if template is None else legs.place(filled(template, period.store, member))

    memo = place(rule.memo or period.memo)
    klass = place(rule.klass or period.klass)
    sides = ((rule.debit, Side.DEBIT, Side.CREDIT), (rule.credit, Side.CREDIT, Side.DEBIT))
    for template, side, other in sides:
        if template is not None:
            account = _account(template, period.store, member, chart, known)
            yield Leg(account, side, other, memo, klass, rule, posting.member)


class _Members:
    """A store's members by name, looked up often."""

    def __init__(self, store: Store) -> None:
        self._found = {
            dimension: {key(member.name): member for member in members}
            for dimension, members in store.members.items()
        }

    def find(self, rule: Post, name: str | None) -> Member | None:
        dimension = rule.amount.dimension
        if name is None or dimension is None:
            return None
        return self._found.get(key(dimension.name), {}).get(key(name))


def _account(
    template: Template,
    store: Store,
    member: Member | None,
    chart: Chart,
    known: dict[str, Account],
) -> Account:
    parts = filled(template, store, member)
    # An account never depends on the batch, so that every part is a text by now.
    written = "".join(part for part in parts if isinstance(part, str))
    account = known.get(written)
    if account is None:
        account = known[written] = _look_up(written, template, chart)
    return account


def _look_up(written: str, template: Template, chart: Chart) -> Account:
    try:
        return chart.find(written)
    except NoSuchAccount:
        # Only unchecked rules name such accounts; a counterexample shows them as written.
        return Account(written, None, "NonPosting", None, True, None, template.at)
