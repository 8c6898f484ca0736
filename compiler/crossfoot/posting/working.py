"""The formulas of amounts in words, with places for the numbers of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from crossfoot.checks.support.sums import members_of, named, times
from crossfoot.model.amounts import Amount, Measure, Number
from crossfoot.model.figures import Figures, Vector
from crossfoot.posting.worked import MOST_ADDED, Form, Share, Term
from crossfoot.syntax.spelled import written

_MOST_EXPLAINED = 2
"""Rounded amounts in a formula that are worked out, too."""


def form_of(figures: Figures, amount: Amount, member: str | None) -> Form:
    """Return the formula of an amount, that of one member where it has some."""
    vector = figures.settled(figures.vector(amount.formula, member))
    share = _only_share(vector, figures)
    if share is not None:
        return _share_form(figures, share, member)
    terms = tuple(_terms(_in_order(vector, figures), figures, member))
    shares = tuple(_shares(vector, figures, member))
    is_one = len(terms) == 1 and terms[0].factor == 1 and len(terms[0].at) == 1
    if is_one and figures.is_reported(terms[0].at[0]):
        name = "" if amount.measure is not None else terms[0].before
        return Form((terms[0]._replace(before=name),), is_reported=True)
    return Form(_plain_sum(terms), shares)


def _only_share(vector: Vector, figures: Figures) -> int | None:
    """Return the rounding that an amount is, where it is one and nothing else."""
    if len(vector) != 1:
        return None
    ((at, times_),) = vector.items()
    return at if times_ == 1 and not figures.is_reported(at) else None


def _share_form(figures: Figures, at: int, member: str | None) -> Form:
    vector = _in_order(figures.settled(figures.exact[at]), figures)
    terms = tuple(_terms(vector, figures, member, as_one=True))
    return Form(terms, tuple(_shares(vector, figures, member)), is_rounded=True)


def _in_order(vector: Vector, figures: Figures) -> Vector:
    """Return a vector by figures, but for something that is added, which begins a formula best."""
    added = min((at for at, factor in vector.items() if factor > 0), default=min(vector))
    lead = figures.all[added].measure
    order = sorted(vector, key=lambda at: (figures.all[at].measure is not lead, at))
    return {at: vector[at] for at in order}


def _plain_sum(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return terms without the parentheses of a sum that stands alone."""
    if len(terms) > 1 or terms[0].factor != 1 or len(terms[0].at) == 1:
        return terms
    (term,) = terms
    return (term._replace(before=term.before.removesuffix(" (") + ": ", after=""),)


def _shares(vector: Mapping[int, Number], figures: Figures, member: str | None) -> Iterator[Share]:
    found = [at for at in sorted(vector) if not figures.is_reported(at)]
    for at in found if len(found) <= _MOST_EXPLAINED else ():
        figure = figures.all[at]
        name = _label(figure.measure, figure.member, member)
        yield Share(name, _share_form(figures, at, figure.member))


def _terms(
    vector: Mapping[int, Number], figures: Figures, member: str | None, *, as_one: bool = False
) -> Iterator[Term]:
    """Yield a vector as terms; with `as_one` only what each sum comes to is shown."""
    sign = _sign_first
    for measure, run in groupby(vector, key=lambda at: figures.all[at].measure):
        for factor, at in _alike(vector, list(run)):
            for name, indices in _called(measure, at, figures, member):
                head = f"{sign(factor)}{times(factor)}{name} "
                is_bracketed = len(indices) > 1 and not as_one
                before, after = (f"{head}(", ")") if is_bracketed else (head, "")
                yield Term(factor, before, indices, after)
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
    elif len(indices) > MOST_ADDED:
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
