"""The company, its stores, and the members that each store has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from crossfoot.model.chart import Chart
from crossfoot.model.policy import Policy
from crossfoot.source import Source, Span


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One tender, tax or department of a store, with the attributes given to it."""

    name: str
    attributes: Mapping[str, str]
    at: Span


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """One store. `members` maps the key of a dimension to its members, in order.

    `day_ends` is how long after midnight a batch still belongs to the day before.
    `attributes` are the store's own further keys. A dimension left out has no members.
    """

    name: str
    prefix: str
    day_ends: timedelta
    members: Mapping[str, tuple[Member, ...]]
    attributes: Mapping[str, str]
    at: Span


@dataclass(frozen=True, slots=True, eq=False)
class RulesPath:
    """A rule file that the project lists: the path relative to the project, and where."""

    path: str
    at: Span


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What was imported of the company as QuickBooks has it; None is not known.

    `qbxml_versions` are the versions of qbXML that its QuickBooks takes, as it says them;
    `closing_date` ends its closed period, included. `at` is the file's place.
    """

    at: Span
    company: str | None = None
    product: str | None = None
    version: str | None = None
    qbxml_versions: tuple[str, ...] = ()
    class_tracking: bool | None = None
    account_numbers: bool | None = None
    closing_date: date | None = None
    closing_at: Span | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """A project folder, read. `root` is the folder; all paths in messages are relative to it.

    `starts`: no proofs before it, earlier batches are refused. `closing_date`: the closed period
    in QuickBooks, included; the later of the project's own and the imported one. `facts` are what
    was imported of the company, None where nothing was. `batches` is the folder of the batch
    files, one such file, or None. `source` is the project file itself. `dimensions` are the keys
    of stores that have a list, and `attributes` those that have one value, each with its first
    place. `policy` is what the project says of findings.
    """

    root: Path
    company: str
    rules: tuple[RulesPath, ...]
    chart: Chart
    stores: tuple[Store, ...]
    source: Source
    starts: date | None = None
    closing_date: date | None = None
    qbxml: str = "13.0"
    batches: str | None = None
    dimensions: Mapping[str, Span] = field(default_factory=dict)
    attributes: Mapping[str, Span] = field(default_factory=dict)
    facts: Facts | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def closing_at(self) -> Span | None:
        """Where the imported closing date stands, if it is the one in force."""
        facts = self.facts
        if facts is None or facts.closing_date != self.closing_date:
            return None
        return facts.closing_at
