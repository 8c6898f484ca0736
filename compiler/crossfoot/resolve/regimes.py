"""Regimes: what is in force at which stores over which days.

Rules are compared once for all stores that have the same members and are named by the same
rules; the days are cut wherever a rule begins or ends.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from crossfoot.model.amounts import Amount, Measure
from crossfoot.model.chart import Account
from crossfoot.model.figures import Figures
from crossfoot.model.rules import Clears, Differences, Never, Post, Rule, Scope, Skip
from crossfoot.model.ruleset import Clearing, Conflict, Posting, Regime, Tolerance
from crossfoot.model.stores import Store
from crossfoot.resolve.accounts import Accounts
from crossfoot.resolve.templates import STORE
from crossfoot.resolve.winners import Win, winners


class Said(NamedTuple):
    """What rules say of whole batches and accounts, each in force for itself."""

    nevers: tuple[Never, ...]
    clears: tuple[Clears, ...]
    differences: tuple[Differences, ...]

    @property
    def scopes(self) -> Iterator[Scope]:
        """Where and when each of them holds."""
        return (each.scope for listed in self for each in listed)

    def at_store(self, name: str) -> Said:
        """Return those that hold at a store."""
        return self.kept(lambda scope: scope.at_store(name))

    def kept(self, holds: Callable[[Scope], bool]) -> Said:
        """Return those whose scope is such."""
        return Said(
            tuple(each for each in self.nevers if holds(each.scope)),
            tuple(each for each in self.clears if holds(each.scope)),
            tuple(each for each in self.differences if holds(each.scope)),
        )


@dataclass(frozen=True, slots=True)
class _Likes:
    """Stores with the same members that the same rules speak of."""

    stores: tuple[Store, ...]
    figures: Figures
    rules: tuple[Rule, ...]
    said: Said


def figures_of(stores: Sequence[Store], measures: tuple[Measure, ...]) -> dict[str, Figures]:
    """Return the figures of each store by name; stores with the same members share one."""
    shared: dict[Hashable, Figures] = {}
    found: dict[str, Figures] = {}
    for store in stores:
        names = {
            dimension: tuple(member.name for member in members)
            for dimension, members in store.members.items()
        }
        place = frozenset(names.items())
        found[store.name] = shared.setdefault(place, Figures(measures, names))
    return found


def regimes(
    stores: Sequence[Store],
    figures: Mapping[str, Figures],
    rules: Sequence[Rule],
    said: Said,
    starts: date | None,
    accounts: Accounts,
) -> tuple[Regime, ...]:
    """Return every regime, by its first store as the project lists them, then by first day."""
    found: list[Regime] = []
    for likes in _alike(stores, figures, rules, said):
        for first, last in _periods(likes, starts):
            found.extend(_regimes(likes, first, last, accounts))
    places = {store: place for place, store in enumerate(stores)}
    earliest = date.min
    return tuple(sorted(found, key=lambda each: (places[each.stores[0]], each.first or earliest)))


def _alike(
    stores: Sequence[Store],
    figures: Mapping[str, Figures],
    rules: Sequence[Rule],
    said: Said,
) -> Iterator[_Likes]:
    naming: dict[str, list[int]] = {}
    scopes = [*(rule.scope for rule in rules), *said.scopes]
    for index, scope in enumerate(scopes):
        for name in scope.stores:
            naming.setdefault(name, []).append(index)
    groups: dict[Hashable, list[Store]] = {}
    for store in stores:
        place = (figures[store.name], tuple(naming.get(store.name, ())))
        groups.setdefault(place, []).append(store)
    for group in groups.values():
        name = group[0].name
        yield _Likes(
            tuple(group),
            figures[name],
            tuple(rule for rule in rules if rule.scope.at_store(name)),
            said.at_store(name),
        )


def _periods(likes: _Likes, starts: date | None) -> tuple[tuple[date | None, date | None], ...]:
    """Return the stretches of days between which nothing begins or ends."""
    cuts: set[date] = set()
    for scope in (*(rule.scope for rule in likes.rules), *likes.said.scopes):
        cuts.update(_cuts(scope))
    days = sorted(day for day in cuts if starts is None or day > starts)
    firsts = [starts, *days]
    lasts = [*(day - timedelta(days=1) for day in days), None]
    return tuple(zip(firsts, lasts, strict=True))


def _cuts(scope: Scope) -> Iterator[date]:
    if scope.first and scope.last and scope.last < scope.first:
        return
    if scope.first and scope.first > date.min:
        yield scope.first
    if scope.last and scope.last < date.max:
        yield scope.last + timedelta(days=1)


def _within(scope: Scope, first: date | None, last: date | None) -> bool:
    """Whether a scope covers a period; it covers all of it or nothing, by how periods are cut."""
    if scope.first is not None and (first is None or first < scope.first):
        return False
    return scope.last is None or (last is not None and last <= scope.last)


def _regimes(
    likes: _Likes, first: date | None, last: date | None, accounts: Accounts
) -> Iterator[Regime]:
    wins = list(_wins(likes, first, last))
    said = likes.said.kept(lambda scope: _within(scope, first, last))
    skipped = tuple((win.rule, win.member) for win in wins if isinstance(win.rule, Skip))
    conflicts = _distinct(each for win in wins for each in win.conflicts)
    posts = [(win.rule, win.member) for win in wins if isinstance(win.rule, Post)]
    for part in _by_accounts(likes.stores, posts, said, accounts):
        yield Regime(
            part.stores,
            first,
            last,
            likes.figures,
            part.postings,
            skipped,
            said.nevers,
            conflicts,
            part.clearings,
            part.tolerance,
        )


def _wins(likes: _Likes, first: date | None, last: date | None) -> list[Win]:
    """Return every win, in the order of the rules, then of the members."""
    competing: dict[Amount, list[Rule]] = {}
    for rule in likes.rules:
        if _within(rule.scope, first, last):
            competing.setdefault(rule.amount, []).append(rule)
    wins = [
        win
        for amount, rules in competing.items()
        for win in winners(rules, likes.figures.members_of(amount))
    ]
    # Members come in order within an amount, and sorting keeps equal keys as they stand.
    return sorted(wins, key=lambda win: win.rule.order)


def _distinct(conflicts: Iterator[Conflict]) -> tuple[Conflict, ...]:
    found: dict[tuple[Rule, Rule], Conflict] = {}
    for conflict in conflicts:
        found.setdefault((conflict.first, conflict.second), conflict)
    return tuple(found.values())


class _Part(NamedTuple):
    """Stores whose accounts coincide in the same places, and the first one's accounts."""

    stores: tuple[Store, ...]
    postings: tuple[Posting, ...]
    clearings: tuple[Clearing, ...]
    tolerance: Tolerance | None


