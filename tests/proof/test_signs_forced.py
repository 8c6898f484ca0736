"""Figures that signs leave nothing but 0, against trying small batches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from crossfoot.model.figures import Vector
from crossfoot.proof.linear import Basis, dot
from crossfoot.proof.signs import forced, signed_point

COUNT = 4


def case(seed: int) -> tuple[list[Vector], dict[int, int]]:
    """Return a few claims over a few figures, all of which have a sign."""
    rng = random.Random(seed)
    rows: list[Vector] = [
        {at: rng.choice((1, 1, -1, -1, 2)) for at in range(COUNT) if rng.random() < 0.7}
        for _ in range(rng.randint(1, 3))
    ]
    return [row for row in rows if row], {at: rng.choice((1, -1)) for at in range(COUNT)}


def small(rows: list[Vector], signs: dict[int, int]) -> Iterator[tuple[int, ...]]:
    """Yield the sizes of the figures of every small batch that keeps the claims."""
    for sizes in product(range(10), repeat=COUNT):
        if not any(
            dot(row, {at: size * signs[at] for at, size in enumerate(sizes)}) for row in rows
        ):
            yield sizes


@pytest.mark.parametrize("seed", range(80))
def test_a_figure_is_forced_where_no_batch_has_it(seed: int) -> None:
    rows, signs = case(seed)
    seen = {at for sizes in small(rows, signs) for at, size in enumerate(sizes) if size}
    assert set(forced(Basis(rows, signs), signs)) == set(range(COUNT)) - seen


@pytest.mark.parametrize("seed", range(80))
def test_where_none_is_forced_a_batch_has_all(seed: int) -> None:
    rows, signs = case(seed)
    basis = Basis(rows, signs)
    if not forced(basis, signs):
        point = signed_point(basis, signs)
        assert all(point[at] * sign > 0 for at, sign in signs.items())
        assert not any(dot(row, point) for row in rows)


def test_the_cases_are_of_both_kinds() -> None:
    counts = [len(forced(Basis(rows, signs), signs)) for rows, signs in map(case, range(80))]
    assert {0, 1, 2, COUNT} <= set(counts)


def test_a_figure_without_a_sign_leaves_all_others_free() -> None:
    rows: list[Vector] = [{0: 1, 1: 1, 9: 1}]
    signs = {0: 1, 1: 1}
    basis = Basis(rows, signs)
    assert forced(basis, signs) == {}
    assert signed_point(basis, signs) == signs


def test_a_claim_of_one_figure_forces_it_sign_or_no_sign() -> None:
    assert forced(Basis([{3: 2}]), {}) == {3: (3,)}
    assert forced(Basis([{3: 2}], {3}), {3: 1}) == {3: (3,)}


def test_only_claims_that_share_figures_are_behind_a_figure() -> None:
    rows: list[Vector] = [{0: 1, 1: 1}, {2: 1, 3: 1}, {4: 1, 5: -1}]
    signs = dict.fromkeys(range(6), 1)
    assert forced(Basis(rows, signs), signs) == {0: (0,), 1: (0,), 2: (2,), 3: (2,)}


def test_claims_that_share_figures_in_a_chain_are_taken_together() -> None:
    rows: list[Vector] = [{0: 1, 3: -1}, {1: 1, 4: -1}, {2: 1, 3: 1, 4: 1}]
    signs = dict.fromkeys(range(5), 1)
    found = forced(Basis(rows, signs), signs)
    assert set(found) == set(range(5))
    assert set(found.values()) == {tuple(sorted(Basis(rows, signs).rows))}


def test_figures_that_are_alike_share_what_is_to_be_made_up() -> None:
    rows: list[Vector] = [{0: 1, 1: 1, 2: 1, 3: -1}]
    signs = dict.fromkeys(range(4), 1)
    assert signed_point(Basis(rows, signs), signs) == {0: 1, 1: 1, 2: 1, 3: 3}
    back: list[Vector] = [{0: 1, 1: -1, 2: -1, 3: -1}]
    assert signed_point(Basis(back, signs), signs) == {0: 3, 1: 1, 2: 1, 3: 1}
