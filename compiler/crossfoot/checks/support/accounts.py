"""Quoted accounts that come out wrong, each with the stores and members it is wrong for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from crossfoot.checks.support.filling import Spread, amount_dimension, spread
from crossfoot.checks.support.wording import at_stores, for_members, listed
from crossfoot.diagnostic import Related
from crossfoot.model.chart import Account
from crossfoot.model.names import account_subject, subject
from crossfoot.model.rules import Clears, Post, Template, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.resolve.templates import STORE


class Fault(NamedTuple):
    """A quoted account, and all it comes to that is wrong in one way."""

    uses: tuple[Use, ...]
    spreads: tuple[Spread, ...]

    @property
    def template(self) -> Template:
        """The quoted account."""
        return self.uses[0].template

    @property
    def written(self) -> tuple[str, ...]:
        """What it comes to, each once."""
        return tuple(dict.fromkeys(use.written for use in self.uses))

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts in question, each once."""
        return tuple(dict.fromkeys(use.account for use in self.uses if use.account))

    @property
    def named(self) -> str:
        """``account `4000 · Sales` is``, ``accounts … are``."""
        return subject_of([account.shown for account in self.accounts])

    @property
    def members(self) -> tuple[str, ...]:
        """The members that it varies with and is wrong for."""
        return tuple(dict.fromkeys(name for each in self.spreads for name in each.members))

    @property
    def stores(self) -> tuple[str, ...]:
        """The stores that it varies with and is wrong at."""
        return tuple(dict.fromkeys(name for each in self.spreads for name in each.stores))

    @property
    def where(self) -> str:
        """For which members and stores, where the account is an attribute of theirs.

        An account made of their names says so itself.
        """
        rule, template = self.uses[0].rule, self.template
        amount = rule.amount if isinstance(rule, Post) else None
        of_members = template.asks_attribute(amount_dimension(amount))
        of_stores = of_members or template.asks_attribute(STORE)
        said = for_members(self.members if of_members else ())
        said += at_stores(self.stores if of_stores else ())
        return f",{said}" if said else ""

    @property
    def about(self) -> tuple[str, ...]:
        """What an `allow` may name to excuse it."""
        rule = self.uses[0].rule
        own = subject(rule.amount.name, rule.member) if isinstance(rule, Post) else ()
        accounts = self.accounts
        return (*own, account_subject(accounts[0].name)) if len(accounts) == 1 else own

    def in_chart(self, message: str) -> tuple[Related, ...]:
        """Point at the accounts' own entries."""
        return tuple(Related(account.at, message) for account in self.accounts[:3])


def subject_of(names: list[str]) -> str:
    """Return ``account `4000 · Sales` is``, or ``accounts … are``."""
    return f"account{'s' * (len(names) > 1)} {listed(names)} {'are' if names[1:] else 'is'}"


def faults(
    ruleset: Ruleset,
    is_wrong: Callable[[Use], bool],
    kind: Callable[[Use], Hashable] = lambda use: None,
) -> Iterator[Fault]:
    """Yield each quoted account that comes out wrong, apart for each `kind` of wrong."""
    wrong = [use for use in ruleset.uses if is_wrong(use)]
    found: dict[Hashable, list[Use]] = {}
    for use in wrong:
        at = use.template.at
        found.setdefault((at.source.path, at.start, kind(use)), []).append(use)
    spreads = spread(ruleset, wrong)
    for uses in found.values():
        yield fault(uses, spreads)


def fault(uses: Iterable[Use], spreads: Mapping[Use, Spread]) -> Fault:
    """Return uses of one quoted account with the stores and members they stand for."""
    each_once = tuple(dict.fromkeys(uses))
    return Fault(each_once, tuple(spreads[use] for use in each_once if use in spreads))


def is_posted_to(use: Use) -> bool:
    """Whether a use books money to its account; `clears` only speaks of it."""
    return use.account is not None and not isinstance(use.rule, Clears)


def wrong_accounts(ruleset: Ruleset, is_wrong: Callable[[Account], bool]) -> Iterator[Fault]:
    """Yield each quoted account that is posted to and wrong in itself."""
    return faults(
        ruleset,
        lambda use: use.account is not None and is_posted_to(use) and is_wrong(use.account),
    )
