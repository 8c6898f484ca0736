"""What differs between two entries: flows between accounts, what is more or less, the totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crossfoot.comparison.entries import Entry
from crossfoot.comparison.flows import Moves, flows, set_off
from crossfoot.comparison.held import Held
from crossfoot.comparison.lines import End
from crossfoot.comparison.result import How, Said, Verdict
from crossfoot.comparison.speaking import Speaker
from crossfoot.model.amounts import Number, Side
from crossfoot.model.figures import Vector
from crossfoot.proof.linear import add


class Given(NamedTuple):
    """What one place gives to another."""

    giver: End
    taker: End
    what: Said
    side: Side


class Changed(NamedTuple):
    """What a place gets, and did not, or the other way round."""

    end: End
    side: Side
    how: How
    what: Said


@dataclass(frozen=True, eq=False)
class Difference:
    """What two entries differ in, over joint figures.

    `nets` are the changes of debits less credits, by place; `totals` those of the sides as they
    are written. Nothing is in them that is 0 in every batch.
    """

    verdict: Verdict
    nets: Mapping[End, Vector]
    totals: Mapping[Side, Vector]
    given: tuple[Given, ...]
    changed: tuple[Changed, ...]
    in_all: tuple[tuple[Side, bool, Said], ...]


def difference(before: Entry, after: Entry, held: Held, speaker: Speaker) -> Difference:
    """Return what differs between the entries that two versions make of the same batch."""
    old, new = before.nets(), after.nets()
    nets = _changes(old, new, held)
    totals = _totals(before, after, held)
    moves, rest = flows(nets, old, {at for vector in totals.values() for at in vector})
    moves = set_off(moves, speaker.is_one)
    verdict = Verdict.RECLASSIFIES if nets else Verdict.EQUIVALENT
    return Difference(
        Verdict.CHANGES_TOTALS if totals else verdict,
        nets,
        totals,
        tuple(_given(moves, speaker)),
        tuple(_changed(rest, old, new, speaker)),
        tuple(_in_all(totals, before, after, speaker)),
    )


def _changes(old: Mapping[End, Vector], new: Mapping[End, Vector], held: Held) -> dict[End, Vector]:
    """Return what accounts get more than before.

    As it is written, where that adds up to nothing: then it can be told who gives it to whom.
    """
    plain: dict[End, Vector] = {}
    left: dict[End, Vector] = {}
    for end in dict.fromkeys((*old, *new)):
        change = dict(new.get(end, {}))
        add(change, old.get(end, {}), -1)
        rest = held.left(change)
        if rest:
            plain[end], left[end] = held.both.unpinned(change), rest
    return left if _sum(plain) else plain


def _totals(before: Entry, after: Entry, held: Held) -> dict[Side, Vector]:
    """Return by what the sides change, unless that is but how amounts are written."""
    found = {side: _total(side, before, after, held) for side in Side}
    found = {side: vector for side, vector in found.items() if vector}
    if not found:
        return {}
    one, other = before.turned(), after.turned()
    is_same = not any(_total(side, one, other, held) for side in Side)
    return {} if is_same else found


def _total(side: Side, before: Entry, after: Entry, held: Held) -> Vector:
    total = after.total(side)
    add(total, before.total(side), -1)
    return held.left(total)


def _sum(vectors: Mapping[End, Vector]) -> Vector:
    total: Vector = {}
    for vector in vectors.values():
        add(total, vector)
    return total


def _given(moves: Moves, speaker: Speaker) -> Iterator[Given]:
    for (giver, taker), vector in moves.items():
        what, sign = speaker.say(vector)
        yield Given(giver, taker, what, _side(sign))


def _changed(
    rest: Mapping[End, Vector],
    old: Mapping[End, Vector],
    new: Mapping[End, Vector],
    speaker: Speaker,
) -> Iterator[Changed]:
    for end, vector in rest.items():
        for how, part in _by_how(vector, old.get(end, {}), new.get(end, {})):
            what, sign = speaker.say(part)
            is_more = how in (How.NEWLY, How.MORE)
            yield Changed(end, _side(sign if is_more else -sign), how, what)


def _by_how(vector: Vector, old: Vector, new: Vector) -> Iterator[tuple[How, Vector]]:
    """Yield a change by what becomes of each figure."""
    parts: dict[How, Vector] = {}
    for at, value in vector.items():
        parts.setdefault(_how(value, old.get(at, 0), new.get(at, 0)), {})[at] = value
    yield from ((how, parts[how]) for how in How if how in parts)


def _how(change: Number, old: Number, new: Number) -> How:
    if not old:
        return How.NEWLY
    if not new:
        return How.NO_LONGER
    return How.MORE if old * change > 0 else How.LESS


def _in_all(
    totals: Mapping[Side, Vector], before: Entry, after: Entry, speaker: Speaker
) -> Iterator[tuple[Side, bool, Said]]:
    for side, vector in totals.items():
        for _, part in _by_how(vector, before.total(side), after.total(side)):
            what, sign = speaker.say(part)
            yield side, sign > 0, what


def _side(sign: int) -> Side:
    return Side.DEBIT if sign > 0 else Side.CREDIT
