"""Shops made up at random: many of them sound, many with a fault, some with several."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from described import (
    ALWAYS,
    Clears,
    Differences,
    Never,
    Rule,
    Scope,
    Shop,
    Term,
)
from drawn_measures import WHOLE, Measuring, Named

FEATURES = frozenset({"shares", "beside", "clears", "differences", "days", "stores"})
"""What a shop may have besides whole numbers at one store and at all times.

``beside`` are whole amounts that are added to a share before it is rounded.
"""

ACCOUNTS = ("1 Cash", "2 Safe", "3 Income", "4 Owed", "5 Cost", "6 Bank {store}", "Till")
TURNS = (date(2026, 2, 1), date(2026, 4, 15), date(2026, 7, 1))


class _Making(Measuring):
    """A shop in the making."""

    # ---- where it is posted

    def account(self, by: str | None = None) -> str:
        special = f"Of {{{by}}}" if by and self.chance(0.2) else None
        return special or self.rng.choice(ACCOUNTS)

    def post(self, term: Term, *, till: bool = False) -> None:
        """Post a term to the debit, or to the credit where it is taken away; once only."""
        if abs(term.factor) != 1:
            term = self._times(term)
        if any((rule.name, rule.member) == (term.name, term.member) for rule in self.rules):
            return
        account = "Till" if till else self.account(self.names[term.name].by)
        other = self.account() if till else None
        debit, credit = (account, other) if term.factor > 0 else (other, account)
        self.rules.append(Rule(term.name, term.member, debit, credit))

    def _times(self, term: Term) -> Term:
        """Return a term as one of a name that takes it so many times."""
        name = f"{term.name} Times".replace(": ", " ").replace(" + ", " ")
        by = None if term.summed or term.member else self.names[term.name].by
        if name not in self.names:
            self._define(name, by, (term,))
        return Term(WHOLE, name)

    def follow(self, terms: Sequence[Term], *, till: bool = False) -> None:
        """Post what an identity says, a name or what it is made of."""
        for term in terms:
            splits = self.names[term.name].splits
            if splits and term.member is None and self.chance(0.6):
                for part in self.rng.choice(splits):
                    self.follow([replace(part, factor=part.factor * term.factor)], till=till)
            else:
                self.post(term, till=till)

    def post_all(self) -> None:
        for identity in self.identities:
            if self.chance(0.85):
                right = [replace(term, factor=-term.factor) for term in identity.right]
                self.follow([*identity.left, *right])
        for named in list(self.names.values()):
            if named.splits and self.chance(0.35):
                self.post(self.term(named))
                for part in self.rng.choice(named.splits):
                    self.follow([replace(part, factor=-part.factor)])
            elif self.chance(0.15):
                self._transfer(named)

    def split(self) -> None:
        """Post shares against what they are of, or against an identity that holds it."""
        named = [each for each in self.names.values() if each.splits]
        base = self.rng.choice(named)
        uses = [[*each.left, *(replace(t, factor=-t.factor) for t in each.right)]
                for each in self.identities]  # fmt: skip
        if uses and self.chance(0.5):
            self.follow(self.rng.choice(uses))
        else:
            self.post(self.term(base))
            for part in self.rng.choice(base.splits):
                self.follow([replace(part, factor=-part.factor)])

    def _transfer(self, named: Named) -> None:
        if not any(rule.name == named.name for rule in self.rules):
            self.rules.append(
                Rule(named.name, None, self.account(named.by), self.account(named.by))
            )

    def fill_till(self) -> None:
        """Let money pass through the till, by an identity or by shares."""
        ways = [[*each.left, *(replace(t, factor=-t.factor) for t in each.right)]
                for each in self.identities]  # fmt: skip
        ways += [
            [self.term(named), *(replace(part, factor=-part.factor) for part in split)]
            for named in self.names.values()
            for split in named.splits
        ]
        if ways:
            self.follow(self.rng.choice(ways), till=True)

    def say_never(self) -> None:
        measure = self.rng.choice(self.measures)
        some = self.members(measure.by) if measure.by else ()
        member = self.rng.choice(some) if some and self.chance(0.5) else None
        self.nevers.append(Never(measure.name, member, self._scope()))
        if self.chance(0.7):
            gone = (measure.name, member)
            self.rules = [rule for rule in self.rules if (rule.name, rule.member) != gone]

    def _scope(self) -> Scope:
        stores: tuple[str, ...] = ()
        if "stores" in self.features and len(self.stores) > 1 and self.chance(0.2):
            stores = (self.rng.choice(self.stores).name,)
        if "days" in self.features and self.chance(0.15):
            return Scope(stores, first=self.rng.choice(TURNS))
        return Scope(stores)

    # ---- variety, and faults

    def vary(self) -> None:
        """Say a rule apart: for a store, for a member, or from some day on."""
        if not self.rules:
            return
        at = self.rng.randrange(len(self.rules))
        rule = self.rules[at]
        debit, credit = (side and self.account() for side in (rule.debit, rule.credit))
        other = replace(rule, debit=debit, credit=credit)
        if self.chance(0.2):
            other = replace(other, debit=other.credit, credit=other.debit)
        by = self.names[rule.name].by
        drawn = self.rng.random()
        if drawn < 0.4 and "days" in self.features and rule.scope == ALWAYS:
            day = self.rng.choice(TURNS)
            self.rules[at] = replace(rule, scope=Scope(last=day - timedelta(days=1)))
            self.rules.append(replace(other, scope=Scope(first=day)))
        elif drawn < 0.7 and len(self.stores) > 1 and not rule.scope.stores:
            stores = (self.rng.choice(self.stores).name,)
            self.rules.append(replace(other, scope=replace(rule.scope, stores=stores)))
        elif by and self.members(by) and rule.member is None:
            member = self.rng.choice(self.members(by))
            if not any((each.name, each.member) == (rule.name, member) for each in self.rules):
                self.rules.append(replace(other, member=member))

    def spoil(self) -> None:
        """Make a mistake."""
        rng = self.rng
        drawn = rng.random()
        if not self.rules or drawn < 0.2:
            self.post(self.term(rng.choice(list(self.names.values())), rng.choice((WHOLE, -WHOLE))))
            return
        at = rng.randrange(len(self.rules))
        rule = self.rules[at]
        if drawn < 0.25:
            self.rules.append(replace(rule, scope=ALWAYS, debit=self.account(), credit=None))
        elif drawn < 0.5:
            del self.rules[at]
        elif drawn < 0.75:
            self.rules[at] = replace(rule, debit=rule.credit, credit=rule.debit)
        elif drawn < 0.9:
            self.rules[at] = replace(rule, debit=self.account(), credit=self.account())
        else:
            self.rules[at] = replace(rule, debit=None, credit=None)

    def claim(self) -> None:
        used = {side for rule in self.rules for side in (rule.debit, rule.credit) if side}
        fit = sorted(side for side in used if "{" not in side or side.endswith("{store}"))
        if "clears" in self.features and fit and self.chance(0.4):
            account = "Till" if "Till" in fit and self.chance(0.8) else self.rng.choice(fit)
            self.clears.append(Clears(account, self._scope()))
        if "differences" in self.features and self.chance(0.3):
            account = self.rng.choice(("Off", "Off", "Off", *fit))
            self.differences.append(Differences(self.rng.choice((1, 2, 5, 100)), account))
            if len(self.stores) > 1 and self.chance(0.3):
                scope = Scope((self.rng.choice(self.stores).name,))
                self.differences.append(Differences(self.rng.choice((1, 50)), "Off", scope))

    def made(self) -> Shop:
        return Shop(
            tuple(self.stores),
            tuple(self.measures),
            tuple(self.definitions),
            tuple(self.identities),
            tuple(self.nevers),
            tuple(self.rules),
            tuple(self.clears),
            tuple(self.differences),
        )


def shop(seed: int, features: frozenset[str] = FEATURES) -> Shop:
    """Return the shop of a seed."""
    making = _Making(random.Random(seed), features)
    making.open()
    making.measure()
    kinds = [_of_any_kind, _of_any_kind, _through_the_till]
    making.rng.choice([*kinds, _of_shares] if "shares" in features else kinds)(making)
    making.claim()
    return making.made()


def _of_any_kind(making: _Making) -> None:
    making.define()
    making.identify()
    if making.chance(0.2):
        making.fill_till()
    making.post_all()
    _changed(making)


def _through_the_till(making: _Making) -> None:
    """Make one in which little but the till is at stake."""
    making.define()
    making.identify()
    making.fill_till()
    if making.chance(0.3):
        making.vary()
    if making.chance(0.4):
        making.spoil()


def _of_shares(making: _Making) -> None:
    """Make one in which all is well but for what is rounded."""
    if making.chance(0.5):
        making.define()
    making.share("Lent")
    if making.chance(0.5):
        making.identify()
    making.split()
    if making.chance(0.3):
        making.vary()


def _changed(making: _Making) -> None:
    for chance, change in ((0.25, making.say_never), (0.4, making.vary), (0.3, making.vary)):
        if making.chance(chance):
            change()
    for chance in (0.35, 0.3):
        if making.chance(chance):
            making.spoil()
