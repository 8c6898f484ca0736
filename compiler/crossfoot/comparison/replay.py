"""Stored batches booked by two versions: what moves in which account, in whole cents."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from crossfoot.comparison.lines import End
from crossfoot.comparison.renamed import renamed
from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.batch_numbers import number_key
from crossfoot.posting.data_checks import BatchChecks, accepts
from crossfoot.posting.draft import Draft, NoRules
from crossfoot.proof.result import Proof

MOST_TOLD = 5
"""Batches that only one version can book and that are named."""

_Read: TypeAlias = "Batch | Rejected"
_Key: TypeAlias = tuple[str, str]


class Moved(NamedTuple):
    """What an account gets of all batches, debits less credits, in cents."""

    account: str
    klass: str | None
    before: int
    after: int

    @property
    def change(self) -> int:
        """By how much that is more, or less."""
        return self.after - self.before


class Refused(NamedTuple):
    """A batch that one version cannot book, and the first reason."""

    store: str
    number: str
    reason: str


class Refusals(NamedTuple):
    """Batches that this version cannot book and the other can; `told` are the first of them."""

    batches: int
    told: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """What stored batches come to by two versions.

    `booked` batches are those that both can book, `changed` of them differently; the sums are of
    these alone. `moved` are the accounts that change, `unchanged` counts the others. `neither` are
    closed batches that no version can book.
    """

    booked: int
    changed: int
    moved: tuple[Moved, ...]
    unchanged: int
    not_before: Refusals
    not_after: Refusals
    neither: int


class Version(NamedTuple):
    """A version's rules with their proofs, and its reading of the batches."""

    ruleset: Ruleset
    proofs: Sequence[Proof]
    batches: Iterable[_Read]


def replay(before: Version, after: Version) -> Replay:
    """Book every closed batch by both versions; what the books hold already does not matter.

    A period that is closed in QuickBooks is no hindrance either. Memory grows with accounts, not
    with batches. Raises OSError where a batch file cannot be read.
    """
    names = renamed(before.ruleset.project.chart, after.ruleset.project.chart)
    books = (_Books(before, names), _Books(after, {}))
    tally = _Tally()
    for pair in _paired(before.batches, after.batches):
        read = [each for each in pair if each is not None]
        if any(isinstance(each, Rejected) or each.is_closed for each in read) and not _is_note(
            read
        ):
            tally.take(tuple(of.booked(each) for of, each in zip(books, pair, strict=True)))
    return tally.replay(books[0].shown | books[1].shown)


def _is_note(read: Sequence[_Read]) -> bool:
    """Whether there is no batch: a version tells alone why it reads no further."""
    (first, *others) = read
    return not others and isinstance(first, Rejected) and first.number is None


class _Booked(NamedTuple):
    """What a batch comes to by place in cents; or None, and why it cannot be booked."""

    cents: Mapping[End, int] | None
    refused: Refused


class _Books:
    """Books batches by one version."""

    def __init__(self, version: Version, names: Mapping[str, Account]) -> None:
        self.shown: dict[End, str] = {}
        self._checks = BatchChecks(version.ruleset, version.proofs)
        self._draft = Draft(version.ruleset)
        self._names = names

    def booked(self, batch: _Read | None) -> _Booked:
        """Return what a batch comes to."""
        if batch is None:
            return _Booked(None, Refused("", "", "it cannot be read"))
        if isinstance(batch, Rejected):
            return _Booked(None, _refused(batch.store or "", batch.number or "", batch.findings))
        found = [each for each in self._checks.findings(batch) if not accepts(batch, each)]
        faults = [each for each in errors(found) if each.code.number.startswith("XF5")]
        if not batch.is_closed or faults:
            return _Booked(None, _refused(batch.store.name, batch.number, faults))
        return self._entry(batch)

    def _entry(self, batch: Batch) -> _Booked:
        refused = Refused(batch.store.name, batch.number, f"no rules hold on {batch.day}")
        try:
            lines = self._draft.entry(batch).lines
        except NoRules:
            return _Booked(None, refused)
        total: dict[End, int] = {}
        for line in lines:
            end = self._end(line.account, line.klass)
            cents = line.cents if line.side is Side.DEBIT else -line.cents
            total[end] = total.get(end, 0) + cents
        return _Booked({end: cents for end, cents in total.items() if cents}, refused)

    def _end(self, account: Account, klass: str | None) -> End:
        account = self._names.get(key(account.name), account)
        end = End(key(account.name), klass)
        self.shown.setdefault(end, account.shown)
        return end


