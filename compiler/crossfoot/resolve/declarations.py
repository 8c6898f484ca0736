"""What the statements declare: dimensions, measures, definitions, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfoot.codes.circular_definition import CIRCULAR_DEFINITION
from crossfoot.codes.defined_twice import DEFINED_TWICE
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.diagnostic import Related
from crossfoot.model.amounts import Amount, Dimension, Measure, Part, Pick, Sign
from crossfoot.model.names import key
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.formulas import Formula, formula
from crossfoot.resolve.lexicon import Lexicon, splits
from crossfoot.resolve.order import in_order
from crossfoot.resolve.respelling import named
from crossfoot.source import Span
from crossfoot.suggest import did_you_mean
from crossfoot.syntax.tree import (
    Definition,
    DimensionDecl,
    Expr,
    Extension,
    Group,
    MeasureDecl,
    Name,
    Statement,
    SumOf,
)

_ROUNDING = "rounding of "


class Stated(NamedTuple):
    """A statement, and whether a model file holds it."""

    statement: Statement
    from_model: bool


class Declared(NamedTuple):
    """What is reported, and the roundings of what is defined, each after those it is made of."""

    measures: tuple[Measure, ...]
    roundings: tuple[Measure, ...]


def declare(stated: Sequence[Stated], lexicon: Lexicon, findings: Findings) -> Declared:
    """Fill the lexicon with every dimension, measure and definition; return all measures."""
    for statement, _ in stated:
        if isinstance(statement, DimensionDecl):
            _dimension(statement, lexicon)
    lexicon.declared = tuple(_declared_names(stated))
    of_models = [each for each in stated if each.from_model]
    lexicon.of_model = frozenset((*_declared_names(of_models), *_dimension_names(of_models)))
    measures = tuple(_measures(stated, lexicon, findings))
    return Declared(measures, _definitions(stated, lexicon, findings, len(measures)))


def _declared_names(stated: Iterable[Stated]) -> Iterator[str]:
    for statement, _ in stated:
        if isinstance(statement, MeasureDecl):
            yield from (name.text for name in statement.names)
        elif isinstance(statement, Definition):
            yield statement.name.text


def _dimension_names(stated: Iterable[Stated]) -> Iterator[str]:
    yield from (each.name.text for each, _ in stated if isinstance(each, DimensionDecl))


def _dimension(statement: DimensionDecl, lexicon: Lexicon) -> None:
    name = statement.name
    lexicon.dimensions.setdefault(key(name.text), Dimension(name.text, name.at))


def _measures(stated: Sequence[Stated], lexicon: Lexicon, findings: Findings) -> Iterator[Measure]:
    count = 0
    for statement, from_model in stated:
        if not isinstance(statement, MeasureDecl):
            continue
        dimension = _by(statement, lexicon, findings)
        for name in statement.names:
            measure = Measure(name.text, dimension, statement.sign, count, name.at)
            if _is_new(measure, lexicon, findings):
                count += 1
                yield measure
                pick = Pick.WHOLE if dimension is None else Pick.EACH
                parts = (Part(measure, pick, 1),)
                doc = statement.doc
                lexicon.add(
                    Amount(name.text, dimension, parts, name.at, measure, (), from_model, doc)
                )


def _by(statement: MeasureDecl, lexicon: Lexicon, findings: Findings) -> Dimension | None:
    if statement.by is None:
        return None
    known = lexicon.dimensions.get(key(statement.by.text))
    if known is not None:
        return known
    names = [dimension.name for dimension in lexicon.dimensions.values()]
    findings.add(
        UNKNOWN_NAME,
        f"`{statement.by.text}` is not a dimension",
        statement.by.at,
        help=did_you_mean(statement.by.text, names)
        or f"declare it first: `dimension {statement.by.text}`",
        fix=named(statement.by, lexicon.meant(statement.by.text, names)),
    )
    return Dimension(statement.by.text, statement.by.at)


def _is_new(measure: Measure, lexicon: Lexicon, findings: Findings) -> bool:
    earlier = lexicon.amounts.get(key(measure.name))
    if earlier is None:
        return True
    before = earlier.measure
    if before is None or (before.dimension, before.sign) != (measure.dimension, measure.sign):
        _report_twice(measure.name, measure.at, earlier, findings)
    return False


def _report_twice(name: str, at: Span, earlier: Amount, findings: Findings) -> None:
    findings.add(
        DEFINED_TWICE,
        f"`{name}` already means something else",
        at,
        Related(earlier.at, f"`{earlier.name}` is first given here"),
        help="give one of the two another name, or delete it",
    )


def _definitions(
    stated: Sequence[Stated], lexicon: Lexicon, findings: Findings, count: int
) -> tuple[Measure, ...]:
    """Define all names; `count` measures are declared before. Return the roundings."""
    written = _written(stated, lexicon, findings)
    order, circles = in_order({name: _needs(each, written) for name, each in written.items()})
    for circle in circles:
        _report_circle([written[name].first for name in circle], findings)
    circular = {name for circle in circles for name in circle}
    roundings: list[Measure] = []
    for name in order:
        place = count + len(roundings)
        amount = _define(written[name], name in circular, lexicon, findings, place)
        roundings += [amount.rounding] if amount.rounding else []
    for rounding in roundings:
        # Both would be called alike wherever figures are told by name.
        if (other := lexicon.amounts.get(key(rounding.name))) is not None:
            _report_twice(other.name, other.at, lexicon.amounts[_rounded(rounding)], findings)
    return tuple(roundings)


def _rounded(rounding: Measure) -> str:
    """Return the key of the amount that a rounding belongs to."""
    return key(rounding.name.removeprefix(_ROUNDING))


class _Written(NamedTuple):
    """All that is written of one defined name."""

    first: Definition
    from_model: bool
    extensions: tuple[Expr, ...] = ()
    again: tuple[Definition, ...] = ()

    @property
    def exprs(self) -> tuple[Expr, ...]:
        return (self.first.value, *self.extensions)


def _written(stated: Sequence[Stated], lexicon: Lexicon, findings: Findings) -> dict[str, _Written]:
    written: dict[str, _Written] = {}
    for statement, from_model in stated:
        if not isinstance(statement, Definition):
            continue
        name = key(statement.name.text)
        measure = lexicon.amounts.get(name)
        if measure is not None:
            _report_twice(statement.name.text, statement.name.at, measure, findings)
        elif name in written:
            before = written[name]
            written[name] = before._replace(again=(*before.again, statement))
        else:
            written[name] = _Written(statement, from_model)
    for statement, _ in stated:
        if isinstance(statement, Extension):
            _extend(statement, written, lexicon, findings)
    return written


def _extend(
    statement: Extension, written: dict[str, _Written], lexicon: Lexicon, findings: Findings
) -> None:
    name = statement.name
    before = written.get(key(name.text))
    if before is not None:
        extensions = (*before.extensions, statement.value)
        written[key(name.text)] = before._replace(extensions=extensions)
    elif key(name.text) in lexicon.amounts:
        findings.add(
            DEFINED_TWICE,
            f"`{name.text}` is reported by the point of sale; only a formula can be extended",
            name.at,
            Related(lexicon.amounts[key(name.text)].at, "it is a measure"),
        )
    else:
        known = [each.first.name.text for each in written.values()]
        findings.add(
            UNKNOWN_NAME,
            f"there is no formula called `{name.text}` to extend",
            name.at,
            help=did_you_mean(name.text, known),
            fix=named(name, lexicon.meant(name.text, known)),
        )


def _needs(written: _Written, all_written: dict[str, _Written]) -> list[str]:
    found: list[str] = []
    for expr in written.exprs:
        for name in _names(expr):
            whole = key(name.text)
            candidates = [whole] if whole in all_written else []
            candidates = candidates or [key(family) for family, _ in splits(name.text)]
            found += [each for each in candidates if each in all_written]
    return found


def _names(expr: Expr) -> Iterator[Name]:
    for term in expr.terms:
        operand = term.operand
        if isinstance(operand, Name):
            yield operand
        elif isinstance(operand, SumOf):
            yield operand.name
        elif isinstance(operand, Group):
            yield from _names(operand.inner)


def _report_circle(circle: list[Definition], findings: Findings) -> None:
    names = [each.name.text for each in circle]
    first = circle[0]
    way = " → ".join(f"`{name}`" for name in [*names, names[0]])
    findings.add(
        CIRCULAR_DEFINITION,
        f"`{names[0]}` is defined by itself"
        if len(names) == 1
        else f"`{names[0]}` is defined by itself: {way}",
        first.name.at,
        *(Related(each.name.at, f"`{each.name.text}` is defined here") for each in circle[1:]),
        help="define one of them by what the point of sale reports",
    )


def _define(
    written: _Written, circular: bool, lexicon: Lexicon, findings: Findings, order: int
) -> Amount:
    first = written.first
    resolved = (
        Formula((), None, (), False) if circular else formula(written.exprs, lexicon, findings)
    )
    rounding = _rounding(first.name, resolved, order)
    pick = Pick.WHOLE if resolved.dimension is None else Pick.EACH
    amount = Amount(
        first.name.text,
        resolved.dimension,
        (*resolved.parts, Part(rounding, pick, 1)) if rounding else resolved.parts,
        first.name.at,
        None,
        resolved.uses,
        written.from_model,
        first.doc,
        rounding,
    )
    lexicon.add(amount)
    if resolved.sound:
        _compare(written, resolved, amount, lexicon, findings)
    else:
        lexicon.unsound.add(amount)
    return amount


def _rounding(name: Name, exact: Formula, order: int) -> Measure | None:
    """Return what rounds a formula to cents, where it takes a share of something."""
    if exact.share is None:
        return None
    label = f"{_ROUNDING}{name.text}"
    return Measure(label, exact.dimension, Sign.FREE, order, name.at, exact.parts)


def _compare(
    written: _Written, resolved: Formula, amount: Amount, lexicon: Lexicon, findings: Findings
) -> None:
    """Report a definition that is written again with another meaning."""
    plain = formula((written.first.value,), lexicon, Findings()) if written.extensions else resolved
    for again in written.again:
        other = formula((again.value,), lexicon, findings)
        if other.sound and (other.parts, other.dimension) != (plain.parts, plain.dimension):
            _report_twice(again.name.text, again.name.at, amount, findings)
