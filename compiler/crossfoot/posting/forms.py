"""Linear forms over a batch's figures, as one generated function: no walking of vectors a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from crossfoot.model.amounts import Number
from crossfoot.model.figures import Figures, Vector

Form: TypeAlias = Callable[[Sequence[int]], tuple[int, ...]]
"""From the cents that a batch reports, by figure index, to the cents of every form, in order."""

_LONGEST_CHAIN = 50
"""Terms joined by plus signs; Python's compiler nests each one deeper, and gives up in the end."""


def compiled(vectors: Sequence[Vector], figures: Figures) -> Form:
    """Return the function that evaluates all `vectors` over `figures` at once.

    Only whole numbers go into the generated text, so nothing that a user wrote can.
    Raises TypeError for a vector that does not come to whole cents.
    """
    body = "".join(f"{_sum(figures.settled(vector))}," for vector in vectors)
    function: Form = eval(compile(f"lambda c: ({body})", "<posting>", "eval"))
    if not figures.exact:
        return function
    return lambda cents: function(figures.completed(cents))


def _sum(vector: Vector) -> str:
    terms = [_term(factor, first, last) for factor, first, last in _runs(vector)]
    if len(terms) > _LONGEST_CHAIN:
        return f"sum(({','.join(terms)}))"
    return "".join(terms) or "0"


def _term(factor: int, first: int, last: int) -> str:
    of = f"c[{first}]" if first == last else f"sum(c[{first}:{last + 1}])"
    sign = "-" if factor < 0 else "+"
    return f"{sign}{of}" if abs(factor) == 1 else f"{sign}{abs(factor)}*{of}"


def _runs(vector: Vector) -> Iterator[tuple[int, int, int]]:
    """Yield each factor with the first and last of the neighbouring figures that it stands at."""

    def place(pair: tuple[int, tuple[int, Number]]) -> tuple[int, Number]:
        order, (index, factor) = pair
        return index - order, factor

    for _, group in groupby(enumerate(sorted(vector.items())), key=place):
        run = [pair for _, pair in group]
        yield _whole(run[0][1]), run[0][0], run[-1][0]


def _whole(factor: Number) -> int:
    if not isinstance(factor, int):
        raise TypeError(f"{factor} is not a whole number: cents would have to be rounded")
    return factor
