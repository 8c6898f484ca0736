"""Which rules a batch falls under: one period for every store and stretch of days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from crossfoot.model.rules import Bills, Default, Expectation, Scope, Template
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.model.stores import Store


class _Scoped(Protocol):
    @property
    def scope(self) -> Scope: ...


_Statement = TypeVar("_Statement", bound=_Scoped)


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """What holds at one store over some days: the rules, and what does not change a proof.

    `klass` and `memo` are what lines take whose rule names none, `bills` says where purchase
    orders are booked to. Compared by identity, so that whatever is worked out for a period can be
    kept by it.
    """

    store: Store
    regime: Regime
    klass: Template | None
    memo: Template | None
    expectations: tuple[Expectation, ...]
    bills: Bills | None


class Timetable:
    """Finds the period of a store and day; each is made once, when it is first asked for."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._regimes: dict[str, list[Regime]] = {}
        for regime in ruleset.regimes:
            for store in regime.stores:
                self._regimes.setdefault(store.name, []).append(regime)
        self._firsts: dict[str, list[date]] = {}
        self._made: dict[tuple[str, int], Period] = {}

    def period(self, store: Store, day: date) -> Period | None:
        """Return what is in force; None before the first day of the project's rules."""
        name = store.name
        firsts = self._firsts.get(name)
        if firsts is None:
            firsts = self._firsts[name] = self._cuts(name)
        place = bisect_right(firsts, day) - 1
        if place < 0:
            return None
        made = self._made.get((name, place))
        if made is None:
            made = self._made[name, place] = self._make(store, firsts[place])
        return made

    def _cuts(self, name: str) -> list[date]:
        regimes = self._regimes.get(name, [])
        begin = min((regime.first or date.min for regime in regimes), default=date.max)
        scopes = [each.scope for each in self._ruleset.defaults]
        scopes += [each.scope for each in self._ruleset.expectations]
        scopes += [each.scope for each in self._ruleset.bills]
        cuts = {begin, *(regime.first or date.min for regime in regimes), *_ends(scopes)}
        return sorted(day for day in cuts if day >= begin)

    def _make(self, store: Store, day: date) -> Period:
        regime = next(each for each in self._regimes[store.name] if _holds(each, day))
        defaults = _in_force(self._ruleset.defaults, store, day)
        return Period(
            store,
            regime,
            _best(defaults, lambda each: each.klass),
            _best(defaults, lambda each: each.memo),
            _in_force(self._ruleset.expectations, store, day),
            _of_the_store(_in_force(self._ruleset.bills, store, day)),
        )


def _ends(scopes: Iterable[Scope]) -> Iterator[date]:
    """Yield the days on which a scope begins, or no longer holds."""
    for scope in scopes:
        if scope.first is not None:
            yield scope.first
        if scope.last is not None and scope.last < date.max:
            yield scope.last + timedelta(days=1)


def _holds(regime: Regime, day: date) -> bool:
    return Scope((), regime.first, regime.last).on_day(day)


def _in_force(statements: Iterable[_Statement], store: Store, day: date) -> tuple[_Statement, ...]:
    return tuple(each for each in statements if each.scope.covers(store.name, day))


def _best(
    defaults: Sequence[Default], text: Callable[[Default], Template | None]
) -> Template | None:
    """Return the text of the default that counts."""
    best = _of_the_store([each for each in defaults if text(each) is not None])
    return None if best is None else text(best)


def _of_the_store(statements: Sequence[_Statement]) -> _Statement | None:
    """Return the statement that names the store, else one that names none.

    Of two alike the one written first counts, as with posts.
    """
    return next(iter(sorted(statements, key=lambda each: not each.scope.stores)), None)
