"""XF303: an item is posted without another that it requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.wording import called, listed
from crossfoot.codes.required_rule_missing import REQUIRED_RULE_MISSING
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Requirement
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.requirements import unmet
from crossfoot.proof.result import Proof


def required_rule_missing(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each rule and requirement that nothing meets.

    What is missing may stand in a line that could not be read, so with one of those nothing
    is said.
    """
    if ruleset.incomplete:
        return
    found: dict[tuple[Post, Requirement], Places] = {}
    for regime in ruleset.regimes:
        for post, requirement, member in unmet(ruleset.model, regime):
            place = (post, requirement)
            if place not in found:
                found[place] = Places(ruleset, post.amount, post.member, post.scope)
            found[place].add(regime, member)
    for (post, requirement), places in found.items():
        yield _finding(post, requirement, places)


def _finding(post: Post, requirement: Requirement, places: Places) -> Diagnostic:
    choices = [choice.name for choice in requirement.choices]
    name = called(post.amount.name, post.member)
    first = requirement.choices[0]
    member = post.member if first.dimension is post.amount.dimension else None
    never = called(first.name, member).strip("`")
    return Diagnostic(
        REQUIRED_RULE_MISSING,
        f"{name} is posted{places} without {listed(choices, 'or')}",
        post.at,
        (Related(requirement.at, "it is required here"),),
        why=_why(requirement),
        help=f"post {listed(choices, 'or')}, or, if the shop has none, "
        f'write `never {never} because "…"`',
        stores=places.stores,
        days=places.days,
    )


def _why(requirement: Requirement) -> str:
    held = requirement.choices[0].measures < requirement.amount.measures
    if held:
        return (
            f"it is part of `{requirement.amount.name}`: left out, the entry balances all the same "
            "and the money stands in the wrong account"
        )
    return "one of them without the other is half of what happened"
