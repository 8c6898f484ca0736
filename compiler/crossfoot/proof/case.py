"""A proof laid open again, for whoever has to say what is wrong with the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crossfoot.model.amounts import Amount, Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.ruleset import Model, Regime
from crossfoot.proof.bookings import Booking, bookings_of
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.coverage import reached_by
from crossfoot.proof.residual import groups_of, reduced
from crossfoot.proof.result import Proof


@dataclass(frozen=True, eq=False)
class Case:
    """One proof with the claims and bookings it was made of."""

    model: Model
    proof: Proof
    claims: Claims
    bookings: tuple[Booking, ...]

    @property
    def regime(self) -> Regime:
        """Where and when it is."""
        return self.proof.regime

    @property
    def figures(self) -> Figures:
        """The figures of its stores."""
        return self.proof.regime.figures

    @cached_property
    def reached(self) -> frozenset[int]:
        """The figures that some posting books."""
        return reached_by(self.bookings)

    @cached_property
    def posted(self) -> frozenset[Amount]:
        """The amounts that some rule posts."""
        return frozenset(booking.rule.amount for booking in self.bookings)

    @cached_property
    def excluded(self) -> frozenset[frozenset[Amount]]:
        """The pairs of amounts that are declared to exclude each other."""
        return frozenset(frozenset((each.first, each.second)) for each in self.model.exclusions)

    def kind(self, at: int) -> tuple[object, ...]:
        """Return what tells a figure from others of its measure: the net, and the claims on it."""
        measure, net = self.figures.all[at].measure, self.proof.net
        return measure.order, net.get(at, 0), tuple(self.claims.said_of.get(at, ()))

    def distance(self, net: Vector) -> tuple[int, int]:
        """Return how far a net is from balance: groups and figures of its residual."""
        residual = reduced(net, self.claims, self.figures).residual
        return len(groups_of(residual, self.figures)), len(residual)

    def vector(self, amount: Amount, member: str | None) -> Vector:
        """Return an amount over the figures that can be other than 0."""
        return self.claims.unpinned(self.figures.vector(amount.formula, member))

    def unpinned(self, booking: Booking) -> Mapping[int, Number]:
        """Return what a posting books of the figures that can be other than 0."""
        return self.claims.unpinned(booking.amount)


def case_of(model: Model, proof: Proof) -> Case:
    """Return a proof with its claims and bookings."""
    return Case(model, proof, claims_of(model, proof.regime), bookings_of(proof.regime))
