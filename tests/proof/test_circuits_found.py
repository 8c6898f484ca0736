"""The smallest sets of figures that can change, against trying every set."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

import pytest
from booking import null_space

from crossfoot.model.figures import Vector
from crossfoot.proof.circuits import Budget, circuits
from crossfoot.proof.linear import whole

PLENTY = 100_000

Direction = tuple[tuple[int, int], ...]


def case(seed: int) -> tuple[dict[int, Vector], Vector]:
    """Return how often each of a few claims has each of a few figures, and a residual."""
    rng = random.Random(seed)
    claims = range(rng.randint(1, 4))
    share = rng.choice((0.4, 0.7, 1.0))
    columns: dict[int, Vector] = {
        figure: {
            claim: rng.choice((1, 1, 1, -1, 2, Fraction(1, 2)))
            for claim in claims
            if rng.random() < share
        }
        for figure in range(rng.randint(3, 6))
    }
    residual: Vector = {at: rng.choice((1, 1, -1, 3)) for at in columns if rng.random() < 0.6}
    return columns, residual


def direction(vector: Vector) -> Direction:
    """Return a vector without its size and its sign."""
    found = whole(vector)
    sign = 1 if found[min(found)] > 0 else -1
    return tuple((at, sign * value) for at, value in sorted(found.items()))


def tried(columns: dict[int, Vector], residual: Vector, size: int) -> Iterator[Direction]:
    """Yield the circuits that trying every set of this size finds."""
    rows = {row for column in columns.values() for row in column}
    for chosen in combinations(columns, size):
        dense = [[Fraction(columns[at].get(row, 0)) for at in chosen] for row in sorted(rows)]
        free = null_space(dense, size)
        if len(free) == 1 and all(free[0]):
            vector = dict(zip(chosen, free[0], strict=True))
            if sum(value * residual.get(at, 0) for at, value in vector.items()):
                yield direction(dict(vector))


def found(columns: dict[int, Vector], residual: Vector, size: int) -> list[Direction]:
    return list(directions(circuits(columns, residual, size, Budget(PLENTY))))


def directions(vectors: Iterable[Vector]) -> Iterator[Direction]:
    return map(direction, vectors)


@pytest.mark.parametrize("seed", range(60))
def test_every_circuit_is_found_and_nothing_else(seed: int) -> None:
    columns, residual = case(seed)
    for size in range(1, 6):
        assert set(found(columns, residual, size)) == set(tried(columns, residual, size))


@pytest.mark.parametrize("seed", range(60))
def test_no_circuit_of_three_or_more_is_found_twice(seed: int) -> None:
    columns, residual = case(seed)
    for size in (3, 4, 5):
        every = found(columns, residual, size)
        assert len(every) == len(set(every))


def test_a_figure_that_is_not_looked_at_is_no_circuit() -> None:
    assert found({0: {}}, {0: 1, 1: 1}, 1) == [((0, 1),)]
    assert found({0: {0: 1}, 1: {0: 1}}, {0: 1, 2: 1}, 2) == [((0, 1), (1, -1))]
    assert found({0: {0: 1}, 1: {0: 1, 1: 1}, 2: {1: 1}}, {0: 1, 9: 1}, 3) != []


def test_a_figure_that_no_claim_has_can_change_alone() -> None:
    assert list(circuits({0: {}, 1: {0: 1}}, {0: 5, 1: 5}, 1, Budget(0))) == [{0: 1}]


def test_a_search_gives_up_when_its_tries_are_spent() -> None:
    budget = Budget(2)
    assert [budget.spend() for _ in range(4)] == [True, True, False, False]
    columns: dict[int, Vector] = {0: {0: 1}, 1: {0: 1, 1: 1}, 2: {1: 1}}
    assert list(circuits(columns, {0: 1}, 3, Budget(2))) == []
    assert len(list(circuits(columns, {0: 1}, 3, Budget(3)))) == 1


def test_a_search_goes_along_the_claim_that_has_the_fewest_figures() -> None:
    many = range(10, 40)
    columns: dict[int, Vector] = {0: {0: 1, 1: 1}, 1: {1: 1}}
    columns |= {at: {0: 1} for at in many}
    assert len(list(circuits(columns, {0: 1}, 3, Budget(2 + len(many))))) == len(many)
