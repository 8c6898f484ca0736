"""How a batch is looked for on which shares that are rounded do not add up, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pytest
from books import resolved
from repaired import posts

from crossfoot.model.figures import Figures
from crossfoot.proof import cents
from crossfoot.proof.bookings import bookings_of
from crossfoot.proof.claims import Claims, claims_of
from crossfoot.proof.counterexample import counterexample
from crossfoot.proof.rounding import Group, groups_of
from crossfoot.proof.trial import Trial, legs_of

STORES = {"Shop": {"Who": "Ann, Ben, Cid, Dan, Eve"}}

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta, Gamma
measure Plus, More, never negative
measure Minus, never positive
"""

ANN, BEN, CID, DAN, EVE, ALPHA, BETA, GAMMA, PLUS, MORE, MINUS, ROUNDED = range(12)

OFTEN = 399
"""So many times one shape is tried."""


@dataclass(frozen=True)
class Search:
    """What a search for a batch begins with."""

    claims: Claims
    figures: Figures
    trial: Trial

    @property
    def groups(self) -> tuple[Group, ...]:
        """All roundings, each left over once."""
        return groups_of(dict.fromkeys(self.figures.exact, 1), self.claims, self.figures)

    def times(self, unit: Mapping[int, int], group: Group) -> list[int]:
        """Return how many times over a batch is tried."""
        return list(cents._times(unit, group, self.figures.settled(group.base), self.trial))


def search(model: str, rules: str = "", limit: int = 0) -> Search:
    ruleset = resolved(rules, STORES, MODEL + model)
    (regime,) = ruleset.regimes
    claims, figures = claims_of(ruleset.model, regime), regime.figures
    return Search(claims, figures, Trial(claims, figures, legs_of(bookings_of(regime)), limit))


def split(whole: str, *shares: object) -> tuple[str, str]:
    """Return a model of shares of an amount, and rules that debit it and credit them."""
    names = [f"{whole} {'PQRS'[at]}" for at in range(len(shares))]
    model = (f"{name} = {share} * {whole}\n" for name, share in zip(names, shares, strict=True))
    posts = (f'post {name} credit "B"\n' for name in names)
    return "".join(model), f'post {whole} debit "A"\n' + "".join(posts)


def both(*parts: tuple[str, str]) -> tuple[str, str]:
    """Return the models and the rules of several amounts."""
    return "".join(model for model, _ in parts), "".join(rules for _, rules in parts)


THIRDS = ("1/3", "1/3", "1/3")
SIXTH = (Fraction(6, 100), Fraction(94, 100))


# --- how many times over ---


def test_a_batch_is_tried_about_where_its_roundings_are_uneven_and_then_in_order() -> None:
    tried = search(*split("Alpha", *SIXTH))
    (group,) = tried.groups
    found = tried.times({ALPHA: 1}, group)
    assert found[:5] == [24, 25, 26, 27, 1]
    assert sorted(found) == list(range(1, OFTEN + 1))
    assert tried.times({ALPHA: -1}, group) == found


def test_a_batch_that_makes_several_cents_of_a_base_is_tried_less_often() -> None:
    tried = search(*split("Alpha", *SIXTH))
    (group,) = tried.groups
    assert tried.times({ALPHA: 2}, group)[:5] == [12, 13, 11, 14, 1]


def test_no_batch_is_tried_no_times_or_twice() -> None:
    tried = search(*split("Alpha", *THIRDS))
    (group,) = tried.groups
    assert tried.times({ALPHA: 1}, group) == list(range(1, OFTEN + 1))


def test_a_batch_that_has_nothing_of_a_base_is_tried_in_order() -> None:
    tried = search(*split("Alpha", *SIXTH))
    (group,) = tried.groups
    assert tried.times({BETA: 1}, group) == list(range(1, OFTEN + 1))


def test_no_batch_is_tried_more_often_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = search(*split("Alpha", *SIXTH))
    (group,) = tried.groups
    monkeypatch.setattr(cents, "_TIMES", 2)
    assert tried.times({ALPHA: 1}, group) == [24, 25, 1]


# --- of which figures ---


def test_where_claims_speak_of_rounded_amounts_single_figures_are_tried_first() -> None:
    tried = search("Share = 6% of Alpha\nalways Beta = Share\n")
    (group,) = tried.groups
    assert next(cents._units(group, tried.claims, tried.figures)) == [{ALPHA: 1}, {ALPHA: -1}]
    tried = search("Share = 6% of Plus\nalways Beta = Share\n")
    (group,) = tried.groups
    assert next(cents._units(group, tried.claims, tried.figures)) == [{PLUS: 1}]


def test_what_is_rounded_is_let_be_with_all_that_it_is_rounded_from() -> None:
    model = "Tenth = 10% of Alpha\nHalf = 50% of Tenth\nOther = 10% of Beta\nLast = 10% of Gamma\n"
    tried = search(model)
    tenth, half, other, last = range(ROUNDED, ROUNDED + 4)
    fixed = cents._fixed({half: 1, other: 1}, tried.claims, tried.figures)
    assert fixed == {ALPHA, BETA, tenth, half, other}
    assert cents._fixed({last: -1}, tried.claims, tried.figures) == {GAMMA, last}
    claimed = search(model + "always Gamma = Half\n")
    assert cents._fixed({}, claimed.claims, claimed.figures) == {ALPHA, tenth, half}


def orders(groups: Iterable[Group]) -> list[int]:
    """Return the first figure of each base."""
    return [min(group.base) for group in groups]


