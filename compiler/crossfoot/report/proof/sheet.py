"""What is shown of a proof, the same in every format: figures, accounts, claims, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crossfoot.model.amounts import Number, Side
from crossfoot.model.figures import Figures, Vector
from crossfoot.posting.draft import DraftEntry
from crossfoot.proof.result import Multiplier, Verdict


class Head(NamedTuple):
    """What a proof is of: the company, by which version, and each file with its SHA-256."""

    company: str
    version: str
    sources: tuple[tuple[str, str], ...]


class Place(NamedTuple):
    """Where a proof holds: a store and a period, None where it is open; `when` is that in words."""

    store: str
    first: date | None
    last: date | None
    when: str


class Named(NamedTuple):
    """An account as it is shown, and in which of the sheet's places a row speaks of it."""

    account: str
    places: tuple[int, ...]


class Edge(NamedTuple):
    """One side of one account that amounts with some figures are posted to.

    `is_less` where a figure makes what is posted smaller.
    """

    measure: int
    side: Side
    is_less: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What a batch adds to an account: debits less credits, over figures.

    More than one name where stores have accounts of their own for the same thing. Where
    `takes_differences` it gets what a batch is off by as well.
    """

    names: tuple[Named, ...]
    vector: Vector
    edges: tuple[Edge, ...]
    """By `Measure.order`, in order."""
    takes_differences: bool


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts that are shown in one line: one, or those that differ only by member.

    `each` names the dimension of the latter; then `formula` speaks of one member of it.
    """

    rows: tuple[AccountRow, ...]
    formula: str
    each: str | None


class FigureRow(NamedTuple):
    """Figures of one measure that are alike: how often they are in the debits and credits."""

    name: str
    debits: Number
    credits: Number


class Use(NamedTuple):
    """How often a claim enters a sum: for which members or figures, None for the claim itself."""

    factor: Number
    of: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement that a proof rests on.

    `formula` is what it says to be 0; empty for a `never`, which says it of each figure. `used`
    is how often it was used, exactly, and `uses` the same in few words; both are empty where the
    sum does without it.
    """

    text: str
    where: str
    from_model: bool
    is_never: bool
    formula: str
    used: tuple[Multiplier, ...]
    uses: tuple[Use, ...]


class Share(NamedTuple):
    """An amount that is rounded to cents, and what exactly is rounded."""

    name: str
    exact: str


@dataclass(frozen=True, slots=True)
class Rest:
    """What rounding leaves of a sum that is proved: `formula` over roundings, at most `most` cents.

    What it leaves of a sum that is refuted is in the residual.
    """

    vector: Vector
    formula: str
    most: int


class Given(NamedTuple):
    """One figure of a batch, in cents."""

    figure: str
    cents: int


@dataclass(frozen=True, slots=True)
class Example:
    """A batch that the point of sale could report, and what it comes to, in cents.

    `entry` is the journal entry that the rules make of it, None where only an account is meant.
    """

    batch: tuple[Given, ...]
    debits: int
    credits: int
    entry: DraftEntry | None


@dataclass(frozen=True, slots=True)
class Clear:
    """An account that is said to clear; it does where `residual` is empty.

    `quoted` is the statement as it is written, in one line.
    """

    names: tuple[Named, ...]
    where: str
    quoted: str
    vector: Vector
    formula: str
    grounds: tuple[Ground, ...]
    rest: Rest
    residual: Vector
    left: tuple[str, ...]
    example: Example | None

    @property
    def is_so(self) -> bool:
        """Whether it clears."""
        return not self.residual


class Differences(NamedTuple):
    """What a batch may be off by, in cents, and the account that takes it; `quoted` as written."""

    limit: int
    names: tuple[Named, ...]
    where: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One proof, and every place in which it holds.

    Vectors are over the figures of its stores. `never` holds the figures that are 0 in every
    batch: formulas leave them out. `left` is the residual in words, a group each. Where it is
    refuted nothing rests on the grounds: their `uses` are empty.
    """

    places: tuple[Place, ...]
    figures: Figures
    verdict: Verdict
    debits: Vector
    credits: Vector
    net: Vector
    never: frozenset[int]
    grounds: tuple[Ground, ...]
    accounts: tuple[Accounts, ...]
    rows: tuple[FigureRow, ...]
    shares: tuple[Share, ...]
    rest: Rest
    clears: tuple[Clear, ...]
    differences: Differences | None
    skipped: tuple[str, ...]
    residual: Vector
    left: tuple[str, ...]
    example: Example | None

    @property
    def balances(self) -> bool:
        """Whether the entry of every batch does."""
        return self.verdict is not Verdict.REFUTED

    @property
    def is_proved(self) -> bool:
        """Whether all of it is proved: the balance, and that the accounts clear."""
        return self.balances and all(each.is_so for each in self.clears)
