"""Rules that post the same money, gathered over members: one for each thing to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from crossfoot.model.amounts import Amount
from crossfoot.model.rules import Post
from crossfoot.model.ruleset import Posting
from crossfoot.proof.case import Case
from crossfoot.proof.result import Overlap
from crossfoot.proof.sides import BOTH, Takes


@dataclass(frozen=True, slots=True)
class Double:
    """Rules that post the same money without being declared to exclude each other.

    Rules that share any money with one another are told together.
    """

    rules: tuple[Post, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts that the rules post, each once, in the order of the rules."""
        return tuple(dict.fromkeys(rule.amount for rule in self.rules))

    @property
    def postings(self) -> tuple[Posting, ...]:
        """All postings involved, each once."""
        return tuple(dict.fromkeys(each for overlap in self.overlaps for each in overlap.postings))

    @property
    def figures(self) -> frozenset[int]:
        """All figures posted twice."""
        return frozenset(index for overlap in self.overlaps for index in overlap.figures)


def doubles_of(case: Case) -> tuple[Double, ...]:
    """Return the double postings that no declared exclusion speaks of.

    A transfer of what takes one side only is a fault by itself, and told by itself; so is a share
    on the wrong side, though nothing but its rounding would be booked twice.
    """
    takes = Takes(case.model.taken)
    reported = len(case.figures.reported)
    overlaps = [each for each in case.proof.overlaps if each.figures[0] < reported]
    pairs = {each: tuple(_undeclared(each, case, takes)) for each in overlaps}
    undeclared = [each for each, found in pairs.items() if found]
    group_of: dict[Post, list[Post]] = {}
    for overlap in undeclared:
        for first, second in pairs[overlap]:
            _join(group_of, first, second)
    groups = {id(group): group for group in group_of.values()}.values()
    return tuple(
        Double(tuple(sorted(group, key=lambda rule: rule.order)), _within(undeclared, group))
        for group in groups
    )


def _undeclared(overlap: Overlap, case: Case, takes: Takes) -> Iterator[tuple[Post, Post]]:
    rules = dict.fromkeys(
        posting.rule
        for posting in overlap.postings
        if not overlap.by_transfer or BOTH in takes.ways(posting.rule.amount, posting.member)
    )
    for first, second in combinations(rules, 2):
        if frozenset((first.amount, second.amount)) not in case.excluded:
            yield first, second


def _join(group_of: dict[Post, list[Post]], first: Post, second: Post) -> None:
    one = group_of.setdefault(first, [first])
    two = group_of.setdefault(second, [second])
    if one is not two:
        one += two
        group_of.update(dict.fromkeys(two, one))


def _within(overlaps: Iterable[Overlap], group: Iterable[Post]) -> tuple[Overlap, ...]:
    rules = set(group)
    return tuple(
        each for each in overlaps if len({posting.rule for posting in each.postings} & rules) > 1
    )
