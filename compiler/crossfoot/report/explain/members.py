"""What a tender, a tax or a department is: every rule that posts a figure of it."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.checks.support.sums import enumerated
from crossfoot.model.amounts import Dimension
from crossfoot.model.figures import Figures
from crossfoot.model.names import key
from crossfoot.model.rules import Never, Skip
from crossfoot.model.ruleset import Posting
from crossfoot.report.explain.lines import hung, place, section, some, written
from crossfoot.report.explain.project import Explained
from crossfoot.report.proof.says import MOST_STORES


def of_member(of: Explained, dimension: Dimension, member: str) -> Iterator[str]:
    """Yield where a member is declared and what the rules do with its figures."""
    yield from hung(member, "")
    yield from hung(f"a {dimension.name} of {_stores(of, dimension, member)}")
    yield from section("Posted by", _posts(of, dimension, member))
    yield from section("Not posted", _unposted(of, dimension, member))


def _stores(of: Explained, dimension: Dimension, member: str) -> str:
    found = []
    for store in of.ruleset.project.stores:
        for each in store.members.get(key(dimension.name), ()):
            if key(each.name) == key(member):
                found.append(f"{store.name} ({place(each.at)})")
    return enumerated(found, MOST_STORES)


def _posts(of: Explained, dimension: Dimension, member: str) -> Iterator[str]:
    """Yield the rules that bring a figure of the member, with what of it they bring."""
    found: dict[str, None] = {}
    for posting, figures in of.postings:
        if _brings(posting, figures, dimension, member):
            found[f"{place(posting.rule.at)}  {written(posting.rule.whole)}"] = None
    yield from some(list(found) or ["no rule"], "and {} more")


def _brings(posting: Posting, figures: Figures, dimension: Dimension, member: str) -> bool:
    held = (figures.all[at] for at in figures.vector(posting.rule.amount.formula, posting.member))
    return any(
        figure.measure.dimension is dimension and key(figure.member or "") == key(member)
        for figure in held
    )


def _unposted(of: Explained, dimension: Dimension, member: str) -> Iterator[str]:
    rules: list[Skip | Never] = [*of.ruleset.skips, *of.ruleset.nevers]
    found = {
        f"{place(rule.whole)}  {written(rule.whole)}": None
        for rule in rules
        if rule.amount.dimension is dimension
        and (rule.member is None or key(rule.member) == key(member))
    }
    yield from some(list(found), "and {} more")
