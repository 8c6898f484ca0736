"""The sides on which an amount may be posted, as its `takes` has them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from crossfoot.model.amounts import Amount, Side, Taken
from crossfoot.model.names import key
from crossfoot.model.rules import Post

Sides = tuple[Side, ...]
"""One or both sides, the debit first."""

BOTH: Sides = (Side.DEBIT, Side.CREDIT)

ONE_SIDED: tuple[Sides, ...] = ((Side.DEBIT,), (Side.CREDIT,))


def sides_of(rule: Post) -> Sides:
    """Return the sides that a rule posts."""
    debit = (Side.DEBIT,) if rule.debit is not None else ()
    credit = (Side.CREDIT,) if rule.credit is not None else ()
    return (*debit, *credit)


def weight_of(sides: Sides) -> int:
    """Return what posting on these sides adds to debits less credits."""
    return sum(side.sign for side in sides)


class Takes:
    """`takes`, by amount and member: a member's own replaces the family's."""

    def __init__(self, taken: Iterable[Taken]) -> None:
        self._sides: dict[tuple[Amount, str | None], set[Side]] = {}
        for each in taken:
            member = None if each.member is None else key(each.member)
            self._sides.setdefault((each.amount, member), set()).add(each.side)

    def is_item(self, amount: Amount) -> bool:
        """Whether an amount is meant to be posted: it takes a side, or is the company's own."""
        return (amount, None) in self._sides or not amount.from_model

    def can_move(self, amount: Amount) -> bool:
        """Whether an amount is said to take both sides, as a transfer does."""
        return self._sides.get((amount, None)) == set(BOTH)

    def ways(self, amount: Amount, member: str | None) -> tuple[Sides, ...]:
        """Return the ways to post an amount, single sides first; any where nothing is said."""
        own = None if member is None else self._sides.get((amount, key(member)))
        taken = own or self._sides.get((amount, None)) or set(BOTH)
        sides = [side for side in BOTH if side in taken]
        return tuple(way for count in (1, 2) for way in combinations(sides, count))
