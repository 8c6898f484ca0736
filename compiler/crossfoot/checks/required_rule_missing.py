"""XF303: an item is posted without another that it requires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.checks.corrections import measures_of
from crossfoot.checks.places import Places
from crossfoot.checks.wording import called, listed
from crossfoot.codes.required_rule_missing import REQUIRED_RULE_MISSING
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Amount, Requirement
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.proof.claims import claims_of
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
        for post, requirement, member in _unmet(ruleset, regime):
            place = (post, requirement)
            if place not in found:
                found[place] = Places(ruleset, post.amount, post.member, post.scope)
            found[place].add(regime, member)
    for (post, requirement), places in found.items():
        yield _finding(post, requirement, places)


def _unmet(ruleset: Ruleset, regime: Regime) -> Iterator[tuple[Post, Requirement, str | None]]:
    requirements: dict[Amount, list[Requirement]] = {}
    for requirement in ruleset.model.requirements:
        requirements.setdefault(requirement.amount, []).append(requirement)
    posted = [each for each in regime.postings if each.rule.amount in requirements]
    if not posted:
        return
    accounted = _Accounted(ruleset, regime)
    for posting in posted:
        for requirement in requirements[posting.rule.amount]:
            if not any(accounted.covers(each, posting.member) for each in requirement.choices):
                yield posting.rule, requirement, posting.member


class _Accounted:
    """The figures that some rule posts or skips, or that never occur, in one regime.

    An amount of the company's own that is made of the same measures as a required one will do
    as well, so figures are looked at, not names.
    """

    def __init__(self, ruleset: Ruleset, regime: Regime) -> None:
        self._regime = regime
        self._claims = claims_of(ruleset.model, regime).pinned
        self._handled: dict[Amount, list[str | None]] = {}
        for posting in regime.postings:
            self._handled.setdefault(posting.rule.amount, []).append(posting.member)
        for skip, member in regime.skipped:
            self._handled.setdefault(skip.amount, []).append(member)
        self._reached: dict[Amount, frozenset[int]] = {}
        self._whole: dict[Amount, bool] = {}

    def covers(self, choice: Amount, member: str | None) -> bool:
        """Whether all figures of a choice are accounted for; of one member where it has them."""
        figures = self._regime.figures
        if member is not None and member in figures.members_of(choice):
            return self._has(choice, figures.vector(choice.formula, member))
        if choice not in self._whole:
            members = figures.members_of(choice)
            self._whole[choice] = all(
                self._has(choice, figures.vector(choice.formula, each)) for each in members
            )
        return self._whole[choice]

    def _has(self, choice: Amount, vector: Iterable[int]) -> bool:
        reached = self._reached_by(choice)
        return all(index in reached or index in self._claims for index in vector)

    def _reached_by(self, choice: Amount) -> frozenset[int]:
        if choice not in self._reached:
            measures = measures_of(choice)
            figures = self._regime.figures
            self._reached[choice] = frozenset(
                index
                for amount, members in self._handled.items()
                if measures_of(amount) <= measures
                for member in members
                for index in figures.vector(amount.formula, member)
            )
        return self._reached[choice]


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
        help=f"post {listed(choices, 'or')}, `skip` it with a reason, or, if the shop has none, "
        f'write `never {never} because "…"`',
        stores=places.stores,
        days=places.days,
    )


def _why(requirement: Requirement) -> str:
    held = measures_of(requirement.choices[0]) < measures_of(requirement.amount)
    if held:
        return (
            f"it is part of `{requirement.amount.name}`: left out, the entry balances all the same "
            "and the money stands in the wrong account"
        )
    return "one of them without the other is half of what happened"
