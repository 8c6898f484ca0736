"""Writes down the lines of entries while batches are posted; `booked` reads them again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from crossfoot.model.amounts import Side
from crossfoot.model.figures import Figures
from crossfoot.model.rules import Differences
from crossfoot.posting.batch import Batch
from crossfoot.posting.booked import KeptBookings
from crossfoot.posting.draft import Line
from crossfoot.posting.worked import Form, told
from crossfoot.posting.working import form_of

_Leg: TypeAlias = tuple[int, str | None, int]
"""What tells bookings apart: the rule and the account, each by its identity, and the member."""


_DEBIT = Side.DEBIT


class _Entry(NamedTuple):
    """The lines of an entry, with what they book in cents, credits negative, and all figures."""

    lines: Sequence[Line]
    cents: list[int]
    of: Figures
    figures: list[int]


class Bookings:
    """The bookings of a run. INVARIANT: it grows with the rules that post, not with batches."""

    def __init__(self) -> None:
        self._places: dict[Figures, dict[_Leg, int]] = {}
        self._forms: dict[tuple[Figures, int, str | None], int] = {}
        self._kept_forms: list[Form] = []
        self._kept: list[tuple[object, ...]] = []
        self._amounts: set[tuple[str, str | None]] = set()
        self._firsts: list[Line] = []
        """The first line of each booking keeps its rule and account, and so their identities."""

    def text(self, lines: Sequence[Line], batch: Batch) -> bytes:
        """Return the lines of a batch's entry as they are kept."""
        of = batch.figures
        known = self._places.setdefault(of, {})
        # Column by column, which is twice as fast as line by line.
        accounts, sides, amounts, memos, classes, rules, members = _columns(lines)
        cents = [
            amount if side is _DEBIT else -amount
            for amount, side in zip(amounts, sides, strict=True)
        ]
        entry = _Entry(lines, cents, of, list(of.completed(batch.cents)))
        legs = list(zip(map(id, rules), members, map(id, accounts), strict=True))
        try:
            places = list(map(known.__getitem__, legs))
        except KeyError:
            self._learn(entry, legs, known)
            places = list(map(known.__getitem__, legs))
        return (
            f'{{"bookings":{places},"cents":{cents},"figures":{entry.figures},'
            f'"memo":{_column(memos)},"class":{_column(classes)}}}'
        ).encode()

    def kept(self) -> KeptBookings:
        """Return all bookings so far."""
        forms = [form.to_keep() for form in self._kept_forms]
        text = json.dumps({"bookings": self._kept, "forms": forms})
        return KeptBookings(text.encode(), frozenset(self._amounts))

    def _learn(self, entry: _Entry, legs: Sequence[_Leg], known: dict[_Leg, int]) -> None:
        """Take in what is booked for the first time."""
        for at, (line, leg) in enumerate(zip(entry.lines, legs, strict=True)):
            if leg not in known:
                known[leg] = self._add(line, self._form(line, entry, at))

    def _add(self, line: Line, form: int | None) -> int:
        stands = line.rule.at
        amount = "" if isinstance(line.rule, Differences) else line.rule.amount.name
        self._amounts.add((amount, line.member))
        self._firsts.append(line)
        self._kept.append(
            (line.account.name, stands.source.path, stands.first.line, amount, line.member, form)
        )
        return len(self._kept) - 1

    def _form(self, line: Line, entry: _Entry, at: int) -> int | None:
        """Return the place of a line's formula, which has to come to what is booked."""
        rule, member = line.rule, line.member
        if isinstance(rule, Differences):
            return None
        wanted = (entry.of, id(rule), member)
        place = self._forms.get(wanted)
        if place is None:
            form = form_of(entry.of, rule.amount, member)
            _require_same(form, entry, at)
            self._kept_forms.append(form)
            place = self._forms[wanted] = len(self._kept_forms) - 1
        return place


def _columns(lines: Sequence[Line]) -> Sequence[tuple[Any, ...]]:
    """Return the columns of lines, one for each field of a line."""
    return tuple(zip(*lines, strict=True)) or ((),) * len(Line._fields)


def _column(texts: Sequence[str | None]) -> str:
    """Return a text for each line as JSON, or the one that all have."""
    is_one = len(set(texts)) == 1
    return json.dumps(texts[0] if is_one else texts)


def _require_same(form: Form, entry: _Entry, at: int) -> None:
    try:
        told(form, entry.figures, entry.cents, at)
    except ValueError as error:
        raise AssertionError(f"INVARIANT: {error}") from error
