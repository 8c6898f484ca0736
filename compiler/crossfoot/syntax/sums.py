"""Arithmetic in a formula: numbers are gathered into one exact factor for each amount."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from crossfoot.source import Span
from crossfoot.syntax import tree
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.leaves import Leaves, Word

Piece: TypeAlias = "Word | tree.Operand"


class Product:
    """A product as it is read from left to right: a factor, and the amount it multiplies."""

    def __init__(self, at: Span) -> None:
        self.at = at
        self.factor = Fraction(1)
        self.amount: tree.Operand | None = None
        self.linear = True

    def take(self, operand: tree.Operand, divides: bool) -> None:
        """Multiply by an operand, or divide by it."""
        if not isinstance(operand, tree.Constant):
            self.linear = self.linear and self.amount is None and not divides
            self.amount = operand
        elif not divides:
            self.factor *= operand.value
        elif operand.value:
            self.factor /= operand.value
        else:
            raise Fault("nothing can be divided by 0", operand.at)

    def term(self) -> tree.Term:
        """Return what was read, as a term without a sign."""
        if not self.linear:
            return tree.Term(1, tree.Product(self.at), self.at)
        if self.amount is None:
            return tree.Term(1, tree.Constant(self.factor, self.at), self.at)
        return tree.Term(plain(self.factor), self.amount, self.at)


def plain(number: Fraction) -> int | Fraction:
    """Return a whole number as an int."""
    return number.numerator if number.denominator == 1 else number


def multiplied(leaves: Leaves, pieces: Sequence[Piece]) -> tree.Term:
    """Return the term that a product's pieces make: shares, operands, and the signs between."""
    first = _place(leaves, pieces[0])
    product = Product(Span(first.source, first.start, _place(leaves, pieces[-1]).end))
    divides = False
    for piece in pieces:
        if not isinstance(piece, tuple):
            divides = _read_word(leaves, product, piece)
        else:
            product.take(piece, divides)
            divides = False
    return product.term()


def _read_word(leaves: Leaves, product: Product, word: Word) -> bool:
    if word.type == "SHARE":
        product.factor *= leaves.fraction(word)
    return word.value == "/"


def _place(leaves: Leaves, piece: Piece) -> Span:
    return piece.at if isinstance(piece, tuple) else leaves.at(piece)


def added(leaves: Leaves, pieces: Sequence[Word | tree.Term]) -> tree.Expr:
    """Return the sum that terms and the signs before them make."""
    terms: list[tree.Term] = []
    sign: Word | None = None
    for piece in pieces:
        if isinstance(piece, tree.Term):
            terms.append(piece if sign is None else _signed(leaves, sign, piece))
            sign = None
        else:
            sign = piece
    whole = Span(leaves.source, terms[0].at.start, terms[-1].at.end)
    return tree.Expr(tuple(terms), whole)


def _signed(leaves: Leaves, sign: Word, term: tree.Term) -> tree.Term:
    at = Span(leaves.source, leaves.at(sign).start, term.at.end)
    return tree.Term(-term.factor if sign.value == "-" else term.factor, term.operand, at)


def grouped(inner: tree.Expr, at: Span) -> tree.Group | tree.Constant:
    """Return what parentheses hold; numbers alone are one number."""
    total = Fraction(0)
    for part in inner.terms:
        if not isinstance(part.operand, tree.Constant):
            return tree.Group(inner, at)
        total += part.factor * part.operand.value
    return tree.Constant(total, at)
