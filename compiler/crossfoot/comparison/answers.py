"""What differs between two entries: flows between accounts, what is more or less, the totals."""

from __future__ import annotations

from collections import Counter
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
from crossfoot.proof.linear import add, scaled


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
    are written, and `through` those of the sides of places that are not in `nets`, since in the
    end they keep what they had. Nothing is in them that is 0 in every batch.
    """

    verdict: Verdict
    nets: Mapping[End, Vector]
    totals: Mapping[Side, Vector]
    through: Mapping[End, Mapping[Side, Vector]]
    given: tuple[Given, ...]
    changed: tuple[Changed, ...]
    in_all: tuple[tuple[Side, bool, Said], ...]


def difference(before: Entry, after: Entry, held: Held, speaker: Speaker) -> Difference:
    """Return what differs between the entries that two versions make of the same batch."""
    old, new = before.nets(), after.nets()
    nets = _changes(old, new, held)
    totals = _totals(before, after, held)
    through = dict(_through(before, after, nets, held))
    passed, passing = _handed_on(through, before)
    moves, rest = flows(nets, old, {at for vector in totals.values() for at in vector})
    moves = set_off(moves, speaker.is_one)
    verdict = Verdict.RECLASSIFIES if nets or through else Verdict.EQUIVALENT
    return Difference(
        Verdict.CHANGES_TOTALS if totals else verdict,
        nets,
        totals,
        through,
        (*_given(moves, speaker), *(_passed(*each, speaker) for each in passed)),
        (*_changed(rest, old, new, speaker), *_passing(passing, before, after, speaker)),
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


def _through(
    before: Entry, after: Entry, nets: Mapping[End, Vector], held: Held
) -> Iterator[tuple[End, Mapping[Side, Vector]]]:
    """Yield by what the sides of an account change that keeps what it had: a till that clears."""
    old, new = before.by_end(), after.by_end()
    nothing = Entry((), ())
    for end in dict.fromkeys((*old, *new)):
        if end not in nets:
            one, other = old.get(end, nothing), new.get(end, nothing)
            if Counter(one.written()) != Counter(other.written()):
                sides = _totals(one, other, held)
                if sides:
                    yield end, sides


def _handed_on(
    through: Mapping[End, Mapping[Side, Vector]], before: Entry
) -> tuple[list[tuple[End, End, Side, Vector]], dict[End, Mapping[Side, Vector]]]:
    """Return what passes through another place than before, and changes that are not of that kind.

    A place takes the whole of what another had on a side.
    """
    passed: list[tuple[End, End, Side, Vector]] = []
    left = {end: dict(sides) for end, sides in through.items()}
    for taker, side in [(end, side) for end, sides in through.items() for side in sides]:
        gone = scaled(left[taker].get(side, {}), -1)
        giver = next((end for end, each in left.items() if gone and each.get(side) == gone), None)
        if giver is not None and _rises(left[taker][side], before.total(side, taker)):
            passed.append((giver, taker, side, left[taker].pop(side)))
            del left[giver][side]
    return passed, {end: sides for end, sides in left.items() if sides}


def _rises(change: Vector, before: Vector) -> bool:
    """Whether a change is something new, or more of what there was."""
    at = min(change)
    return before.get(at, 0) * change[at] >= 0


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
        for how, part in _by_how(vector, old.get(end, {}), new.get(end, {}), speaker):
            what, sign = speaker.say(part)
            is_more = how in (How.NEWLY, How.MORE)
            yield Changed(end, _side(sign if is_more else -sign), how, what)


def _passed(giver: End, taker: End, side: Side, vector: Vector, speaker: Speaker) -> Given:
    what, sign = speaker.say(vector)
    return Given(giver, taker, what, _side(side.sign * sign))


def _passing(
    through: Mapping[End, Mapping[Side, Vector]], before: Entry, after: Entry, speaker: Speaker
) -> Iterator[Changed]:
    for end, sides in through.items():
        for side, vector in sides.items():
            old, new = (each.total(side, end) for each in (before, after))
            for how, part in _by_how(vector, old, new, speaker):
                what, sign = speaker.say(part)
                is_as_written = (sign > 0) == (how in (How.NEWLY, How.MORE))
                yield Changed(end, _side(side.sign if is_as_written else -side.sign), how, what)


def _by_how(
    vector: Vector, old: Vector, new: Vector, speaker: Speaker
) -> Iterator[tuple[How, Vector]]:
    """Yield a change by what becomes of each figure, and of each amount that is rounded."""
    figures = speaker.figures
    change, had, has = (figures.settled(each) for each in (vector, old, new))
    parts: dict[How, Vector] = {}
    for at, value in change.items():
        parts.setdefault(_how(value, had.get(at, 0), has.get(at, 0)), {})[at] = value
    yield from ((how, figures.unsettled(parts[how])) for how in How if how in parts)


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
        for _, part in _by_how(vector, before.total(side), after.total(side), speaker):
            what, sign = speaker.say(part)
            yield side, sign > 0, what


def _side(sign: int) -> Side:
    return Side.DEBIT if sign > 0 else Side.CREDIT
