"""What QuickBooks says of the company and of itself, beside what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crossfoot.project.editing.scalars import Value
from crossfoot.project.nodes import in_one_line
from crossfoot.quickbooks.list_items import CompanyFacts


class FactChanged(NamedTuple):
    """A fact that is another now; None is not known."""

    name: str
    old: Value | None
    new: Value | None


def with_said(known: Mapping[str, Value], said: CompanyFacts) -> dict[str, Value]:
    """Return the facts as they become: what QuickBooks does not say stays as it is known.

    Where it tells its preferences and no closing date among them, the books are not closed.
    """
    found = {**known, **_facts(said)}
    tells_preferences = said.class_tracking is not None or said.account_numbers is not None
    if tells_preferences and said.closing_date is None:
        found.pop("closing date", None)
    return found


def changes(old: Mapping[str, Value], new: Mapping[str, Value]) -> tuple[FactChanged, ...]:
    """Return the facts that are not as they were."""
    return tuple(
        FactChanged(name, old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def _facts(said: CompanyFacts) -> dict[str, Value]:
    found: dict[str, Value | None] = {
        "company": said.company and in_one_line(said.company),
        "product": said.product and in_one_line(said.product),
        "version": said.version and in_one_line(said.version),
        "qbxml": tuple(map(in_one_line, said.qbxml_versions)),
        "class tracking": _truth(said.class_tracking),
        "account numbers": _truth(said.account_numbers),
        "closing date": None if said.closing_date is None else said.closing_date.isoformat(),
    }
    return {name: value for name, value in found.items() if value}


def _truth(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()
