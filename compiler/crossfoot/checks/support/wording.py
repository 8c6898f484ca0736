"""Turns of phrase that the checks share: lists of names, places, days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

MOST_NAMED = 3
"""Names told of a long list; the rest is a number."""


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return names in backticks: ``one``, ``one and two``, ``one, two, three and 9 more``."""
    all_names = list(names)
    shown = [f"`{name}`" for name in all_names]
    if len(shown) > MOST_NAMED + 1:
        shown = [*shown[:MOST_NAMED], f"{len(shown) - MOST_NAMED} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def for_members(members: Sequence[str]) -> str:
    """Return `` for `Visa` ``, or nothing where there is nobody to name."""
    return f" for {listed(members)}" if members else ""


def at_stores(stores: Sequence[str]) -> str:
    """Return `` at `East` ``, `` in 12 stores: … ``, or nothing where none is named."""
    if not stores:
        return ""
    if len(stores) > MOST_NAMED + 1:
        return f" in {len(stores)} stores: {listed(stores)}"
    return f" at {listed(stores)}"


def on_days(first: date | None, last: date | None) -> str:
    """Return `` from … until … ``, or nothing for a time that is open at both ends."""
    if first is not None and first == last:
        return f" on {first.isoformat()}"
    begin = f" from {first.isoformat()}" if first else ""
    end = f" until {last.isoformat()}" if last else ""
    return begin + end


def called(name: str, member: str | None) -> str:
    """Return an amount, or one member of it, as rules write it, in backticks."""
    return f"`{name}`" if member is None else f"`{name}: {member}`"
