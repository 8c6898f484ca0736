"""Accounts of two charts: those that are called otherwise, and what else is said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from crossfoot.comparison.result import Remark, Topic
from crossfoot.model.chart import Account, Chart
from crossfoot.model.names import key


def renamed(before: Chart, after: Chart) -> dict[str, Account]:
    """Return what accounts are called now, by the key of the name that they had before.

    An account is the same if it has the same ListID of QuickBooks, also where two have changed
    names. Where it has none, it is if it has the same number and type, and neither name stands in
    the other chart.
    """
    return {**_by_number(before, after), **_by_id(before, after)}


def _by_id(before: Chart, after: Chart) -> dict[str, Account]:
    now = {each.id: each for each in after.accounts if each.id}
    pairs = ((key(each.name), now[each.id]) for each in before.accounts if each.id in now)
    return {name: account for name, account in pairs if name != key(account.name)}


def _by_number(before: Chart, after: Chart) -> dict[str, Account]:
    gone = [each for each in before.accounts if key(each.name) not in after.by_name]
    new = [each for each in after.accounts if key(each.name) not in before.by_name]
    by_mark = {mark: each for each in new for mark in _marks(each)}
    single = {mark for mark in by_mark if _count(mark, new) == _count(mark, gone) == 1}
    return {
        key(each.name): by_mark[mark]
        for each in gone
        for mark in list(_marks(each))[:1]
        if mark in single
    }


def remarks_on_accounts(before: Chart, after: Chart, used: Collection[str]) -> Iterator[Remark]:
    """Yield what charts say otherwise of accounts that are `used`, by the keys of later names."""
    others = renamed(before, after)
    for old in before.accounts:
        new = others.get(key(old.name)) or after.by_name.get(key(old.name))
        if new is not None and key(new.name) in used:
            yield from (Remark(Topic.ACCOUNTS, None, text) for text in _otherwise(old, new))


def _otherwise(old: Account, new: Account) -> Iterator[str]:
    if key(old.name) != key(new.name) or (old.number or "") != (new.number or ""):
        yield f"`{old.shown}` is called `{new.shown}`"
    if old.type != new.type:
        yield f"`{new.shown}` is of the type {new.type_name}, before: {old.type_name}"
    if old.currency != new.currency:
        was, now = (each.currency or "the home currency" for each in (old, new))
        yield f"`{new.shown}` is kept in {now}, before: {was}"
    if old.id and new.id and old.id != new.id:
        yield f"`{new.shown}` is not the account that was called so: QuickBooks has another of it"


def _marks(account: Account) -> Iterator[tuple[str, ...]]:
    """Yield what tells an account, whatever it is called; the best first."""
    if account.id:
        yield "id", account.id
    elif account.number:
        yield "number", key(account.number), account.type


def _count(mark: tuple[str, ...], accounts: Iterable[Account]) -> int:
    return sum(mark in _marks(each) for each in accounts)
