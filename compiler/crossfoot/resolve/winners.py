"""Which rule applies: for one amount and member, the most specific rule in force wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfoot.model.names import key
from crossfoot.model.rules import Rule
from crossfoot.model.ruleset import Conflict


class Win(NamedTuple):
    """The rule that applies to a member, and a conflict with each other of equal claim."""

    member: str | None
    rule: Rule
    conflicts: tuple[Conflict, ...]


def winners(rules: Sequence[Rule], members: Sequence[str | None]) -> Iterator[Win]:
    """Yield the rule for each member among `rules`, all for one amount and all in force.

    Naming a member beats naming the family, naming a store beats naming none. Two rules of
    which neither is more specific conflict unless a third beats both; then the one written
    first stands in, so that other faults can still be found.
    """
    family = [rule for rule in rules if rule.member is None]
    named: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.member is not None:
            named.setdefault(key(rule.member), []).append(rule)
    for_all = _decide(family) if family else None
    for member in members:
        own = named.get(key(member)) if named and member is not None else None
        decision = _decide([*own, *family]) if own else for_all
        if decision is not None:
            first, *equals = decision
            yield Win(member, first, tuple(Conflict(first, each, member) for each in equals))


def _decide(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules that no other beats, as written; the first is the winner."""
    ranked: dict[tuple[bool, bool], list[Rule]] = {}
    for rule in rules:
        ranked.setdefault((rule.member is not None, bool(rule.scope.stores)), []).append(rule)
    if (True, True) in ranked:
        best = ranked[True, True]
    else:
        best = [*ranked.get((True, False), ()), *ranked.get((False, True), ())]
        best = best or ranked[False, False]
    best.sort(key=lambda rule: rule.order)
    return best
