"""What an entry comes to in formulas: each account's debits less credits, and the totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crossfoot.comparison.joint import moved
from crossfoot.comparison.lines import End, Lines
from crossfoot.model.amounts import Side
from crossfoot.model.figures import Vector
from crossfoot.model.ruleset import Regime
from crossfoot.proof.claims import Claims
from crossfoot.proof.linear import add, scaled
from crossfoot.proof.trial import Leg


@dataclass(frozen=True, eq=False)
class Entry:
    """The lines of an entry over joint figures: `legs` and where each goes, in their order."""

    legs: tuple[Leg, ...]
    ends: tuple[End, ...]

    def nets(self) -> dict[End, Vector]:
        """Return debits less credits by account and class, as the rules first name them."""
        found: dict[End, Vector] = {}
        for leg, end in zip(self.legs, self.ends, strict=True):
            add(found.setdefault(end, {}), leg.amount, leg.side.sign)
        return found

    def total(self, side: Side, end: End | None = None) -> Vector:
        """Return the sum of a side as it is written: whatever sign an amount has in a batch.

        Of all places, or of one.
        """
        total: Vector = {}
        for leg, place in zip(self.legs, self.ends, strict=True):
            if leg.side is side and end in (None, place):
                add(total, leg.amount)
        return total

    def by_end(self) -> dict[End, Entry]:
        """Return the lines by where they go."""
        found: dict[End, list[Leg]] = {}
        for leg, end in zip(self.legs, self.ends, strict=True):
            found.setdefault(end, []).append(leg)
        return {end: Entry(tuple(legs), (end,) * len(legs)) for end, legs in found.items()}

    def turned(self) -> Entry:
        """Return the entry with each amount written so that its first figure is added.

        A debit of an amount is a credit of what is less by as much.
        """
        return Entry(tuple(map(_turned, self.legs)), self.ends)

    def at(self, end: End) -> tuple[Leg, ...]:
        """Return the legs that go to one place."""
        return tuple(leg for leg, place in zip(self.legs, self.ends, strict=True) if place == end)

    def written(self) -> list[tuple[object, ...]]:
        """Return the lines by all that makes them the same, in order."""
        return [
            (end, leg.side, frozenset(leg.amount.items()))
            for leg, end in zip(self.legs, self.ends, strict=True)
        ]


def entry_of(regime: Regime, lines: Lines, places: Mapping[int, int]) -> Entry:
    """Return the entry that a regime's lines make."""
    vectors = _amounts(regime, {line.posting for line in lines.lines}, places)
    legs = tuple(Leg(vectors[line.posting], line.side) for line in lines.lines)
    return Entry(legs, tuple(line.end for line in lines.lines))


def _amounts(regime: Regime, wanted: Iterable[int], places: Mapping[int, int]) -> dict[int, Vector]:
    postings, figures = regime.postings, regime.figures
    return {
        at: moved(figures.vector(postings[at].rule.amount.formula, postings[at].member), places)
        for at in wanted
    }


def made_up(entry: Entry, lines: Lines, claims: Claims) -> Entry:
    """Return an entry with the line that makes debits and credits equal, where one may be."""
    if lines.off is None:
        return entry
    net: Vector = {}
    for leg in entry.legs:
        add(net, leg.amount, leg.side.sign)
    if claims.unpinned(net) in claims.basis:
        return entry
    return Entry((*entry.legs, Leg(net, Side.CREDIT)), (*entry.ends, lines.off))


def _turned(leg: Leg) -> Leg:
    if not leg.amount or leg.amount[min(leg.amount)] > 0:
        return leg
    other = Side.CREDIT if leg.side is Side.DEBIT else Side.DEBIT
    return Leg(scaled(leg.amount, -1), other)
