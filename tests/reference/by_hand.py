"""Books kept by hand: every amount worked out by its definition, every posting booked by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from described import (
    Batch,
    Definition,
    Differences,
    Figure,
    Identity,
    Measure,
    Rule,
    Shop,
    Store,
    Term,
    filled,
)


class Line(NamedTuple):
    """A line of an entry: debits are positive."""

    account: str
    cents: int


class Entry(NamedTuple):
    """The lines of an entry, and with them what a `differences` rule adds."""

    lines: tuple[Line, ...]
    difference: tuple[Line, ...]

    @property
    def debits(self) -> int:
        """The sum of the debits, the difference left out."""
        return sum(line.cents for line in self.lines if line.cents > 0)

    @property
    def credits(self) -> int:
        """The sum of the credits, the difference left out."""
        return -sum(line.cents for line in self.lines if line.cents < 0)

    @property
    def off(self) -> int:
        """Debits less credits before any difference is booked."""
        return self.debits - self.credits

    def at(self, account: str) -> int:
        """What the entry leaves on an account."""
        lines = (*self.lines, *self.difference)
        return sum(line.cents for line in lines if line.account == account)


class Clash(Exception):
    """Two rules want the same amount, and neither is more specific."""


def to_cents(amount: Fraction) -> int:
    """Round to a whole number, halves away from zero."""
    down, rest = divmod(abs(amount.numerator), amount.denominator)
    size = down + (2 * rest >= amount.denominator)
    return size if amount >= 0 else -size


def days(shop: Shop) -> tuple[date, ...]:
    """Return one day of each stretch of days over which the same is said."""
    cuts = {scope.first for scope in shop.scopes if scope.first}
    cuts |= {scope.last + timedelta(days=1) for scope in shop.scopes if scope.last}
    ordered = sorted(cuts)
    return (ordered[0] - timedelta(days=1), *ordered) if ordered else (date(2026, 1, 1),)


class Books:
    """One store's books on one day."""

    def __init__(self, shop: Shop, store: Store, day: date) -> None:
        self.shop, self.store, self.day = shop, store, day
        self._named = shop.named

    def members(self, by: str | None) -> tuple[str | None, ...]:
        """Return the members of a dimension here; one None for what is not broken down."""
        return self.store.members[by] if by else (None,)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All that is measured here."""
        return tuple(
            (measure.name, member)
            for measure in self.shop.measures
            for member in self.members(measure.by)
        )

    @cached_property
    def signs(self) -> dict[Figure, int]:
        """The sign of each figure, 0 where it may have any."""
        signs = {measure.name: measure.sign for measure in self.shop.measures}
        return {figure: signs[figure[0]] for figure in self.figures}

    # ---- amounts

    def value(self, name: str, member: str | None, batch: Batch) -> int:
        """Work out an amount in whole cents."""
        known = self._named[name]
        if isinstance(known, Measure):
            return batch.get((name, member), 0)
        if known.by is not None and member not in self.members(known.by):
            return 0
        return to_cents(self._sum(known, member, batch))

    def rounding(self, name: str, member: str | None, batch: Batch) -> Fraction:
        """Work out what rounding to cents adds to a definition."""
        known = self._named[name]
        assert isinstance(known, Definition)
        total = self._sum(known, member, batch)
        return to_cents(total) - total

    def _sum(self, known: Definition, member: str | None, batch: Batch) -> Fraction:
        return sum(
            (term.factor * self._term(term, member, batch) for term in known.terms), Fraction(0)
        )

    def _term(self, term: Term, member: str | None, batch: Batch) -> int:
        if term.summed:
            members = self.members(self._named[term.name].by)
            return sum(self.value(term.name, each, batch) for each in members)
        asked = member if term.member is None else term.member
        return self.value(term.name, asked if self._named[term.name].by else None, batch)

    def exactly(self, name: str, member: str | None) -> dict[Figure, Fraction]:
        """Return how often an amount takes each figure, were nothing rounded."""
        known = self._named[name]
        if isinstance(known, Measure):
            return {(name, member): Fraction(1)} if (name, member) in self.signs else {}
        if known.by is not None and member not in self.members(known.by):
            return {}
        return self.exact_sum(known.terms, member)

    def exact_sum(self, terms: tuple[Term, ...], member: str | None) -> dict[Figure, Fraction]:
        """Return how often a sum takes each figure, were nothing rounded."""
        total: dict[Figure, Fraction] = {}
        for term in terms:
            by = self._named[term.name].by
            asked = member if term.member is None else term.member
            members = self.members(by) if term.summed or not by else (asked,)
            for each in members:
                for figure, factor in self.exactly(term.name, each).items():
                    total[figure] = total.get(figure, Fraction(0)) + term.factor * factor
        return {figure: factor for figure, factor in total.items() if factor}

    # ---- what every batch keeps

    @cached_property
    def identities(self) -> tuple[tuple[Identity, str | None], ...]:
        """Every identity, for each member that it speaks of."""
        return tuple(
            (identity, member)
            for identity in self.shop.identities
            for member in self.members(identity.by)
        )

    def miss(self, identity: Identity, member: str | None, batch: Batch) -> int:
        """Return how far apart the sides of an identity are."""
        left = sum(term.factor * self._term(term, member, batch) for term in identity.left)
        right = sum(term.factor * self._term(term, member, batch) for term in identity.right)
        return int(left - right)

    @cached_property
    def zero(self) -> frozenset[Figure]:
        """The figures that are said never to occur."""
        found: set[Figure] = set()
        for never in self.shop.nevers:
            if never.scope.holds(self.store.name, self.day):
                by = self._named[never.name].by
                members = self.members(by) if never.member is None else (never.member,)
                for member in members:
                    found.update(self.exactly(never.name, member))
        return frozenset(found)

    def faults(self, batch: Batch, *, of_cents: bool = True) -> list[str]:
        """Return what a batch does that no batch may do.

        Without `of_cents` identities are let be that say only how shares are rounded.
        """
        return [
            *(f"{figure} is {cents} and never occurs" for figure, cents in batch.items()
              if cents and figure in self.zero),
            *(f"{figure} is {cents}" for figure, cents in batch.items()
              if cents * self.signs[figure] < 0),
            *(f"{identity} {member} is missed by {miss}" for identity, member in self.identities
              if (miss := self.miss(identity, member, batch))
              and (of_cents or self.related(identity, member))),
        ]  # fmt: skip

    def related(self, identity: Identity, member: str | None) -> dict[Figure, Fraction]:
        """Return how often an identity takes each figure, left less right, were nothing rounded."""
        minus = tuple(replace(term, factor=-term.factor) for term in identity.right)
        return self.exact_sum((*identity.left, *minus), member)

    # ---- what is booked

    @cached_property
    def postings(self) -> tuple[tuple[Rule, str | None], ...]:
        """The rules that apply, each with its member. Raises Clash where that is open."""
        amounts = dict.fromkeys(rule.name for rule in self.shop.rules)
        return tuple(
            (rule, member)
            for name in amounts
            for member in self.members(self._named[name].by)
            if (rule := self._applies(name, member)) is not None
        )

    def _applies(self, name: str, member: str | None) -> Rule | None:
        fit = [
            rule
            for rule in self.shop.rules
            if rule.name == name
            and rule.member in (None, member)
            and rule.scope.holds(self.store.name, self.day)
        ]
        best = [rule for rule in fit if not any(_beats(other, rule) for other in fit)]
        if len(best) > 1:
            raise Clash(name)
        return best[0] if best else None

    @cached_property
    def differences(self) -> Differences | None:
        """What is said about differences here; naming the store beats naming none."""
        said = [
            each
            for each in self.shop.differences
            if each.scope.holds(self.store.name, self.day)
        ]  # fmt: skip
        return max(said, key=lambda each: bool(each.scope.stores), default=None)

    @cached_property
    def clearing(self) -> tuple[str, ...]:
        """The accounts that are said to clear."""
        return tuple(
            filled(each.account, self.store)
            for each in self.shop.clears
            if each.scope.holds(self.store.name, self.day)
        )

    def entry(self, batch: Batch) -> Entry:
        """Book a batch."""
        lines = tuple(self._lines(batch))
        off = sum(line.cents for line in lines)
        said = self.differences
        if said is None or not 0 < abs(off) <= said.limit:
            return Entry(lines, ())
        return Entry(lines, (Line(filled(said.account, self.store), -off),))

    def _lines(self, batch: Batch) -> Iterator[Line]:
        for rule, member in self.postings:
            cents = self.value(rule.name, member, batch)
            by = self._named[rule.name].by
            if cents and rule.debit is not None:
                yield Line(filled(rule.debit, self.store, by, member), cents)
            if cents and rule.credit is not None:
                yield Line(filled(rule.credit, self.store, by, member), -cents)


def _beats(one: Rule, other: Rule) -> bool:
    return one.rank != other.rank and all(
        mine >= theirs for mine, theirs in zip(one.rank, other.rank, strict=True)
    )
