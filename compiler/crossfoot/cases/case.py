"""One case: a batch, and what the rules are expected to make of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.project.nodes import Scalar, Table
from crossfoot.source import Span


class Stored(NamedTuple):
    """One of the project's batches, by its number; `store` is None where it is not said."""

    number: Scalar
    store: Scalar | None


class MadeUp(NamedTuple):
    """A batch that is written in the case itself; what is None is left to be filled in."""

    node: Table
    number: Scalar | None
    store: Scalar | None
    day: date | None


OfBatch: TypeAlias = Stored | MadeUp


class ExpectedLine(NamedTuple):
    """A line that an entry should have: `cents` is above zero; None is left open.

    `node` is where it stands in the file.
    """

    account: Account
    side: Side
    cents: int
    klass: str | None
    memo: str | None
    node: Table


class ExpectedBill(NamedTuple):
    """A bill that a batch should bring; `total` in cents, and None is left open."""

    number: str
    supplier: str | None
    created: date | None
    total: int | None
    terms: str | None
    account: Account | None
    node: Table


class Named(NamedTuple):
    """An account that nothing should go to, and where it is named."""

    account: Account
    at: Span


class Expected(NamedTuple):
    """What is expected; None, or nothing, where the case does not speak of it.

    `entry` is the whole entry, `includes` some of its lines, `total` what its debits add up to, in
    cents. `findings` are codes that should be found, `no_findings` those that should not.
    """

    entry: tuple[ExpectedLine, ...] | None
    includes: tuple[ExpectedLine, ...]
    leaves_out: tuple[Named, ...]
    total: int | None
    bills: tuple[ExpectedBill, ...] | None
    findings: tuple[str, ...]
    no_findings: tuple[str, ...]

    @property
    def is_of_the_entry(self) -> bool:
        """Whether there has to be an entry, if only an empty one."""
        of_lines = self.includes or self.leaves_out
        return self.entry is not None or bool(of_lines) or self.total is not None

    @property
    def says_anything(self) -> bool:
        """Whether there is something that could be otherwise."""
        of_codes = self.findings or self.no_findings
        return self.is_of_the_entry or self.bills is not None or bool(of_codes)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One case of a file. `batch` is None where it is about the rules as a whole.

    `node` is all of it, `at` its name.
    """

    name: str
    at: Span
    node: Table
    batch: OfBatch | None
    expected: Expected