def _by_accounts(
    stores: tuple[Store, ...], posts: list[tuple[Post, str | None]], said: Said, accounts: Accounts
) -> Iterator[_Part]:
    """Divide stores by where their accounts coincide; each part with its first's accounts."""
    named: list[Clears | Differences] = [*said.clears, *said.differences]
    varies = any(each.account.asks(STORE) for each in named)
    if not varies and not any(_varies(rule) for rule, _ in posts):
        yield _part(stores, posts, said, accounts)
        return
    groups: dict[Hashable, tuple[list[Store], _Part]] = {}
    for store in stores:
        part = _part((store,), posts, said, accounts)
        groups.setdefault(_coincidences(part), ([], part))[0].append(store)
    for members, part in groups.values():
        yield part._replace(stores=tuple(members))


def _part(
    stores: tuple[Store, ...], posts: list[tuple[Post, str | None]], said: Said, accounts: Accounts
) -> _Part:
    store = stores[0]
    clearings = tuple(Clearing(each, accounts.of_statement(each, store)) for each in said.clears)
    # Of several the one that names stores holds; two such are told of, and the first stands in.
    chosen = sorted(said.differences, key=lambda each: not each.scope.stores)[:1]
    tolerances = [Tolerance(each, accounts.of_statement(each, store)) for each in chosen]
    tolerance = tolerances[0] if tolerances else None
    return _Part(stores, _postings(store, posts, accounts), clearings, tolerance)


def _varies(rule: Post) -> bool:
    """Whether what a rule writes can differ between stores that have the same members."""
    for template in (rule.debit, rule.credit, rule.klass, rule.memo):
        if template is not None and template.fixed is None:
            dimension = rule.amount.dimension
            if template.asks(STORE) or (dimension and template.asks_attribute(dimension.name)):
                return True
    return False


def _postings(
    store: Store, posts: list[tuple[Post, str | None]], accounts: Accounts
) -> tuple[Posting, ...]:
    out: list[Posting] = []
    for rule, name in posts:
        debit = accounts.of_post(rule, "debit", store, name)
        credit = accounts.of_post(rule, "credit", store, name)
        for template in (rule.klass, rule.memo):
            if template is not None:
                accounts.check_text(template, store, accounts.member(rule, store, name))
        out.append(Posting(rule, name, debit, credit))
    return tuple(out)


def _coincidences(part: _Part) -> tuple[int, ...]:
    numbers: dict[Account | None, int] = {None: 0}
    named: list[Account | None] = [
        account for posting in part.postings for account in (posting.debit, posting.credit)
    ]
    named += (each.account for each in part.clearings)
    named += [part.tolerance.account] if part.tolerance else []
    return tuple(numbers.setdefault(account, len(numbers)) for account in named)
