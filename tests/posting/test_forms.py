"""The generated evaluation against plain arithmetic."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.model.figures import Figures
from crossfoot.posting.forms import compiled

FIGURES = Figures((), {})

VECTORS = st.lists(
    st.dictionaries(st.integers(0, 11), st.integers(-3, 3).filter(bool), max_size=12), max_size=6
)


@given(VECTORS, st.lists(st.integers(-(10**12), 10**12), min_size=12, max_size=12))
def test_it_computes_what_the_vectors_say(vectors: list[dict[int, int]], cents: list[int]) -> None:
    plain = tuple(sum(f * cents[at] for at, f in vector.items()) for vector in vectors)
    assert compiled(vectors, FIGURES)(cents) == plain


def test_thousands_of_different_terms_do_not_exhaust_the_compiler() -> None:
    vector = {index: index % 7 + 1 for index in range(5_000)}
    cents = list(range(5_000))
    assert compiled([vector], FIGURES)(cents) == (sum(f * cents[at] for at, f in vector.items()),)


def test_no_forms_have_no_values() -> None:
    assert compiled([], FIGURES)([1, 2]) == ()


def test_a_fraction_is_refused_instead_of_rounded() -> None:
    with pytest.raises(TypeError, match="1/2 is not a whole number"):
        compiled([{0: Fraction(1, 2)}], FIGURES)
