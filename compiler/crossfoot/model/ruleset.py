"""A company's rules with every name resolved, and the regimes in which they are in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crossfoot.model.amounts import (
    Amount,
    Correction,
    Dimension,
    Exclusion,
    Identity,
    Measure,
    Requirement,
    Taken,
)
from crossfoot.model.chart import Account
from crossfoot.model.figures import Figures
from crossfoot.model.rules import (
    Allowance,
    Bills,
    Clears,
    Default,
    Differences,
    Expectation,
    Never,
    Post,
    Rule,
    Skip,
    Use,
)
from crossfoot.model.stores import Project, Store


@dataclass(frozen=True, slots=True, eq=False)
class Posting:
    """A post that won an amount (of one member) in a regime, with its accounts looked up.

    `debit` and `credit` are the accounts at the regime's first store; None where the rule
    leaves the side blank *or* the account is unknown (then there is an XF201 as well):
    whether a side is taken is for `rule.debit` and `rule.credit` to say.
    """

    rule: Post
    member: str | None
    debit: Account | None
    credit: Account | None


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """Two rules for the same amount, store and day of which neither is more specific (XF301)."""

    first: Rule
    second: Rule
    member: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Clearing:
    """A `clears` in force in a regime, with the account at its first store.

    `account` is None where the chart has no such account; then there is an XF201 as well.
    """

    rule: Clears
    account: Account | None


@dataclass(frozen=True, slots=True, eq=False)
class Tolerance:
    """The `differences` in force in a regime, with the account at its first store.

    `account` is None where the chart has no such account; then there is an XF201 as well.
    """

    rule: Differences
    account: Account | None


@dataclass(frozen=True, slots=True, eq=False)
class Regime:
    """What is in force at some stores over a period.

    All its stores have the same members, the same rules in force and accounts that coincide
    in the same places, so they share one proof. `first` and `last` are the period's first and
    last day, None where it is open. `postings` run in the order of the rules, then of the
    members. `skipped` pairs a skip with the member it won. `nevers` are all claims in force,
    `clearings` all accounts that are said to clear, `tolerance` what a batch may be off by.
    """

    stores: tuple[Store, ...]
    first: date | None
    last: date | None
    figures: Figures
    postings: tuple[Posting, ...]
    skipped: tuple[tuple[Skip, str | None], ...]
    nevers: tuple[Never, ...]
    conflicts: tuple[Conflict, ...] = ()
    clearings: tuple[Clearing, ...] = ()
    tolerance: Tolerance | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What the point of sale measures and what follows from it, the company's additions included.

    `amounts` is keyed by `names.key`; it holds measures and definitions alike, as declared.
    `measures` are what is reported, `roundings` what rounds definitions to cents, in an order in
    which each comes after those that it is made of.
    """

    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    roundings: tuple[Measure, ...]
    amounts: Mapping[str, Amount]
    identities: tuple[Identity, ...]
    exclusions: tuple[Exclusion, ...]
    requirements: tuple[Requirement, ...]
    taken: tuple[Taken, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ruleset:
    """All rules of a project, resolved.

    `regimes` run by first store as the project lists them, then by first day. `incomplete` is
    True when some statement could not be read or resolved: then what is
    missing may stand in it, and no check may complain of an absence.
    """

    project: Project
    model: Model
    posts: tuple[Post, ...]
    skips: tuple[Skip, ...]
    nevers: tuple[Never, ...]
    defaults: tuple[Default, ...]
    expectations: tuple[Expectation, ...]
    bills: tuple[Bills, ...]
    clears: tuple[Clears, ...]
    differences: tuple[Differences, ...]
    allowances: tuple[Allowance, ...]
    uses: tuple[Use, ...]
    regimes: tuple[Regime, ...]
    figures: Mapping[str, Figures]
    """The figures of each store, by its declared name; stores with the same members share one."""
    incomplete: bool = False
