"""Who gives what to whom: changes of accounts set off against each other, figure by figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, TypeAlias, TypeVar

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.proof.linear import add

_End = TypeVar("_End")

Moves: TypeAlias = dict[tuple[_End, _End], Vector]
"""By giver and taker what is moved: positive what was a debit, negative what was a credit."""


class _Part(NamedTuple):
    """So much of a figure that debits rise by in one account, and fall by in another."""

    rises: int
    falls: int
    size: Number


def flows(
    changes: Mapping[_End, Vector], before: Mapping[_End, Vector], apart: Collection[int]
) -> tuple[Moves[_End], dict[_End, Vector]]:
    """Return what accounts give to each other, and what is left of their changes beside that.

    `changes` are debits less credits that come on top of those `before`. A figure is given on
    where all changes of it cancel out; those in `apart`, of which more or less is posted than
    before, are not.
    """
    ends = tuple(changes)
    moves: Moves[_End] = {}
    rest = {end: dict(vector) for end, vector in changes.items()}
    for at in sorted({at for vector in changes.values() for at in vector}):
        sizes: list[Number] = [changes[end].get(at, 0) for end in ends]
        if at in apart or sum(sizes) != 0:
            continue
        for part in _parts(sizes):
            giver, taker, sign = _direction(part, at, ends, before)
            add(moves.setdefault((giver, taker), {}), {at: sign * part.size})
        for vector in rest.values():
            vector.pop(at, None)
    return moves, {end: vector for end, vector in rest.items() if vector}


def _parts(sizes: list[Number]) -> Iterator[_Part]:
    """Yield rises and falls that cancel out, in the order of the accounts."""
    rises = [(place, size) for place, size in enumerate(sizes) if size > 0]
    falls = [(place, -size) for place, size in enumerate(sizes) if size < 0]
    while rises and falls:
        (one, up), (other, down) = rises.pop(0), falls.pop(0)
        size = min(up, down)
        yield _Part(one, other, size)
        if up > size:
            rises.insert(0, (one, up - size))
        if down > size:
            falls.insert(0, (other, down - size))


def _direction(
    part: _Part, at: int, ends: tuple[_End, ...], before: Mapping[_End, Vector]
) -> tuple[_End, _End, int]:
    """Return giver, taker, and 1 where a debit is given, -1 where it is a credit.

    Who gives had it before: there it becomes less.
    """
    up, down = ends[part.rises], ends[part.falls]
    had_credit = before.get(up, {}).get(at, 0) < 0
    had_debit = before.get(down, {}).get(at, 0) > 0
    if had_credit and not had_debit:
        return up, down, -1
    return down, up, 1
