"""What rounding to cents leaves of an entry: nothing for any cent, or how much at most.

The roundings of one base amount are told apart from all others: 20 % and 80 % of the sales are
both rounded from the same number of cents, and what one gains the other loses. How they come
out depends on that number alone, and repeats itself, so every cent can be tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import lcm
from typing import TypeAlias

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.money import divided
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import magnitude, ratio, whole
from crossfoot.proof.result import Remainder

_MOST_CENTS = 200_000
"""Cents that are tried of one base. Shares of which that is not enough are bounded, not tried."""

_MOST_UNEVEN = 200
"""So many numbers of cents are enough to look for a batch with one of them."""

Shares: TypeAlias = tuple[tuple[Number, Number], ...]
"""Which part of a base is rounded, and how often that rounding is left over."""


@dataclass(frozen=True, slots=True)
class Group:
    """The roundings of one base that are left over.

    `base` is a vector over figures that comes to whole cents in every batch; `members` are the
    roundings by index, each with its share of the base. `most` is the largest size in cents that
    they come to together, 0 where they cancel out; it may be a part of a cent. `shares` say how
    often each share is left over.
    """

    base: Vector
    members: tuple[tuple[int, Number], ...]
    shares: Shares
    most: Fraction

    @property
    def figures(self) -> tuple[int, ...]:
        """The roundings, by index."""
        return tuple(at for at, _ in self.members)


def remainder_of(left: Mapping[int, Number], claims: Claims, figures: Figures) -> Remainder:
    """Return what the roundings in `left` come to at most, in any batch that keeps the claims."""
    roundings = {at: value for at, value in left.items() if at in figures.exact}
    most = sum(each.most for each in groups_of(roundings, claims, figures))
    # Debits less credits are whole cents, so what is less than the next cent cannot be reached.
    return Remainder(roundings, int(most))


def groups_of(
    roundings: Mapping[int, Number], claims: Claims, figures: Figures
) -> tuple[Group, ...]:
    """Return roundings by what they are rounded from, in the order of the figures."""
    found: dict[tuple[tuple[int, Number], ...], list[tuple[Number, int]]] = {}
    for at in sorted(roundings):
        reduced, _ = claims.cent_basis.reduce(claims.unpinned(figures.exact[at]))
        base, share = _direction(reduced, figures)
        # What comes to whole cents, as nothing does above all, is not rounded.
        if share.denominator != 1:
            found.setdefault(tuple(sorted(base.items())), []).append((share, at))
    return tuple(_group(dict(base), each, roundings) for base, each in found.items())


def _direction(exact: Vector, figures: Figures) -> tuple[Vector, Number]:
    """Return a vector as a base in whole cents, its first figure positive, and its share of it.

    Whole amounts beside shares change nothing where no half of a cent can occur: they are left
    out there. Where one can, the side of zero that it is on matters.
    """
    settled = figures.settled(exact)
    if lcm(*(value.denominator for value in settled.values())) % 2:
        nearest = ((at, value - round(value)) for at, value in settled.items())
        settled = {at: value for at, value in nearest if value}
    if not settled:
        return {}, 0
    base = whole(settled)
    first = min(base)
    base = base if base[first] > 0 else {at: -value for at, value in base.items()}
    return figures.unsettled(base), ratio(settled[first], base[first])


def _group(
    base: Vector, each: Sequence[tuple[Number, int]], roundings: Mapping[int, Number]
) -> Group:
    shares = tuple(sorted((share, roundings[at]) for share, at in each))
    return Group(base, tuple((at, share) for share, at in each), shares, largest(shares))


@lru_cache(maxsize=1000)
def largest(shares: Shares) -> Fraction:
    """Return the largest size in cents that roundings of one base come to, 0 if none ever.

    Every number of cents up to the common denominator is tried; beyond it, and below 0, it
    is all the same again. Where that are too many the bound is half a cent a rounding.
    """
    period = lcm(*(share.denominator for share, _ in shares))
    if period > _MOST_CENTS:
        return Fraction(sum(magnitude(times) for _, times in shares)) / 2
    under, parts = _parts(shares, period)
    worst = max((abs(_off(parts, cents, period)) for cents in range(1, period)), default=0)
    return Fraction(worst, period * under)


@lru_cache(maxsize=100)
def uneven(shares: Shares) -> tuple[int, ...]:
    """Return so many cents of one base, fewest first, on which its roundings do not cancel out.

    Of more than can be tried those are returned at which a half of a cent is rounded.
    """
    halves = {share.denominator // 2 for share, _ in shares if share.denominator % 2 == 0}
    period = lcm(*(share.denominator for share, _ in shares))
    if period > _MOST_CENTS:
        return tuple(sorted({*halves, *({period // 2} if period % 2 == 0 else ())}))
    _, parts = _parts(shares, period)
    found = (cents for cents in range(1, period) if _off(parts, cents, period))
    return tuple(islice(found, _MOST_UNEVEN))


@lru_cache(maxsize=100)
def extremes(shares: Shares) -> tuple[int, ...]:
    """Return the numbers of cents at which roundings add and take away most, so many as can be."""
    period = lcm(*(share.denominator for share, _ in shares))
    if period > _MOST_CENTS:
        return uneven(shares)[:2]
    _, parts = _parts(shares, period)
    off = [_off(parts, cents, period) for cents in range(period)]
    return off.index(max(off)), off.index(min(off))


def _parts(shares: Shares, period: int) -> tuple[int, list[tuple[int, int]]]:
    """Return shares in whole numbers: how many of `period` equal parts, and how often by what."""
    under = lcm(*(times.denominator for _, times in shares))
    return under, [(int(share * period), int(times * under)) for share, times in shares]


def _off(parts: Sequence[tuple[int, int]], cents: int, period: int) -> int:
    """Return what rounding `parts` of so many cents adds in all, `period` times over.

    A part says how many of `period` equal parts are rounded, and how often.
    """
    return sum(
        times * (divided(part * cents, period) * period - part * cents) for part, times in parts
    )
