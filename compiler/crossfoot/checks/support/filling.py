"""What a quoted text comes to at a store and for a member, and where it comes to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crossfoot.model.amounts import Amount
from crossfoot.model.names import key
from crossfoot.model.rules import Naming, Post, Template, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Member, Store
from crossfoot.resolve.templates import STORE, MissingAttributeError, filled


def written(template: Template, store: Store, member: Member | None) -> str | None:
    """Return the text, or None where it depends on the batch or lacks an attribute (XF101)."""
    try:
        parts = filled(template, store, member)
    except MissingAttributeError:
        return None
    texts = [part for part in parts if isinstance(part, str)]
    return "".join(texts) if len(texts) == len(parts) else None


def member_of(store: Store, amount: Amount, name: str | None) -> Member | None:
    """Return a store's member of an amount by its name."""
    if name is None or amount.dimension is None:
        return None
    wanted = key(name)
    members = store.members.get(key(amount.dimension.name), ())
    return next((member for member in members if key(member.name) == wanted), None)


def varies_with_store(template: Template, amount: Amount | None) -> bool:
    """Whether a text can differ between stores, by their own or their members' attributes."""
    dimension = amount.dimension if amount is not None else None
    by_member = dimension is not None and template.asks_attribute(dimension.name)
    return template.asks(STORE) or by_member


@dataclass(slots=True)
class Spread:
    """The stores and members for which a text comes to the same, in the project's order.

    No stores are all of them.
    """

    stores: dict[str, None] = field(default_factory=dict)
    members: dict[str, None] = field(default_factory=dict)

    def add(
        self, template: Template, amount: Amount | None, store: Store, member: Member | None
    ) -> None:
        """Take note of a store and a member, as far as the text varies with them."""
        if varies_with_store(template, amount):
            self.stores[store.name] = None
        if member is not None and template.asks(amount_dimension(amount)):
            self.members[member.name] = None


def spread(ruleset: Ruleset, uses: Iterable[Use]) -> Mapping[Use, Spread]:
    """Return for each use where it stands, as far as its text varies; meant for few uses."""
    varying = {
        (use.rule, use.side, use.written): (use, Spread())
        for use in uses
        if use.template.fixed is None
    }
    rules = {rule for rule, _, _ in varying}
    for rule, store, name in _places(ruleset, rules):
        for side, template in _templates(rule):
            amount = rule.amount if isinstance(rule, Post) else None
            member = member_of(store, amount, name) if amount is not None else None
            known = varying.get((rule, side, written(template, store, member) or ""))
            if known is not None:
                known[1].add(template, amount, store, member)
    for _, found in varying.values():
        if len(found.stores) == len(ruleset.project.stores):
            found.stores.clear()
    return dict(varying.values())


def amount_dimension(amount: Amount | None) -> str:
    """Return the name of what an amount is broken down by, empty for a single amount."""
    return amount.dimension.name if amount is not None and amount.dimension is not None else ""


def _places(ruleset: Ruleset, rules: set[Naming]) -> Iterator[tuple[Naming, Store, str | None]]:
    for regime in ruleset.regimes if rules else ():
        for posting in regime.postings:
            if posting.rule in rules:
                for store in regime.stores:
                    yield posting.rule, store, posting.member
    for rule in (*ruleset.bills, *ruleset.clears, *ruleset.differences):
        if rule in rules:
            for store in ruleset.project.stores:
                if rule.scope.at_store(store.name):
                    yield rule, store, None


def _templates(rule: Naming) -> Iterator[tuple[str, Template]]:
    if not isinstance(rule, Post):
        yield rule.side, rule.account
        return
    if rule.debit is not None:
        yield "debit", rule.debit
    if rule.credit is not None:
        yield "credit", rule.credit
