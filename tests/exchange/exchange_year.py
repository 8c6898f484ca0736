"""A year of made-up days of the corner store: every kind of figure, returns, drops, bills."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

FIRST, WEEKS, DAYS = 3001, 52, 5
Figures = Mapping[str, int]
"""Cents by figure, `Closing: Cash` say."""


class Day(NamedTuple):
    """A closed batch: its figures, and what is owed for the purchase orders that came with it."""

    number: int
    day: date
    figures: Figures
    orders: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        """The batch file."""
        measures: dict[str, list[str]] = defaultdict(list)
        for name, cents in self.figures.items():
            measure, _, member = _parted(name)
            measures[measure].append(f"{member}: {amount(cents)}" if member else amount(cents))
        lines = [
            f"store: Main Street\nbatch: {self.number}\nstatus: closed",
            f'opened: "{self.day}T08:00"\nclosed: "{self.day}T21:00"\nmeasures:',
        ]
        for measure, values in measures.items():
            is_family = ": " in values[0]
            shown = f"{{{', '.join(values)}}}" if is_family else values[0]
            lines.append(f'  "{measure}": {shown}')
        if self.orders:
            lines.append("purchase orders:")
        for number, cents in self.orders:
            lines.append(
                f"  - {{number: {number}, supplier: Acme Foods, created: "
                f'"{self.day}", total: {amount(cents)}, terms: Net 30}}'
            )
        return "".join(f"{line}\n" for line in lines)


_WHOLE = (
    "Shipping Charge: Total", "Customer Deposit: Made", "Customer Deposit: Redeemed",
    "Layaway: Paid", "Layaway: Closed", "Store Account: Paid On", "Store Account: Paid To",
    "Tender Rounding Error",
)  # fmt: skip
_DUE = (
    "Shipping Charge: Total", "Customer Deposit: Made", "Layaway: Paid", "Store Account: Paid To",
)  # fmt: skip
_TAKEN = ("Customer Deposit: Redeemed", "Layaway: Closed", "Store Account: Paid On")


def _parted(name: str) -> tuple[str, str, str]:
    return (name, "", "") if name in _WHOLE else name.partition(": ")


def amount(cents: int) -> str:
    """Return cents as an amount."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def made_up(number: int, day: date, dice: random.Random) -> Day:
    """Return a day whose figures agree: what was taken is what was due."""
    is_returns = dice.random() < 0.1
    sales = {
        "Dept Sales: Grocery": dice.randrange(20_000, 200_000),
        "Dept Sales: Household": dice.randrange(-60_000, -100) if is_returns else
        dice.randrange(0, 40_000),
        "Dept Sales: Liquor": dice.randrange(0, 80_000),
        "Dept Cost: Grocery": dice.randrange(10_000, 150_000),
        "Dept Cost: Household": dice.randrange(-40_000, 0) if is_returns else 0,
        "Tax Collected: GST": dice.randrange(-500 if is_returns else 0, 9_000),
        "Tax Collected: PST": dice.randrange(0, 9_000),
    }  # fmt: skip
    others = {name: dice.randrange(0, 8_000) for name in (*_DUE, *_TAKEN) if dice.random() < 0.3}
    rounding = dice.randrange(-4, 5)
    due = sum(cents for name, cents in sales.items() if not name.startswith("Dept Cost"))
    due += sum(others.get(name, 0) for name in _DUE)
    received = due - rounding - sum(others.get(name, 0) for name in _TAKEN)
    off = dice.randrange(-900, 900)
    cards = {"Visa": dice.randrange(0, 40_000), "Debit Card": dice.randrange(0, 30_000)}
    check = dice.randrange(0, 10_000)
    cash = received + off - sum(cards.values()) - check
    dropped, paid = dice.randrange(0, 9_000), dice.randrange(0, 3_000)
    opening = 20_000 + max(0, dropped + paid - cash)
    figures = {
        "Opening: Cash": opening,
        "Closing: Cash": opening + cash - dropped - paid,
        "Closing: Check": check,
        **{f"Closing: {name}": cents for name, cents in cards.items()},
        "Dropped: Cash": -dropped,
        "Paid: Cash": -paid,
        "Over: Cash": max(off, 0),
        "Short: Cash": max(-off, 0),
        **sales,
        **others,
        "Tender Rounding Error": rounding,
    }
    orders = tuple(
        (f"PO-{number}-{count}", dice.randrange(100, 90_000))
        for count in range(dice.choice((0, 0, 0, 1, 2)))
    )
    return Day(number, day, figures, orders)


def nothing(day: Day) -> Day:
    """Return a day on which nothing happened after all: it comes to no entry."""
    return day._replace(figures=dict.fromkeys(day.figures, 0))


def weeks(dice: random.Random) -> Iterator[list[Day]]:
    """Yield the days of a year, week by week."""
    monday = date(2026, 1, 5)
    number = FIRST
    for week in range(WEEKS):
        days = []
        for count in range(DAYS):
            days.append(made_up(number, monday + timedelta(days=7 * week + count), dice))
            number += 1
        yield days
