"""Two versions of a project compared: what their rules make of every batch, store by store.

Stores and days are compared once for all that have the same rules in force and accounts that
coincide in the same places, so that a chain of stores with equal rules is one comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from crossfoot.comparison import projects
from crossfoot.comparison.accepted import remarks_on
from crossfoot.comparison.answers import Difference, difference
from crossfoot.comparison.entries import Entry, entry_of, made_up
from crossfoot.comparison.held import Held
from crossfoot.comparison.joint import JointModel
from crossfoot.comparison.laid_out import remarks_on_lines
from crossfoot.comparison.lines import Booking, End, Lines
from crossfoot.comparison.merged import merged
from crossfoot.comparison.renamed import renamed
from crossfoot.comparison.result import (
    Answer,
    Change,
    Comparison,
    Flow,
    How,
    Named,
    Names,
    Place,
    Said,
    Shown,
    Topic,
    Total,
    Verdict,
    Witness,
)
from crossfoot.comparison.speaking import Speaker
from crossfoot.comparison.stretches import Stretch, stores_of, stretches
from crossfoot.comparison.texts import texts
from crossfoot.comparison.witness import Found, witness
from crossfoot.model.amounts import Side
from crossfoot.model.ruleset import Model, Regime, Ruleset
from crossfoot.posting.timetable import Period
from crossfoot.proof.claims import claims_of
from crossfoot.proof.result import Claim

_Pair: TypeAlias = tuple[Lines, Lines]

_OFF = Said("what a batch is off by", ())
_BILLS = Said("what purchase orders come to", ())

_WEIGHTY = {Topic.ACCEPTED, Topic.DAYS}


def compare(before: Ruleset, after: Ruleset) -> Comparison:
    """Return what differs between what two versions of a project post.

    Nothing in them may be unknown or in conflict: both can be proved, right or wrong.
    """
    stores = stores_of(before, after)
    desk = _Desk(before, after)
    for stretch in stretches(before, after, stores.shared):
        desk.take(stretch)
    answers = merged(desk.answers())
    verdict = max((each.verdict for each in answers), key=_rank, default=Verdict.EQUIVALENT)
    found = Comparison(
        verdict,
        answers,
        len(stores.shared),
        tuple(store.name for store in stores.gone),
        tuple(store.name for store in stores.new),
        tuple(projects.remarks(before, after, stores.shared, desk.used)),
        texts(before, after),
    )
    is_of_others = bool(found.gone or found.new or found.topics & _WEIGHTY)
    return replace(found, verdict=Verdict.CHANGES_TOTALS) if is_of_others else found


def _rank(verdict: Verdict) -> int:
    return verdict.rank


@dataclass(eq=False)
class _Alike:
    """Stretches that are compared once: the first of them, and the lines of each."""

    first: Stretch
    places: list[Place] = field(default_factory=list)
    lines: list[_Pair] = field(default_factory=list)


class _Desk:
    """Takes stretches one by one, and compares each kind of them once."""

    def __init__(self, before: Ruleset, after: Ruleset) -> None:
        self._before, self._after = before, after
        self._joint = JointModel(before.model, after.model)
        self._old = Booking(before, renamed(before.project.chart, after.project.chart))
        self._new = Booking(after, {})
        self._alike: dict[tuple[object, ...], _Alike] = {}
        self._shapes: dict[tuple[int, int], tuple[object, ...]] = {}
        self._held: dict[tuple[object, ...], Held] = {}

    def take(self, stretch: Stretch) -> None:
        """Put a stretch with those that are like it."""
        pair = (self._old.lines(stretch.before), self._new.lines(stretch.after))
        likeness = (
            *map(_in_force, (stretch.before, stretch.after)),
            self._shape(pair),
        )
        alike = self._alike.setdefault(likeness, _Alike(stretch))
        alike.places.append(stretch.place)
        alike.lines.append(pair)

    @property
    def used(self) -> frozenset[str]:
        """The accounts that something goes to in a version, by the keys of their later names."""
        return frozenset(end.account for end in (*self._old.shown, *self._new.shown))

    def answers(self) -> Iterator[Answer]:
        """Yield what differs, in the order of the stores and days."""
        for alike in self._alike.values():
            yield self._answer(alike)

    def _shape(self, pair: _Pair) -> tuple[object, ...]:
        place = (id(pair[0]), id(pair[1]))
        if place not in self._shapes:
            self._shapes[place] = _shape(pair)
        return self._shapes[place]

    def _answer(self, alike: _Alike) -> Answer:
        stretch, pair = alike.first, alike.lines[0]
        held, old, new = self._entries(stretch, pair)
        regimes = (stretch.before.regime, stretch.after.regime)
        speaker = Speaker(
            held.joint, held.both, (self._before.model, regimes[0]), (self._after.model, regimes[1])
        )
        found = difference(old, new, held, speaker)
        naming = _Naming(alike, self._old.shown | self._new.shown)
        moved = (*_moved("off", _OFF, pair, naming), *_moved("bills", _BILLS, pair, naming))
        billed = tuple(_billed(pair, naming))
        verdict = max(
            found.verdict,
            Verdict.RECLASSIFIES if moved else Verdict.EQUIVALENT,
            Verdict.CHANGES_TOTALS if billed else Verdict.EQUIVALENT,
            key=_rank,
        )
        remarks = (*remarks_on(stretch, held), *remarks_on_lines(old, new, pair, verdict))
        return Answer(
            tuple(alike.places),
            verdict,
            (*_flows(found, naming), *moved),
            (*_changes(found, naming), *billed),
            tuple(Total(*each) for each in found.in_all),
            tuple(dict.fromkeys(remarks)),
            _witness(witness(found, old, new, held), naming),
        )

    def _entries(self, stretch: Stretch, pair: _Pair) -> tuple[Held, Entry, Entry]:
        old, new = stretch.before.regime, stretch.after.regime
        held = self._claims(old, new)
        entries = (
            made_up(entry_of(old, pair[0], held.joint.before), pair[0], held.before),
            made_up(entry_of(new, pair[1], held.joint.after), pair[1], held.after),
        )
        return (held, *entries)

    def _claims(self, old: Regime, new: Regime) -> Held:
        place = tuple(
            (id(each.figures), each.tolerance is None, *map(id, each.nevers)) for each in (old, new)
        )
        if place not in self._held:
            self._held[place] = Held(
                self._joint.over(old.figures, new.figures),
                (self._after.model, new),
                _own(self._before.model, old),
                _own(self._after.model, new),
                (old.tolerance is not None, new.tolerance is not None),
            )
        return self._held[place]


def _own(model: Model, regime: Regime) -> tuple[Claim, ...]:
    return claims_of(model, regime).all


def _in_force(period: Period) -> tuple[object, ...]:
    """Return what stretches with the same lines may still differ in."""
    said = (period.klass, period.memo, period.bills, *period.expectations)
    return (id(period.regime), *map(id, said))


def _ends(pair: _Pair) -> tuple[End | None, ...]:
    """Return every place where lines go, in an order that stores that are alike share."""
    return tuple(
        end for each in pair for end in (*(line.end for line in each.lines), each.off, each.bills)
    )


def _shape(pair: _Pair) -> tuple[int, ...]:
    """Return which lines go to the same place, whatever that is."""
    numbers: dict[End | None, int] = {}
    return tuple(numbers.setdefault(end, len(numbers)) for end in _ends(pair))


class _Naming:
    """What places are called, by those of the first of stretches that are alike."""

    def __init__(self, alike: _Alike, shown: Mapping[End, str]) -> None:
        self._shown = shown
        self._ends = [_ends(pair) for pair in alike.lines]

    def __call__(self, end: End) -> Names:
        """Return the names of a place."""
        at = self._ends[0].index(end)
        found: dict[tuple[str, str | None], list[int]] = {}
        for place, ends in enumerate(self._ends):
            own = ends[at]
            assert own is not None, "INVARIANT: what is alike has its places in the same order"
            found.setdefault((self._shown[own], own.klass), []).append(place)
        if len(found) == 1:
            return tuple(Named(*name, ()) for name in found)
        return tuple(Named(*name, tuple(places)) for name, places in found.items())


def _moved(
    name: Literal["off", "bills"], what: Said, pair: _Pair, naming: _Naming
) -> Iterator[Flow]:
    """Yield that another account takes what a batch is off by, or what is bought."""
    before, after = (getattr(each, name) for each in pair)
    if before is not None and after is not None and before != after:
        yield Flow(naming(before), naming(after), what, Side.DEBIT)


def _billed(pair: _Pair, naming: _Naming) -> Iterator[Change]:
    """Yield that purchase orders become bills in one version alone."""
    before, after = (each.bills for each in pair)
    if before is None and after is not None:
        yield Change(naming(after), Side.DEBIT, How.NEWLY, _BILLS)
    if before is not None and after is None:
        yield Change(naming(before), Side.DEBIT, How.NO_LONGER, _BILLS)


def _flows(found: Difference, naming: _Naming) -> Iterator[Flow]:
    for giver, taker, what, side in found.given:
        yield Flow(naming(giver), naming(taker), what, side)


def _changes(found: Difference, naming: _Naming) -> Iterator[Change]:
    for end, side, how, what in found.changed:
        yield Change(naming(end), side, how, what)


def _witness(found: Found | None, naming: _Naming) -> Witness | None:
    if found is None:
        return None
    rows = (
        Shown(() if end is None else naming(end), side, before, after)
        for end, side, before, after in found.rows
    )
    return Witness(found.figures, tuple(rows), found.refused)
