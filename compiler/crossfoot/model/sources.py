"""The texts that the rules of a project stand in."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.ruleset import Ruleset
from crossfoot.source import Source, Span


def sources_of(ruleset: Ruleset) -> dict[str, Source]:
    """Return project file, chart, and each model and rule file with a statement, by path."""
    texts = {span.source.path: span.source for span in _spans(ruleset)}
    texts[ruleset.project.source.path] = ruleset.project.source
    return texts


def _spans(ruleset: Ruleset) -> Iterator[Span]:
    yield ruleset.project.chart.at
    model = ruleset.model
    yield from (amount.at for amount in model.amounts.values())
    yield from (identity.at for identity in model.identities)
    for statements in (
        ruleset.posts,
        ruleset.skips,
        ruleset.nevers,
        ruleset.defaults,
        ruleset.expectations,
        ruleset.bills,
        ruleset.clears,
        ruleset.differences,
        ruleset.allowances,
    ):
        yield from (statement.at for statement in statements)
