"""Which rules made the lines that differ, and how each amount came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from crossfoot.cases.judged import Judged
from crossfoot.cases.matching import Difference
from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.model.rules import Differences, Post
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Line
from crossfoot.posting.legs import Leg, legs_of
from crossfoot.posting.timetable import Period, Timetable
from crossfoot.posting.worked import told
from crossfoot.posting.working import form_of

Booking: TypeAlias = Post | Differences


class Worked(NamedTuple):
    """How one amount of a rule came about: the member that it is of, and the sum in words."""

    member: str | None
    text: str


class Made(NamedTuple):
    """A rule, and what it made of a batch."""

    rule: Booking
    worked: tuple[Worked, ...]


class Workings:
    """Explains what differs in cases; where rules book to in a period is worked out once."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._chart = ruleset.project.chart
        self._timetable = Timetable(ruleset)
        self._legs: dict[Period, tuple[Leg, ...]] = {}
        self._accounts: dict[str, Account] = {}

    def of(self, judged: Judged) -> tuple[Made, ...]:
        """Return the rules behind the lines of a case that differ, in the order of the rules.

        For a line that is missing they are those that could have booked to its account.
        """
        actual = judged.actual
        if actual is None or actual.entry is None or actual.batch is None:
            return ()
        differing = [row.at for row in judged.rows if row.difference is not Difference.NONE]
        places = {at for at in (*differing, *judged.misplaced) if at is not None}
        made = list(_of_lines(actual.batch, actual.entry.lines, sorted(places)))
        made += self._could_have(actual.batch, {each.name for each in _missing(judged)})
        return _gathered(made)

    def unused(self, judged: Judged) -> tuple[str, ...]:
        """Return the accounts of missing lines that no rule in force on that day books to."""
        batch = judged.actual.batch if judged.actual is not None else None
        accounts = _missing(judged)
        if batch is None or not accounts:
            return ()
        used = {leg.account.name for leg in self._legs_for(batch)}
        shown = (each.shown for each in accounts if each.name not in used)
        return tuple(dict.fromkeys(shown))

    def _could_have(self, batch: Batch, accounts: set[str]) -> Iterator[tuple[Booking, Worked]]:
        for leg in self._legs_for(batch) if accounts else ():
            if leg.account.name in accounts:
                form = form_of(batch.figures, leg.rule.amount, leg.member)
                text, _ = form.filled(batch.figures.completed(batch.cents))
                yield leg.rule, Worked(leg.member, text)

    def _legs_for(self, batch: Batch) -> tuple[Leg, ...]:
        period = self._timetable.period(batch.store, batch.day)
        if period is None:
            return ()
        if period not in self._legs:
            by_posting = legs_of(period, self._chart, self._accounts).by_posting
            self._legs[period] = tuple(leg for legs in by_posting for leg in legs)
        return self._legs[period]


def _missing(judged: Judged) -> list[Account]:
    return [
        row.expected.account
        for row in judged.rows
        if row.difference is Difference.MISSING and row.expected is not None
    ]


def _of_lines(
    batch: Batch, lines: Sequence[Line], places: Iterable[int]
) -> Iterator[tuple[Booking, Worked]]:
    booked = [line.cents if line.side is Side.DEBIT else -line.cents for line in lines]
    figures = batch.figures.completed(batch.cents)
    for at in places:
        rule, member = lines[at].rule, lines[at].member
        is_off = isinstance(rule, Differences)
        form = (
            None if isinstance(rule, Differences) else form_of(batch.figures, rule.amount, member)
        )
        yield rule, Worked(None if is_off else member, told(form, figures, booked, at))


def _gathered(made: Iterable[tuple[Booking, Worked]]) -> tuple[Made, ...]:
    """Return what each rule made, each amount once, by where the rules stand."""
    by_rule: dict[Booking, dict[Worked, None]] = {}
    for rule, worked in made:
        by_rule.setdefault(rule, {})[worked] = None
    found = (Made(rule, tuple(worked)) for rule, worked in by_rule.items())
    return tuple(sorted(found, key=lambda each: (each.rule.at.source.path, each.rule.at.start)))
