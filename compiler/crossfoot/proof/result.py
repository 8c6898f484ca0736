"""What a proof says: a verdict for one regime, with what is needed to believe it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from crossfoot.model.amounts import Identity, Number
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Never
from crossfoot.model.ruleset import Clearing, Posting, Regime


class Verdict(Enum):
    """How a regime's entry balances for every batch, or that it does not."""

    BY_CONSTRUCTION = "by-construction"
    BY_IDENTITY = "by-identity"
    UP_TO_ROUNDING = "up-to-rounding"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Claim:
    """A linear form that is 0 in every batch: an identity, or a `never`, for one member."""

    source: Identity | Never
    member: str | None
    vector: Vector


@dataclass(frozen=True, slots=True)
class Multiplier:
    """How often a claim enters the net: the certificate is the sum of these."""

    claim: Claim
    factor: Number


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A batch that keeps every claim and every sign and does not balance; all in cents.

    `cents` by figure index holds only what is not zero.
    """

    cents: dict[int, int]
    debits: int
    credits: int


@dataclass(frozen=True, slots=True)
class Remainder:
    """What rounding to cents leaves of a sum of figures: so many of some rounding figures.

    `most` is the largest size in cents that it comes to in any batch, 0 where it is exact for
    every cent.
    """

    vector: Vector
    most: int


NOTHING = Remainder({}, 0)
"""What rounding leaves where nothing is rounded."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Whether an account that is said to clear does: its debits less its credits, over figures.

    It does where `residual` is empty: the vector is then the sum of the multipliers, and of
    `remainder`, which is 0 for every cent. Otherwise `counterexample` shows a batch after which
    the account is not even; its debits and credits are the account's own, None where no batch
    was found.
    """

    clearing: Clearing
    vector: Vector
    multipliers: tuple[Multiplier, ...]
    remainder: Remainder
    residual: Vector
    counterexample: Counterexample | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Figures that two or more postings book to the same end (XF401)."""

    figures: tuple[int, ...]
    postings: tuple[Posting, ...]
    by_transfer: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict for one regime.

    `net` is debits less credits over figures. By identity: net = sum of multipliers, and of
    `remainder`, which comes to 0 in every batch; up to rounding it comes to no more than the
    `differences` in force allow. Refuted: `residual` is the net less the multipliers' sum, with
    the fewest groups, and `counterexample` is set unless the claims contradict each other.
    `unreached` are figures that no posting books, no skip leaves out and no `never` covers.
    """

    regime: Regime
    verdict: Verdict
    net: Vector
    multipliers: tuple[Multiplier, ...]
    residual: Vector
    counterexample: Counterexample | None
    overlaps: tuple[Overlap, ...]
    unreached: tuple[int, ...]
    remainder: Remainder = NOTHING
    cleared: tuple[Cleared, ...] = ()
