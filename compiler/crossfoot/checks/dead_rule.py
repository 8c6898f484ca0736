"""XF304: a rule that no store, member or day can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from crossfoot.checks.support.striking import struck
from crossfoot.checks.support.wording import called, listed
from crossfoot.codes.dead_rule import DEAD_RULE
from crossfoot.diagnostic import Diagnostic, Fix, Related
from crossfoot.model.amounts import Amount
from crossfoot.model.names import key, subject
from crossfoot.model.rules import Clears, Differences, Post, Rule, Scope
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.proof.result import Proof
from crossfoot.source import Span

_MOST_SHOWN = 3
_DELETE = "delete it"


def dead_rule(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each `post` and `skip` that wins nowhere.

    So does a `clears` on an account that nothing is posted to, and a `differences` never in force.
    A rule whose last day lies before the project `starts` had its time. Nothing is said where
    rules conflict (XF301), nor of a rule for an unknown store (XF108).
    """
    alive, disputed = _alive(ruleset)
    rules: tuple[Rule, ...] = (*ruleset.posts, *ruleset.skips)
    dead = [
        rule
        for rule in rules
        if rule not in alive and rule.amount not in disputed and _is_meant(rule.scope, ruleset)
    ]
    winners = _winners(ruleset, {rule.amount for rule in dead})
    for rule in dead:
        yield _finding(ruleset, rule, winners.get(rule.amount, ()))
    yield from _idle(ruleset)


