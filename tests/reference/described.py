"""A shop as plain data: what it measures, what it says of it, and where it posts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

Figure: TypeAlias = tuple[str, str | None]
"""One measured number: the measure, and the member where it is broken down."""

Batch: TypeAlias = Mapping[Figure, int]
"""Figures in whole cents; what is left out is 0."""


@dataclass(frozen=True, slots=True)
class Term:
    """A factor times a name, the sum of a family, or one member of it.

    `style` picks one of the ways to write the factor.
    """

    factor: Fraction
    name: str
    member: str | None = None
    summed: bool = False
    style: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """What is reported, and by what; `sign` is -1 for never positive, 1 for never negative."""

    name: str
    by: str | None = None
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """A name for a sum of terms; `later` so many of the last are added by `also`."""

    name: str
    by: str | None
    terms: tuple[Term, ...]
    later: int = 0

    @property
    def is_rounded(self) -> bool:
        """Whether it takes a share, and so is rounded to whole cents."""
        return any(term.factor.denominator != 1 for term in self.terms)


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sums that are equal in every batch, for each member where `by` is set."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The stores (none named: all) and the days for which something is said."""

    stores: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def holds(self, store: str, day: date) -> bool:
        """Whether it is said for a store on a day."""
        return (
            (not self.stores or store in self.stores)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


ALWAYS = Scope()


@dataclass(frozen=True, slots=True)
class Never:
    """What is 0 in every batch: each figure of an amount."""

    name: str
    member: str | None = None
    scope: Scope = ALWAYS


@dataclass(frozen=True, slots=True)
class Rule:
    """Where an amount is posted; it is skipped where neither side is given."""

    name: str
    member: str | None = None
    debit: str | None = None
    credit: str | None = None
    scope: Scope = ALWAYS

    @property
    def rank(self) -> tuple[bool, bool]:
        """What it names: a member, a store."""
        return self.member is not None, bool(self.scope.stores)


@dataclass(frozen=True, slots=True)
class Clears:
    """An account that is even after every batch."""

    account: str
    scope: Scope = ALWAYS


@dataclass(frozen=True, slots=True)
class Differences:
    """What a batch may be off by, in cents, and where that is booked."""

    limit: int
    account: str
    scope: Scope = ALWAYS


@dataclass(frozen=True, slots=True)
class Store:
    """A store with its members by dimension."""

    name: str
    members: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shop:
    """All that is said of a company."""

    stores: tuple[Store, ...]
    measures: tuple[Measure, ...]
    definitions: tuple[Definition, ...] = ()
    identities: tuple[Identity, ...] = ()
    nevers: tuple[Never, ...] = ()
    rules: tuple[Rule, ...] = ()
    clears: tuple[Clears, ...] = ()
    differences: tuple[Differences, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What anything is broken down by."""
        return tuple(dict.fromkeys(each.by for each in self.measures if each.by))

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Every scope that something is said for."""
        said: tuple[Never | Rule | Clears | Differences, ...]
        said = (*self.nevers, *self.rules, *self.clears, *self.differences)
        return tuple(each.scope for each in said)

    @property
    def named(self) -> dict[str, Measure | Definition]:
        """Everything that has a name."""
        listed: tuple[Measure | Definition, ...] = (*self.measures, *self.definitions)
        return {each.name: each for each in listed}


def filled(account: str, store: Store, by: str | None = None, member: str | None = None) -> str:
    """Return an account with what stands for the store and the member filled in."""
    account = account.replace("{store}", store.name)
    return account if by is None or member is None else account.replace(f"{{{by}}}", member)
