"""Findings that say the same of one batch after another: people need to be told once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crossfoot.codes.figure_not_reported import FIGURE_NOT_REPORTED
from crossfoot.diagnostic import Diagnostic

_TOLD_ONCE = (FIGURE_NOT_REPORTED,)
"""Codes whose findings differ in nothing but the batch, and have one cause in all of them."""


class Alike(NamedTuple):
    """A finding, and the later ones that say the same of other batches of its store."""

    first: Diagnostic
    others: list[Diagnostic]


def told_once(found: Iterable[Diagnostic]) -> tuple[Alike, ...]:
    """Return the findings, each with those like it, in the order of the first ones."""
    groups: dict[object, Alike] = {}
    for each in found:
        same = (each.code, each.severity, each.stores, each.about, each.help)
        group = groups.setdefault(same if each.code in _TOLD_ONCE else id(each), Alike(each, []))
        if group.first is not each:
            group.others.append(each)
    return tuple(groups.values())
