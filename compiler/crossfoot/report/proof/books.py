"""The two sides of the books: what each figure adds to debits, credits and accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from crossfoot.checks.support.sums import family, formula, of_each
from crossfoot.model.amounts import Measure, Number, Side
from crossfoot.model.chart import Account
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.ruleset import Regime
from crossfoot.proof.accounts import by_account
from crossfoot.proof.bookings import Booking
from crossfoot.proof.linear import add
from crossfoot.report.proof.naming import Names, end_of, ends_of
from crossfoot.report.proof.sheet import AccountRow, Accounts, Edge, FigureRow

MOST_LIKE = 4
"""Accounts that differ by member alone and have a line each; where there are more, one for all."""


def sides_of(bookings: Iterable[Booking]) -> tuple[Vector, Vector]:
    """Return how often each figure is in the debits, and in the credits."""
    debits, credits_ = Vector(), Vector()
    for booking in bookings:
        if booking.rule.debit is not None:
            add(debits, booking.amount)
        if booking.rule.credit is not None:
            add(credits_, booking.amount)
    return dict(sorted(debits.items())), dict(sorted(credits_.items()))


def figure_rows(debits: Vector, credits_: Vector, figures: Figures) -> tuple[FigureRow, ...]:
    """Return every figure that is posted, those of a measure that are alike in one row."""
    posted = sorted(debits.keys() | credits_.keys())
    out: list[FigureRow] = []
    for measure, run in groupby(posted, key=lambda at: figures.all[at].measure):
        together: dict[tuple[Number, Number], list[int]] = {}
        for at in run:
            together.setdefault((debits.get(at, 0), credits_.get(at, 0)), []).append(at)
        for sides, indices in together.items():
            out.append(FigureRow(family(measure, indices, figures), *sides))
    return tuple(out)


def accounts(
    regimes: Sequence[Regime], bookings: Sequence[Booking], never: Collection[int], names: Names
) -> tuple[Accounts, ...]:
    """Return the accounts as the rules first name them, one line each or for many alike.

    That for differences, where no rule posts to it, comes last. The bookings are those of the
    first regime; the others post the same to accounts of theirs.
    """
    figures = regimes[0].figures
    by_member: dict[object, list[AccountRow]] = {}
    for at, row in enumerate(_rows(regimes, bookings, never, names)):
        shape = None if row.takes_differences else _shape(row.vector, figures)
        by_member.setdefault(shape or at, []).append(row)
    lines: list[Accounts] = []
    for rows in by_member.values():
        if len(rows) > MOST_LIKE:
            lines.append(_together(rows, figures))
        else:
            lines += (Accounts((row,), formula(row.vector, figures, never), None) for row in rows)
    return tuple(lines)


def _rows(
    regimes: Sequence[Regime], bookings: Sequence[Booking], never: Collection[int], names: Names
) -> Iterator[AccountRow]:
    edges = _edges(bookings, regimes[0].figures, never)
    ends = [ends_of(regime) for regime in regimes]
    tolerance = regimes[0].tolerance
    of_differences = tolerance.account if tolerance else None
    for (account, vector), each in zip(
        by_account(bookings).items(), zip(*ends, strict=True), strict=True
    ):
        named = names.of(each, regimes)
        yield AccountRow(named, vector, tuple(edges[account]), account is of_differences)
    if of_differences is not None and of_differences not in edges:
        own = [end_of(regime.tolerance) for regime in regimes if regime.tolerance]
        yield AccountRow(names.of(own, regimes), {}, (), True)


def _shape(vector: Vector, figures: Figures) -> tuple[object, ...] | None:
    """Return what is the same of accounts that differ by member alone; None for any other."""
    held = [figures.all[at] for at in vector]
    if not held or len({(each.measure.dimension, each.member) for each in held}) > 1:
        return None
    if held[0].member is None:
        return None
    return tuple((each.measure, vector[each.index]) for each in held)


def _together(rows: Sequence[AccountRow], figures: Figures) -> Accounts:
    vector = rows[0].vector
    dimension = figures.all[next(iter(vector))].measure.dimension
    return Accounts(tuple(rows), of_each(vector, figures), dimension.name if dimension else None)


def _edges(
    bookings: Iterable[Booking], figures: Figures, never: Collection[int]
) -> dict[Account, list[Edge]]:
    found: dict[Account, dict[Edge, None]] = {}
    for booking in bookings:
        brought = _measures(booking, figures, never)
        posting = booking.posting
        for account, side in ((posting.debit, Side.DEBIT), (posting.credit, Side.CREDIT)):
            if account is not None:
                edges = (Edge(measure.order, side, less) for measure, less in brought)
                found.setdefault(account, {}).update(dict.fromkeys(edges))
    return {
        account: sorted(edges, key=lambda edge: (edge.measure, edge.side.sign, edge.is_less))
        for account, edges in found.items()
    }


def _measures(
    booking: Booking, figures: Figures, never: Collection[int]
) -> Mapping[tuple[Measure, bool], None]:
    """Return what is measured that a posting books, and whether it makes the amount smaller."""
    held = ((figures.all[at], value) for at, value in booking.amount.items() if at not in never)
    return {
        (figure.measure, value < 0): None for figure, value in held if figure.measure.rounds is None
    }
