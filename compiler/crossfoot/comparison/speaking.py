"""What a sum of figures is called: by the names that the rules post, as far as there are some."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from crossfoot.checks.support.sums import enumerated, formula
from crossfoot.comparison.joint import Joint, moved
from crossfoot.comparison.result import Said
from crossfoot.model.amounts import Amount, Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.names import key
from crossfoot.model.ruleset import Model, Regime
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import add, scaled
from crossfoot.syntax.spelled import written

_MOST_TERMS = 4
"""Amounts that are named one after the other; a sum of more is told in figures."""


class _Item(NamedTuple):
    """An amount with what it is made of, by member; empty where it is always 0.

    `first` are the members by the first figure of each.
    """

    name: str
    by_member: Mapping[str | None, Vector]
    first: Mapping[int, Sequence[str | None]]

    def touching(self, vector: Vector) -> Iterator[str | None]:
        """Yield the members of which the first figure is in a sum."""
        for at in sorted(vector.keys() & self.first.keys()):
            yield from self.first[at]


class _Fit(NamedTuple):
    """So much of a sum as an item of some members is, added or taken away."""

    item: _Item
    members: tuple[str | None, ...]
    vector: Vector
    sign: int

    @property
    def name(self) -> str:
        """How it is written."""
        typed = written(self.item.name, "NAME")
        if self.members == (None,) or len(self.members) == len(self.item.by_member):
            return typed
        return f"{typed}: {enumerated([each or '' for each in self.members])}"


class _Version(NamedTuple):
    model: Model
    regime: Regime
    places: Mapping[int, int]

    @property
    def figures(self) -> Figures:
        return self.regime.figures


class Speaker:
    """Names sums over the joint figures of a store."""

    def __init__(
        self,
        joint: Joint,
        claims: Claims,
        before: tuple[Model, Regime],
        after: tuple[Model, Regime],
    ) -> None:
        self._joint = joint
        self._claims = claims
        self._versions = (_Version(*after, joint.after), _Version(*before, joint.before))

    @property
    def figures(self) -> Figures:
        """The joint figures that it speaks of."""
        return self._joint.figures

    def say(self, vector: Vector) -> tuple[Said, int]:
        """Return what a sum is called, and -1 where what is called so is taken away."""
        sign, text = self._told(vector)
        shown = scaled(vector, sign)
        figures = self._joint.figures
        labels = tuple((figures.all[at].label, str(shown[at])) for at in sorted(shown))
        return Said(text, labels, not any(map(figures.is_reported, shown))), sign

    def is_one(self, vector: Vector) -> bool:
        """Whether a sum is one amount that has a name, or is made of rounded ones."""
        is_rounded = not all(map(self._joint.figures.is_reported, vector))
        return is_rounded or next(self._wholes(vector), None) is not None

    def _told(self, vector: Vector) -> tuple[int, str]:
        whole = next(self._wholes(vector), None)
        if whole is not None:
            return whole.sign, whole.name
        found, rest = self._summed(vector)
        if not found or len(found) > _MOST_TERMS:
            found, rest = self._within(vector)
        sign = max(each.sign for each in found) if found else self._leading(rest)
        terms = [(sign * each.sign < 0, each.name) for each in found]
        if rest:
            more = self._formula(scaled(rest, sign))
            terms.append((more.startswith("-"), more.removeprefix("-")))
        return sign, _added(terms)

    def _leading(self, vector: Vector) -> int:
        """Return the sign by which something is added: a rounded amount, or else the first.

        Shares that are left over are taken from an amount that is rounded.
        """
        figures = self._joint.figures
        settled = figures.settled(vector)
        if any(value.denominator != 1 for value in settled.values()):
            rounded = sum(value for at, value in settled.items() if not figures.is_reported(at))
            if rounded:
                return 1 if rounded > 0 else -1
        return -1 if self._formula(vector).startswith("-") else 1

    def _formula(self, vector: Vector) -> str:
        return formula(vector, self._joint.figures, self._claims.pinned)

    def _wholes(self, vector: Vector) -> Iterator[_Fit]:
        """Yield items that a sum is: those that are posted, and those not turned, come first."""
        for items in (self._posted, self._others):
            for sign in (1, -1):
                for item in items:
                    fit = _fit(item, vector, sign)
                    if fit.vector == vector:
                        yield fit

    def _summed(self, vector: Vector) -> tuple[list[_Fit], Vector]:
        """Return items that a sum is made of, the largest first, and what is left beside them."""
        found: list[_Fit] = []
        rest = dict(vector)
        while rest and len(found) <= _MOST_TERMS:
            fits = [_fit(item, rest, sign) for item in self._posted for sign in (1, -1)]
            best = max(fits, key=lambda fit: len(fit.vector), default=None)
            if best is None or not best.vector:
                break
            found.append(best)
            add(rest, best.vector, -1)
        return found, rest

    def _within(self, vector: Vector) -> tuple[list[_Fit], Vector]:
        """Return items that a sum holds beside more of the same figures, and what is left.

        Only where nothing is left that has no name: what comes in and goes out again.
        """
        found: list[_Fit] = []
        rest = dict(vector)
        for items, least in ((self._posted, 2), ((*self._posted, *self._others), 1)):
            for item in items:
                fit = _fit(item, rest, 1, is_part=True)
                if len(fit.vector) >= least:
                    found.append(fit)
                    add(rest, fit.vector, -1)
        return (found, rest) if not rest and len(found) <= _MOST_TERMS else ([], dict(vector))

    @cached_property
    def _posted(self) -> tuple[_Item, ...]:
        return tuple(
            self._items(
                (version, posting.rule.amount)
                for version in self._versions
                for posting in version.regime.postings
            )
        )

    @cached_property
    def _others(self) -> tuple[_Item, ...]:
        known = {key(item.name) for item in self._posted}
        found = self._items(
            (version, amount)
            for version in self._versions
            for amount in version.model.amounts.values()
        )
        return tuple(item for item in found if key(item.name) not in known)

    def _items(self, amounts: Iterable[tuple[_Version, Amount]]) -> Iterator[_Item]:
        """Yield each name once; of two meanings that of the later version."""
        names: set[str] = set()
        for version, amount in amounts:
            if key(amount.name) not in names:
                names.add(key(amount.name))
                by_member = dict(self._by_member(version, amount))
                first: dict[int, list[str | None]] = {}
                for member, own in by_member.items():
                    first.setdefault(min(own), []).append(member)
                yield _Item(amount.name, by_member, first)

    def _by_member(self, version: _Version, amount: Amount) -> Iterator[tuple[str | None, Vector]]:
        for member in version.figures.members_of(amount):
            vector = moved(version.figures.vector(amount.formula, member), version.places)
            left = self._claims.unpinned(vector)
            if left:
                yield member, left


def _fit(item: _Item, vector: Vector, sign: int, *, is_part: bool = False) -> _Fit:
    """Return as much of a sum as an item is, with its vector empty where it is nothing of it.

    Where it may be a part, the sum may hold more of the same figures.
    """
    holds = _has_so_much if is_part else operator.eq
    members: Sequence[str | None] = [
        member
        for member in item.touching(vector)
        if all(
            holds(vector.get(at, 0), sign * value) for at, value in item.by_member[member].items()
        )
    ]
    total: Vector = {}
    for member in members:
        add(total, item.by_member[member], sign)
    # Of what members have in common there would be too much.
    is_so = all(holds(vector.get(at, 0), value) for at, value in total.items())
    return _Fit(item, tuple(members), total if is_so else {}, sign)


def _has_so_much(sum_: Number, value: Number) -> bool:
    return sum_ >= value > 0 or sum_ <= value < 0


def _added(terms: list[tuple[bool, str]]) -> str:
    """Return terms as a sum: those that are taken away, which come last, with a minus."""
    (is_less, first), *others = sorted(terms, key=lambda term: term[0])
    begin = f"-{first}" if is_less else first
    return begin + "".join(f" {'-' if less else '+'} {name}" for less, name in others)
