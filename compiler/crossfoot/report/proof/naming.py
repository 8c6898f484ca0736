"""What an account is called where a proof holds: stores may have one each for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crossfoot.model.chart import Account
from crossfoot.model.names import key
from crossfoot.model.rules import Clears, Differences, Naming, Post, Template
from crossfoot.model.ruleset import Clearing, Regime, Ruleset, Tolerance
from crossfoot.model.stores import Member, Store
from crossfoot.report.proof.sheet import Named, Place
from crossfoot.report.summary import period
from crossfoot.resolve.templates import STORE, filled


class End(NamedTuple):
    """A place at which rules name an account; `account` is that of a regime's first store."""

    rule: Naming
    side: str
    template: Template
    member: str | None
    account: Account | None


def ends_of(regime: Regime) -> tuple[End, ...]:
    """Return where the rules first name each account that is posted to, in that order."""
    found: dict[Account, End] = {}
    for end in _posted(regime):
        if end.account is not None:
            found.setdefault(end.account, end)
    return tuple(found.values())


def _posted(regime: Regime) -> Iterator[End]:
    """Yield both sides of each posting, the debit first."""
    for posting in regime.postings:
        rule, member = posting.rule, posting.member
        for side, template, account in (
            ("debit", rule.debit, posting.debit),
            ("credit", rule.credit, posting.credit),
        ):
            if template is not None:
                yield End(rule, side, template, member, account)


def end_of(each: Clearing | Tolerance) -> End:
    """Return where a statement names its account."""
    rule: Clears | Differences = each.rule
    return End(rule, rule.side, rule.account, None, each.account)


class Names:
    """Accounts by store, for the regimes of a project."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._accounts = {(use.rule, use.side, use.written): use.account for use in ruleset.uses}
        self._members: dict[tuple[Store, str], Mapping[str, Member]] = {}

    def of(self, ends: Sequence[End], regimes: Sequence[Regime]) -> tuple[Named, ...]:
        """Return an account's names, each with the places where it is called so.

        `ends` are where each regime names it; the places are those of `places_of`.
        """
        found: dict[str, list[int]] = {}
        for place, account in enumerate(self._each(ends, regimes)):
            if account is not None:
                found.setdefault(account.shown, []).append(place)
        return tuple(Named(name, tuple(places)) for name, places in found.items())

    def at(self, store: Store, regime: Regime) -> tuple[str, ...]:
        """Return the full name of the account of every leg, then of all that is said to clear.

        The account for differences is the last, where there is one. ``?`` is one that the chart
        does not have.
        """
        ends = [*_posted(regime), *map(end_of, regime.clearings)]
        ends += [end_of(regime.tolerance)] if regime.tolerance else []
        accounts = (self._at(end, store) if _varies(end) else end.account for end in ends)
        return tuple("?" if account is None else account.name for account in accounts)

    def _each(self, ends: Sequence[End], regimes: Sequence[Regime]) -> Iterator[Account | None]:
        for end, regime in zip(ends, regimes, strict=True):
            varies = _varies(end)
            for store in regime.stores:
                yield self._at(end, store) if varies else end.account

    def _at(self, end: End, store: Store) -> Account | None:
        parts = filled(end.template, store, self._member(end, store))
        written = "".join(part for part in parts if isinstance(part, str))
        return self._accounts.get((end.rule, end.side, written))

    def _member(self, end: End, store: Store) -> Member | None:
        if not isinstance(end.rule, Post) or end.rule.amount.dimension is None:
            return None
        dimension = key(end.rule.amount.dimension.name)
        if (store, dimension) not in self._members:
            listed = store.members.get(dimension, ())
            self._members[store, dimension] = {key(member.name): member for member in listed}
        return self._members[store, dimension].get(key(end.member or ""))


def _varies(end: End) -> bool:
    """Whether stores with the same members may have different accounts there."""
    dimension = end.rule.amount.dimension if isinstance(end.rule, Post) else None
    asks_member = dimension is not None and end.template.asks_attribute(dimension.name)
    return end.template.asks(STORE) or asks_member


def places_of(regimes: Sequence[Regime]) -> tuple[Place, ...]:
    """Return where and when regimes are in force, store by store."""
    return tuple(
        Place(store.name, regime.first, regime.last, period(regime))
        for regime in regimes
        for store in regime.stores
    )
