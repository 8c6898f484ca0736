"""How a booked line was worked out: its formula in words, filled in with the batch's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from crossfoot.model.amounts import Number, plain
from crossfoot.money import divided, grouped

MOST_ADDED = 8
"""Numbers of one sum that are written out; of more, the rest is one number."""

_FINEST = 8
"""Decimals of an amount that are shown before it is rounded."""


def told(form: Form | None, figures: Sequence[int], booked: Sequence[int], at: int) -> str:
    """Return how the line at a place of an entry was worked out.

    Such as ``Closing 812.40 - Opening 100.00 - Dropped -300.00 - Paid 0.00 = 1,012.40``. `figures`
    are the batch's, and `booked` is what the lines book, in cents: debits are positive, credits
    negative. There is no `form` where a line makes the others balance. Raises ValueError where
    the numbers that are shown do not come to what is booked.
    """
    if form is None:
        return _off(booked, at)
    text, total = form.filled(figures)
    if abs(total) != abs(booked[at]):
        raise ValueError(f"{text} is booked as {grouped(abs(booked[at]))}")
    return text if total >= 0 else f"{text}, so {'debited' if booked[at] > 0 else 'credited'}"


def _off(booked: Sequence[int], at: int) -> str:
    """Say what an entry was off by before a `differences` rule made it balance."""
    others = [*booked[:at], *booked[at + 1 :]]
    debits = sum(cents for cents in others if cents > 0)
    credits_ = -sum(cents for cents in others if cents < 0)
    text = f"debits {grouped(debits)} less credits {grouped(credits_)}"
    if debits - credits_ != -booked[at]:
        raise ValueError(f"{text} is booked as {grouped(abs(booked[at]))}")
    return f"{text}: off by {grouped(abs(booked[at]))}"


class Term(NamedTuple):
    """So many times a figure, or the sum of some; `before` and `after` stand around the number."""

    factor: Number
    before: str
    at: tuple[int, ...]
    after: str


class Share(NamedTuple):
    """A rounded amount that a formula holds, worked out beside it."""

    name: str
    form: Form


class Form(NamedTuple):
    """A formula in words but for the numbers.

    `is_rounded` where it is exact, and rounded to cents; `is_reported` where it is one figure,
    just as the batch has it.
    """

    terms: tuple[Term, ...]
    shares: tuple[Share, ...] = ()
    is_rounded: bool = False
    is_reported: bool = False

    @classmethod
    def kept(cls, plain_data: Sequence[Any]) -> Form:
        """Return the formula that `to_keep` gave. Raises ValueError, TypeError where it is none."""
        terms, shares, is_rounded, is_reported = plain_data
        return cls(
            tuple(
                Term(_number(factor), before, tuple(at), after)
                for factor, before, at, after in terms
            ),
            tuple(Share(name, cls.kept(form)) for name, form in shares),
            is_rounded,
            is_reported,
        )

    def to_keep(self) -> tuple[object, ...]:
        """Return it as what JSON can hold; a factor that is no whole number as ``1/3``."""
        terms = [(_text(factor), *rest) for factor, *rest in self.terms]
        shares = [(name, form.to_keep()) for name, form in self.shares]
        return terms, shares, self.is_rounded, self.is_reported

    def filled(self, cents: Sequence[int]) -> tuple[str, int]:
        """Return the formula with numbers, and what it comes to in whole cents."""
        if self.is_rounded:
            return self._share(cents)
        total = 0
        texts: list[str] = []
        for factor, before, at, after in self.terms:
            if len(at) == 1:
                value = cents[at[0]]
                texts.append(f"{before}{grouped(value)}{after}")
            else:
                values = [cents[index] for index in at]
                value = sum(values)
                texts.append(f"{before}{_added(values)}{after}")
            total += int(factor) * value
        ending = " as reported" if self.is_reported else f" = {grouped(total)}"
        return f"{' '.join(texts)}{ending}{self._explained(cents)}", total

    def _share(self, cents: Sequence[int]) -> tuple[str, int]:
        exact: Number = 0
        texts: list[str] = []
        for factor, before, at, _ in self.terms:
            value = sum(cents[index] for index in at)
            exact += factor * value
            texts.append(f"{before}{grouped(value)}")
        fraction = Fraction(exact)
        total = divided(fraction.numerator, fraction.denominator)
        rounded = "" if fraction.denominator == 1 else f", rounded {grouped(total)}"
        told = f"{' '.join(texts)} = {_exact(fraction)}{rounded}{self._explained(cents)}"
        return told, total

    def _explained(self, cents: Sequence[int]) -> str:
        return "".join(f"; {name}: {form.filled(cents)[0]}" for name, form in self.shares)


def _text(factor: Number) -> int | str:
    return factor if isinstance(factor, int) else str(factor)


def _number(factor: int | str) -> Number:
    return factor if isinstance(factor, int) else plain(Fraction(factor))


def _added(values: Sequence[int]) -> str:
    """Return numbers as a sum, those that are 0 left out: ``500.00 + 300.00 - 20.00``."""
    found = [value for value in values if value]
    shown = found if len(found) <= MOST_ADDED else found[: MOST_ADDED - 1]
    text = grouped(shown[0]) if shown else grouped(0)
    for value in shown[1:]:
        text += f" + {grouped(value)}" if value > 0 else f" - {grouped(-value)}"
    if len(shown) < len(found):
        text += f" + … {len(found) - len(shown):,} more {grouped(sum(found[len(shown) :]))}"
    return text


def _exact(cents: Fraction) -> str:
    """Return an amount with all its decimals, or with as many as can be read, and an ellipsis."""
    places = 2
    while places < _FINEST and 10 ** (places - 2) % cents.denominator:
        places += 1
    scale = 10 ** (places - 2)
    whole, is_cut = abs(cents) * scale // 1, bool(scale % cents.denominator)
    dollars, part = divmod(int(whole), 10**places)
    sign = "-" if cents < 0 else ""
    return f"{sign}{dollars:,}.{part:0{places}d}{'…' if is_cut else ''}"
