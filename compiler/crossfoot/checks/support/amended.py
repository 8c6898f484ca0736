"""In words: rules that are wrong, and how they should be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from crossfoot.checks.support.example import example
from crossfoot.checks.support.expected import Expectations, types_of
from crossfoot.checks.support.omitted import rules_of
from crossfoot.checks.support.partners import partners
from crossfoot.checks.support.retyped import (
    as_changed,
    as_post,
    as_remainder,
    as_rule,
    full_name,
    in_percent,
    said,
    several,
    within,
)
from crossfoot.checks.support.shares import extensions_of, told_remainder, what_others_leave
from crossfoot.checks.support.told import Advice, Told, others
from crossfoot.checks.support.wording import for_members, listed
from crossfoot.diagnostic import Related
from crossfoot.model.amounts import Amount
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post, Scope
from crossfoot.proof.case import Case
from crossfoot.proof.linear import add, ratio
from crossfoot.proof.repair import Kind, Repair
from crossfoot.proof.sides import ONE_SIDED, Sides, sides_of, weight_of


def amended(repairs: Sequence[Repair], case: Case) -> Told:
    """Tell of changes to rules, all of the same kind."""
    repair, rule = repairs[0], repairs[0].rule
    assert rule is not None
    rules = [each.rule for each in repairs if each.rule is not None]
    names = listed([full_name(each.amount, each.member) for each in rules])
    related = others(rules[1:])
    message, advice, beside = _told(repair, rule, names, len(rules), case)
    marks = (*related, *(Related(each.at, text) for each, text in beside))
    return Told(message, rule, advice, example(repair.clears, case), marks)


def _told(
    repair: Repair, rule: Post, names: str, count: int, case: Case
) -> tuple[str, Advice, Sequence[tuple[Post, str]]]:
    """Return what is wrong, what to type, and the rules that decide on it."""
    if repair.kind is Kind.REPEATED:
        (other,) = repair.beside
        name = f"`{full_name(other.amount, other.member)}`"
        marks = ((other, f"{name} is posted here"),)
        return f"{names} is the same share as {name}, posted again", _left_out, marks
    if repair.kind is Kind.REMAINDER and repair.whole:
        return _shared(repair, rule, repair.whole, case)
    if repair.kind is Kind.EXCHANGE:
        message = f"{names} should be {_what(repair)}: {_how_far(repair, rule, case)}"
        return message, partial(_exchanged, repair, rule), ()
    if repair.kind is Kind.REPLACE:
        message = f"{names} cannot be posted alike for every {_dimension(repair)}"
        return message, partial(_taken_apart, repair, rule, case), ()
    if repair.kind is Kind.LEAVE_OUT:
        verb = "is" if count == 1 else "are"
        return f"{names} {verb} one rule too many", _left_out, ()
    way = next(iter(repair.ways.values()))
    beside = partners(repair, way, case)
    some = "" if repair.is_whole else for_members([each for each in repair.ways if each])
    is_own = not repair.amount.from_model and len(way) == 2
    reason = _likewise(count - 1) + beside.reason + ("; or leave it out" if is_own else "")
    advice = partial(_as_it_should_be, repair, rule, _model(rule, way, case), way, reason)
    return f"{names} {said(sides_of(rule), way)}{some}", advice, beside.rules


def _shared(
    repair: Repair, last: Post, whole: Amount, case: Case
) -> tuple[str, Advice, Sequence[tuple[Post, str]]]:
    """Tell of shares of a whole that come to more or less than it."""
    part = in_percent(repair.part)
    if not repair.beside:
        message = f"`{last.amount.name}` is {part} of `{whole.name}`, and nothing posts the rest"
        return message, partial(_with_the_rest, last, whole), ()
    shares = sorted((last, *repair.beside), key=lambda each: each.order)
    names = listed(each.amount.name for each in shares)
    marks = tuple((each, "this is a share of it, too") for each in repair.beside)
    beside = [each.amount for each in repair.beside]
    written = what_others_leave(last.amount, whole, beside, case)
    message = f"{names} come to {part} of `{whole.name}`"
    if repair.part == 1:
        message = f"{names} are each rounded to cents, so the entry can be a cent off"
    return (
        message,
        lambda where: told_remainder(written, extensions_of(last.amount, case)),
        marks,
    )


def _with_the_rest(share: Post, whole: Amount, where: Scope) -> str:
    name = f"Rest after {share.amount.name}"
    rest = as_remainder(name, whole, [share.amount])
    return f"add `{rest}` and `{as_post(name, sides_of(share), within(share.scope, where))}`"


def _likewise(others: int) -> str:
    return f", and the other {others} likewise" if others else ""


def _what(repair: Repair) -> str:
    (member,) = repair.ways
    return f"`{full_name(repair.amount, member)}`"


def _how_far(repair: Repair, rule: Post, case: Case) -> str:
    """Say of a formula of the company's own what it has too much or too little of."""
    own: Vector = {}
    for booking in case.bookings:
        if booking.rule is rule:
            add(own, case.unpinned(booking))
    item = dict(own)
    add(item, repair.clears, -weight_of(sides_of(rule)))
    times = {ratio(own.get(at, 0), value) for at, value in item.items()}
    if len(times) == 1 and own.keys() == item.keys():
        return f"it is {times.pop()} times that"
    return f"it is off by {listed(_named(repair.clears, case))}"


