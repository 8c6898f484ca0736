"""Which files of two versions have another text, whatever it means."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.comparison.result import Texts
from crossfoot.model.ruleset import Ruleset
from crossfoot.source import Source, Span


def texts(before: Ruleset, after: Ruleset) -> Texts:
    """Return how the files differ that rules, chart and stores stand in."""
    old = {source.path: source.text for source in _sources(before)}
    new = {source.path: source.text for source in _sources(after)}
    gone = [path for path in sorted(old) if path not in new]
    added = [path for path in sorted(new) if path not in old]
    renamed: list[tuple[str, str]] = []
    for path in list(gone):
        other = next((each for each in added if new[each] == old[path]), None)
        if other is not None:
            renamed.append((path, other))
            gone.remove(path)
            added.remove(other)
    changed = (path for path in sorted(new) if path in old and old[path] != new[path])
    return Texts(tuple(changed), tuple(gone), tuple(added), tuple(renamed))


def _sources(ruleset: Ruleset) -> Iterator[Source]:
    yield ruleset.project.source
    yield from {span.source for span in _spans(ruleset)}


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
