"""What a name that somebody asks for may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crossfoot.model.amounts import Amount, Dimension
from crossfoot.model.chart import Account, NoSuchAccount
from crossfoot.model.figures import Figures
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.resolve.lexicon import splits
from crossfoot.suggest import did_you_mean


class Readings(NamedTuple):
    """All that a name means: an amount or a member of one, an account, members by themselves."""

    amount: tuple[Amount, str | None] | None
    account: Account | None
    members: tuple[tuple[Dimension, str], ...]


def readings(ruleset: Ruleset, name: str) -> Readings:
    """Return what a name means in a project, in any case."""
    return Readings(_amount(ruleset, name), _account(ruleset, name), tuple(_members(ruleset, name)))


def nearest_name(ruleset: Ruleset, name: str) -> str | None:
    """Return a help line for a name that nothing is called."""
    amounts = [amount.name for amount in ruleset.model.amounts.values()]
    accounts = [account.shown for account in ruleset.project.chart.accounts]
    members = [
        member
        for figures in each_figures(ruleset)
        for listed in figures.members.values()
        for member in listed
    ]
    return did_you_mean(name, [*amounts, *accounts, *members])


def each_figures(ruleset: Ruleset) -> Iterable[Figures]:
    """Return the figures of all stores; those that stores share, once."""
    return dict.fromkeys(ruleset.figures.values())


def _account(ruleset: Ruleset, name: str) -> Account | None:
    try:
        return ruleset.project.chart.find(name)
    except NoSuchAccount:
        return None


def _amount(ruleset: Ruleset, name: str) -> tuple[Amount, str | None] | None:
    whole = ruleset.model.amounts.get(key(name))
    if whole is not None:
        return whole, None
    for family, member in splits(name):
        amount = ruleset.model.amounts.get(key(family))
        if amount is not None and amount.dimension is not None:
            known = _called(ruleset, amount.dimension, member)
            if known is not None:
                return amount, known
    return None


def _members(ruleset: Ruleset, name: str) -> Iterator[tuple[Dimension, str]]:
    for dimension in ruleset.model.dimensions:
        member = _called(ruleset, dimension, name)
        if member is not None:
            yield dimension, member


def _called(ruleset: Ruleset, dimension: Dimension, name: str) -> str | None:
    """Return a member as it is first declared."""
    for figures in each_figures(ruleset):
        for member in figures.members.get(key(dimension.name), ()):
            if key(member) == key(name):
                return member
    return None
