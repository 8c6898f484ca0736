"""Accounts that are called otherwise in another version of the chart, and are the same account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.model.chart import Account, Chart
from crossfoot.model.names import key


def renamed(before: Chart, after: Chart) -> dict[str, Account]:
    """Return what accounts are called now, by the key of the name that they had before.

    An account is the same if it has the same ListID of QuickBooks; where it has none, if it has
    the same number and type. Neither name may stand in the other chart.
    """
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


def _marks(account: Account) -> Iterator[tuple[str, ...]]:
    """Yield what tells an account, whatever it is called; the best first."""
    if account.id:
        yield "id", account.id
    elif account.number:
        yield "number", key(account.number), account.type


def _count(mark: tuple[str, ...], accounts: Iterable[Account]) -> int:
    return sum(mark in _marks(each) for each in accounts)
