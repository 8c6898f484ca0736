"""XF401: two or more rules bring the same figure to the same end of the entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from crossfoot.checks.support.contained import contained
from crossfoot.checks.support.places import Places
from crossfoot.checks.support.retyped import as_never, as_rule, full_name, several
from crossfoot.checks.support.same_money import same_money
from crossfoot.checks.support.striking import left_out
from crossfoot.checks.support.wording import for_members, listed
from crossfoot.codes.double_posting import DOUBLE_POSTING
from crossfoot.diagnostic import Diagnostic, Fix, Related
from crossfoot.model.amounts import Amount
from crossfoot.model.names import subject
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.linear import add
from crossfoot.proof.result import Proof
from crossfoot.proof.sides import BOTH, Sides, Takes, sides_of, weight_of
from crossfoot.syntax.spelled import written

if TYPE_CHECKING:
    from crossfoot.proof.case import Case
    from crossfoot.proof.doubles import Double


def double_posting(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each set of rules that post the same money, at the last of them.

    Pairs that are declared to exclude each other are XF302.
    """
    yield from same_money(ruleset, proofs)
    met: dict[tuple[Post, ...], tuple[Double, Case, Places]] = {}
    for proof in proofs:
        if proof.overlaps:
            from crossfoot.proof.case import case_of  # not needed where all is well
            from crossfoot.proof.doubles import doubles_of

            case = case_of(ruleset.model, proof)
            for double in doubles_of(case):
                if double.rules not in met:
                    places = Places(ruleset)
                    met[double.rules] = double, case, places
                met[double.rules][2].add(proof.regime, None)
    for double, case, places in met.values():
        yield _finding(double, case, places)


def _finding(double: Double, case: Case, places: Places) -> Diagnostic:
    *earlier, last = double.rules
    members = for_members(_members(double, case))
    ways = _ways(double, case)
    return Diagnostic(
        DOUBLE_POSTING,
        f"{_named(double.rules)} post the same money{members}{places}",
        last.at,
        tuple(Related(rule.at, f"`{rule.amount.name}` is posted here") for rule in earlier),
        help=_help(double, case, ways),
        why=_why(double),
        fix=_fix(ways),
        about=tuple(dict.fromkeys(each for a in double.amounts for each in subject(a.name))),
        stores=places.stores,
        days=places.days,
    )


def _why(double: Double) -> str:
    """Say how two of the amounts hold one another, and that the money would stand twice."""
    ends = (double.amounts[0], double.amounts[-1])
    pairs = [ends, *combinations(double.amounts, 2)]
    first, second = next((pair for pair in pairs if _is_within(*pair)), pairs[0])
    where = "moved" if double.overlaps[0].by_transfer else "booked"
    return f"{contained(first, second)}, so the money would be {where} twice"


def _is_within(first: Amount, second: Amount) -> bool:
    return first.measures < second.measures or second.measures < first.measures


def _members(double: Double, case: Case) -> tuple[str, ...]:
    """Return the members it is about, where others of the family are posted soundly."""
    figures = [case.figures.all[index] for index in sorted(double.figures)]
    hit = tuple(dict.fromkeys(figure.member for figure in figures if figure.member is not None))
    measures = {figure.measure for figure in figures}
    every = {each.member for each in case.figures.all if each.measure in measures}
    return () if every <= {*hit, None} else hit


def _ways(double: Double, case: Case) -> list[_Way]:
    """Return what can be done with some of the rules, so that the entry balances.

    The fewer rules are touched the better, and what leaves them out comes before what moves the
    money on.
    """
    ways = [_smallest(_omissions(double, case)), _smallest(_transfers(double, case))]
    found = [way for way in ways if way is not None]
    fewest = min((len(way.rules) for way in found), default=0)
    return [way for way in found if len(way.rules) == fewest]


