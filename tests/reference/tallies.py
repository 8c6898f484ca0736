"""What was compared, counted by kind, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from by_hand import days
from described import Shop


class Fault(NamedTuple):
    """A disagreement: of what kind it is, and all about it."""

    kind: str
    text: str


@dataclass
class Tally:
    """What was compared, counted by kind, and every disagreement."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take another tally in."""
        self.counts.update(other.counts)
        self.faults += other.faults


def kinds_of(shop: Shop) -> Iterator[str]:
    """Yield what kinds of things a shop has, to be counted."""
    members = {tuple(sorted(store.members.items())) for store in shop.stores}
    kinds = {
        "shares": any(each.is_rounded for each in shop.definitions),
        "clears": bool(shop.clears),
        "differences": bool(shop.differences),
        "never": bool(shop.nevers),
        "days": len(days(shop)) > 1,
        "stores": len(shop.stores) > 1,
        "members that a store lacks": len(members) > 1,
        "rules for a store": any(each.scope.stores for each in shop.rules),
        "rules for a member": any(each.member for each in shop.rules),
        "identities by member": any(each.by for each in shop.identities),
        "signs": any(each.sign for each in shop.measures),
        "skip": any(each.debit is each.credit is None for each in shop.rules),
        "definitions added to": any(each.later for each in shop.definitions),
    }
    yield from (f"with {kind}" for kind, has in kinds.items() if has)
