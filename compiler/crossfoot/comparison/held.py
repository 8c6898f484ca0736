"""What two versions say of every batch: each of them, both alike, and either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from crossfoot.comparison.joint import Joint, moved
from crossfoot.model.amounts import Identity, Number, Part, Pick
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.rules import Never
from crossfoot.model.ruleset import Model, Regime
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.linear import Basis
from crossfoot.proof.residual import groups_of, reduced
from crossfoot.proof.result import Claim
from crossfoot.proof.rounding import remainder_of

Scene = tuple[Model, Regime]
"""Where claims stand: any model and regime of a version, for what they have beside claims."""


@dataclass(frozen=True, eq=False)
class Held:
    """The claims of two versions over joint figures.

    What a version does not have, as a member of a store, is 0 in all of its batches. One that
    is `lax` posts batches that miss an identity by a little (`differences up to`).
    """

    joint: Joint
    scene: Scene
    own_before: tuple[Claim, ...]
    own_after: tuple[Claim, ...]
    lax: tuple[bool, bool] = (False, False)

    @cached_property
    def before(self) -> Claims:
        """What the earlier version says."""
        return self._said(self.own_before, self.joint.before)

    @cached_property
    def after(self) -> Claims:
        """What the later version says."""
        return self._said(self.own_after, self.joint.after)

    @cached_property
    def both(self) -> Claims:
        """What follows from each of the versions by itself, to the cent."""
        first, second = self._firm
        pinned = first.pinned.keys() & second.pinned.keys()
        rows = _common(_rest(first, pinned), _rest(second, pinned))
        return self._claims(({at: 1} for at in sorted(pinned)), rows)

    @cached_property
    def _firm(self) -> tuple[Claims, Claims]:
        """What versions hold batches to without letting any difference pass."""
        before = self._said(_nevers(self.own_before), self.joint.before)
        after = self._said(_nevers(self.own_after), self.joint.after)
        return before if self.lax[0] else self.before, after if self.lax[1] else self.after

    @cached_property
    def either(self) -> Claims:
        """What holds of a batch that both versions accept."""
        every = (*self.before.all, *self.after.all)
        return self._claims(claim.vector for claim in every)

    def left(self, vector: Vector) -> Vector:
        """Return what is left of a sum after what both versions say is 0; nothing if it is 0.

        Roundings that cancel out for every cent are left out.
        """
        claims, figures = self.both, self.joint.figures
        if self._is_simple(vector):
            return (
                claims.unpinned(vector) if claims.basis.reduce(claims.unpinned(vector))[0] else {}
            )
        rest = reduced(vector, claims, figures).residual
        if rest and not claims.as_reported(rest) and not remainder_of(rest, claims, figures).most:
            return {}
        plain = claims.unpinned(vector)
        return min((plain, rest), key=lambda each: self._groups(each)) if rest else {}

    def _is_simple(self, vector: Vector) -> bool:
        """Whether no claim can make a sum simpler than it is, unless it makes it nothing."""
        is_rounded = not all(map(self.joint.figures.is_reported, vector))
        return not is_rounded and self.both.exact is self.both and self._groups(vector)[0] < 2

    def _groups(self, vector: Vector) -> tuple[int, int]:
        return len(groups_of(vector, self.joint.figures)), len(vector)

    def _said(self, own: Iterable[Claim], places: Mapping[int, int]) -> Claims:
        figures = self.joint.figures
        missing = {figure.index for figure in figures.reported} - {*places.values()}
        vectors = (moved(claim.vector, places) for claim in own)
        return self._claims(vectors, ({at: 1} for at in sorted(missing)))

    def _claims(self, *vectors: Iterable[Vector]) -> Claims:
        figures, (model, regime) = self.joint.figures, self.scene
        identities = tuple(
            _identity(vector, figures, regime) for each in vectors for vector in each
        )
        scene = replace(regime, figures=figures, nevers=())
        return claims_of(replace(model, identities=identities), scene)


def _nevers(own: Iterable[Claim]) -> Iterator[Claim]:
    return (claim for claim in own if isinstance(claim.source, Never))


def _identity(vector: Vector, figures: Figures, regime: Regime) -> Identity:
    """Return a sum that is 0 in every batch as a statement that says so."""
    parts = tuple(_part(figures, at, value) for at, value in vector.items())
    return Identity("a sum = nothing", None, parts, regime.stores[0].at, from_model=False)


def _part(figures: Figures, at: int, value: Number) -> Part:
    figure = figures.all[at]
    return Part(figure.measure, Pick.WHOLE if figure.member is None else figure.member, value)


def _rest(claims: Claims, pinned: Iterable[int]) -> tuple[Vector, ...]:
    """Return all that claims say beside the figures that are `pinned` in both versions."""
    alone: Iterator[Vector] = ({at: 1} for at in sorted({*claims.pinned} - {*pinned}))
    return (*alone, *claims.rows)


def _common(first: Sequence[Vector], second: Sequence[Vector]) -> tuple[Vector, ...]:
    """Return rows that span what two spaces have in common (the algorithm of Zassenhaus)."""
    if _set(first) == _set(second):
        return tuple(first)
    beyond = 1 + max((at for row in (*first, *second) for at in row), default=0)
    doubled = [{**row, **_shifted(row, beyond)} for row in first]
    late = {at + beyond for row in first for at in row}
    basis = Basis([*doubled, *second], late)
    # A row with its pivot there is 0 in the first half, so that its second half is in both.
    return tuple(
        _shifted(row, -beyond) for pivot, row in sorted(basis.rows.items()) if pivot >= beyond
    )


def _shifted(row: Vector, by: int) -> Vector:
    return {at + by: value for at, value in row.items()}


def _set(rows: Iterable[Vector]) -> frozenset[frozenset[tuple[int, Number]]]:
    return frozenset(frozenset(row.items()) for row in rows)
