"""XF303: an item is posted without another that it requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.retyped import as_never, as_rule, full_name, within
from crossfoot.checks.support.wording import called, listed
from crossfoot.codes.required_rule_missing import REQUIRED_RULE_MISSING
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Amount, Requirement
from crossfoot.model.figures import Vector
from crossfoot.model.rules import Post, Scope
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.linear import add
from crossfoot.proof.requirements import unmet
from crossfoot.proof.result import Proof
from crossfoot.proof.sides import Sides, Takes, weight_of

if TYPE_CHECKING:
    from crossfoot.proof.case import Case


def required_rule_missing(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each rule and requirement that nothing meets.

    What is missing may stand in a line that could not be read, so with one of those nothing
    is said.
    """
    if ruleset.incomplete:
        return
    found: dict[tuple[Post, Requirement], Places] = {}
    cases: dict[tuple[Post, Requirement], Proof] = {}
    proof_of = {id(proof.regime): proof for proof in proofs}
    for regime in ruleset.regimes:
        for post, requirement, member in unmet(ruleset.model, regime):
            place = (post, requirement)
            if place not in found:
                found[place] = Places(ruleset, post.amount, post.member, post.scope)
                if id(regime) in proof_of:
                    cases[place] = proof_of[id(regime)]
            found[place].add(regime, member)
    if not found:
        return
    from crossfoot.proof.case import case_of  # not needed where all is well

    opened: dict[int, _Ways] = {}
    for place, places in found.items():
        proof = cases.get(place)
        if proof is not None and id(proof) not in opened:
            opened[id(proof)] = _Ways(case_of(ruleset.model, proof))
        yield _finding(*place, places, opened[id(proof)] if proof is not None else None)


def _finding(
    post: Post, requirement: Requirement, places: Places, ways: _Ways | None
) -> Diagnostic:
    choices = [choice.name for choice in requirement.choices]
    name = called(post.amount.name, post.member)
    return Diagnostic(
        REQUIRED_RULE_MISSING,
        f"{name} is posted{places} without {listed(choices, 'or')}",
        post.at,
        (Related(requirement.at, "it is required here"),),
        why=_why(requirement),
        help=_help(post, requirement, places, ways),
        stores=places.stores,
        days=places.days,
    )


def _help(post: Post, requirement: Requirement, places: Places, ways: _Ways | None) -> str:
    scope = within(post.scope, Scope(places.stores, *places.days))
    first = requirement.choices[0]
    never = [full_name(first, each) for each in _members(first, post, places)]
    rules = _rules(post, requirement, places, scope, ways) if ways else []
    write = listed(rules, "or") if rules else ""
    name = listed([choice.name for choice in requirement.choices], "or")
    return (
        f"{f'write {write}' if write else f'post {name}'}; or, if the shop has none, "
        f"write `{as_never(never, scope)}`"
    )


def _members(choice: Amount, post: Post, places: Places) -> tuple[str | None, ...]:
    """Return the members of a choice that a rule needs, None where it needs all of them."""
    if choice.dimension is not post.amount.dimension:
        return (None,)
    return (post.member,) if post.member else places.members or (None,)


def _rules(
    post: Post, requirement: Requirement, places: Places, scope: Scope, ways: _Ways
) -> list[str]:
    """Return a rule for each choice that may be posted, on the sides that fit best."""
    return [
        as_rule(choice, member, ways.best(choice, member), scope=scope)
        for choice in requirement.choices
        if not any(frozenset((choice, other)) in ways.case.excluded for other in ways.case.posted)
        for member in [_one(_members(choice, post, places))]
    ]


def _one(members: Sequence[str | None]) -> str | None:
    """Return the member to write a rule for, None where one for the family serves them all."""
    return members[0] if len(members) == 1 else None


class _Ways:
    """Finds the sides on which a choice is best posted; members of one kind are alike."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._known: dict[tuple[object, ...], Sides] = {}
        self._takes = Takes(case.model.taken)

    def best(self, choice: Amount, member: str | None) -> Sides:
        """Return the sides that leave the entry nearest to balance.

        A transfer changes nothing, so among equals it is taken where one side would do harm.
        """
        members = self.case.figures.members_of(choice) if member is None else (member,)
        total: Vector = {}
        for each in members:
            add(total, self.case.vector(choice, each))
        ways = self._takes.ways(choice, member)
        kind = (choice, ways, *sorted((*self.case.kind(at), n) for at, n in total.items()))
        if kind not in self._known:
            self._known[kind] = min(ways, key=lambda way: self._distance(total, way))
        return self._known[kind]

    def _distance(self, total: Vector, way: Sides) -> tuple[int, int]:
        net = dict(self.case.proof.net)
        add(net, total, weight_of(way))
        return self.case.distance(net)


def _why(requirement: Requirement) -> str:
    held = requirement.choices[0].measures < requirement.amount.measures
    if held:
        return (
            f"it is part of `{requirement.amount.name}`: left out, the entry balances all the same "
            "and the money stands in the wrong account"
        )
    return "one of them without the other is half of what happened"
