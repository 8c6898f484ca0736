"""Gathers how things stand from the record, and from the batches as they are today."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from crossfoot.model.names import key
from crossfoot.posting.batch import Rejected
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.standing import Kind, Standing, State
from crossfoot.quickbooks.statuses import explained
from crossfoot.record.asked import Asked
from crossfoot.record.kept import Recorded, Run
from crossfoot.report.journal.items import Picked
from crossfoot.report.status.facts import (
    Changed,
    Kept,
    Named,
    Posted,
    Refused,
    Today,
    Unposted,
    Waiting,
)

_STATES = (State.PREPARED, State.SENT, State.POSTED, State.REFUSED)
_BOOKED = (Kind.ENTRY, Kind.BILL, Kind.REVERSAL)
_CODE = re.compile(r"(\d{1,6})(?:[,:]\s*(.*))?\Z", re.DOTALL)


class Recordings(NamedTuple):
    """What the record alone tells."""

    kept: Kept
    refused: tuple[Refused, ...]
    waiting: tuple[Waiting, ...]
    posted: tuple[Posted, ...]


class Comparison(NamedTuple):
    """What only comparing the record with today's batches tells."""

    changed: tuple[Changed, ...]
    unposted: tuple[Unposted, ...]
    unreadable: int = 0


def recordings(record: Asked, picked: Picked) -> Recordings:
    """Return what the record tells; of what is posted only sums are kept meanwhile."""
    runs = {run.number: run for run in record.runs()}
    refused: dict[str, list[Named]] = {}
    waiting: dict[tuple[int, str], _Wait] = {}
    posted: dict[str, _Sum] = {}
    for each in picked.requests(record, _STATES):
        of = each.request.key
        if each.state is State.POSTED:
            posted.setdefault(key(of.store), _Sum(of.store)).add(each)
        elif each.state is State.REFUSED:
            if _counts(record, each):
                refused.setdefault(each.said or "", []).append(_named(each))
        else:
            waiting.setdefault((each.run, each.request.file), _Wait()).add(each)
    return Recordings(
        _kept(tuple(runs.values())),
        tuple(_refused(said, items) for said, items in refused.items()),
        tuple(_waiting(runs[run], file, wait) for (run, file), wait in sorted(waiting.items())),
        tuple(each.posted for each in posted.values() if each.days),
    )


def _kept(runs: Sequence[Run]) -> Kept:
    if not runs:
        return Kept(0, None, None)
    return Kept(len(runs), runs[-1].made_at, runs[-1].made_by)


def _named(each: Recorded) -> Named:
    request = each.request
    of = request.key
    return Named(of.store, of.batch, request.day, of.kind, request.ref, request.total, each.run)


def _counts(record: Asked, each: Recorded) -> bool:
    """Whether a refusal is the last word on something, and not overtaken since."""
    request = each.request
    standing = record.standing(*request.key)
    if standing is None or standing.request_id != request.request_id:
        return False
    if request.undoes is None:
        return True
    undone = record.request(request.undoes)
    return undone is not None and undone.state is State.POSTED


def _refused(said: str, items: Sequence[Named]) -> Refused:
    """Return a refusal, explained by the code that stands before QuickBooks' words."""
    match = _CODE.match(said)
    if match is None:
        return Refused(said, "", "", may_retry=False, items=tuple(items))
    found = explained(int(match[1]), match[2] or "")
    return Refused(said, found.meaning, found.remedy, found.may_retry, tuple(items))


@dataclass(slots=True)
class _Wait:
    """What waits of one file."""

    requests: list[tuple[Kind, str, date]] = field(default_factory=list)
    is_sent: bool = False

    def add(self, each: Recorded) -> None:
        request = each.request
        self.requests.append((request.key.kind, request.key.store, request.day))
        self.is_sent = self.is_sent or each.state is State.SENT


