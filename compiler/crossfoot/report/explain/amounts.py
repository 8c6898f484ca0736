"""What an amount is: what it is made of, where it is posted, what must not be posted beside it."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.checks.support.contained import contained
from crossfoot.checks.support.sums import definition
from crossfoot.model.amounts import Amount, Sign
from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.model.figures import Figures
from crossfoot.model.rules import Never, Post, Skip
from crossfoot.proof.exclusions import derived
from crossfoot.report.explain.ends import meant
from crossfoot.report.explain.figures import of_figure
from crossfoot.report.explain.lines import (
    hung,
    place,
    section,
    some,
    statement,
    wrapped_in,
    written,
)
from crossfoot.report.explain.project import Explained

_ROUNDED = "rounded to cents, half away from zero"


def of_amount(of: Explained, amount: Amount, member: str | None) -> Iterator[str]:
    """Yield all that is to be said of an amount, or of one member of it."""
    yield from hung(f"{amount.name}: {member}" if member else amount.name, "")
    yield from hung(f"{_kind(amount)} ({place(amount.at)})")
    if amount.measure is None:
        yield from _made_of(of, amount)
    if amount.doc:
        yield ""
        yield from wrapped_in(" ".join(amount.doc.split()))
    yield from section("Takes", _takes(of, amount, member))
    yield from section("Excludes", _excludes(of, amount))
    yield from section("Requires", _requires(of, amount))
    yield from section("In the rules", _rules(of, amount, member))
    yield from section("Other rules that post figures of it", _others(of, amount, member))
    if amount.measure is not None:
        yield from of_figure(of, amount.measure, member)


def _kind(amount: Amount) -> str:
    by = f", one figure for each {amount.dimension.name}" if amount.dimension else ""
    own = "" if amount.from_model else ", the company's own"
    if amount.measure is None:
        return f"a formula{by}{own}"
    sign = "" if amount.measure.sign is Sign.FREE else f", {amount.measure.sign.value}"
    return f"a figure that the point of sale reports{by}{sign}{own}"


def _made_of(of: Explained, amount: Amount) -> Iterator[str]:
    """Yield what an amount comes down to, what it rounds, and how its definition is written."""
    yield from hung(f"= {_exact(amount)}")
    for part in amount.formula:
        if part.measure.rounds is not None and part.measure is not amount.rounding:
            yield from hung(f"where {_share(of, part.measure.name)}")
    said = statement(amount.at)
    if said != f"{amount.name} = {_exact(amount)}":
        yield from hung(f"written: {said}")


def _exact(amount: Amount) -> str:
    if amount.rounding is None:
        return definition(amount.formula)
    return f"{definition(amount.rounding.rounds or ())}, {_ROUNDED}"


def _share(of: Explained, rounding: str) -> str:
    amount = next(
        each
        for each in of.ruleset.model.amounts.values()
        if each.rounding is not None and each.rounding.name == rounding
    )
    return f"{amount.name} = {_exact(amount)}"


def _takes(of: Explained, amount: Amount, member: str | None) -> Iterator[str]:
    for taken in of.ruleset.model.taken:
        if taken.amount is amount and (member is None or taken.member in (None, member)):
            whose = f"{taken.member}: " if taken.member else ""
            types = " or ".join(ACCOUNT_TYPES.get(each, each) for each in taken.types)
            yield f"{whose}{taken.side.value} {types}"


def _excludes(of: Explained, amount: Amount) -> Iterator[str]:
    """Yield what an amount must not be posted beside, who says so, and what both would bring."""
    confirmed = {frozenset(pair) for pair in derived(of.ruleset.model)}
    declared: set[frozenset[Amount]] = set()
    for exclusion in of.ruleset.model.exclusions:
        pair = frozenset((exclusion.first, exclusion.second))
        if amount in pair:
            declared.add(pair)
            other = exclusion.second if exclusion.first is amount else exclusion.first
            yield other.name
            yield f"  declared at {place(exclusion.at)}"
            yield f"  {_reason(amount, other, is_double=pair in confirmed)}"
    for pair in sorted(confirmed - declared, key=_by_name):
        if amount in pair:
            (other,) = pair - {amount}
            yield other.name
            yield f"  both bring {_shared(amount, other)}, though nobody declares it"


def _reason(amount: Amount, other: Amount, *, is_double: bool) -> str:
    """Say what two amounts would book twice; one may be declared where the formulas see none."""
    if not amount.measures & other.measures:
        return "they have no figure in common: by the formulas they may be posted together"
    doubt = "" if is_double else "; by the formulas they may be posted together all the same"
    return f"{contained(amount, other)}: both bring {_shared(amount, other)}{doubt}"


def _by_name(pair: frozenset[Amount]) -> list[str]:
    return sorted(each.name for each in pair)


def _shared(amount: Amount, other: Amount) -> str:
    both = sorted(amount.measures & other.measures, key=lambda measure: measure.order)
    return ", ".join(f"`{measure.name}`" for measure in both)


def _requires(of: Explained, amount: Amount) -> Iterator[str]:
    for requirement in of.ruleset.model.requirements:
        if requirement.amount is amount:
            yield " or ".join(choice.name for choice in requirement.choices)


def _rules(of: Explained, amount: Amount, member: str | None) -> Iterator[str]:
    ruleset = of.ruleset
    rules: list[Post | Skip | Never] = [*ruleset.posts, *ruleset.skips, *ruleset.nevers]
    found = False
    for rule in rules:
        if rule.amount is amount and (member is None or rule.member in (None, member)):
            found = True
            yield f"{place(rule.at)}  {written(rule.whole)}"
            if isinstance(rule, Post):
                yield from _accounts(of, rule, member)
    if not found:
        yield "nothing posts or skips it by this name"


def _accounts(of: Explained, rule: Post, member: str | None) -> Iterator[str]:
    """Yield the accounts that a rule means, where they are not plain from what is written."""
    written_out = {each.fixed for each in (rule.debit, rule.credit) if each is not None}
    ends = meant(of, rule, member)
    if any(end.account not in written_out for end in ends):
        lines = [f"  {end.side} {end.account}{end.whose}" for end in ends]
        yield from some(lines, "  and {} more")


def _others(of: Explained, amount: Amount, member: str | None) -> Iterator[str]:
    """Yield the rules for other amounts that are made of some of the same figures."""
    found: dict[str, None] = {}
    for posting, figures in of.postings:
        if posting.rule.amount is not amount and posting.rule.amount.measures & amount.measures:
            theirs = figures.vector(posting.rule.amount.formula, posting.member)
            if theirs.keys() & _figures(amount, member, figures):
                found[f"{place(posting.rule.at)}  {written(posting.rule.whole)}"] = None
    yield from some(list(found), "and {} more")


def _figures(amount: Amount, member: str | None, figures: Figures) -> set[int]:
    members = figures.members_of(amount) if member is None else (member,)
    return {at for each in members for at in figures.vector(amount.formula, each)}
