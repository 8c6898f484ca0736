"""The lines that a version books at a store: which amount goes where, on which side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from crossfoot.model.amounts import Dimension, Side
from crossfoot.model.chart import Account, Chart
from crossfoot.model.names import key
from crossfoot.model.rules import Template
from crossfoot.model.ruleset import Regime, Ruleset
from crossfoot.posting.legs import Legs, legs_of
from crossfoot.posting.timetable import Period
from crossfoot.resolve.templates import BATCH, DATE, STORE


class End(NamedTuple):
    """Where lines go: an account, by the key of its full name, and the class of the lines."""

    account: str
    klass: str | None


class Line(NamedTuple):
    """One side of a posting, by the posting's place in the regime; `memo` is not filled in."""

    posting: int
    end: End
    side: Side
    memo: Template | None


class Lines(NamedTuple):
    """All lines of a store over some days.

    `off` is where what a batch is off by goes, `bills` where purchase orders do; None where
    nothing says so.
    """

    lines: tuple[Line, ...]
    off: End | None
    bills: End | None


class Booking:
    """Lines by store, for one version; stores of which nothing depends on the store share them.

    Accounts that are called otherwise in the other version go by the name they have there.
    """

    def __init__(self, ruleset: Ruleset, renamed: Mapping[str, Account]) -> None:
        self.shown: dict[End, str] = {}
        self._chart: Chart = ruleset.project.chart
        self._renamed = renamed
        self._accounts: dict[str, Account] = {}
        self._known: dict[tuple[object, ...], Lines] = {}
        self._varying: dict[int, bool] = {}

    def lines(self, period: Period) -> Lines:
        """Return the lines of a store over some days."""
        texts = (period.klass, period.memo, period.bills)
        own = period.store.name if self._varies(period) else None
        place = (id(period.regime), *map(id, texts), own)
        if place not in self._known:
            self._known[place] = self._made(period)
        return self._known[place]

    def _varies(self, period: Period) -> bool:
        regime = period.regime
        if id(regime) not in self._varying:
            self._varying[id(regime)] = any(
                _asks(text, dimension) for text, dimension in _texts(regime)
            )
        said = (period.klass, period.bills.account if period.bills else None)
        return self._varying[id(regime)] or any(each and each.asks(STORE) for each in said)

    def _made(self, period: Period) -> Lines:
        legs = legs_of(period, self._chart, self._accounts)
        texts = _classes(legs)
        lines = tuple(
            Line(
                place,
                self._end(leg.account, texts[leg.klass]),
                leg.side,
                leg.rule.memo or period.memo,
            )
            for place, each in enumerate(legs.by_posting)
            for leg in each
        )
        off, bills = legs.difference, legs.bills
        return Lines(
            lines,
            None if off is None else self._end(off.account, texts[off.klass]),
            None if bills is None else self._end(bills.account, texts[bills.klass]),
        )

    def _end(self, account: Account, klass: str | None) -> End:
        account = self._renamed.get(key(account.name), account)
        end = End(key(account.name), klass)
        self.shown.setdefault(end, account.shown)
        return end


def _classes(legs: Legs) -> list[str | None]:
    """Return the texts of a period; of those that depend on the batch, what they ask for."""
    day = date.max.isoformat()
    texts = legs.texts_for(f"{{{BATCH}}}", date.max)
    return [None if text is None else text.replace(day, f"{{{DATE}}}") for text in texts]


def _texts(regime: Regime) -> Iterator[tuple[Template, Dimension | None]]:
    """Yield the texts that say where a regime's postings go."""
    for posting in regime.postings:
        rule = posting.rule
        for text in (rule.debit, rule.credit, rule.klass):
            if text is not None:
                yield text, rule.amount.dimension
    if regime.tolerance is not None:
        yield regime.tolerance.rule.account, None


def _asks(text: Template, dimension: Dimension | None) -> bool:
    """Whether stores with the same members may have different texts there."""
    if text.fixed is not None:
        return False
    return text.asks(STORE) or (dimension is not None and text.asks_attribute(dimension.name))


def written(memo: Template | None) -> str | None:
    """Return a text as it is written in the rules, without its quotes."""
    return None if memo is None else memo.at.text[1:-1]


def meant(memo: Template | None) -> tuple[object, ...]:
    """Return what makes two texts the same: what stands in them and what they ask for."""
    return tuple(
        part if isinstance(part, str) else (key(part.owner), part.attribute, part.otherwise)
        for part in (memo.parts if memo else ())
    )