def _fix(ways: Sequence[_Way]) -> Fix | None:
    """Return the fix that leaves rules out, where nothing else would do as well."""
    is_certain = len(ways) == 1 and ways[0].leaves_out
    return left_out(ways[0].rules) if is_certain else None


def _help(double: Double, case: Case, ways: Sequence[_Way]) -> str:
    """Say what to do with some of the rules."""
    if ways:
        return "; or ".join(way.text for way in ways)
    if _members(double, case) and not double.overlaps[0].by_transfer:
        labels = [case.figures.all[index].label for index in sorted(double.figures)]
        never = as_never(labels)
        return f"post one of them member by member; or, if there is no such money, write `{never}`"
    return f"keep only one of {_named(double.rules)}"


class _Way(NamedTuple):
    """What is done with some rules; `leaves_out` tells that all they post is left out."""

    rules: Sequence[Post]
    text: str
    leaves_out: bool = False


def _smallest(ways: Iterable[_Way]) -> _Way | None:
    return min(ways, key=lambda way: len(way.rules), default=None)


def _choices(double: Double) -> Iterator[list[Post]]:
    """Yield the rules for all items but one, and those for one alone."""
    for kept in double.amounts:
        yield [rule for rule in double.rules if rule.amount is not kept]
    for dropped in reversed(double.amounts):
        yield [rule for rule in double.rules if rule.amount is dropped]


def _omissions(double: Double, case: Case) -> Iterator[_Way]:
    for rules in _choices(double):
        is_wanted = case.proof.residual and not _are_required(rules, case)
        if is_wanted and _balances(double, case, rules, ()):
            text = _left_out(rules, double, case)
            yield _Way(rules, text, text == f"leave out {_named(rules)}")


def _left_out(rules: Sequence[Post], double: Double, case: Case) -> str:
    """Say to leave rules out; where one is right for other members, to skip those it is not."""
    involved = set(double.postings)
    skipped: list[str] = []
    for rule in rules:
        own = [each.posting for each in case.bookings if each.rule is rule]
        if any(each not in involved for each in own):
            skipped += [full_name(rule.amount, each.member) for each in own if each in involved]
    if not skipped:
        return f"leave out {_named(rules)}"
    whole = [rule for rule in rules if not any(rule.amount.name in each for each in skipped)]
    names = ", ".join(written(name, "NAME") for name in skipped)
    rest = f"leave out {_named(whole)} and " if whole else ""
    return f'{rest}add `skip {names} because "…"`'


def _are_required(rules: Sequence[Post], case: Case) -> bool:
    left_out = {rule.amount for rule in rules}
    posted = {each.rule.amount for each in case.bookings if each.rule not in rules}
    return any(
        requirement.amount in posted
        and not left_out.isdisjoint(requirement.choices)
        and posted.isdisjoint(requirement.choices)
        for requirement in case.model.requirements
    )


def _transfers(double: Double, case: Case) -> Iterator[_Way]:
    takes = Takes(case.model.taken)
    for rules in _choices(double):
        can_move = all(takes.can_move(each.amount) and len(sides_of(each)) == 1 for each in rules)
        if can_move and _balances(double, case, rules, BOTH):
            yield _Way(rules, _as_transfers(rules))


def _as_transfers(rules: Sequence[Post]) -> str:
    written = several([as_rule(rule.amount, rule.member, BOTH, rule) for rule in rules])
    return f"give both sides, so that the money is moved and not booked again: {written}"


def _named(rules: Sequence[Post]) -> str:
    return listed(dict.fromkeys(full_name(rule.amount, rule.member) for rule in rules))


def _balances(double: Double, case: Case, rules: Sequence[Post], way: Sides) -> bool:
    """Whether posting some rules on other sides makes the entry balance, where it does not."""
    involved = set(double.postings)
    net = dict(case.proof.net)
    for booking in case.bookings:
        if booking.posting in involved and booking.rule in rules:
            add(net, booking.amount, weight_of(way) - booking.weight)
    return case.claims.unpinned(net) in case.claims.basis
