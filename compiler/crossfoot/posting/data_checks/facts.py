"""What the checks need to know of a period, worked out once for all of its batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.model.amounts import Measure, Sign
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.rules import Differences, Expectation
from crossfoot.model.ruleset import Clearing, Model
from crossfoot.posting.forms import Form, compiled
from crossfoot.posting.timetable import Period
from crossfoot.proof.bookings import bookings_of, net_of
from crossfoot.proof.result import Claim, Proof, Verdict


@dataclass(frozen=True, slots=True)
class Signed:
    """The neighbouring figures of a measure that has a sign: from `first` up to before `end`."""

    measure: Measure
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of one counted amount, and the figure that says how much it was short."""

    counted: tuple[int, ...]
    short: int


@dataclass(frozen=True, slots=True)
class Watched:
    """An amount of which a rule expects that it stays within a limit."""

    expectation: Expectation
    member: str | None
    vector: Vector


@dataclass(frozen=True, slots=True)
class Booked:
    """A measure of which rules post a figure or more.

    `figures` are all of its figures; `names` its own and those of the amounts that post it.
    `is_guarded` tells that some claim speaks of each figure that is posted, so that it could
    not be left out unnoticed.
    """

    measure: Measure
    figures: frozenset[int]
    names: tuple[str, ...]
    is_guarded: bool


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """A period's claims, signs, counts and limits, and the functions that evaluate them.

    `misses` says by how much each of `claims` is missed, `watched_amounts` what each of
    `watched` comes to, `net` what debits less credits do before any line for differences. Where
    such lines are booked, `kept` says what stays in each of the accounts that are `cleared`.
    `is_refuted` where the rules do not balance: what a batch is off by is no fault of its own then.
    """

    model: Model
    period: Period
    claims: tuple[Claim, ...]
    misses: Form
    signed: tuple[Signed, ...]
    counts: tuple[Count, ...]
    watched: tuple[Watched, ...]
    watched_amounts: Form
    booked: tuple[Booked, ...]
    net: Form
    cleared: tuple[Clearing, ...]
    kept: Form
    is_refuted: bool

    @property
    def tolerance(self) -> Differences | None:
        """What a batch may be off by, in cents."""
        tolerance = self.period.regime.tolerance
        return tolerance.rule if tolerance else None


def facts_of(model: Model, period: Period, proof: Proof | None = None) -> Facts:
    """Work out what holds in a period. Without a proof the rules are taken to be proved."""
    figures = period.regime.figures
    claims = tuple(_claims(model, period))
    watched = tuple(_watched(period, figures))
    uneven = {each.clearing.rule for each in proof.cleared if each.residual} if proof else set()
    cleared = tuple(each for each in _cleared(period) if each[0].rule not in uneven)
    return Facts(
        model,
        period,
        claims,
        compiled([claim.vector for claim in claims], figures),
        tuple(_signed(figures)),
        tuple(dict.fromkeys(_counts(model, figures))),
        watched,
        compiled([each.vector for each in watched], figures),
        tuple(_booked(_posted(period), claims, figures)),
        compiled([net_of(bookings_of(period.regime))], figures),
        tuple(clearing for clearing, _ in cleared),
        compiled([vector for _, vector in cleared], figures),
        proof is not None and proof.verdict is Verdict.REFUTED,
    )


def _cleared(period: Period) -> Iterator[tuple[Clearing, Vector]]:
    """Yield the accounts that are said to clear, where a batch may be off by something."""
    regime = period.regime
    if regime.tolerance is not None and regime.clearings:
        from crossfoot.proof.accounts import added_to  # not needed where no batch is ever off

        bookings = bookings_of(regime)
        net = net_of(bookings)
        for clearing in regime.clearings:
            if clearing.account is not None:
                yield clearing, added_to(clearing.account, regime, bookings, net)


def _claims(model: Model, period: Period) -> Iterator[Claim]:
    """Yield each identity and each `never`, for each member.

    INVARIANT: all that a proof rests on follows from these, and from the signs of figures.
    """
    figures = period.regime.figures
    for identity in model.identities:
        for member in figures.members_of(identity):
            yield Claim(identity, member, figures.vector(identity.formula, member))
    for never in period.regime.nevers:
        amount = never.amount
        members = figures.members_of(amount) if never.member is None else (never.member,)
        for member in members:
            for index in figures.vector(amount.formula, member):
                if index < len(figures.reported):
                    yield Claim(never, member, {index: 1})


def _by_measure(figures: Figures) -> dict[Measure, list[int]]:
    found: dict[Measure, list[int]] = {}
    for figure in figures.reported:
        found.setdefault(figure.measure, []).append(figure.index)
    return found


def _signed(figures: Figures) -> Iterator[Signed]:
    for measure, own in _by_measure(figures).items():
        if measure.sign is not Sign.FREE:
            yield Signed(measure, own[0], own[-1] + 1)


def _counts(model: Model, figures: Figures) -> Iterator[Count]:
    """Yield every count beside the negative part of what corrects it."""
    for correction in model.corrections:
        for member in figures.members_of(correction.amount):
            vector = figures.vector(correction.counted.formula, member)
            counted = tuple(index for index in sorted(vector) if figures.is_reported(index))
            for index, factor in figures.vector(correction.amount.formula, member).items():
                if factor < 0 and counted and figures.is_reported(index):
                    yield Count(counted, index)


def _watched(period: Period, figures: Figures) -> Iterator[Watched]:
    for each in period.expectations:
        members = figures.members_of(each.amount) if each.member is None else (each.member,)
        for member in members:
            if not any(_replaces(other, each, member) for other in period.expectations):
                vector = figures.vector(each.amount.formula, member)
                yield Watched(each, member, vector)


def _replaces(other: Expectation, each: Expectation, member: str | None) -> bool:
    """Whether another limit is more specific for a member, by the member or by the store."""
    if other.amount is not each.amount or other.member not in (None, member):
        return False
    mine = (each.member is not None, bool(each.scope.stores))
    others = (other.member is not None, bool(other.scope.stores))
    return others != mine and others >= mine


def _posted(period: Period) -> dict[int, dict[str, None]]:
    """Return the figures that rules book, each with the names of the amounts that do."""
    posted: dict[int, dict[str, None]] = {}
    for posting in period.regime.postings:
        amount = posting.rule.amount
        for index in period.regime.figures.vector(amount.formula, posting.member):
            posted.setdefault(index, {})[amount.name] = None
    return posted


def _booked(
    posted: dict[int, dict[str, None]], claims: Sequence[Claim], figures: Figures
) -> Iterator[Booked]:
    spoken_of = {index for claim in claims for index in claim.vector}
    for measure, own in _by_measure(figures).items():
        booked = [index for index in own if index in posted]
        if booked:
            names = dict.fromkeys([measure.name, *(n for index in booked for n in posted[index])])
            is_guarded = spoken_of.issuperset(booked)
            yield Booked(measure, frozenset(own), tuple(names), is_guarded)
