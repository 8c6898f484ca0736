"""What one item requires of others, and whether the rules of a regime give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.model.amounts import Amount, Requirement
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Model, Regime
from crossfoot.proof.claims import claims_of


def unmet(model: Model, regime: Regime) -> Iterator[tuple[Post, Requirement, str | None]]:
    """Yield the requirements that nothing meets, with the rule and the member that make them.

    A choice is met where each of its figures is posted, skipped or `never`.
    """
    requirements: dict[Amount, list[Requirement]] = {}
    for requirement in model.requirements:
        requirements.setdefault(requirement.amount, []).append(requirement)
    posted = [each for each in regime.postings if each.rule.amount in requirements]
    if not posted:
        return
    accounted = _Accounted(model, regime)
    for posting in posted:
        for requirement in requirements[posting.rule.amount]:
            if not any(accounted.covers(each, posting.member) for each in requirement.choices):
                yield posting.rule, requirement, posting.member


class _Accounted:
    """The figures that some rule posts or skips, or that never occur, in one regime.

    An amount of the company's own that is made of the same measures as a required one will do
    as well, so figures are looked at, not names.
    """

    def __init__(self, model: Model, regime: Regime) -> None:
        self._regime = regime
        self._claims = claims_of(model, regime).pinned
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
            measures = choice.measures
            figures = self._regime.figures
            self._reached[choice] = frozenset(
                index
                for amount, members in self._handled.items()
                if amount.measures <= measures
                for member in members
                for index in figures.vector(amount.formula, member)
            )
        return self._reached[choice]
