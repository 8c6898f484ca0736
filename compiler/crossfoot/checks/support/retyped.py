"""Rules as they should be typed, for the help of a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from crossfoot.model.amounts import Amount, Number, Side
from crossfoot.model.rules import EVERYWHERE, Post, Scope, Template
from crossfoot.proof.sides import Sides, sides_of
from crossfoot.syntax.spelled import written

_MOST_WRITTEN = 8
"""Rules written out in one piece of advice: whoever types them all is done."""

_AS_A_SAMPLE = 3
"""Rules written out of more than that."""

_DAY = timedelta(days=1)


def full_name(amount: Amount, member: str | None) -> str:
    """Return ``Tender Received: Visa``, or the amount's name alone."""
    return amount.name if member is None else f"{amount.name}: {member}"


def as_rule(
    amount: Amount,
    member: str | None,
    way: Sides,
    like: Post | None = None,
    scope: Scope | None = None,
) -> str:
    """Return ``post Cash Dropped debit "…"``, with what else an existing rule says if given.

    The scope is that of the existing rule unless another is given.
    """
    scope = scope or (like.scope if like else EVERYWHERE)
    return as_post(full_name(amount, member), way, scope, like)


def as_post(name: str, way: Sides, scope: Scope, like: Post | None = None) -> str:
    """Return a rule for what has this name; it need not be defined yet."""
    post = f"post {written(name, 'NAME')}"
    sides = (f"{side.value} {_account(like, side)}" for side in way)
    return " ".join((post, *_at(scope), *sides, *_marks(like), *_days(scope)))


def as_remainder(name: str, whole: Amount, others: Iterable[Amount]) -> str:
    """Return ``Rest = Sales: Total - Royalty``: a share as what the others leave."""
    taken = (
        f" - {'' if other.dimension is whole.dimension else 'sum of '}{written(other.name, 'NAME')}"
        for other in others
    )
    return f"{written(name, 'NAME')} = {written(whole.name, 'NAME')}{''.join(taken)}"


def in_percent(part: Number) -> str:
    """Return ``99%``, or a fraction where it is no short decimal."""
    hundredths = 10_000 * Fraction(part)
    if hundredths.denominator != 1:
        return str(part)
    whole, rest = divmod(int(hundredths), 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%"


def as_never(names: Iterable[str], scope: Scope = EVERYWHERE) -> str:
    """Return ``never Layaway: Paid, Layaway: Closed because "…"``."""
    never = f"never {', '.join(written(name, 'NAME') for name in names)}"
    return " ".join((never, *_at(scope), *_days(scope), 'because "…"'))


def _account(like: Post | None, side: Side) -> str:
    template = None
    if like is not None:
        template = like.debit if side is Side.DEBIT else like.credit
    return _text(template)


def _text(template: Template | None) -> str:
    return '"…"' if template is None else template.at.text


def _at(scope: Scope) -> Iterator[str]:
    if scope.stores:
        yield "for " + ", ".join(f'"{store}"' for store in scope.stores)


def _marks(like: Post | None) -> Iterator[str]:
    if like is not None and like.klass is not None:
        yield f"class {_text(like.klass)}"
    if like is not None and like.memo is not None:
        yield f"memo {_text(like.memo)}"


def _days(scope: Scope) -> Iterator[str]:
    if scope.first is not None:
        yield f"from {scope.first.isoformat()}"
    if scope.last is not None:
        yield f"until {scope.last.isoformat()}"


def as_changed(rule: Post, way: Sides, where: Scope, like: Post | None = None) -> str:
    """Say how to write a rule that is to take other sides in `where`, and the same ones elsewhere.

    Its accounts are those of `like`, which is the rule itself unless another is given. A rule for
    a store beats one for all; otherwise the rule is written once for each part.
    """
    part = within(rule.scope, where)
    changed = as_rule(rule.amount, rule.member, way, like or rule, part)
    if part == rule.scope:
        return f"write `{changed}`"
    if part.stores and not rule.scope.stores:
        return f"add `{changed}`"
    parts = {
        scope: as_rule(rule.amount, rule.member, sides_of(rule), rule, scope)
        for scope in _rest(rule.scope, part)
    }
    parts[part] = changed
    return f"write {several([parts[scope] for scope in sorted(parts, key=_begin)])} instead"


def within(scope: Scope, where: Scope) -> Scope:
    """Return the part of a scope that lies in `where`, the scope itself where that is all of it."""
    same = not where.stores or set(where.stores) == set(scope.stores)
    firsts = [day for day in (scope.first, where.first) if day is not None]
    lasts = [day for day in (scope.last, where.last) if day is not None]
    return Scope(
        scope.stores if same else where.stores,
        max(firsts, default=None),
        min(lasts, default=None),
    )


def _rest(scope: Scope, part: Scope) -> Iterator[Scope]:
    others = tuple(store for store in scope.stores if store not in part.stores)
    if others:
        yield Scope(others, scope.first, scope.last)
    if part.first is not None and part.first != scope.first:
        yield Scope(part.stores, scope.first, part.first - _DAY)
    if part.last is not None and part.last != scope.last:
        yield Scope(part.stores, part.last + _DAY, scope.last)


def _begin(scope: Scope) -> tuple[date, tuple[str, ...]]:
    return scope.first or date.min, scope.stores


def said(now: Sides, way: Sides) -> str:
    """Say what a rule should be instead of what it is."""
    if len(now) == len(way):
        return f"should be a {way[0].value}, not a {now[0].value}"
    return f"should be a {way[0].value} alone" if len(way) == 1 else "should be on both sides"


def several(rules: Sequence[str]) -> str:
    """Return rules in backticks; of very many the first few, saying so."""
    count = len(rules) if len(rules) <= _MOST_WRITTEN else _AS_A_SAMPLE
    shown = [f"`{rule}`" for rule in rules[:count]]
    if len(rules) > len(shown):
        shown.append("so on")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def is_or_are(names: Sequence[object]) -> str:
    """Return the verb for so many names."""
    return "is" if len(names) == 1 else "are"