def _refused(store: str, number: str, findings: Sequence[Diagnostic]) -> Refused:
    return Refused(store, number, findings[0].message if findings else "it is not closed")


class _Tally:
    """Adds batches up, one after the other."""

    def __init__(self) -> None:
        self._sums: tuple[dict[End, int], dict[End, int]] = ({}, {})
        self._refused: tuple[list[Refused], list[Refused]] = ([], [])
        self._counts = [0, 0]
        self._booked = self._changed = self._neither = 0

    def take(self, pair: tuple[_Booked, ...]) -> None:
        """Add a batch, as both versions book it."""
        before, after = pair
        if before.cents is not None and after.cents is not None:
            self._booked += 1
            self._changed += before.cents != after.cents
            self._add(before.cents, after.cents)
        elif before.cents is None and after.cents is None:
            self._neither += 1
        else:
            place = int(before.cents is not None)
            self._counts[place] += 1
            if len(self._refused[place]) < MOST_TOLD:
                self._refused[place].append(_named(pair[place], pair[1 - place]))

    def _add(self, *each: Mapping[End, int]) -> None:
        for total, cents in zip(self._sums, each, strict=True):
            for end, amount in cents.items():
                total[end] = total.get(end, 0) + amount

    def replay(self, shown: Mapping[End, str]) -> Replay:
        """Return what all came to."""
        before, after = self._sums
        ends = sorted({*before, *after}, key=lambda end: (shown[end], end.klass or ""))
        rows = [Moved(shown[end], end.klass, before.get(end, 0), after.get(end, 0)) for end in ends]
        moved = tuple(row for row in rows if row.change)
        not_before, not_after = (
            Refusals(count, tuple(told))
            for count, told in zip(self._counts, self._refused, strict=True)
        )
        return Replay(
            self._booked,
            self._changed,
            moved,
            len(rows) - len(moved),
            not_before,
            not_after,
            self._neither,
        )


def _named(refused: _Booked, other: _Booked) -> Refused:
    """Return why a batch is refused, by the name that the other version knows it by."""
    return other.refused._replace(reason=refused.refused.reason)


def _paired(
    before: Iterable[_Read], after: Iterable[_Read]
) -> Iterator[tuple[_Read | None, _Read | None]]:
    """Yield each batch as both versions read it, None where one does not get to it.

    Both read the same files in the same order, so that hardly any batch waits for the other.
    """
    waiting: tuple[dict[_Key, deque[_Read]], ...] = ({}, {})
    for pair in zip_longest(before, after):
        for place, batch in enumerate(pair):
            if batch is None:
                continue
            others = waiting[1 - place].get(_key(batch))
            if others:
                other = others.popleft()
                if not others:
                    del waiting[1 - place][_key(batch)]
                yield (other, batch) if place else (batch, other)
            else:
                waiting[place].setdefault(_key(batch), deque()).append(batch)
    for queue in waiting[0].values():
        yield from ((batch, None) for batch in queue)
    for queue in waiting[1].values():
        yield from ((None, batch) for batch in queue)


def _key(batch: _Read) -> _Key:
    if isinstance(batch, Rejected):
        return key(batch.store or ""), number_key(batch.number or "")
    return key(batch.store.name), number_key(batch.number)
