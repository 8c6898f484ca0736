"""Which items of a model exclude each other, by the formulas alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from crossfoot.model.amounts import Amount, Pick, Side
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.names import key
from crossfoot.model.ruleset import Model
from crossfoot.proof.linear import add, magnitude

Way = tuple[Side, ...]
"""The sides on which an item is posted."""


def derived(model: Model) -> tuple[tuple[Amount, Amount], ...]:
    """Return the pairs of items that are a double posting however they are posted.

    An item that no identity is made of has one way to be posted, all the sides it takes; any
    other has every choice of them. Tried on a shop with two members of everything.
    """
    figures = sample(model)
    ways = ways_of(model)
    return tuple(
        (first, second)
        for first, second in combinations(ways, 2)
        if all(
            _is_double(first, way, second, other, figures)
            for way, other in product(ways[first], ways[second])
        )
    )


def ways_of(model: Model) -> Mapping[Amount, tuple[Way, ...]]:
    """Return the ways to post each item, in the order of the model."""
    sides: dict[Amount, list[Side]] = {}
    for taken in model.taken:
        if taken.member is None and taken.side not in sides.setdefault(taken.amount, []):
            sides[taken.amount].append(taken.side)
    inside = _named_by_identities(model)
    return {
        amount: tuple(_choices(taken)) if amount in inside else (tuple(taken),)
        for amount, taken in sides.items()
    }


def _choices(sides: Sequence[Side]) -> Iterator[Way]:
    for count in range(1, len(sides) + 1):
        yield from combinations(sides, count)


def _named_by_identities(model: Model) -> frozenset[Amount]:
    """Return the amounts that the identities name, and what those are made of, all the way down."""
    found: set[Amount] = set()
    waiting = [amount for identity in model.identities for amount in identity.uses]
    while waiting:
        amount = waiting.pop()
        if amount not in found:
            found.add(amount)
            waiting += amount.uses
    return frozenset(found)


def sample(model: Model) -> Figures:
    """Return the figures of a shop with two members of everything, and those that formulas name."""
    members = {key(dimension.name): ["one", "two"] for dimension in model.dimensions}
    for amount in model.amounts.values():
        for part in amount.formula:
            if not isinstance(part.pick, Pick) and part.measure.dimension is not None:
                members[key(part.measure.dimension.name)].append(part.pick)
    measures = (*model.measures, *model.roundings)
    return Figures(measures, {name: tuple(each) for name, each in members.items()})


def _is_double(first: Amount, way: Way, second: Amount, other: Way, figures: Figures) -> bool:
    """Whether two items posted in these ways bring some figure to one end twice.

    Two transfers are taken to go to the same accounts; a transfer and a single side are not
    the same act.
    """
    if (len(way) == 2) != (len(other) == 2):
        return False
    one = _total(first, 1 if len(way) == 2 else way[0].sign, figures)
    two = _total(second, 1 if len(other) == 2 else other[0].sign, figures)
    return any(
        at in two and value * two[at] > 0 and magnitude(value + two[at]) >= 2
        for at, value in one.items()
    )


def _total(amount: Amount, weight: int, figures: Figures) -> Vector:
    """Return what all members of an item bring."""
    total: Vector = {}
    for member in figures.members_of(amount):
        add(total, figures.vector(amount.formula, member), weight)
    return total
