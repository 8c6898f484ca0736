"""Formulas: from a written sum of amounts to coefficients over measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.codes import Code
from crossfoot.codes.dimension_mismatch import DIMENSION_MISMATCH
from crossfoot.codes.not_linear import NOT_LINEAR
from crossfoot.model.amounts import Amount, Dimension, Measure, Number, Part, Pick, plain
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.lexicon import Lexicon, Reading
from crossfoot.source import Span
from crossfoot.syntax.tree import Constant, Expr, Group, Name, Product, SumOf, Term


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression resolved: its parts, what it is broken down by, the amounts it names.

    `share` is where it takes a part of an amount that is no whole number of times: then its
    value is to be rounded to cents. `sound` is False when something in it was reported; then
    nothing is concluded from it.
    """

    parts: tuple[Part, ...]
    dimension: Dimension | None
    uses: tuple[Amount, ...]
    sound: bool
    share: Span | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """One amount in an expression, groups taken apart."""

    factor: Number
    reading: Reading
    summed: bool
    at: Span

    @property
    def dimension(self) -> Dimension | None:
        single = self.summed or self.reading.member is not None
        return None if single else self.reading.amount.dimension


def formula(exprs: tuple[Expr, ...], lexicon: Lexicon, findings: Findings) -> Formula:
    """Resolve the sum of `exprs` (a definition and what extends it), reporting every fault."""
    flat = _Flattener(lexicon, findings)
    pieces = [piece for expr in exprs for piece in flat.pieces(expr, 1)]
    dimension = _dimension(pieces, flat)
    parts = _merged(part for piece in pieces for part in _parts(piece))
    uses = tuple(dict.fromkeys(piece.reading.amount for piece in pieces))
    return Formula(parts, dimension, uses, flat.sound, _share(pieces))


def _share(pieces: list[_Piece]) -> Span | None:
    """Return the first place at which a part of an amount is taken."""
    total: dict[tuple[Reading, bool], Number] = {}
    for piece in pieces:
        place = (piece.reading, piece.summed)
        total[place] = total.get(place, 0) + piece.factor
    shared = (each for each in pieces if total[each.reading, each.summed].denominator != 1)
    return next((piece.at for piece in shared), None)


class _Flattener:
    """Takes groups apart and reads names; `sound` turns False at the first fault."""

    def __init__(self, lexicon: Lexicon, findings: Findings) -> None:
        self.sound = True
        self._lexicon = lexicon
        self._findings = findings

    def pieces(self, expr: Expr, factor: Number) -> Iterator[_Piece]:
        for term in expr.terms:
            yield from self._term(term, factor)

    def _term(self, term: Term, factor: Number) -> Iterator[_Piece]:
        product = plain(Fraction(term.factor) * factor)
        operand = term.operand
        if isinstance(operand, Group):
            yield from self.pieces(operand.inner, product)
        elif isinstance(operand, (Constant, Product)):
            self._refuse(operand)
        else:
            yield from self._amount(operand, product)

    def _amount(self, operand: Name | SumOf, factor: Number) -> Iterator[_Piece]:
        summed = isinstance(operand, SumOf)
        name = operand.name if isinstance(operand, SumOf) else operand
        reading = self._lexicon.read(name)
        if reading is None or reading.amount in self._lexicon.unsound:
            self.sound = False
            return
        amount = reading.amount
        if summed and (reading.member is not None or amount.dimension is None):
            self.fail(
                DIMENSION_MISMATCH,
                f"`{name.text}` is a single amount; there is nothing to sum",
                operand.at,
                f"leave out `sum of`: write `{name.text}`",
            )
            return
        if factor:
            yield _Piece(factor, reading, summed, operand.at)

    def _refuse(self, operand: Constant | Product) -> None:
        if isinstance(operand, Product):
            self.fail(
                NOT_LINEAR,
                "amounts cannot be multiplied or divided by each other",
                operand.at,
                "write a sum of amounts, such as `Closing - Opening`",
            )
        elif operand.value:
            self.fail(
                NOT_LINEAR,
                f"a fixed amount ({operand.at.text}) cannot stand in a formula",
                operand.at,
                "report it as a measure of its own, so that each batch says how much it was",
            )

    def fail(self, code: Code, message: str, at: Span, help: str) -> None:
        self.sound = False
        self._findings.add(code, message, at, help=help)


def _dimension(pieces: list[_Piece], flat: _Flattener) -> Dimension | None:
    """Return what all pieces are broken down by, reporting the first that differs."""
    if not pieces:
        return None
    wanted = pieces[0].dimension
    for piece in pieces[1:]:
        if piece.dimension is not wanted:
            flat.fail(DIMENSION_MISMATCH, *_mismatch(pieces[0], piece))
            break
    return wanted


def _mismatch(first: _Piece, second: _Piece) -> tuple[str, Span, str]:
    ours, theirs = first.dimension, second.dimension
    name, other = first.at.text, second.at.text
    broken_down = second if ours is None else first
    fix = f"write `sum of {broken_down.at.text}` for the total over all members"
    if ours is not None and theirs is not None:
        return (
            f"`{other}` is by {theirs.name}, but `{name}` is by {ours.name}",
            second.at,
            "write `sum of` before each to add up totals",
        )
    if ours is None and theirs is not None:
        return f"`{other}` is by {theirs.name}, but `{name}` is a single amount", second.at, fix
    by = ours.name if ours is not None else ""
    return f"`{other}` is a single amount, but `{name}` is by {by}", second.at, fix


def _parts(piece: _Piece) -> Iterator[Part]:
    member = piece.reading.member
    for part in piece.reading.amount.formula:
        pick = part.pick
        if pick is Pick.EACH and piece.summed:
            pick = Pick.ALL
        elif pick is Pick.EACH and member is not None:
            pick = member
        yield Part(part.measure, pick, part.factor * piece.factor)


def _merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Add up like parts and drop what cancels; measures in the model's order."""
    total: dict[tuple[Measure, Pick | str], Number] = {}
    for part in parts:
        place = (part.measure, part.pick)
        total[place] = total.get(place, 0) + part.factor
    merged = [Part(*place, plain(factor)) for place, factor in total.items() if factor]
    return tuple(sorted(merged, key=lambda part: (part.measure.order, str(part.pick))))


def minus(left: tuple[Part, ...], right: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return left less right."""
    return _merged([*left, *(Part(part.measure, part.pick, -part.factor) for part in right)])