def _idle(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield what says something of accounts, and says it nowhere."""
    alive: set[Clears | Differences] = set()
    for regime in ruleset.regimes:
        posted = {at for each in regime.postings for at in (each.debit, each.credit)}
        alive.update(each.rule for each in regime.clearings if each.account in {*posted, None})
        if regime.tolerance is not None and regime.tolerance.rule.limit:
            alive.add(regime.tolerance.rule)
    # Of several that name no store, or several that do, XF301 may speak: which holds is open.
    standings = [bool(each.scope.stores) for each in ruleset.differences]
    single = [
        each
        for each in ruleset.differences
        if standings.count(bool(each.scope.stores)) == 1 or _is_backwards(each.scope)
    ]
    said: list[Clears | Differences] = [*ruleset.clears, *single]
    for each in said:
        if each not in alive and _is_meant(each.scope, ruleset):
            yield _idle_finding(each)


def _idle_finding(each: Clears | Differences) -> Diagnostic:
    reason, help_ = "other lines take its place everywhere", _DELETE
    if _is_backwards(each.scope):
        reason, help_ = _backwards(each.scope)
    elif isinstance(each, Differences) and not each.limit:
        reason = "up to 0.00 is nothing"
    elif isinstance(each, Clears):
        reason = f"nothing is posted to {each.account.at.text}"
        help_ = "write the account that the rules post to, or delete the line"
    return Diagnostic(
        DEAD_RULE,
        f"`{each.side}` never applies here: {reason}",
        each.at,
        help=help_,
        stores=each.scope.stores,
        fix=_struck(each.at, f"`{each.side}`", reason, is_safe=help_ == _DELETE),
    )


def _backwards(scope: Scope) -> tuple[str, str]:
    return (
        f"its last day, {scope.last}, lies before its first, {scope.first}",
        "correct the dates, or delete the rule",
    )


def _alive(ruleset: Ruleset) -> tuple[set[Rule], set[Amount]]:
    """Return the rules that win somewhere, and the amounts on which rules conflict (XF301)."""
    alive: set[Rule] = set()
    disputed: set[Amount] = set()
    for regime in ruleset.regimes:
        alive.update(posting.rule for posting in regime.postings)
        alive.update(skip for skip, _ in regime.skipped)
        disputed.update(conflict.first.amount for conflict in regime.conflicts)
    return alive, disputed


def _is_meant(scope: Scope, ruleset: Ruleset) -> bool:
    """Whether a rule ought to apply by now: its stores exist and its time is not over."""
    starts = ruleset.project.starts
    if starts is not None and scope.last is not None and scope.last < starts:
        return _is_backwards(scope)
    return set(scope.stores) <= set(ruleset.figures)


def _is_backwards(scope: Scope) -> bool:
    first, last = scope.first, scope.last
    return first is not None and last is not None and last < first


_Won: TypeAlias = tuple[Regime, Rule, str | None]
"""A rule that wins in a regime, and the member it wins."""


def _winners(ruleset: Ruleset, amounts: set[Amount]) -> dict[Amount, list[_Won]]:
    winners: dict[Amount, list[_Won]] = {}
    for regime in ruleset.regimes if amounts else ():
        held: list[tuple[Rule, str | None]] = [
            *((posting.rule, posting.member) for posting in regime.postings),
            *regime.skipped,
        ]
        for rule, member in held:
            if rule.amount in amounts:
                winners.setdefault(rule.amount, []).append((regime, rule, member))
    return winners


def _finding(ruleset: Ruleset, rule: Rule, won: Iterable[_Won]) -> Diagnostic:
    name = called(rule.amount.name, rule.member)
    reason, related, help_ = _reason(ruleset, rule, won)
    return Diagnostic(
        DEAD_RULE,
        f"this rule for {name} never applies: {reason}",
        rule.at,
        related,
        help=help_,
        fix=_struck(rule.whole, f"the rule for {name}", reason, is_safe=bool(related)),
        about=subject(rule.amount.name, rule.member),
        stores=rule.scope.stores,
        days=(rule.scope.first, rule.scope.last) if not _is_backwards(rule.scope) else (None, None),
    )


def _struck(statement: Span, called: str, reason: str, *, is_safe: bool) -> Fix:
    """Return the fix that makes a comment of what never applies, with the reason.

    It is safe where something else applies in its place. Else it may have been meant, and its
    dates or its name are wrong.
    """
    why = f"dead: {reason}".replace("`", "")
    return struck([statement], why, f"make a comment of {called}", is_safe=is_safe)


def _reason(
    ruleset: Ruleset, rule: Rule, won: Iterable[_Won]
) -> tuple[str, tuple[Related, ...], str]:
    scope = rule.scope
    if _is_backwards(scope):
        reason, help_ = _backwards(scope)
        return reason, (), help_
    if not _has_members(ruleset, rule):
        return _without_members(rule)
    beaten = list(_beaten_by(rule, won))
    related = tuple(
        Related(other.at, f"{_verb(other)} {called(other.amount.name, other.member)} here")
        for other in beaten
    )
    said = "more specific rules take" if len(beaten) > 1 else "a more specific rule takes"
    return (
        f"{said} its place at every store, for every member and on every day",
        related,
        "delete it, or limit what takes its place",
    )


def _without_members(rule: Rule) -> tuple[str, tuple[Related, ...], str]:
    dimension = rule.amount.dimension.name if rule.amount.dimension else ""
    what = dimension if rule.member is None else f"{dimension} called `{rule.member}`"
    stores = rule.scope.stores
    return (
        f"no store has a {what}" if not stores else f"at {listed(stores)} there is no {what}",
        (),
        f"add it under `{dimension}:` in the project file, or delete the rule",
    )


def _has_members(ruleset: Ruleset, rule: Rule) -> bool:
    """Whether a store that the rule is for has what it is about."""
    stores = rule.scope.stores or tuple(ruleset.figures)
    for store in stores:
        figures = ruleset.figures.get(store)
        members = figures.members_of(rule.amount) if figures else ()
        wanted = None if rule.member is None else key(rule.member)
        if wanted is None and members:
            return True
        if any(name is not None and key(name) == wanted for name in members):
            return True
    return False


def _beaten_by(rule: Rule, won: Iterable[_Won]) -> Iterator[Rule]:
    seen: set[Rule] = set()
    wanted = None if rule.member is None else key(rule.member)
    for regime, other, member in won:
        is_there = any(rule.scope.at_store(store.name) for store in regime.stores)
        is_it = wanted is None or (member is not None and key(member) == wanted)
        if other not in seen and is_there and is_it:
            seen.add(other)
            yield other
            if len(seen) == _MOST_SHOWN:
                return


def _verb(rule: Rule) -> str:
    return "posts" if isinstance(rule, Post) else "skips"