def test_of_bases_that_differ_in_the_member_only_a_few_are_tried() -> None:
    tried = search("Share = 1/7 * Rho\nOther = 1/7 * Alpha\n")
    few = cents._few_alike(tried.groups, tried.claims, tried.figures)
    assert orders(tried.groups) == [ANN, BEN, CID, DAN, EVE, ALPHA]
    assert orders(few) == [ANN, BEN, CID, ALPHA]


def test_a_member_of_which_a_claim_speaks_is_like_no_other() -> None:
    tried = search("Share = 1/7 * Rho\nalways Alpha = 2 * Rho: Dan\n")
    few = cents._few_alike(tried.groups, tried.claims, tried.figures)
    assert orders(few) == [ANN, BEN, CID, DAN]


# --- a few cents of what would be nothing ---


def few_cents(residual: Mapping[int, int], model: str, rules: str) -> dict[int, int] | None:
    tried = search(model, rules)
    return cents.of_few_cents(dict(residual), tried.claims, tried.trial)


def test_a_few_cents_are_tried_on_the_side_that_a_figure_can_be() -> None:
    assert few_cents({ALPHA: 1}, "", 'post Alpha debit "A"\n') == {ALPHA: 1}
    assert few_cents({MINUS: 1}, "", 'post Minus debit "A"\n') == {MINUS: -1}


def test_cents_are_tried_of_figures_and_not_of_roundings() -> None:
    rules = 'post Share debit "A"\n'
    assert few_cents({ROUNDED: 1, ALPHA: 1}, "Share = 5% of Alpha\n", rules) == {ALPHA: 10}
    assert few_cents({ROUNDED: 1}, "Share = 5% of Alpha\n", rules) is None


# --- several bases at once ---


def together(tried: Search, *units: dict[int, int]) -> dict[int, int] | None:
    return cents._together(units, tried.trial, ())


def test_two_shapes_are_tried_in_every_proportion() -> None:
    tried = search(*both(split("Plus", *THIRDS), split("More", *SIXTH)), limit=1)
    assert together(tried, {PLUS: 1}, {MORE: 1}) == {PLUS: 2, MORE: 25}
    assert together(tried, {MORE: 1}, {PLUS: 1}) == {PLUS: 2, MORE: 25}


def test_two_shapes_are_tried_at_least_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cents, "_TOGETHER", 3)
    tried = search(*both(split("Plus", *THIRDS), split("More", *THIRDS)), limit=1)
    assert together(tried, {PLUS: 1}, {GAMMA: 1}, {MORE: 1}) == {PLUS: 1, MORE: 1}
    monkeypatch.setattr(cents, "_TOGETHER", 2)
    assert together(tried, {PLUS: 1}, {MORE: 1}) is None


def all_of(tried: Search) -> dict[int, int] | None:
    return cents._all(tried.groups, tried.claims, tried.trial, ())


def test_all_bases_are_tried_where_they_are_most_off() -> None:
    assert all_of(search(*split("Alpha", *SIXTH))) == {ALPHA: 25}
    assert all_of(search(*split("Alpha", *THIRDS))) == {ALPHA: 2}


def test_all_bases_are_tried_the_other_way_too() -> None:
    model = "Half = -50% of Alpha\nSame = -50% of Alpha\n"
    assert all_of(search(model, posts("+Alpha", "+Half", "+Same"))) == {ALPHA: 1}


def test_bases_too_rare_to_try_are_left_out() -> None:
    model, rules = split("Alpha", *SIXTH)
    rare = "Rare = 600001/1000003 * Beta\n"
    assert all_of(search(model + rare, rules + 'post Rare debit "A"\n')) == {ALPHA: 25}


def test_bases_with_one_extreme_are_tried_there() -> None:
    rare = "Rare = 1/2000006 * Alpha\n"
    assert all_of(search(rare, 'post Rare debit "A"\n')) == {ALPHA: 1_000_003}
    assert all_of(search(rare, 'post Rare debit "A"\n', limit=1)) is None


def test_one_cent_is_taken_of_the_first_figure_of_a_base_as_it_can_be() -> None:
    tried = search("Due = Alpha + Beta\nShare = 1/3 * Due\nOther = 1/3 * Minus\n")
    alone = [list(cents._alone(group, tried.claims)) for group in tried.groups]
    assert alone == [[{ALPHA: 1}], [{MINUS: -1}]]


def test_figures_without_which_the_fault_shows_are_left_out_the_last_first() -> None:
    tried = search("", posts("+Alpha", "+Beta", "+Gamma"))
    assert cents._lessened({ALPHA: 5, BETA: 5, GAMMA: 5}, tried.trial) == {ALPHA: 5}
    tried = search("", posts("+Alpha", "+Beta", "+Gamma"), limit=7)
    assert cents._lessened({ALPHA: 5, BETA: 5, GAMMA: 5}, tried.trial) == {ALPHA: 5, BETA: 5}


def test_two_bases_are_tried_together_before_all_are() -> None:
    tried = search(*both(split("Plus", *THIRDS), split("More", *THIRDS)), limit=1)
    roundings = dict.fromkeys(tried.figures.exact, 1)
    found = cents.in_cents(dict(roundings), tried.claims, tried.figures, tried.trial)
    assert found == {PLUS: 1, MORE: 1}


def test_where_no_limit_is_given_one_cent_is_a_fault() -> None:
    model, rules = split("Alpha", *THIRDS)
    (regime,) = resolved(rules, STORES, MODEL + model).regimes
    tried = search(model, rules)
    roundings = dict.fromkeys(tried.figures.exact, 1)
    found = counterexample(dict(roundings), tried.claims, tried.figures, bookings_of(regime))
    assert found is not None
    assert (found.cents, found.debits, found.credits) == ({ALPHA: 1}, 1, 0)
