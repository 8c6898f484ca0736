"""What there is to be told of an imbalance, before it is known where and when it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from crossfoot.diagnostic import Related
from crossfoot.model.rules import Rule, Scope

Advice: TypeAlias = Callable[[Scope], str]
"""What to type, for the stores and days in which the fault is."""

THE_SAME = "the same here"
"""What is said of further rules of which the same is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to be told of an imbalance, at the name in `rule`.

    `advice` says what to type; it is asked once it is known at which stores and on which days.
    """

    message: str
    rule: Rule
    advice: Advice | None
    why: str | None
    related: tuple[Related, ...] = ()


def others(rules: Iterable[Rule]) -> tuple[Related, ...]:
    """Return further rules of which the same is told."""
    return tuple(Related(each.at, THE_SAME) for each in rules)
