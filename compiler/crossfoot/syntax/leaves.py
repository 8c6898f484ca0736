"""Single words of a rule file as nodes: names, quoted texts, days, amounts."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol

from crossfoot.money import NotAnAmount, cents
from crossfoot.source import Source, Span
from crossfoot.syntax import tree
from crossfoot.syntax.fault import Fault

LONGEST_NUMBER = 24
"""Digits; a longer one is no factor and no amount of money."""

_SHARE = re.compile(r"([\d.]+)\s*(?:%|/\s*(\d+))")


class Word(Protocol):
    """What the lexer finds: a piece of the text, its kind, and where it stands."""

    @property
    def type(self) -> str:
        """The terminal of the grammar."""

    @property
    def value(self) -> str:
        """The characters."""

    @property
    def start_pos(self) -> int:
        """The offset of its first character."""

    @property
    def end_pos(self) -> int:
        """The offset after its last character."""


class Lexeme(NamedTuple):
    """A word with its place in the whole text."""

    type: str
    value: str
    start_pos: int
    end_pos: int


def name_text(written: str) -> str:
    """Return the text of a name: brackets off, white space folded."""
    return " ".join(written.replace("[", "").replace("]", "").split())


class Leaves:
    """Makes the smallest nodes of `source`, whose words are counted from the offset `base` on."""

    def __init__(self, source: Source, base: int) -> None:
        self.source = source
        self.base = base

    def at(self, word: Word) -> Span:
        """Return the span of one word."""
        return Span(self.source, self.base + word.start_pos, self.base + word.end_pos)

    def across(self, first: Span, last: Span) -> Span:
        """Return the span from one to another."""
        return Span(self.source, first.start, last.end)

    def name(self, word: Word) -> tree.Name:
        """Return a name without its brackets. Raises Fault for brackets that hold nothing."""
        return tree.Name(self.bare(word.value, self.at(word)), self.at(word))

    def bare(self, written: str, at: Span) -> str:
        """Return a name's text: brackets off, white space folded."""
        if "[" not in written and "\xa0" not in written:
            return written
        if re.search(r"\[\s*\]", written):
            raise Fault("these brackets hold no name", at)
        return name_text(written)

    def text(self, word: Word) -> tree.Text:
        """Return a quoted text. Raises Fault for quotes that hold nothing."""
        value = word.value[1:-1]
        if not value.strip():
            raise Fault("there is nothing between these quotes", self.at(word))
        return tree.Text(value, self.at(word))

    def day(self, word: Word) -> tree.Day:
        """Return a calendar day. Raises Fault for one that no calendar has."""
        try:
            return tree.Day(date.fromisoformat(word.value), self.at(word))
        except ValueError:
            raise Fault(f"`{word.value}` is not a day in the calendar", self.at(word)) from None

    def cents(self, word: Word) -> tree.Cents:
        """Return an amount of money. Raises Fault for a fraction of a cent."""
        try:
            return tree.Cents(cents(word.value), self.at(word))
        except NotAnAmount:
            message = f"`{word.value}` is not an amount in dollars and cents"
            raise Fault(message, self.at(word), "write it like `20.00`") from None

    def fraction(self, word: Word) -> Fraction:
        """Return a number, or a share such as ``6% of`` or ``1/3 of``, exactly."""
        if len(word.value) > LONGEST_NUMBER:
            raise Fault("this number is too long to be a factor", self.at(word))
        if word.type != "SHARE":
            return Fraction(word.value)
        return self._share(word)

    def _share(self, word: Word) -> Fraction:
        match = _SHARE.match(word.value)
        assert match is not None, "INVARIANT: the lexer only makes shares of this form"
        parts = int(match[2]) if match[2] else 100
        if parts == 0:
            raise Fault("nothing can be divided by 0", self.at(word))
        return Fraction(match[1]) / parts
