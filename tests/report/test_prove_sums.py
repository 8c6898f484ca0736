"""Sums in words: short, and meaning in a rule file what they say."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from prove_shop import SOUND, resolved, shop

from crossfoot.checks.support.sums import enumerated, families, formula, times
from crossfoot.model.figures import Figures, Vector


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    rules = "Fee = 6% of Total\nCut = 20% of Sales\n" + SOUND
    ruleset, _ = resolved(shop(tmp_path_factory.mktemp("sums"), rules))
    return ruleset.figures["North"]


def vector(figures: Figures, **by_label: int | Fraction) -> Vector:
    """Return a vector by labels, ``Sales__Food`` for `Sales: Food`."""
    index = {each.label: each.index for each in figures.all}
    return {index[name.replace("__", ": ")]: value for name, value in by_label.items()}


def test_nothing_is_zero(figures: Figures) -> None:
    assert formula({}, figures) == "0"


def test_a_measure_without_members_is_its_name(figures: Figures) -> None:
    assert formula(vector(figures, Tax=-1), figures) == "-Tax"


def test_all_members_alike_are_a_sum(figures: Figures) -> None:
    taken = vector(figures, Taken__Cash=2, Taken__Visa=2, Taken__Amex=2, Taken__Check=2)
    assert formula(taken, figures) == "2 * sum of Taken"


def test_all_but_one_are_a_sum_less_that_one(figures: Figures) -> None:
    taken = vector(figures, Taken__Cash=-1, Taken__Visa=-1, Taken__Amex=-1)
    assert formula(taken, figures) == "-sum of Taken + Taken: Check"


def test_two_of_four_are_named(figures: Figures) -> None:
    taken = vector(figures, Taken__Cash=1, Taken__Amex=1)
    assert formula(taken, figures) == "Taken: Cash + Taken: Amex"


def test_what_never_occurs_may_be_in_a_sum(figures: Figures) -> None:
    taken = vector(figures, Taken__Cash=1, Taken__Visa=1, Taken__Amex=7)
    zero = vector(figures, Taken__Amex=1, Taken__Check=1)
    assert formula(taken, figures, zero) == "sum of Taken"
    assert formula(vector(figures, Taken__Amex=7), figures, zero) == "0"


def test_a_member_that_is_no_bare_word_stands_in_brackets(figures: Figures) -> None:
    games = {each.index: 1 for each in figures.all if each.label == "Cost: Games & Co"}
    assert formula(games, figures) == "Cost: [Games & Co]"


def test_of_many_alike_the_rest_is_counted(figures: Figures) -> None:
    sales = {each.index: 1 for each in figures.all if each.measure.name == "Sales"}
    assert formula(dict.fromkeys(list(sales)[:3], 1), figures, most=2) == (
        "Sales: Food + 2 more of Sales"
    )


def test_a_rounded_amount_stands_for_its_share_and_its_rounding(figures: Figures) -> None:
    sales = {each.index: Fraction(3, 50) for each in figures.all if each.measure.name == "Sales"}
    fee = {each.index: 1 for each in figures.all if each.label == "rounding of Fee"}
    assert formula({**sales, **fee}, figures) == "Fee"
    assert formula(sales, figures) == "6% of sum of Sales"
    assert formula(fee, figures) == "-6% of sum of Sales + Fee"


def test_a_rounding_by_member_is_the_amount_of_that_member(figures: Figures) -> None:
    cut = vector(figures, Sales__Wine=Fraction(-1, 5)) | {
        each.index: -1 for each in figures.all if each.label == "rounding of Cut: Wine"
    }
    assert formula(cut, figures) == "-Cut: Wine"


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (1, ""),
        (-1, ""),
        (12, "12 * "),
        (Fraction(3, 50), "6% of "),
        (Fraction(1, 3), "1/3 of "),
        (Fraction(-5, 4), "125% of "),
        (Fraction(1, 80000), "1/80000 of "),
        (Fraction(15, 2000), "0.75% of "),
    ],
)
def test_a_factor_is_written_as_it_is_typed(factor: int | Fraction, said: str) -> None:
    assert times(factor) == said


def test_figures_are_named_by_measure(figures: Figures) -> None:
    taken = [each.index for each in figures.all if each.measure.name == "Taken"]
    tax = [each.index for each in figures.all if each.label == "Tax"]
    assert families([*tax, *taken], figures) == ("Taken", "Tax")
    assert families(taken[:2], figures) == ("Taken: Cash, Visa",)


def test_long_lists_are_cut() -> None:
    assert enumerated(["a", "b", "c"], 3) == "a, b, c"
    assert enumerated(["a", "b", "c", "d"], 3) == "a, b and 2 more"


def test_every_sum_means_in_a_rule_file_what_it_says(figures: Figures, tmp_path: Path) -> None:
    """Write 200 sums out, read them as definitions, and compare what they come to."""
    chance = random.Random(7)
    reported = [each.index for each in figures.reported]
    wanted: list[Vector] = []
    for _ in range(200):
        few = chance.sample(reported, chance.randint(1, len(reported)))
        choices = chance.choice([(1,), (1, -1), (1, 1, 1, 2), (3, -2, 1)])
        wanted.append({at: chance.choice(choices) for at in few})
    defined = "".join(
        f"Sum {at} = {formula(each, figures, most=None)}\n" for at, each in enumerate(wanted)
    )
    ruleset, _ = resolved(shop(tmp_path, defined + SOUND))
    theirs = ruleset.figures["North"]
    for at, each in enumerate(wanted):
        amount = ruleset.model.amounts[f"sum {at}"]
        assert theirs.vector(amount.formula) == each
