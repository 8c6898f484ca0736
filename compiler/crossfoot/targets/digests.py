"""What tells entries, batches and rules apart: digests that depend on their content alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from crossfoot.model.amounts import Side
from crossfoot.model.figures import Figures
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.sources import sources_of
from crossfoot.plan import Entry
from crossfoot.posting.batch import Batch
from crossfoot.posting.bills import DraftBill
from crossfoot.posting.draft import DraftEntry
from crossfoot.posting.standing import Kind, Standing

_BETWEEN = "\x1f"
"""Stands between texts that are hashed together; none of them can hold it."""

_REQUEST_ID = 40
_MESSAGE_SET_ID = 24
"""Characters: QuickBooks takes 50 in a requestID and 24 in a newMessageSetID."""


def request_id(company: str, entry: Entry | DraftEntry, attempt: int = 0) -> str:
    """Return the requestID of an entry: another company, batch or content gives another.

    So does another attempt, from 0 up: QuickBooks answers what it knows with what it answered
    before, and that would be the refusal, or the entry that was voided since.
    """
    lines = entry.lines
    texts = [company, entry.store.name, entry.number, entry.day.isoformat(), entry.ref]
    texts += _attempt(attempt)
    # Column by column, which is three times as fast as line by line.
    texts += [line.account.name for line in lines]
    texts += [line.memo or "" for line in lines]
    texts += [line.klass or "" for line in lines]
    texts.append(str([line.cents if line.side is Side.DEBIT else -line.cents for line in lines]))
    return _hash(texts)[:_REQUEST_ID]


def was_asked(entry: DraftEntry, standing: Standing, company: str) -> str:
    """Return the requestID that an entry had when it was asked for, if it still is the same.

    What its store and its batch were called then does not matter. If it is not the same, this is
    the requestID of its last attempt.
    """
    then = replace(entry, store=replace(entry.store, name=standing.store), number=standing.batch)
    return _matching(standing, lambda attempt: request_id(company, then, attempt))


def bill_was_asked(bill: DraftBill, standing: Standing, company: str) -> str:
    """Return the requestID that a bill had when it was asked for, as `was_asked` does."""
    then = bill._replace(store=replace(bill.store, name=standing.store), batch=standing.batch)
    return _matching(standing, lambda attempt: bill_request_id(company, then, attempt))


def _matching(standing: Standing, asked: Callable[[int], str]) -> str:
    last = max(standing.attempts - 1, 0)
    attempts = (asked(attempt) for attempt in range(last, -1, -1))
    return next((each for each in attempts if each == standing.request_id), asked(last))


def bill_request_id(company: str, bill: DraftBill, attempt: int = 0) -> str:
    """Return the requestID of a bill, as `request_id` does."""
    texts = [company, bill.store.name, bill.batch, bill.day.isoformat(), bill.ref, bill.vendor]
    texts += [bill.terms or "", bill.account.name, bill.memo, bill.klass or "", str(bill.cents)]
    return _hash([*texts, *_attempt(attempt), "bill"])[:_REQUEST_ID]


def undo_request_id(kind: Kind, undone: str, attempt: int = 0) -> str:
    """Return the requestID of what voids, deletes or reverses a request, as `request_id` does."""
    return _hash([kind.value, undone, *_attempt(attempt)])[:_REQUEST_ID]


def _attempt(attempt: int) -> list[str]:
    return [f"attempt {attempt}"] if attempt else []


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
    sources = sources_of(ruleset)
    return {path: _hash([sources[path].text]) for path in sorted(sources)}


def digest_of_rules(digests: Mapping[str, str]) -> str:
    """Return one digest of all files that the rules stand in."""
    return _hash(f"{path} {digests[path]}" for path in sorted(digests))


def _hash(texts: Iterable[str]) -> str:
    return sha256(_BETWEEN.join(texts).encode()).hexdigest()
