"""Reads the chart of accounts."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.chart import ACCOUNT_TYPES, Account, Chart
from crossfoot.model.names import key
from crossfoot.project.decode import items, needed, optional, table, text
from crossfoot.project.nodes import Node, Table
from crossfoot.project.shape import Fault, Unfit

KEYS = ("accounts", "currency", "classes", "vendors", "terms")
ACCOUNT_KEYS = ("name", "number", "type", "special", "active", "currency", "description")

_TYPES = {**{shown: name for name, shown in ACCOUNT_TYPES.items()}, **{n: n for n in ACCOUNT_TYPES}}


def chart(node: Node) -> tuple[Chart, tuple[Fault, ...]]:
    """Return the chart, and names or numbers that stand in it twice.

    Raises Unfit at the first node that is not of the shape of a chart.
    """
    top = table(node, KEYS)
    needed_list = top.get("accounts")
    home = optional(top, "currency")
    accounts = tuple(_account(each, home) for each in items(needed_list))
    if not any(entry.name == "accounts" for entry in top.entries):
        raise Unfit(Fault("`accounts:` is missing here", top.at))
    lists = (_names(top, name) for name in ("classes", "vendors", "terms"))
    return Chart(accounts, top.at, *lists), tuple(_twice(accounts))


def _account(node: Node, home: str | None) -> Account:
    entry = table(node, ACCOUNT_KEYS)
    name = needed(entry, "name")
    kind = needed(entry, "type")
    known = _TYPES.get(text(kind.value))
    if known is None:
        raise Unfit(Fault(f"`{text(kind.value)}` is not an account type", kind.value.at))
    currency = optional(entry, "currency")
    return Account(
        ":".join(part.strip() for part in text(name.value).split(":")),
        optional(entry, "number"),
        known,
        optional(entry, "special"),
        _is_active(entry),
        None if currency is None or (home and key(currency) == key(home)) else currency,
        name.value.at,
    )


def _is_active(entry: Table) -> bool:
    active = optional(entry, "active")
    if active not in (None, "true", "false"):
        raise Unfit(Fault("`active` should be true or false", needed(entry, "active").value.at))
    return active != "false"


def _names(top: Table, name: str) -> tuple[str, ...] | None:
    """Return a list of names, None where the chart does not have that list at all."""
    if not any(entry.name == name for entry in top.entries):
        return None
    return tuple(text(node) for node in items(top.get(name)))


def _twice(accounts: tuple[Account, ...]) -> Iterator[Fault]:
    names: dict[str, Account] = {}
    numbers: dict[str, Account] = {}
    for account in accounts:
        earlier = names.setdefault(key(account.name), account)
        if earlier is not account:
            message = f"the account `{account.name}` is in the chart twice"
            yield Fault(message, account.at, earlier=earlier.at)
        if account.number is None:
            continue
        earlier = numbers.setdefault(key(account.number), account)
        if earlier is not account and key(earlier.name) != key(account.name):
            yield Fault(
                f"`{earlier.name}` and `{account.name}` both have number {account.number}",
                account.at,
                "give each account a number of its own, as QuickBooks does",
                earlier.at,
            )
