"""In words: items that are not posted, at the rule beside which one would look for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from crossfoot.checks.support.example import example
from crossfoot.checks.support.partners import partners
from crossfoot.checks.support.retyped import as_never, as_rule, full_name, is_or_are, several
from crossfoot.checks.support.told import Told
from crossfoot.checks.support.wording import listed
from crossfoot.model.amounts import Amount
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post, Scope
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add
from crossfoot.proof.repair import Repair
from crossfoot.proof.repairs import Remedy

_MOST_PLACED = 3
"""Items told as missing each at a place of its own; more of them are told at one."""


def missing(remedy: Remedy, case: Case) -> Iterator[Told]:
    """Yield what is missing, each at the rule that is nearest to it; of too many, all at one."""
    additions = [repair for repair in remedy.repairs if repair.rule is None]
    nearest = _first if len(additions) > _MOST_PLACED else _nearest
    placed: dict[Post | None, list[Repair]] = {}
    for repair in additions:
        placed.setdefault(nearest(repair, case), []).append(repair)
    for anchor, repairs in placed.items():
        if anchor is not None:
            yield _missing(repairs, anchor, case)


def _first(repair: Repair, case: Case) -> Post | None:
    return next(iter(related(repair.clears, case)), None)


def _nearest(repair: Repair, case: Case) -> Post | None:
    """Return the rule beside which one looks for what is missing.

    The rule for the count that the item corrects; or that for what it is a part of, or for
    another part of that; or one of the same identities, of the same dimension if there is one,
    whose name has the same heading, or that is added up with it first, or that the model declares
    nearest to it.
    """
    corrected = _corrected(repair.amount, case)
    if corrected is not None:
        return corrected
    for rule, _ in partners(repair, next(iter(repair.ways.values())), case).rules:
        return rule
    rules = related(repair.clears, case)
    if not repair.amount.from_model:
        return next(iter(rules), None)
    order = {amount: at for at, amount in enumerate(case.model.amounts.values())}

    def distance(rule: Post) -> tuple[bool, int, int, int]:
        apart = order[rule.amount] - order[repair.amount]
        is_other = _heading(rule.amount) != _heading(repair.amount)
        return is_other, _together(rule.amount, repair.amount, case), abs(apart), -apart

    return min(rules, key=distance, default=None)


def _together(one: Amount, other: Amount, case: Case) -> int:
    """Return of how many measures the smallest amount is that is named as a sum with both in it."""
    sums = [each for each in case.model.amounts.values() if other in each.uses]
    sizes = (len(each.measures) for each in sums if one.measures <= each.measures)
    return min(sizes, default=len(case.figures.measures) + 1)


def _heading(amount: Amount) -> str:
    """Return what stands before the colon: `Layaway: Paid` and `Layaway: Closed` are one matter."""
    return amount.name.partition(": ")[0]


def _corrected(amount: Amount, case: Case) -> Post | None:
    for correction in case.model.corrections:
        if correction.amount.measures == amount.measures:
            for booking in case.bookings:
                if correction.counted.measures <= booking.rule.amount.measures:
                    return booking.rule
    return None


def related(figures: Vector, case: Case) -> Collection[Post]:
    """Return the rules that the same identities speak of, of the same dimension if there are any.

    Where nothing else is posted of an identity, any rule will do.
    """
    dimensions = {case.figures.all[at].measure.dimension for at in figures}
    rows = [row for row in case.claims.rows if not figures.keys().isdisjoint(row)]
    spoken_of = {index for row in rows for index in row}
    touching: dict[Post, None] = {}
    alike: dict[Post, None] = {}
    for booking in sorted(case.bookings, key=lambda each: each.rule.order):
        if not booking.amount.keys().isdisjoint(spoken_of):
            touching[booking.rule] = None
            if any(case.figures.all[at].measure.dimension in dimensions for at in booking.amount):
                alike[booking.rule] = None
    return alike or touching or dict.fromkeys(booking.rule for booking in case.bookings)


def _missing(repairs: Sequence[Repair], anchor: Post, case: Case) -> Told:
    names = [each for repair in repairs for each in _names(repair, case)]
    return Told(
        f"{listed(names)} {is_or_are(names)} not posted",
        anchor,
        lambda where: _to_add(repairs, case, where),
        example(repairs[0].clears, case),
    )


def _to_add(repairs: Sequence[Repair], case: Case, where: Scope) -> str:
    rules = [each for repair in repairs for each in rules_of(repair, case, where)]
    return f"add {several(rules)}{_or_apart(repairs, case, where)}{_or_never(repairs, where)}"


def _or_apart(repairs: Sequence[Repair], case: Case, scope: Scope) -> str:
    """Offer to post what is missing for each member by itself, where it is the sum of some."""
    if len(repairs) > 1 or list(repairs[0].ways) != [None]:
        return ""
    total, way = repairs[0].amount, repairs[0].ways[None]
    for family in dict.fromkeys(each.amount for each in case.model.taken):
        if family.dimension is not None and family.measures == total.measures:
            rows = [case.vector(family, member) for member in case.figures.members_of(family)]
            whole: Vector = {}
            for each in rows:
                add(whole, each)
            if len(rows) > 1 and whole == case.vector(total, None):
                by, rule = family.dimension.name, as_rule(family, None, way, scope=scope)
                return f", or, for each {by} apart, `{rule}`"
    return ""


def _names(repair: Repair, case: Case) -> list[str]:
    if _is_everyone(repair, case):
        return [repair.amount.name]
    return [full_name(repair.amount, member) for member in repair.ways]


def _is_everyone(repair: Repair, case: Case) -> bool:
    return len(repair.ways) == len(case.figures.members_of(repair.amount))


def rules_of(repair: Repair, case: Case, scope: Scope) -> list[str]:
    """Return the rules to write, one for the family where it is posted alike."""
    ways = dict.fromkeys(repair.ways.values())
    if _is_everyone(repair, case) and len(ways) == 1:
        return [as_rule(repair.amount, None, next(iter(ways)), scope=scope)]
    return [as_rule(repair.amount, who, way, scope=scope) for who, way in repair.ways.items()]


def _or_never(repairs: Sequence[Repair], scope: Scope) -> str:
    """Offer `never` for what a shop may well not have: figures that are reported singly."""
    names = [each.amount.name for each in repairs if each.amount.measure and None in each.ways]
    if not names:
        return ""
    return f"; or, for what the shop does not have, `{as_never(names, scope)}`"
