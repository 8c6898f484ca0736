"""What a point of sale measures, and the amounts that formulas make of it.

Every amount is a linear formula over measures. A formula is kept *symbolically* ("each
tender's Closing", "Dept Sales over all departments"); only a store's members turn it into
coefficients over figures (`figures.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from crossfoot.source import Span

Number: TypeAlias = int | Fraction
"""An exact coefficient. Whole numbers stay ints, which are many times faster."""


def plain(value: Number) -> Number:
    """Return a whole fraction as an int."""
    return value.numerator if value.denominator == 1 else value


class Side(Enum):
    """The two sides of a journal entry."""

    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def sign(self) -> int:
        """+1 for a debit, -1 for a credit."""
        return 1 if self is Side.DEBIT else -1


class Sign(Enum):
    """What a measure claims of its figures."""

    FREE = "free"
    NEVER_POSITIVE = "never positive"
    NEVER_NEGATIVE = "never negative"


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """What figures are broken down by: Tender, Tax, Department."""

    name: str
    at: Span


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A figure, or one figure a member, that the point of sale reports; or a *rounding*.

    A rounding is what it adds to a formula to round it to whole cents, half away from zero:
    `rounds` is the exact formula, None for what is reported. `order` counts measures as the
    model declares them, the roundings after all that is reported. Compared by identity.
    """

    name: str
    dimension: Dimension | None
    sign: Sign
    order: int
    at: Span
    rounds: tuple[Part, ...] | None = None


class Pick(Enum):
    """Which figures of a measure a formula term takes."""

    WHOLE = "the one figure of a measure without a dimension"
    EACH = "the figure of the member that the amount is asked for"
    ALL = "the sum over all members"


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a formula: `factor` times what `pick` takes of `measure`.

    A `pick` that is a text names one member, as in ``Tender Received: Cash``.
    """

    measure: Measure
    pick: Pick | str
    factor: Number


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """A name that has a value in every batch: a measure, or a definition.

    `dimension` is what it is broken down by, or None for a single amount. `formula` is
    unfolded to measures; like terms are merged, none is zero. Where a share is taken, the formula
    holds the rounding to cents. `uses` are the amounts its definition names directly, empty for
    a measure; `rounding` is what rounds it to cents where it takes a share itself. `from_model`
    is False for the company's own. Compared by identity.
    """

    name: str
    dimension: Dimension | None
    formula: tuple[Part, ...]
    at: Span
    measure: Measure | None = None
    uses: tuple[Amount, ...] = ()
    from_model: bool = True
    doc: str = field(default="", repr=False)
    rounding: Measure | None = None

    @property
    def measures(self) -> frozenset[Measure]:
        """The measures that it is made of, roundings aside."""
        return frozenset(part.measure for part in self.formula if part.measure.rounds is None)


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """``always left = right``, kept as left - right = 0.

    With a `dimension` it holds for every member. `text` is how it was written. `uses` are the
    amounts it names directly.
    """

    text: str
    dimension: Dimension | None
    formula: tuple[Part, ...]
    at: Span
    from_model: bool
    uses: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """``takes``: the side and account types expected of an amount, or of one member of it."""

    amount: Amount
    member: str | None
    side: Side
    types: tuple[str, ...]
    at: Span


@dataclass(frozen=True, slots=True)
class Exclusion:
    """``A excludes B``: posting both posts the same money twice."""

    first: Amount
    second: Amount
    at: Span
    from_model: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """``A requires B or C``: where A is posted, one of `choices` must be accounted for."""

    amount: Amount
    choices: tuple[Amount, ...]
    at: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """``A corrects B``: A is the difference between the count B and what was due.

    Posted to a cash account it would hide every shortage (XF208); a blank count shows as a
    zero `counted` beside a shortage (XF505).
    """

    amount: Amount
    counted: Amount
    at: Span
