"""What rounding to cents leaves: tried for every cent, here once more by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from math import lcm

import pytest
from books import proofs, resolved

from crossfoot.proof import rounding
from crossfoot.proof.claims import claims_of
from crossfoot.proof.result import Proof, Verdict
from crossfoot.proof.rounding import Group, Shares, extremes, groups_of, largest, uneven

FIFTH, THIRD, HALF = Fraction(1, 5), Fraction(1, 3), Fraction(1, 2)

RARE = Fraction(1, 1_000_003)
"""A share that does not repeat within as many cents as are tried."""


def rounded(amount: Fraction) -> int:
    """Round half away from zero."""
    size = int(abs(amount) + HALF)
    return size if amount >= 0 else -size


def off_by(shares: Shares, base: int) -> Fraction:
    """Return what rounding shares of so many cents adds in all."""
    parts = [(Fraction(share) * base, times) for share, times in shares]
    return sum((times * (rounded(part) - part) for part, times in parts), Fraction())


def worst(shares: Shares) -> Fraction:
    """Return the most cents that roundings come to, trying each base, negative ones too."""
    period = lcm(*(share.denominator for share, _ in shares))
    return max(abs(off_by(shares, base)) for base in range(-period, 2 * period + 1))


@pytest.mark.parametrize("seed", range(60))
def test_every_cent_is_as_by_hand(seed: int) -> None:
    rng = random.Random(seed)
    shares: Shares = tuple(
        (
            Fraction(
                rng.choice((-7, -2, -1, 1, 1, 2, 3, 4)), rng.choice((2, 3, 3, 4, 5, 6, 10, 25))
            ),
            rng.choice((1, 1, -1, 2, -3, HALF)),
        )
        for _ in range(rng.randint(1, 4))
    )
    assert largest(shares) == worst(shares)


def test_a_share_and_what_it_lacks_to_the_whole_cancel_out() -> None:
    assert largest(((FIFTH, 1), (1 - FIFTH, 1))) == 0
    assert largest(((THIRD, 1), (2 * THIRD, 1))) == 0
    assert largest(((THIRD + 1, 1), (2 * THIRD, 1))) == 0
    assert largest(((THIRD, 2), (2 * THIRD, 1))) == THIRD
    assert largest(()) == 0


def test_halves_of_a_cent_do_not() -> None:
    assert largest(((HALF, 1), (HALF, 1))) == 1
    assert largest(((HALF, 1), (HALF, -1))) == 0
    assert largest(((Fraction(94, 100), 1), (Fraction(6, 100), 1))) == 1


def test_what_is_not_rounded_leaves_nothing() -> None:
    assert largest(((1, 1), (Fraction(3), 2))) == 0


def test_shares_too_rare_to_try_are_off_by_half_a_cent_each() -> None:
    others = [Fraction(1, under) for under in (999_983, 999_979, 999_961)]
    assert largest(((RARE, 1),)) == HALF
    assert largest(tuple((share, 1) for share in (RARE, *others))) == 2
    assert largest(tuple((share, -2) for share in (RARE, *others))) == 4


def test_as_many_cents_as_are_allowed_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding, "_MOST_CENTS", 7)
    largest.cache_clear()
    shares: Shares = tuple((Fraction(part, 7), 1) for part in (1, 2, 4))
    assert largest(shares) == 0
    monkeypatch.setattr(rounding, "_MOST_CENTS", 6)
    largest.cache_clear()
    assert largest(shares) == 3 * HALF
    largest.cache_clear()


@pytest.fixture
def few_cents(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let only seven cents of a base be tried."""
    kept = (largest, uneven, extremes)
    monkeypatch.setattr(rounding, "_MOST_CENTS", 7)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


def of(*parts: int) -> Shares:
    """Return one share of each of some denominators."""
    return tuple((Fraction(1, under), 1) for under in parts)


def test_the_cents_on_which_roundings_do_not_cancel_out() -> None:
    assert uneven(((Fraction(94, 100), 1), (Fraction(6, 100), 1))) == (25,)
    assert uneven(of(3, 3, 3)) == (1, 2)
    assert uneven(((FIFTH, 1), (1 - FIFTH, 1))) == ()


