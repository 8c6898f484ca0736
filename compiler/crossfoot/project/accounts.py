"""Reads the chart of accounts."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.chart import ACCOUNT_TYPES, Account, Chart
from crossfoot.model.names import key
from crossfoot.project.decode import Notes, anything, items, one_of, table, text, yes_or_no
from crossfoot.project.fault import Fault, Unfit
from crossfoot.project.nodes import Node, Table

KEYS = ("accounts", "currency", "classes", "vendors", "terms")
ACCOUNT_KEYS = ("name", "id", "number", "type", "special", "active", "currency", "description")

_TYPES = {**{shown: name for name, shown in ACCOUNT_TYPES.items()}, **{n: n for n in ACCOUNT_TYPES}}
_type = one_of(_TYPES)


def type_of(written: str) -> str | None:
    """Return a type as qbXML has it, from how it is written or shown; None where it is none."""
    return _TYPES.get(written)


def chart(node: Node, notes: Notes) -> Chart:
    """Return the chart; whatever is wrong with it goes into `notes`."""
    top = table(node)
    notes.only(top, KEYS)
    reader = _Reader(notes, notes.value(top, "currency", text))
    if not any(entry.name == "accounts" for entry in top.entries):
        notes.unfit.append(Fault("`accounts:` is missing here", top.at))
    accounts = notes.each(reader.account, notes.value(top, "accounts", items) or ())
    notes.faults.extend(_twice(accounts))
    classes, vendors, terms = (_names(top, name, notes) for name in KEYS[2:])
    return Chart(accounts, top.at, classes, vendors, terms)


class _Reader:
    def __init__(self, notes: Notes, home: str | None) -> None:
        self._notes = notes
        self._home = None if home is None else key(home)

    def account(self, node: Node) -> Account | None:
        """Return one account, or None where too little of it is known."""
        notes, entry = self._notes, table(node)
        notes.only(entry, ACCOUNT_KEYS)
        name = notes.needed(entry, "name", _full_name)
        kind = notes.needed(entry, "type", _type)
        id_ = notes.value(entry, "id", text)
        number = notes.value(entry, "number", text)
        special = notes.value(entry, "special", text)
        currency = notes.value(entry, "currency", text)
        active = notes.value(entry, "active", yes_or_no)
        notes.value(entry, "description", anything)
        if name is None or kind is None:
            return None
        return Account(
            name,
            None if number is None else number.strip(),
            _TYPES[kind],
            special,
            active is not False,
            self._foreign(currency),
            entry.value_at("name"),
            id_,
        )

    def _foreign(self, currency: str | None) -> str | None:
        return None if currency is None or key(currency) == self._home else currency


def _full_name(node: Node) -> str:
    """Return an account's name with its parents, no part of it blank."""
    parts = [part.strip() for part in text(node).split(":")]
    if not all(parts):
        raise Unfit(Fault("a part of this name is missing", node.at))
    return ":".join(parts)


def _names(top: Table, name: str, notes: Notes) -> tuple[str, ...] | None:
    """Return a list of names, None where the chart does not have that list at all."""
    if not any(entry.name == name for entry in top.entries):
        return None
    return notes.each(text, notes.value(top, name, items) or ())


def _twice(accounts: tuple[Account, ...]) -> Iterator[Fault]:
    names: dict[str, Account] = {}
    numbers: dict[str, Account] = {}
    ids: dict[str, Account] = {}
    for account in accounts:
        earlier = names.setdefault(key(account.name), account)
        if earlier is not account:
            message = f"the account `{account.name}` is in the chart twice"
            yield Fault(message, account.at, earlier=earlier.at)
        elif account.id is not None and ids.setdefault(account.id, account) is not account:
            earlier = ids[account.id]
            message = f"`{earlier.name}` and `{account.name}` have the same id"
            yield Fault(message, account.at, "take it out of one of them", earlier.at)
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
