"""Exact money: whole cents inside, decimals with two places outside, never a float."""

from __future__ import annotations

import re

ROUNDING = "half-away-from-zero/1"
"""The rounding rule and its version. A rule that changes changes books, so each run names it."""

_AMOUNT = re.compile(r"([+-]?)(\d{1,13})(?:\.(\d{1,2})0*)?\Z", re.ASCII)


class NotAnAmount(ValueError):
    """A text that is not an amount of dollars and cents."""


def cents(text: str) -> int:
    """Return an amount such as ``-12.5`` or ``1043`` in whole cents.

    Raises NotAnAmount for anything but plain digits, a sign and a point: more than two
    decimals that matter, thousands separators, exponents, currency signs.
    """
    match = _AMOUNT.match(text)
    if match is None:
        raise NotAnAmount(text)
    sign, whole, part = match.groups()
    value = int(whole) * 100 + (int(part.ljust(2, "0")) if part else 0)
    return -value if sign == "-" else value


_CENTS = tuple(f".{part:02d}" for part in range(100))


def dollars(amount: int) -> str:
    """Return whole cents as ``-1234.50``: digits, a point, two decimals."""
    if amount < 0:
        return f"-{dollars(-amount)}"
    return f"{amount // 100}{_CENTS[amount % 100]}"


def grouped(amount: int) -> str:
    """Return whole cents for people: ``-1,234.50``."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100:,}.{abs(amount) % 100:02d}"


def divided(amount: int, by: int) -> int:
    """Return a part of an amount in cents, rounded to a whole cent, half away from zero.

    `by` is at least 1. This is the one place where money is rounded (`ROUNDING`).
    """
    size = (2 * abs(amount) + by) // (2 * by)
    return size if amount >= 0 else -size