def _waiting(run: Run, file: str, wait: _Wait) -> Waiting:
    kinds = [kind for kind, _, _ in wait.requests]
    # A bill is of the day that its purchase order was made, which says little of when it waits.
    days = [day for kind, _, day in wait.requests if kind is not Kind.BILL] or [
        day for _, _, day in wait.requests
    ]
    entries = sum(kind in (Kind.ENTRY, Kind.REVERSAL) for kind in kinds)
    bills = kinds.count(Kind.BILL)
    return Waiting(
        run.number,
        (PurePath(run.out) / file).as_posix(),
        run.made_at,
        run.made_by,
        wait.is_sent,
        tuple(dict.fromkeys(store for _, store, _ in wait.requests)),
        min(days),
        max(days),
        entries,
        bills,
        len(kinds) - entries - bills,
    )


@dataclass(slots=True)
class _Sum:
    """What is posted of a store."""

    store: str
    counts: Counter[Kind] = field(default_factory=Counter)
    total: int = 0
    days: dict[bool, tuple[date, date]] = field(default_factory=dict)
    """The first and the last day of its entries, and of its bills."""

    def add(self, each: Recorded) -> None:
        request = each.request
        kind = request.key.kind
        if kind not in _BOOKED:
            return
        self.counts[kind] += 1
        first, last = self.days.get(kind is Kind.BILL, (request.day, request.day))
        self.days[kind is Kind.BILL] = (min(first, request.day), max(last, request.day))
        if kind is Kind.ENTRY:
            self.total += request.total

    @property
    def posted(self) -> Posted:
        first, last = self.days[False not in self.days]
        counts = self.counts
        return Posted(
            self.store,
            counts[Kind.ENTRY],
            counts[Kind.BILL],
            counts[Kind.REVERSAL],
            first,
            last,
            self.total,
        )


def comparison(
    record: Asked | None, todays: Iterable[Today | Rejected], picked: Picked
) -> Comparison:
    """Return what comparing batches as they are today with what was posted tells.

    `record` is None where nothing was posted yet. A void, a deletion or a reversal leaves nothing
    in the books; what was refused is told of elsewhere.
    """
    changed: list[Changed] = []
    unposted: dict[str, list[Today]] = {}
    unreadable = 0
    for today in todays:
        if isinstance(today, Rejected):
            unreadable += 1
        elif picked.picks(today.store, today.batch, today.day):
            standing = today.standing
            if standing is None or standing.state in (State.VOIDED, State.WITHDRAWN):
                unposted.setdefault(today.store, []).append(today)
            elif standing.state is not State.REFUSED and _is_changed(today, standing):
                changed.append(_changed(record, today, standing))
    return Comparison(
        tuple(sorted(changed, key=_by_day)),
        tuple(_unposted(store, found) for store, found in unposted.items()),
        unreadable,
    )


def _is_changed(today: Today, standing: Standing) -> bool:
    """Whether something would be posted differently; without rules the figures decide."""
    if today.request_id is None:
        return today.digest not in (None, standing.batch_digest)
    return today.request_id != standing.request_id


def _changed(record: Asked | None, today: Today, standing: Standing) -> Changed:
    recorded = record.request(standing.request_id) if record else None
    booked = recorded.request.total if recorded else 0
    named = Named(
        today.store, today.batch, standing.day, today.kind, standing.ref, booked, standing.run
    )
    has_new_figures = today.digest not in (None, standing.batch_digest)
    return Changed(named, standing.state, today.total, has_new_figures)


def _by_day(changed: Changed) -> tuple[date, str, int, str]:
    item = changed.item
    return item.day, item.store, len(item.batch), item.batch


def _unposted(store: str, found: Sequence[Today]) -> Unposted:
    entries = [each for each in found if each.kind is Kind.ENTRY]
    known = {number_key(each.batch) for each in entries}
    bills = [each for each in found if each.kind is Kind.BILL]
    alone = [each for each in bills if number_key(each.batch) not in known]
    days = [each.day for each in (*entries, *alone)] or [each.day for each in found]
    ordered = sorted(entries, key=lambda each: (each.day, len(each.batch), each.batch))
    return Unposted(store, tuple(each.batch for each in ordered), min(days), max(days), len(alone))
