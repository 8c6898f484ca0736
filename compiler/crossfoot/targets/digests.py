"""What tells entries, batches and rules apart: digests that depend on their content alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from crossfoot.model.amounts import Side
from crossfoot.model.figures import Figures
from crossfoot.model.ruleset import Ruleset
from crossfoot.plan import Entry
from crossfoot.posting.batch import Batch
from crossfoot.source import Source, Span

_BETWEEN = "\x1f"
"""Stands between texts that are hashed together; none of them can hold it."""

_REQUEST_ID = 40
_MESSAGE_SET_ID = 24
"""Characters: QuickBooks takes 50 in a requestID and 24 in a newMessageSetID."""


def request_id(company: str, entry: Entry) -> str:
    """Return the requestID of an entry: another company, batch or content gives another."""
    lines = entry.lines
    texts = [company, entry.store.name, entry.number, entry.day.isoformat(), entry.ref]
    # Column by column, which is three times as fast as line by line.
    texts += [line.account.name for line in lines]
    texts += [line.memo or "" for line in lines]
    texts += [line.klass or "" for line in lines]
    texts.append(str([line.cents if line.side is Side.DEBIT else -line.cents for line in lines]))
    return _hash(texts)[:_REQUEST_ID]


def message_set_id(request_ids: Iterable[str]) -> str:
    """Return the newMessageSetID of a file: the same requests give the same."""
    return _hash(request_ids)[:_MESSAGE_SET_ID]


class BatchDigests:
    """Digests of batches: what they report, wherever and in whatever order a file gives it."""

    def __init__(self) -> None:
        self._labels: dict[Figures, tuple[tuple[str, int], ...]] = {}

    def digest(self, batch: Batch) -> str:
        """Return the digest of one batch."""
        labels = self._labels.get(batch.figures)
        if labels is None:
            pairs = sorted((figure.label, figure.index) for figure in batch.figures.reported)
            labels = self._labels[batch.figures] = tuple(pairs)
        cents, reported = batch.cents, batch.reported
        closed = batch.closed.isoformat() if batch.closed else ""
        figures = [f"{label}={cents[at]}" for label, at in labels if at in reported]
        return _hash([batch.store.name, batch.number, batch.day.isoformat(), closed, *figures])


def rule_digests(ruleset: Ruleset) -> dict[str, str]:
    """Return a digest by path of each file that the rules, the chart and the stores stand in."""
    texts = {source.path: source.text for source in _sources(ruleset)}
    return {path: _hash([texts[path]]) for path in sorted(texts)}


def _sources(ruleset: Ruleset) -> Iterator[Source]:
    yield ruleset.project.source
    yield from {span.source for span in _spans(ruleset)}


def _spans(ruleset: Ruleset) -> Iterator[Span]:
    yield ruleset.project.chart.at
    model = ruleset.model
    yield from (amount.at for amount in model.amounts.values())
    yield from (identity.at for identity in model.identities)
    for statements in (ruleset.posts, ruleset.skips, ruleset.nevers, ruleset.defaults):
        yield from (statement.at for statement in statements)
    for said in (ruleset.clears, ruleset.differences):
        yield from (statement.at for statement in said)


def _hash(texts: Iterable[str]) -> str:
    return sha256(_BETWEEN.join(texts).encode()).hexdigest()
