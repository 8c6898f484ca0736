"""Regimes: what is in force at which stores over which days.

Rules are compared once for all stores that have the same members and are named by the same
rules; the days are cut wherever a rule begins or ends.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.model.amounts import Amount, Measure
from crossfoot.model.chart import Account
from crossfoot.model.figures import Figures
from crossfoot.model.rules import Never, Post, Rule, Scope, Skip
from crossfoot.model.ruleset import Conflict, Posting, Regime
from crossfoot.model.stores import Store
from crossfoot.resolve.accounts import Accounts
from crossfoot.resolve.templates import STORE
from crossfoot.resolve.winners import Win, winners


@dataclass(frozen=True, slots=True)
class _Likes:
    """Stores with the same members that the same rules speak of."""

    stores: tuple[Store, ...]
    figures: Figures
    rules: tuple[Rule, ...]
    nevers: tuple[Never, ...]


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
    nevers: Sequence[Never],
    starts: date | None,
    accounts: Accounts,
) -> tuple[Regime, ...]:
    """Return every regime, by its first store as the project lists them, then by first day."""
    found: list[Regime] = []
    for likes in _alike(stores, figures, rules, nevers):
        for first, last in _periods(likes, starts):
            found.extend(_regimes(likes, first, last, accounts))
    places = {store: place for place, store in enumerate(stores)}
    earliest = date.min
    return tuple(sorted(found, key=lambda each: (places[each.stores[0]], each.first or earliest)))


def _alike(
    stores: Sequence[Store],
    figures: Mapping[str, Figures],
    rules: Sequence[Rule],
    nevers: Sequence[Never],
) -> Iterator[_Likes]:
    naming: dict[str, list[int]] = {}
    claims = [*rules, *nevers]
    for index, rule in enumerate(claims):
        for name in rule.scope.stores:
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
            tuple(never for never in nevers if never.scope.at_store(name)),
        )


def _periods(likes: _Likes, starts: date | None) -> tuple[tuple[date | None, date | None], ...]:
    """Return the stretches of days between which nothing begins or ends."""
    cuts: set[date] = set()
    for each in (*likes.rules, *likes.nevers):
        cuts.update(_cuts(each.scope))
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
    nevers = tuple(each for each in likes.nevers if _within(each.scope, first, last))
    skipped = tuple((win.rule, win.member) for win in wins if isinstance(win.rule, Skip))
    conflicts = _distinct(each for win in wins for each in win.conflicts)
    posts = [(win.rule, win.member) for win in wins if isinstance(win.rule, Post)]
    for stores, postings in _by_accounts(likes.stores, posts, accounts):
        yield Regime(stores, first, last, likes.figures, postings, skipped, nevers, conflicts)


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


def _by_accounts(
    stores: tuple[Store, ...], posts: list[tuple[Post, str | None]], accounts: Accounts
) -> Iterator[tuple[tuple[Store, ...], tuple[Posting, ...]]]:
    """Divide stores by where their accounts coincide; each part with its first's postings."""
    if not any(_varies(rule) for rule, _ in posts):
        yield stores, _postings(stores[0], posts, accounts)
        return
    groups: dict[Hashable, tuple[list[Store], tuple[Posting, ...]]] = {}
    for store in stores:
        postings = _postings(store, posts, accounts)
        place = _coincidences(postings)
        groups.setdefault(place, ([], postings))[0].append(store)
    for members, postings in groups.values():
        yield tuple(members), postings


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


def _coincidences(postings: tuple[Posting, ...]) -> tuple[int, ...]:
    numbers: dict[Account | None, int] = {None: 0}
    return tuple(
        numbers.setdefault(account, len(numbers))
        for posting in postings
        for account in (posting.debit, posting.credit)
    )
