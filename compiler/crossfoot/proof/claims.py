"""What every batch of a regime is known to satisfy: its identities, and what never occurs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from crossfoot.model.amounts import Identity, Number, Sign
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.rules import Never
from crossfoot.model.ruleset import Model, Regime
from crossfoot.proof.linear import Basis, magnitude
from crossfoot.proof.result import Claim
from crossfoot.proof.signs import Signs, forced

_SIGNS = {Sign.NEVER_POSITIVE: -1, Sign.NEVER_NEGATIVE: 1}


@dataclass(frozen=True, eq=False)
class Claims:
    """All claims of a regime, taken apart.

    `pinned` holds the figures that can only be 0, each with the claim that is it alone;
    `behind` says which claims make it so. `rows` are the claims that relate several figures,
    without the pinned ones, and `row_of` says which claim a row comes from.
    INVARIANT: pinned figures occur in no row, so the two parts can be solved apart; and some
    batch keeps all rows with no signed figure 0.
    """

    all: tuple[Claim, ...]
    pinned: Mapping[int, int]
    behind: Mapping[int, tuple[int, ...]]
    rows: tuple[Vector, ...]
    row_of: tuple[int, ...]
    every_sign: Signs
    """1 or -1 for the figures that are never negative or never positive."""
    reported: int
    """How many figures are reported; from this index on they are roundings."""

    @cached_property
    def exact(self) -> Claims:
        """The claims as they are of batches in which nothing has to be rounded."""
        if all(max(claim.vector) < self.reported for claim in self.all):
            return self
        every = (replace(claim, vector=self.as_reported(claim.vector)) for claim in self.all)
        return _of([each for each in every if each.vector], self.every_sign, self.reported)

    @cached_property
    def signs(self) -> Signs:
        """The signs of the figures that can be other than 0."""
        return {at: sign for at, sign in self.every_sign.items() if at not in self.pinned}

    def as_reported(self, vector: Mapping[int, Number]) -> Vector:
        """Return a vector without the roundings in it."""
        return {at: value for at, value in vector.items() if at < self.reported}

    @cached_property
    def basis(self) -> Basis:
        """A basis of the space that the rows span; figures with a sign are `late`."""
        return Basis(self.rows, self.signs.keys())

    @cached_property
    def reported_basis(self) -> Basis:
        """A basis of the space that the rows span when roundings are left out of account."""
        return Basis([self.as_reported(row) for row in self.rows])

    @cached_property
    def cent_basis(self) -> Basis:
        """A basis of what is equal to the cent: of the rows in which nothing is rounded.

        A row is solved for a figure that it has once, so that what is left stays in whole cents.
        """
        rows = [row if max(row) < self.reported else {} for row in self.rows]
        several = {at for row in rows for at, value in row.items() if magnitude(value) != 1}
        return Basis(rows, several)

    @cached_property
    def inside(self) -> frozenset[int]:
        """The figures that occur in a row."""
        return frozenset(index for row in self.rows for index in row)

    @cached_property
    def said_of(self) -> Mapping[int, Sequence[tuple[int, Number]]]:
        """By figure, how often it is in which claim, whichever member that is about."""
        found: dict[int, list[tuple[int, Number]]] = {}
        for place, row in zip(self.row_of, self.rows, strict=True):
            for index, value in row.items():
                found.setdefault(index, []).append((id(self.all[place].source), value))
        return found

    @cached_property
    def named(self) -> frozenset[int]:
        """The figures of which somebody said that they, or a sum with them, are 0."""
        zero = [claim.vector for claim in self.all if says_zero(claim.source)]
        return frozenset(index for vector in zero for index in vector)

    def unpinned(self, vector: Mapping[int, Number]) -> Vector:
        """Return a vector without the figures that are 0 anyway."""
        return {index: value for index, value in vector.items() if index not in self.pinned}

    def within(self, figures: Collection[int]) -> Claims:
        """Return what the claims say of batches in which only some figures are not 0."""
        cut = [{at: row[at] for at in row if at in figures} for row in self.rows]
        kept = [place for place, row in enumerate(cut) if row]
        return replace(
            self,
            rows=tuple(cut[place] for place in kept),
            row_of=tuple(self.row_of[place] for place in kept),
            every_sign={at: sign for at, sign in self.signs.items() if at in figures},
        )


def claims_of(model: Model, regime: Regime) -> Claims:
    """Return the claims in force in a regime."""
    figures = regime.figures
    every = [claim for claim in _claims(model, regime) if min(claim.vector) < len(figures.reported)]
    claims = _of(every, signs_of(figures), len(figures.reported))
    return _without_idle(claims, figures) if figures.exact else claims


def _without_idle(claims: Claims, figures: Figures) -> Claims:
    """Pin the roundings that have nothing to round, since what they are made of is 0."""
    every, pinned, behind = list(claims.all), dict(claims.pinned), dict(claims.behind)
    for at, exact in sorted(figures.exact.items()):
        left = {index: value for index, value in exact.items() if index not in pinned}
        gone = sorted({place for index in exact for place in behind.get(index, ())})
        if gone and all(value.denominator == 1 for value in figures.settled(left).values()):
            source = every[gone[-1]]
            pinned[at], behind[at] = len(every), tuple(gone)
            every.append(Claim(source.source, source.member, {at: 1}))
    if len(pinned) == len(claims.pinned):
        return claims
    rows, row_of = _rows(every, pinned)
    return replace(claims, all=tuple(every), pinned=pinned, behind=behind, rows=rows, row_of=row_of)


def _of(every: list[Claim], signs: Signs, reported: int) -> Claims:
    """Take claims apart; to those given are added the figures that signs force to be 0."""
    pinned = _alone(every)
    behind: dict[int, tuple[int, ...]] = {index: (place,) for index, place in pinned.items()}
    rows, row_of = _rows(every, pinned)
    basis = Basis(rows, signs.keys())
    while found := forced(basis, signs):
        for index, pivots in found.items():
            places = sorted({row_of[at] for pivot in pivots for at in basis.made[pivot]})
            behind[index] = tuple(places)
            pinned[index] = len(every)
            last = every[places[-1]]
            every.append(Claim(last.source, last.member, {index: 1}))
        rows, row_of = _rows(every, pinned)
        basis = Basis(rows, signs.keys())
    return Claims(tuple(every), pinned, _complete(every, behind), rows, row_of, signs, reported)


def signs_of(figures: Figures) -> Signs:
    """Return 1 or -1 for each figure whose measure has a sign."""
    return {
        figure.index: _SIGNS[figure.measure.sign]
        for figure in figures.all
        if figure.measure.sign is not Sign.FREE
    }


def says_zero(source: Identity | Never) -> bool:
    """Whether a claim says of an amount that it is 0, as ``never X`` and ``always X = 0`` do."""
    if isinstance(source, Never):
        return True
    return any(set(side.strip()) <= set("0.") for side in source.text.split("="))


def between_roundings(model: Model, figures: Figures) -> Iterator[Claim]:
    """Yield what identities say of roundings alone: their reported figures cancel out.

    Such a claim rests on nothing that is reported. It holds for every cent, or for some only.
    """
    for identity in model.identities:
        for member in figures.members_of(identity):
            vector = figures.vector(identity.formula, member)
            if vector and min(vector) >= len(figures.reported):
                yield Claim(identity, member, vector)


def _claims(model: Model, regime: Regime) -> Iterator[Claim]:
    figures = regime.figures
    for identity in model.identities:
        for member in figures.members_of(identity):
            yield from _split(identity, member, figures.vector(identity.formula, member), figures)
    for never in regime.nevers:
        amount = never.amount
        members = figures.members_of(amount) if never.member is None else (never.member,)
        for member in members:
            # Not the sum is claimed to be 0 but each figure of it: sales and returns that happen
            # to cancel out did occur.
            for index in figures.vector(amount.formula, member):
                if index < len(figures.reported):
                    yield Claim(never, member, {index: 1})


def _split(
    source: Identity | Never, member: str | None, vector: Vector, figures: Figures
) -> Iterator[Claim]:
    """Yield a claim; a sum of figures that all pull one way is 0 only if each of them is."""
    if len(vector) > 1 and _pulls_one_way(vector, figures):
        for index, value in vector.items():
            yield Claim(source, member, {index: value})
    elif vector:
        yield Claim(source, member, vector)


def _pulls_one_way(vector: Vector, figures: Figures) -> bool:
    directions: set[bool] = set()
    for index, value in vector.items():
        sign = figures.all[index].measure.sign
        if sign is Sign.FREE:
            return False
        directions.add((value > 0) == (sign is Sign.NEVER_NEGATIVE))
    return len(directions) == 1


def _alone(every: Sequence[Claim]) -> dict[int, int]:
    """Return the figures that are a claim by themselves, each with the first such claim."""
    alone: dict[int, int] = {}
    for place, claim in enumerate(every):
        if len(claim.vector) == 1:
            alone.setdefault(next(iter(claim.vector)), place)
    return alone


def _complete(
    every: Sequence[Claim], behind: Mapping[int, tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """Add to the claims behind a figure those that took other figures out of them."""
    return {
        index: tuple(sorted({*places, *_pins(every, behind, places)}))
        for index, places in behind.items()
    }


def _pins(
    every: Sequence[Claim], behind: Mapping[int, tuple[int, ...]], places: Sequence[int]
) -> Iterator[int]:
    for place in places:
        for index in every[place].vector:
            yield from behind.get(index, ())


def _rows(
    every: Sequence[Claim], pinned: Mapping[int, int]
) -> tuple[tuple[Vector, ...], tuple[int, ...]]:
    rows: list[Vector] = []
    row_of: list[int] = []
    for place, claim in enumerate(every):
        row = {index: value for index, value in claim.vector.items() if index not in pinned}
        if row:
            rows.append(row)
            row_of.append(place)
    return tuple(rows), tuple(row_of)
