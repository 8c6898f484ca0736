"""How a booked line was worked out: its formula, filled in with the batch's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple, TypeAlias

from crossfoot.checks.support.sums import members_of, named, times
from crossfoot.model.amounts import Amount, Measure, Number, Side
from crossfoot.model.figures import Figures, Vector
from crossfoot.model.rules import Differences
from crossfoot.money import divided, grouped
from crossfoot.posting.batch import Batch
from crossfoot.posting.draft import Line
from crossfoot.syntax.spelled import written

_MOST_ADDED = 8
"""Numbers of one sum that are written out; of more, the rest is one number."""

_MOST_EXPLAINED = 2
"""Rounded amounts in a formula that are worked out, too."""

_FINEST = 8
"""Decimals of an amount that are shown before it is rounded."""

_Key: TypeAlias = tuple[Figures, Amount, str | None]


class Workings:
    """Says how lines were worked out; each formula is put in words once, then only filled in."""

    def __init__(self) -> None:
        self._forms: dict[_Key, _Form] = {}

    def of(self, lines: Sequence[Line], batch: Batch) -> tuple[str, ...]:
        """Return how each line of a batch's entry was worked out, in the order of `lines`.

        Such as ``Closing 812.40 - Opening 100.00 - Dropped -300.00 - Paid 0.00 = 1,012.40``. The
        numbers that are shown come to what is booked; raises AssertionError where they do not.
        """
        cents = batch.figures.completed(batch.cents)
        return tuple(self._one(line, lines, batch.figures, cents) for line in lines)

    def _one(
        self, line: Line, lines: Sequence[Line], figures: Figures, cents: Sequence[int]
    ) -> str:
        rule = line.rule
        if isinstance(rule, Differences):
            return _off(line, lines)
        wanted = (figures, rule.amount, line.member)
        form = self._forms.get(wanted)
        if form is None:
            form = self._forms[wanted] = _form(*wanted)
        text, total = form.filled(cents)
        assert abs(total) == line.cents, f"INVARIANT: {text} is booked as {grouped(line.cents)}"
        return f"{text}, so {line.side.value}ed" if total < 0 else text


def _off(line: Line, lines: Sequence[Line]) -> str:
    """Say what an entry was off by before a `differences` rule made it balance."""
    others = [each for each in lines if each is not line]
    debits, credits_ = (
        sum(each.cents for each in others if each.side is side)
        for side in (Side.DEBIT, Side.CREDIT)
    )
    assert abs(debits - credits_) == line.cents, "INVARIANT: what it is off by is booked"
    return (
        f"debits {grouped(debits)} less credits {grouped(credits_)}: off by {grouped(line.cents)}"
    )


class _Term(NamedTuple):
    """So many times a figure, or the sum of some; `before` and `after` stand around the number."""

    factor: Number
    before: str
    at: tuple[int, ...]
    after: str


class _Share(NamedTuple):
    """A rounded amount that a formula holds, worked out beside it."""

    name: str
    form: _Form


class _Form(NamedTuple):
    """A formula in words but for the numbers.

    `is_rounded` where it is exact, and rounded to cents; `is_reported` where it is one figure,
    just as the batch has it.
    """

    terms: tuple[_Term, ...]
    shares: tuple[_Share, ...] = ()
    is_rounded: bool = False
    is_reported: bool = False

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


def _added(values: Sequence[int]) -> str:
    """Return numbers as a sum, those that are 0 left out: ``500.00 + 300.00 - 20.00``."""
    found = [value for value in values if value]
    shown = found if len(found) <= _MOST_ADDED else found[: _MOST_ADDED - 1]
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


def _form(figures: Figures, amount: Amount, member: str | None) -> _Form:
    vector = figures.settled(figures.vector(amount.formula, member))
    share = _only_share(vector, figures)
    if share is not None:
        return _share_form(figures, share, member)
    terms = tuple(_terms(_in_order(vector, figures), figures, member))
    shares = tuple(_shares(vector, figures, member))
    is_one = len(terms) == 1 and terms[0].factor == 1 and len(terms[0].at) == 1
    if is_one and figures.is_reported(terms[0].at[0]):
        name = "" if amount.measure is not None else terms[0].before
        return _Form((terms[0]._replace(before=name),), is_reported=True)
    return _Form(_plain_sum(terms), shares)


def _only_share(vector: Vector, figures: Figures) -> int | None:
    """Return the rounding that an amount is, where it is one and nothing else."""
    if len(vector) != 1:
        return None
    ((at, times_),) = vector.items()
    return at if times_ == 1 and not figures.is_reported(at) else None


def _share_form(figures: Figures, at: int, member: str | None) -> _Form:
    vector = _in_order(figures.settled(figures.exact[at]), figures)
    terms = tuple(_terms(vector, figures, member, as_one=True))
    return _Form(terms, tuple(_shares(vector, figures, member)), is_rounded=True)


def _in_order(vector: Vector, figures: Figures) -> Vector:
    """Return a vector by figures, but for something that is added, which begins a formula best."""
    added = min((at for at, factor in vector.items() if factor > 0), default=min(vector))
    lead = figures.all[added].measure
    order = sorted(vector, key=lambda at: (figures.all[at].measure is not lead, at))
    return {at: vector[at] for at in order}


def _plain_sum(terms: tuple[_Term, ...]) -> tuple[_Term, ...]:
    """Return terms without the parentheses of a sum that stands alone."""
    if len(terms) > 1 or terms[0].factor != 1 or len(terms[0].at) == 1:
        return terms
    (term,) = terms
    return (term._replace(before=term.before.removesuffix(" (") + ": ", after=""),)


def _shares(vector: Mapping[int, Number], figures: Figures, member: str | None) -> Iterator[_Share]:
    found = [at for at in sorted(vector) if not figures.is_reported(at)]
    for at in found if len(found) <= _MOST_EXPLAINED else ():
        figure = figures.all[at]
        name = _label(figure.measure, figure.member, member)
        yield _Share(name, _share_form(figures, at, figure.member))


def _terms(
    vector: Mapping[int, Number], figures: Figures, member: str | None, *, as_one: bool = False
) -> Iterator[_Term]:
    """Yield a vector as terms; with `as_one` only what each sum comes to is shown."""
    sign = _sign_first
    for measure, run in groupby(vector, key=lambda at: figures.all[at].measure):
        for factor, at in _alike(vector, list(run)):
            for name, indices in _called(measure, at, figures, member):
                head = f"{sign(factor)}{times(factor)}{name} "
                is_bracketed = len(indices) > 1 and not as_one
                before, after = (f"{head}(", ")") if is_bracketed else (head, "")
                yield _Term(factor, before, indices, after)
                sign = _sign_after


def _sign_first(factor: Number) -> str:
    return "-" if factor < 0 else ""


def _sign_after(factor: Number) -> str:
    return "- " if factor < 0 else "+ "


def _alike(
    vector: Mapping[int, Number], indices: Sequence[int]
) -> Iterator[tuple[Number, tuple[int, ...]]]:
    """Yield each factor among some figures, with the figures that it stands at."""
    for factor in dict.fromkeys(vector[at] for at in indices):
        yield factor, tuple(at for at in indices if vector[at] == factor)


def _called(
    measure: Measure, indices: tuple[int, ...], figures: Figures, member: str | None
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield figures of a measure by what they are called: all together, or one by one."""
    every = len(members_of(measure, figures))
    if 1 < len(indices) == every:
        yield f"sum of {_typed(named(measure))}", indices
    elif len(indices) > _MOST_ADDED:
        yield f"{len(indices):,} of {_typed(named(measure))}", indices
    else:
        for at in indices:
            yield _label(measure, figures.all[at].member, member), (at,)


def _label(measure: Measure, of: str | None, member: str | None) -> str:
    """Return a figure's name, without its member where that is the one of the line."""
    name = named(measure)
    return _typed(name if of is None or of == member else f"{name}: {of}")


def _typed(name: str) -> str:
    return written(name, "NAME")