def _exchanged(repair: Repair, rule: Post, where: Scope) -> str:
    ((member, way),) = repair.ways.items()
    other = as_rule(repair.amount, member, way, rule, within(rule.scope, where))
    return f"post {_what(repair)} instead: `{other}`; or put the formula right"


def _taken_apart(repair: Repair, rule: Post, case: Case, where: Scope) -> str:
    rules = rules_of(repair, case, within(rule.scope, where))
    return f"post `{repair.amount.name}` instead: {several(rules)}"


def _left_out(where: Scope) -> str:
    return "leave it out: other rules post its figures already"


def _named(figures: Vector, case: Case) -> Iterator[str]:
    """Yield the measures of some figures, or the figures where they are not all of a measure."""
    measures = dict.fromkeys(case.figures.all[at].measure for at in figures)
    for measure in measures:
        own = [each for each in case.figures.all if each.measure is measure]
        some = [each.label for each in own if each.index in figures]
        yield from [measure.name] if len(some) == len(own) else some


def _dimension(repair: Repair) -> str:
    return repair.amount.dimension.name if repair.amount.dimension else "member"


def _model(rule: Post, way: Sides, case: Case) -> Post:
    """Return what a rule is written after: turned, with its account where that fits."""
    if {sides_of(rule), way} != set(ONE_SIDED):
        return rule
    turned = replace(rule, debit=rule.credit, credit=rule.debit)
    expected = Expectations(case.model.taken)
    for booking in case.bookings:
        if booking.rule is rule:
            account = booking.posting.debit or booking.posting.credit
            taken = expected.of(rule.amount, booking.posting.member).get(way[0])
            if account is None or (taken is not None and account.type not in types_of(taken)):
                return rule
    return turned


def _as_it_should_be(
    repair: Repair, rule: Post, like: Post, way: Sides, reason: str, where: Scope
) -> str:
    if not repair.is_whole:
        scope = within(rule.scope, where)
        rules = [as_rule(rule.amount, each, way, like, scope) for each in repair.ways]
        return f"add {several(rules)}{reason}"
    changed = as_changed(rule, way, where, like)
    without = [side.value for side in sides_of(rule) if side not in way]
    is_one = changed.startswith("write") and not changed.endswith("instead")
    rest = f" without the {without[0]}" if is_one and len(way) < len(sides_of(rule)) else ""
    return f"{changed}{rest}{reason}"
