"""Stores that both versions have, over stretches of days in which nothing begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crossfoot.comparison.result import Place
from crossfoot.model.names import key
from crossfoot.model.rules import Scope
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.model.stores import Store
from crossfoot.posting.timetable import Period, Timetable

_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """What both versions have in force at a store over some days."""

    place: Place
    before: Period
    after: Period


class Shared(NamedTuple):
    """A store of both versions: by its own name in each."""

    before: Store
    after: Store


class Stores(NamedTuple):
    """Stores by which versions have them, as they list them."""

    shared: tuple[Shared, ...]
    gone: tuple[Store, ...]
    new: tuple[Store, ...]


def stores_of(before: Ruleset, after: Ruleset) -> Stores:
    """Return the stores of two versions; they are the same by their names."""
    old = {key(store.name): store for store in before.project.stores}
    new = {key(store.name): store for store in after.project.stores}
    return Stores(
        tuple(Shared(old[name], store) for name, store in new.items() if name in old),
        tuple(store for name, store in old.items() if name not in new),
        tuple(store for name, store in new.items() if name not in old),
    )


def stretches(before: Ruleset, after: Ruleset, stores: Iterable[Shared]) -> Iterator[Stretch]:
    """Yield every store and stretch of days for which both versions have rules, in order."""
    old, new = _Version(before), _Version(after)
    for store in stores:
        cuts = sorted({*old.cuts(store.before), *new.cuts(store.after)})
        for first, following in zip(cuts, [*cuts[1:], None], strict=True):
            earlier = old.timetable.period(store.before, first)
            later = new.timetable.period(store.after, first)
            if earlier is not None and later is not None:
                last = None if following is None else following - _DAY
                yield Stretch(Place(store.after.name, _open(first), last), earlier, later)


class _Version:
    """One version's rules by store and day."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.timetable = Timetable(ruleset)
        self._regimes: dict[str, list[Regime]] = {}
        for regime in ruleset.regimes:
            for store in regime.stores:
                self._regimes.setdefault(store.name, []).append(regime)
        scopes = [each.scope for each in ruleset.defaults]
        scopes += [each.scope for each in ruleset.expectations]
        scopes += [each.scope for each in ruleset.bills]
        self._dated = [scope for scope in scopes if scope.first or scope.last]

    def cuts(self, store: Store) -> Iterator[date]:
        """Yield the first day of each stretch in which nothing changes at a store."""
        for regime in self._regimes.get(store.name, ()):
            yield regime.first or date.min
        for scope in self._dated:
            if scope.at_store(store.name):
                yield from _ends(scope)


def _ends(scope: Scope) -> Iterator[date]:
    if scope.first is not None:
        yield scope.first
    if scope.last is not None and scope.last < date.max:
        yield scope.last + _DAY


def _open(first: date) -> date | None:
    return None if first == date.min else first
