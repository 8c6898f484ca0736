"""The chart of accounts, and how an account is found by what an accountant writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crossfoot.model.names import key
from crossfoot.source import Span

ACCOUNT_TYPES: dict[str, str] = {
    "AccountsPayable": "Accounts Payable",
    "AccountsReceivable": "Accounts Receivable",
    "Bank": "Bank",
    "CostOfGoodsSold": "Cost of Goods Sold",
    "CreditCard": "Credit Card",
    "Equity": "Equity",
    "Expense": "Expense",
    "FixedAsset": "Fixed Asset",
    "Income": "Income",
    "LongTermLiability": "Long Term Liability",
    "NonPosting": "Non-Posting",
    "OtherAsset": "Other Asset",
    "OtherCurrentAsset": "Other Current Asset",
    "OtherCurrentLiability": "Other Current Liability",
    "OtherExpense": "Other Expense",
    "OtherIncome": "Other Income",
}
"""QuickBooks' account types (qbXML AccountTypeEnum), each with its name on screen."""

SEPARATORS = (" · ", " - ")


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """One account. `name` is the full name, ``Parent:Child``; `type` a key of ACCOUNT_TYPES.

    `special` is QuickBooks' SpecialAccountType; `currency` is set for a foreign account. `id` is
    QuickBooks' ListID, None where the account was never imported.
    """

    name: str
    number: str | None
    type: str
    special: str | None
    active: bool
    currency: str | None
    at: Span
    id: str | None = None

    @property
    def shown(self) -> str:
        """The account as QuickBooks shows it, ``4010 · Food``: what `Chart.find` finds it by.

        With a number the parents are left out, since a number belongs to the part it stands
        before.
        """
        return f"{self.number} · {self.name.rpartition(':')[2]}" if self.number else self.name

    @property
    def type_name(self) -> str:
        """The type's name on QuickBooks' screen."""
        return ACCOUNT_TYPES[self.type]


class NoSuchAccount(LookupError):
    """No account, or more than one, fits what was written; the message says which."""


@dataclass(frozen=True, slots=True)
class Inactive:
    """What QuickBooks' lists hold and no longer offer: QuickBooks refuses whatever names it."""

    classes: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Chart:
    """All accounts in the chart's order, and the lists that ride along with it.

    `classes`, `vendors`, `terms` are what may be named: those of the chart file, then those of
    the lists beside it, without the `inactive` ones. They are None where neither is there: then
    nothing is known about them and nothing is checked. `due_days` are the days after which a
    bill is due, by the key of its terms' name, for terms that say so.
    """

    accounts: tuple[Account, ...]
    at: Span
    classes: tuple[str, ...] | None = None
    vendors: tuple[str, ...] | None = None
    terms: tuple[str, ...] | None = None
    inactive: Inactive = Inactive()
    due_days: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Account]:
        """Accounts by the key of their full name."""
        return {key(account.name): account for account in self.accounts}

    @cached_property
    def by_number(self) -> dict[str, tuple[Account, ...]]:
        """Accounts by number; QuickBooks allows a number twice only by accident."""
        found: dict[str, tuple[Account, ...]] = {}
        for account in self.accounts:
            if account.number:
                number = key(account.number)
                found[number] = (*found.get(number, ()), account)
        return found

    @cached_property
    def by_leaf(self) -> dict[str, tuple[Account, ...]]:
        """Accounts by the last part of their name."""
        found: dict[str, tuple[Account, ...]] = {}
        for account in self.accounts:
            leaf = key(account.name.rpartition(":")[2])
            found[leaf] = (*found.get(leaf, ()), account)
        return found

    def find(self, written: str) -> Account:
        """Return the account that a reference means.

        It may be the full name, the number, or as QuickBooks shows it: a number stands before
        the part it belongs to (``4000 · Sales:4010 · Food``), and ``4010 · Food`` may leave
        the parents out. Raises NoSuchAccount, whose message says what does not fit: none,
        several, or a number and a name that disagree.
        """
        whole = self.by_name.get(key(written))
        if whole is not None:
            return whole
        numbered = self.by_number.get(key(written), ())
        if numbered:
            return _only(numbered, written)
        return self._as_shown(written)

    def _as_shown(self, written: str) -> Account:
        parts = [_split(part) for part in written.split(":")]
        names = [name for _, name in parts]
        account = self.by_name.get(key(":".join(names)))
        if account is None and parts[0][0] is not None:
            account = self._without_parents(parts, written)
        if account is None:
            raise NoSuchAccount("is not in the chart of accounts")
        self._agree(account, parts)
        return account

    def _without_parents(self, parts: list[tuple[str | None, str]], written: str) -> Account | None:
        number = parts[0][0] or ""
        tail = key(":".join(name for _, name in parts))
        fits = [
            account
            for account in self.by_leaf.get(key(parts[-1][1]), ())
            if key(account.name).endswith(":" + tail)
        ]
        right = [account for account in fits if self._number_of(account, len(parts)) == key(number)]
        if right or fits:
            return _only(tuple(right or fits), written)
        return None

    def _number_of(self, account: Account, depth: int) -> str | None:
        """Return the number of the ancestor that the first of `depth` written parts names."""
        names = account.name.split(":")
        top = self.by_name.get(key(":".join(names[: len(names) - depth + 1])))
        return key(top.number) if top and top.number else None

    def _agree(self, account: Account, parts: list[tuple[str | None, str]]) -> None:
        names = account.name.split(":")
        skipped = len(names) - len(parts)
        for index, (number, _) in enumerate(parts):
            if number is None:
                continue
            owner = self.by_name.get(key(":".join(names[: skipped + index + 1])))
            if owner is None or owner.number is None or key(owner.number) != key(number):
                actual = owner.number if owner else None
                has = f"has number {actual}" if actual else "has no number"
                shown = owner.name if owner else ":".join(names[: skipped + index + 1])
                raise NoSuchAccount(f"does not fit the chart: `{shown}` {has}, not {number}")


def _split(part: str) -> tuple[str | None, str]:
    for separator in SEPARATORS:
        number, found, name = part.partition(separator)
        if found and any(c.isdigit() for c in number) and " " not in number.strip():
            return number.strip(), name.strip()
    return None, part.strip()


def _only(fits: tuple[Account, ...], written: str) -> Account:
    if len(fits) == 1:
        return fits[0]
    names = ", ".join(f"`{account.shown}`" for account in fits)
    raise NoSuchAccount(f"could be {names}: write the full name")
