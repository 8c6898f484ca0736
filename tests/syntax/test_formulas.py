"""Formulas: what is read as what."""

from __future__ import annotations

from fractions import Fraction

import pytest
from reading import formula, statement

from crossfoot.source import Source
from crossfoot.syntax import tree
from crossfoot.syntax.parse import parse

FORMULAS = {
    "A": "+ 1*<A>",
    "-A": "- 1*<A>",
    "+A": "+ 1*<A>",
    "A - B": "+ 1*<A> - 1*<B>",
    "A -B": "+ 1*<A> - 1*<B>",
    "A- B": "+ 1*<A> - 1*<B>",
    "A-B": "+ 1*<A-B>",
    "A - B-C": "+ 1*<A> - 1*<B-C>",
    "A+B": "+ 1*<A> + 1*<B>",
    "A +B+ C": "+ 1*<A> + 1*<B> + 1*<C>",
    "A/B": "+ 1*<A/B>",
    "A / 4": "+ 1/4*<A>",
    "A&B": "+ 1*<A&B>",
    "[A - B] - C": "+ 1*<A - B> - 1*<C>",
    "Over/Short": "+ 1*<Over/Short>",
    "sum of X": "+ 1*sum<X>",
    "-sum of X": "- 1*sum<X>",
    "- sum of X": "- 1*sum<X>",
    "SUM  OF X": "+ 1*sum<X>",
    "sum of Sales: Food": "+ 1*sum<Sales: Food>",
    "sum of A - sum of B": "+ 1*sum<A> - 1*sum<B>",
    "Sum Total": "+ 1*<Sum Total>",
    "Total: sum of": "+ 1*<Total: sum of>",
    "2 * A": "+ 2*<A>",
    "2*A": "+ 2*<A>",
    "A * 2": "+ 2*<A>",
    "2 * 3 * A": "+ 6*<A>",
    "-2 * A": "- 2*<A>",
    "0.5 * A": "+ 1/2*<A>",
    ".5 * A": "+ 1/2*<A>",
    "1/3 * A": "+ 1/3*<A>",
    "1 / 3 * A": "+ 1/3*<A>",
    "1/3 of A": "+ 1/3*<A>",
    "2 * A / 3": "+ 2/3*<A>",
    "6% of A": "+ 3/50*<A>",
    "6 % of A": "+ 3/50*<A>",
    "6% OF A": "+ 3/50*<A>",
    "2.5% of A": "+ 1/40*<A>",
    "6% of A + B": "+ 3/50*<A> + 1*<B>",
    "6% of (A + B)": "+ 3/50*(+ 1*<A> + 1*<B>)",
    "6% of sum of A": "+ 3/50*sum<A>",
    "50% of 50% of A": "+ 1/4*<A>",
    "2 * 6% of A": "+ 3/25*<A>",
    "A - 6% of B": "+ 1*<A> - 3/50*<B>",
    "2 * (A - B)": "+ 2*(+ 1*<A> - 1*<B>)",
    "(A - B) * 2": "+ 2*(+ 1*<A> - 1*<B>)",
    "-(A - B)": "- 1*(+ 1*<A> - 1*<B>)",
    "A - (-B)": "+ 1*<A> - 1*(- 1*<B>)",
    "((A))": "+ 1*(+ 1*(+ 1*<A>))",
    "2 * (3 * (A))": "+ 2*(+ 3*(+ 1*<A>))",
    "(1 - 0.2) * A": "+ 4/5*<A>",
    "0": "+ 1*[0]",
    "5": "+ 1*[5]",
    "-5": "- 1*[5]",
    "2 * 3": "+ 1*[6]",
    "A + 5": "+ 1*<A> + 1*[5]",
    "(5)": "+ 1*[5]",
    "A * B": "+ 1*product",
    "A / B": "+ 1*product",
    "2 / A": "+ 1*product",
    "2 * A * 3 * B": "+ 1*product",
    "6% of A * B": "+ 1*product",
    "(A) * (B)": "+ 1*product",
    "A - B * C": "+ 1*<A> - 1*product",
    "Closing - Opening - Dropped - Paid": "+ 1*<Closing> - 1*<Opening> - 1*<Dropped> - 1*<Paid>",
    "100000000000000000000000 * A": "+ 100000000000000000000000*<A>",
}


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_read(text: str) -> None:
    assert formula(statement(f"X = {text}").value) == FORMULAS[text]


@pytest.mark.parametrize("text", FORMULAS)
def test_it_is_the_same_after_also_and_on_both_sides_of_always(text: str) -> None:
    assert formula(statement(f"X also {text}").value) == FORMULAS[text]
    always = statement(f"always {text} = {text}")
    assert formula(always.left) == formula(always.right) == FORMULAS[text]


def test_whole_factors_are_plain_integers() -> None:
    (term,) = statement("X = 4 / 2 * A").value.terms
    assert term.factor == 2
    assert type(term.factor) is int


def test_factors_are_exact() -> None:
    (term,) = statement("X = 0.1 * A").value.terms
    assert term.factor == Fraction(1, 10)


def test_every_part_of_a_formula_knows_its_place() -> None:
    value = statement("X = A - 2 * (sum of B + C) + 3 * D * E").value
    assert value.at.text == "A - 2 * (sum of B + C) + 3 * D * E"
    first, group, product = value.terms
    assert first.at.text == first.operand.at.text == "A"
    assert group.at.text == "- 2 * (sum of B + C)"
    assert group.operand.at.text == "(sum of B + C)"
    assert group.operand.inner.terms[0].operand.at.text == "sum of B"
    assert product.at.text == "+ 3 * D * E"
    assert product.operand.at.text == "3 * D * E"


def test_a_constant_knows_its_place() -> None:
    (term,) = statement("X = 2 * 3").value.terms
    assert isinstance(term.operand, tree.Constant)
    assert term.operand.at.text == "2 * 3"


def test_a_depth_that_nobody_writes_is_refused() -> None:
    deep = "(" * 5000 + "A" + ")" * 5000
    file, (found,) = parse(Source("rules.gl", f"X = {deep}\nY = A\n"))
    assert found.message == "this formula has too many parentheses"
    assert [s.at.text for s in file.statements] == ["Y = A"]