def test_a_few_of_many_uneven_cents_are_enough() -> None:
    assert uneven(of(1000)) == tuple(range(1, 201))


@pytest.mark.usefixtures("few_cents")
def test_of_rare_shares_the_halves_of_a_cent_are_uneven() -> None:
    assert uneven(of(7)) == (1, 2, 3, 4, 5, 6)
    assert uneven(of(8)) == (4,)
    assert uneven(of(9)) == ()
    assert uneven(of(3, 4)) == (2, 6)
    assert uneven(of(4, 6)) == (2, 3, 6)


def test_halves_of_the_rarest_shares_are_whole_cents() -> None:
    assert uneven(of(2 * 10**17 + 2)) == (10**17 + 1,)


def test_the_cents_on_which_roundings_add_and_take_away_most() -> None:
    assert extremes(of(3, 3, 3)) == (2, 1)
    assert extremes(of(2)) == (1, 0)


@pytest.mark.usefixtures("few_cents")
def test_of_rare_shares_two_halves_of_a_cent_are_extremes() -> None:
    assert extremes(of(7)) == (4, 3)
    assert extremes(of(4, 6, 10)) == (2, 3)


STORES = {"Shop": {"Who": "Ann, Ben"}}

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta, Gamma
All = sum of Rho
"""


def proof(rules: str, model: str = "") -> Proof:
    (found,) = proofs(rules, STORES, MODEL + model)
    return found


def off(rules: str, model: str = "") -> int:
    """Return by how many cents rounding can put an entry off."""
    found = proof(rules, model)
    assert found.remainder.vector
    return found.remainder.most


def split(whole: str, *shares: str) -> str:
    """Return rules that debit an amount and credit shares of it."""
    lines = [f'post {whole} debit "A"\n']
    for number, share in enumerate(shares):
        name = f"Part {'PQRSTU'[number]}"
        lines.append(f'{name} = {share}\npost {name} credit "B"\n')
    return "".join(lines)


def test_parts_that_make_a_whole_are_exact_for_every_cent() -> None:
    for shares in (("20% of Alpha", "80% of Alpha"), ("1/3 * Alpha", "2/3 * Alpha")):
        found = proof(split("Alpha", *shares))
        assert found.verdict is Verdict.BY_CONSTRUCTION
        assert found.remainder.most == 0
        assert len(found.remainder.vector) == 2


def test_parts_that_only_seem_to_make_a_whole() -> None:
    assert off(split("Alpha", "6% of Alpha", "94% of Alpha")) == 1
    assert off(split("Alpha", "1/3 * Alpha", "1/3 * Alpha", "1/3 * Alpha")) == 1
    assert proof(split("Alpha", "6% of Alpha", "94% of Alpha")).verdict is Verdict.REFUTED


def test_shares_of_different_amounts_do_not_cancel_out() -> None:
    rules = split("Both", "20% of Alpha", "80% of Beta", "80% of Alpha", "20% of Beta")
    assert off(rules, "Both = Alpha + Beta\n") == 0
    rules = split("Both", "20% of Alpha", "80% of Alpha", "1/3 * Beta", "1/3 * Beta", "1/3 * Beta")
    assert off(rules, "Both = Alpha + Beta\n") == 1
    rules = split("Both", *["1/3 * Alpha"] * 3, *["1/3 * Beta"] * 3)
    assert off(rules, "Both = Alpha + Beta\n") == 2


def test_an_amount_written_twice_or_backwards_is_the_same_base() -> None:
    model = "Twice = 2 * Alpha\nBack = -Alpha\n"
    assert off(split("Alpha", "10% of Twice", "80% of Alpha"), model) == 0
    assert off(split("Alpha", "20% of Alpha", "-80% of Back"), model) == 0


def test_amounts_that_are_equal_to_the_cent_are_the_same_base() -> None:
    model = "always Alpha = Beta + Gamma\nDue = Beta + Gamma\n"
    assert off(split("Alpha", "20% of Alpha", "80% of Due"), model) == 0


def test_the_shares_of_a_total_are_not_those_of_its_members() -> None:
    rules = 'Of All = 50% of All\nOf Each = 50% of Rho\npost Of All debit "A"\n'
    assert off(rules + 'post Of Each credit "B"\n') > 0


def test_what_never_occurs_is_not_rounded() -> None:
    rules = split("Alpha", "6% of Alpha", "94% of Alpha") + 'never Alpha because "x"\n'
    assert proof(rules).verdict is not Verdict.REFUTED


def test_what_is_left_when_shares_are_taken_is_exact() -> None:
    rules = 'Fee = 6% of Alpha\nRest = Alpha - Fee\npost Alpha debit "A"\n'
    found = proof(rules + 'post Fee credit "B"\npost Rest credit "C"\n')
    assert found.verdict is Verdict.BY_CONSTRUCTION
    assert found.remainder.vector == {}


def test_a_difference_within_the_limit_is_let_pass() -> None:
    rules = split("Alpha", "6% of Alpha", "94% of Alpha")
    found = proof(rules + 'differences up to 0.01 to "A"\n')
    assert found.verdict is Verdict.UP_TO_ROUNDING
    assert (found.residual, found.counterexample) == ({}, None)
    assert found.remainder.most == 1
    part = 'Part = 6% of Alpha\npost Alpha debit "A"\npost Part credit "B"\n'
    assert proof(part + 'differences up to 0.05 to "A"\n').verdict is Verdict.REFUTED
    rules = split("Both", *["1/3 * Alpha"] * 3, *["1/3 * Beta"] * 3) + "Both = Alpha + Beta\n"
    assert proof(rules + 'differences up to 0.01 to "A"\n').verdict is Verdict.REFUTED
    assert proof(rules + 'differences up to 0.02 to "A"\n').verdict is Verdict.UP_TO_ROUNDING


def groups(rules: str, model: str = "") -> tuple[Group, ...]:
    """Return the groups of all roundings in a model, each taken once."""
    ruleset = resolved(rules, STORES, MODEL + model)
    (regime,) = ruleset.regimes
    figures = regime.figures
    roundings = dict.fromkeys(range(len(figures.reported), len(figures.all)), 1)
    return groups_of(roundings, claims_of(ruleset.model, regime), figures)


def test_roundings_of_one_amount_are_a_group() -> None:
    model = "P = 20% of Alpha\nQ = 10% of Beta\nR = -1/2 * Alpha\n"
    alpha, beta = groups("", model)
    assert (alpha.base, alpha.figures) == ({2: 1}, (5, 7))
    assert (beta.base, beta.figures) == ({3: 1}, (6,))
    assert (alpha.most, beta.most) == (Fraction(9, 10), HALF)


def test_a_base_has_its_first_figure_positive_and_no_common_factor() -> None:
    (found,) = groups("", "Due = -4 * Alpha + 6 * Beta\nP = 5% of Due\n")
    assert found.base == {2: 2, 3: -3}


def test_a_share_of_a_rounded_share_is_one_of_whole_cents() -> None:
    first, second = groups("", "P = 10% of Alpha\nQ = 50% of P\n")
    assert (first.base, second.base) == ({2: 1}, {2: Fraction(1, 10), 5: 1})


def test_what_is_zero_or_a_whole_number_of_cents_is_in_no_group() -> None:
    model = "P = 20% of Alpha\nQ = 10% of Beta\n"
    (found,) = groups('never Alpha because "x"\n', model)
    assert found.figures == (6,)
    assert groups("", "always Alpha = 2 * Beta\nP = 50% of Alpha\n") == ()


def test_whole_amounts_beside_a_share_without_halves_are_left_out() -> None:
    (found,) = groups("", "P = 1/3 * Alpha + 2 * Beta\n")
    assert (found.base, found.shares) == ({2: 1}, ((THIRD, 1),))
