"""Who gives what to whom: changes of accounts set off against each other, figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from crossfoot.comparison.lines import End
from crossfoot.model.amounts import Number
from crossfoot.model.figures import Vector
from crossfoot.proof.linear import add

Moves: TypeAlias = dict[tuple[End, End], Vector]
"""By giver and taker what is moved: positive what was a debit, negative what was a credit."""


class _Change(NamedTuple):
    """So much of a figure that debits of an account rise by; `is_less` where it had it before."""

    end: End
    size: Number
    is_less: bool


def flows(
    changes: Mapping[End, Vector], before: Mapping[End, Vector], apart: Collection[int]
) -> tuple[Moves, dict[End, Vector]]:
    """Return what accounts give to each other, and what is left of their changes beside that.

    `changes` are debits less credits that come on top of those `before`. A figure is given on
    where all changes of it cancel out; those in `apart`, of which more or less is posted than
    before, are not.
    """
    moves: Moves = {}
    rest = {end: dict(vector) for end, vector in changes.items()}
    places: dict[int, list[End]] = {}
    for end, vector in changes.items():
        for at in vector:
            places.setdefault(at, []).append(end)
    for at in sorted(places):
        own = [_change(end, at, changes, before) for end in places[at]]
        if at in apart or sum(each.size for each in own) != 0:
            continue
        for giver, taker, size in _given(own):
            add(moves.setdefault((giver, taker), {}), {at: size})
        for end in places[at]:
            del rest[end][at]
    return moves, {end: vector for end, vector in rest.items() if vector}


def _change(
    end: End, at: int, changes: Mapping[End, Vector], before: Mapping[End, Vector]
) -> _Change:
    size = changes[end][at]
    return _Change(end, size, before.get(end, {}).get(at, 0) * size < 0)


def _given(changes: Iterable[_Change]) -> Iterator[tuple[End, End, Number]]:
    """Yield giver, taker, and what is given, negative where it is a credit, until all is given.

    To another class of its own account before anywhere else; and who had it gives to who had not.
    """
    rises = [each for each in changes if each.size > 0]
    falls = [each for each in changes if each.size < 0]
    while rises and falls:
        up, down = min(((one, other) for one in rises for other in falls), key=_distance)
        size = min(up.size, -down.size)
        gives_credit = up.is_less and not down.is_less
        yield (up.end, down.end, -size) if gives_credit else (down.end, up.end, size)
        _take(rises, up, size)
        _take(falls, down, -size)


def _distance(pair: tuple[_Change, _Change]) -> tuple[bool, bool]:
    up, down = pair
    return up.end.account != down.end.account, up.is_less == down.is_less


def _take(changes: list[_Change], change: _Change, size: Number) -> None:
    """Take a part of a change away."""
    at = changes.index(change)
    left = change._replace(size=change.size - size)
    changes[at : at + 1] = [left] if left.size else []


def set_off(moves: Moves, is_one: Callable[[Vector], bool]) -> Moves:
    """Return moves, those of two accounts to each other as one where they are one amount.

    Of an amount that is moved, one account may have had some figures, and the other the rest.
    """
    out = dict(moves)
    for giver, taker in moves:
        back, forth = out.get((taker, giver)), out.get((giver, taker))
        if back and forth:
            both = dict(forth)
            add(both, back, -1)
            if is_one(both):
                out[giver, taker] = both
                del out[taker, giver]
    return {pair: vector for pair, vector in out.items() if vector}
