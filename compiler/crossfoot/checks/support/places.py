"""Where a fault was met: the stores, members and days of it, gathered into one finding."""

from __future__ import annotations

from datetime import date

from crossfoot.checks.support.wording import at_stores, for_members, on_days
from crossfoot.model.amounts import Amount
from crossfoot.model.rules import EVERYWHERE, Scope
from crossfoot.model.ruleset import Regime, Ruleset


class Places:
    """Grows while a check walks over the regimes; tells what is not plain from the rule."""

    def __init__(
        self,
        ruleset: Ruleset,
        amount: Amount | None = None,
        member: str | None = None,
        scope: Scope = EVERYWHERE,
    ) -> None:
        self._ruleset = ruleset
        self._family = amount if amount and amount.dimension and member is None else None
        self._scope = scope
        self._latest: Regime | None = None
        self._stores: dict[str, None] = {}
        self._members: dict[str, None] = {}
        self._possible: dict[str, None] = {}
        self._firsts: list[date | None] = []
        self._lasts: list[date | None] = []

    def add(self, regime: Regime, member: str | None) -> None:
        """Take note of a regime, and of one member in it."""
        if self._latest is not regime:
            self._latest = regime
            self._stores.update(dict.fromkeys(store.name for store in regime.stores))
            self._firsts.append(regime.first)
            self._lasts.append(regime.last)
            if self._family is not None:
                possible = regime.figures.members_of(self._family)
                self._possible.update(dict.fromkeys(name for name in possible if name is not None))
        if member is not None:
            self._members[member] = None

    @property
    def stores(self) -> tuple[str, ...]:
        """The stores it is about; empty where it is about all."""
        every = [store.name for store in self._ruleset.project.stores]
        return () if set(every) <= set(self._stores) else tuple(self._stores)

    @property
    def members(self) -> tuple[str, ...]:
        """The members it is about, where the rule is for a family; empty where it is all."""
        if self._family is None or set(self._possible) <= set(self._members):
            return ()
        return tuple(self._members)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day of it, None where it is open."""
        firsts = [day for day in self._firsts if day is not None]
        lasts = [day for day in self._lasts if day is not None]
        first = min(firsts) if len(firsts) == len(self._firsts) else None
        last = max(lasts) if len(lasts) == len(self._lasts) else None
        return (None if first == self._ruleset.project.starts else first), last

    def __str__(self) -> str:
        """Say what the rule itself does not: `` for `Visa` at `East` until 2026-06-30 ``."""
        stores = () if set(self.stores) == set(self._scope.stores) else self.stores
        first, last = self.days
        first = None if first == self._scope.first else first
        last = None if last == self._scope.last else last
        return for_members(self.members) + at_stores(stores) + on_days(first, last)
