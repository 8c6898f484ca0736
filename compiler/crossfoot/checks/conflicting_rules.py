"""XF301: two rules claim the same amount, and neither is more specific."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.wording import called
from crossfoot.codes.conflicting_rules import CONFLICTING_RULES
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.rules import Bills, Default, Differences, Post, Rule, Scope
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def conflicting_rules(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each rule that conflicts with an earlier one."""
    found: dict[Rule, tuple[Rule, Places]] = {}
    for regime in ruleset.regimes:
        for conflict in regime.conflicts:
            earlier, later = sorted((conflict.first, conflict.second), key=lambda rule: rule.order)
            if later not in found:
                scope = _shared(earlier.scope, later.scope)
                found[later] = earlier, Places(ruleset, later.amount, None, scope)
            found[later][1].add(regime, None)
    for later, (earlier, places) in found.items():
        yield _finding(earlier, later, places)
    stores = [store.name for store in ruleset.project.stores]
    for what, lines in (
        ("class", [each for each in ruleset.defaults if each.klass is not None]),
        ("memo", [each for each in ruleset.defaults if each.memo is not None]),
        ("bills to", ruleset.bills),
        ("differences", ruleset.differences),
    ):
        yield from _given_twice(what, lines, stores)


def _given_twice(
    what: str, lines: Sequence[Default | Bills | Differences], stores: Sequence[str]
) -> Iterator[Diagnostic]:
    """Yield each line that says otherwise than an earlier one, of the same stores and days.

    Where lines that name the stores take the place of both, nothing is open.
    """
    for place, later in enumerate(lines):
        earlier = next((each for each in lines[:place] if _compete(each.scope, later.scope)), None)
        if earlier is None:
            continue
        shared = _shared(earlier.scope, later.scope)
        if not all(
            any(_takes_place(each.scope, shared, name) for each in lines) for name in stores
        ):
            yield Diagnostic(
                CONFLICTING_RULES,
                f"`{what}` is given twice for the same stores and days",
                later.at,
                (Related(earlier.at, "the other line"),),
                help="keep one of them, or name a store or days in one",
            )


def _takes_place(scope: Scope, of: Scope, store: str) -> bool:
    """Whether a line that names a store holds there on all the days of one that names none."""
    begins = scope.first is None or (of.first is not None and scope.first <= of.first)
    ends = scope.last is None or (of.last is not None and of.last <= scope.last)
    return not of.stores and store in scope.stores and begins and ends


def _compete(one: Scope, other: Scope) -> bool:
    if bool(one.stores) != bool(other.stores):
        return False
    shared = _shared(one, other)
    overlaps = shared.first is None or shared.last is None or shared.first <= shared.last
    return overlaps and bool(shared.stores) == bool(one.stores)


def _shared(one: Scope, other: Scope) -> Scope:
    """Return where and when both hold."""
    stores = one.stores or other.stores
    if one.stores and other.stores:
        stores = tuple(store for store in one.stores if store in other.stores)
    firsts = [day for day in (one.first, other.first) if day is not None]
    lasts = [day for day in (one.last, other.last) if day is not None]
    return Scope(stores, max(firsts, default=None), min(lasts, default=None))


def _finding(earlier: Rule, later: Rule, places: Places) -> Diagnostic:
    name = called(later.amount.name, later.member or earlier.member)
    return Diagnostic(
        CONFLICTING_RULES,
        f"{name} has two rules, and neither is more specific{places}",
        later.at,
        (Related(earlier.at, "the other rule"),),
        help=_help(earlier, later),
        stores=places.stores,
        days=places.days,
    )


def _help(earlier: Rule, later: Rule) -> str:
    if _are_halves(earlier, later):
        return 'write both sides on one line: `post … debit "…" credit "…"`'
    if (earlier.member is None) != (later.member is None):
        return "one names the member, the other the store: name both in one of them"
    if earlier.scope == later.scope:
        of_all = later.amount.dimension is not None and later.member is None
        named = "a member, a store or days" if of_all else "a store or days"
        return f"keep one of them, or name {named} in one"
    return "let the days of one end before the other begins, or keep one of them"


def _are_halves(one: Rule, other: Rule) -> bool:
    """Whether they are a debit line and a credit line of one item."""
    if not (isinstance(one, Post) and isinstance(other, Post)) or one.member != other.member:
        return False
    sides = [(post.debit is not None, post.credit is not None) for post in (one, other)]
    return sorted(sides) == [(False, True), (True, False)]
