"""What QuickBooks' lists hold: accounts, terms, people, items, classes, facts of the company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum


class ListKind(Enum):
    """One of QuickBooks' lists; its value is the key that it is kept under."""

    ACCOUNTS = "accounts"
    TERMS = "terms"
    VENDORS = "vendors"
    CUSTOMERS = "customers"
    ITEMS = "items"
    CLASSES = "classes"


@dataclass(frozen=True, slots=True)
class ListHeading:
    """A list begins; its records follow, perhaps none.

    `remaining` records are still in QuickBooks, and `iterator_id` is its name for the question
    that brings them: a list with something remaining is not whole. `query` is the part of the
    question's name in front of ``QueryRq``.
    """

    kind: ListKind
    line: int
    remaining: int = 0
    iterator_id: str | None = None
    query: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the list is left in QuickBooks."""
        return self.remaining == 0


@dataclass(frozen=True, slots=True)
class ListItem:
    """One record. `name` is the full name, ``Parent:Child``; `line` is where it begins, from 1.

    `fields` is what else is known of it, in the order of the kind's form and by its keys, without
    what is blank: ``id`` is QuickBooks' ListID, ``active`` is there when it is ``false``.
    """

    kind: ListKind
    name: str
    fields: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What QuickBooks says of the company and of itself; None is not said.

    `qbxml_versions` are as QuickBooks says them; those of other editions begin with letters.
    `closing_date` ends the closed period, included.
    """

    line: int
    company: str | None = None
    product: str | None = None
    version: str | None = None
    qbxml_versions: tuple[str, ...] = ()
    class_tracking: bool | None = None
    account_numbers: bool | None = None
    closing_date: date | None = None
