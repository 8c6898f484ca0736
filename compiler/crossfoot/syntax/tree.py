"""The tree of a rule file: what was written and where, nothing resolved yet.

Plain named tuples: a file of 100,000 statements is read in seconds. Every node knows
its `at`, the smallest span that holds it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from crossfoot.model.amounts import Side, Sign
from crossfoot.source import Source, Span


class Name(NamedTuple):
    """A name as written, brackets taken off and white space folded: ``Tender Received: Visa``."""

    text: str
    at: Span


class Text(NamedTuple):
    """A quoted text; `at` includes the quotes."""

    value: str
    at: Span


class Day(NamedTuple):
    """A calendar day."""

    value: date
    at: Span


class Cents(NamedTuple):
    """An amount of money in whole cents, as after ``within`` and ``up to``."""

    value: int
    at: Span


class Scope(NamedTuple):
    """``for``, ``from`` and ``until``: no stores means all, `last` is included."""

    stores: tuple[Text, ...] = ()
    first: Day | None = None
    last: Day | None = None


class SumOf(NamedTuple):
    """``sum of Closing``: over all members."""

    name: Name
    at: Span


class Group(NamedTuple):
    """``( ... )``."""

    inner: Expr
    at: Span


class Constant(NamedTuple):
    """A bare number; only 0 has a meaning (XF105 otherwise)."""

    value: Fraction
    at: Span


class Product(NamedTuple):
    """Amounts multiplied or divided by each other: parsed so that it can be refused (XF105)."""

    at: Span


Operand: TypeAlias = "Name | SumOf | Group | Constant | Product"


class Term(NamedTuple):
    """A signed multiple of an operand; `factor` carries the sign, a percentage over 100."""

    factor: int | Fraction
    operand: Operand
    at: Span


class Expr(NamedTuple):
    """A sum of terms."""

    terms: tuple[Term, ...]
    at: Span


class Use(NamedTuple):
    """``use rms``."""

    name: Name
    at: Span
    doc: str = ""


class DimensionDecl(NamedTuple):
    """``dimension Tender``."""

    name: Name
    at: Span
    doc: str = ""


class MeasureDecl(NamedTuple):
    """``measure Closing, Opening by Tender, never negative``."""

    names: tuple[Name, ...]
    by: Name | None
    sign: Sign
    at: Span
    doc: str = ""


class Definition(NamedTuple):
    """``Sales: Total = sum of Dept Sales``."""

    name: Name
    value: Expr
    at: Span
    doc: str = ""


class Extension(NamedTuple):
    """``Due also sum of Card Tips``."""

    name: Name
    value: Expr
    at: Span
    doc: str = ""


class Takes(NamedTuple):
    """``Tender Received takes debit Bank or Other Current Asset``; one entry a side."""

    name: Name
    sides: tuple[TakenSide, ...]
    at: Span
    doc: str = ""


class TakenSide(NamedTuple):
    """One side that an item takes, with the account types as written."""

    side: Side
    types: tuple[Name, ...]
    at: Span


class Excludes(NamedTuple):
    """``Sales: Total excludes Dept Sales``."""

    name: Name
    others: tuple[Name, ...]
    at: Span
    doc: str = ""


class Requires(NamedTuple):
    """``Tender Received requires Tender Dropped or Cash Dropped``."""

    name: Name
    choices: tuple[Name, ...]
    at: Span
    doc: str = ""


class Corrects(NamedTuple):
    """``Tender Over/Short corrects Closing``: the difference between a count and what was due."""

    name: Name
    counted: Name
    at: Span
    doc: str = ""


class Always(NamedTuple):
    """``always Taken = Due``."""

    left: Expr
    right: Expr
    at: Span
    doc: str = ""


class Post(NamedTuple):
    """``post Sales: Total credit "4000"``."""

    name: Name
    debit: Text | None
    credit: Text | None
    klass: Text | None
    memo: Text | None
    scope: Scope
    at: Span
    doc: str = ""


class Skip(NamedTuple):
    """``skip Commission because "..."``."""

    names: tuple[Name, ...]
    scope: Scope
    because: Text
    at: Span
    doc: str = ""


class Never(NamedTuple):
    """``never Vouchers Sold because "..."``."""

    names: tuple[Name, ...]
    scope: Scope
    because: Text
    at: Span
    doc: str = ""


class Default(NamedTuple):
    """``default class "{store}" memo "Batch {batch}"``."""

    klass: Text | None
    memo: Text | None
    scope: Scope
    at: Span
    doc: str = ""


class Expect(NamedTuple):
    """``expect Tender Over/Short within 20.00``."""

    name: Name
    within: Cents
    scope: Scope
    at: Span
    doc: str = ""


class Bills(NamedTuple):
    """``bills to "1200 · Inventory Asset"``."""

    account: Text
    scope: Scope
    at: Span
    doc: str = ""


class Allow(NamedTuple):
    """``allow XF508 on Dept Cost because "..."``; `on` a name, a quoted account or nothing."""

    code: Name
    on: Name | Text | None
    scope: Scope
    because: Text
    at: Span
    doc: str = ""


class Clears(NamedTuple):
    """``"1010 · Undeposited Funds" clears``."""

    account: Text
    scope: Scope
    at: Span
    doc: str = ""


class Differences(NamedTuple):
    """``differences up to 0.05 to "6990 · Cash Rounding"``."""

    limit: Cents
    account: Text
    scope: Scope
    at: Span
    doc: str = ""


Statement: TypeAlias = (
    Use
    | DimensionDecl
    | MeasureDecl
    | Definition
    | Extension
    | Takes
    | Excludes
    | Requires
    | Corrects
    | Always
    | Post
    | Skip
    | Never
    | Default
    | Expect
    | Bills
    | Allow
    | Clears
    | Differences
)


class File(NamedTuple):
    """One rule file. `broken` are the spans of statements that could not be read."""

    source: Source
    statements: tuple[Statement, ...]
    broken: tuple[Span, ...] = ()
