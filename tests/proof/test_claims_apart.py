"""What batches are known to satisfy, taken apart into what is 0 and what relates figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from books import resolved

from crossfoot.model.figures import Figures
from crossfoot.proof.claims import Claims, between_roundings, claims_of

STORES = {"Shop": {"Who": "Ann, Ben"}}

MODEL = """\
dimension Who
measure Rho, Sigma by Who
measure Alpha, Beta, Gamma
measure Plus, More, never negative
measure Minus, never positive
All = sum of Rho
"""


def made(model: str, rules: str = "") -> tuple[Claims, Figures]:
    ruleset = resolved(rules, STORES, MODEL + model)
    (regime,) = ruleset.regimes
    return claims_of(ruleset.model, regime), regime.figures


def claims(model: str, rules: str = "") -> list[tuple[str | None, dict[str, int]]]:
    """Return every claim: for which member it is, and how often it has each figure."""
    found, figures = made(model, rules)
    labels = [figure.label for figure in figures.all]
    return [
        (each.member, {labels[at]: int(value) for at, value in each.vector.items()})
        for each in found.all
    ]


def zero(model: str, rules: str = "") -> set[str]:
    """Return the figures that can only be 0."""
    found, figures = made(model, rules)
    return {figures.all[at].label for at in found.pinned}


def named(model: str, rules: str = "") -> set[str]:
    """Return the figures of which somebody said that they are 0."""
    found, figures = made(model, rules)
    return {figures.all[at].label for at in found.named}


def test_an_identity_of_a_family_is_a_claim_of_each_member() -> None:
    assert claims("always Rho = Sigma\n") == [
        ("Ann", {"Rho: Ann": 1, "Sigma: Ann": -1}),
        ("Ben", {"Rho: Ben": 1, "Sigma: Ben": -1}),
    ]
    assert claims("always Alpha = Beta\n") == [(None, {"Alpha": 1, "Beta": -1})]


def test_an_identity_in_which_all_cancels_out_claims_nothing() -> None:
    assert claims("Same = Alpha\nalways Alpha = Same\n") == []


def test_never_claims_each_figure() -> None:
    assert claims("", 'never Rho because "x"\n') == [
        ("Ann", {"Rho: Ann": 1}),
        ("Ben", {"Rho: Ben": 1}),
    ]
    assert claims("", 'never Rho: Ben because "x"\n') == [("Ben", {"Rho: Ben": 1})]
    assert claims("", 'never All because "x"\n') == [
        (None, {"Rho: Ann": 1}),
        (None, {"Rho: Ben": 1}),
    ]
    assert zero("", 'never All because "x"\n') == {"Rho: Ann", "Rho: Ben"}


def test_a_sum_of_figures_of_one_sign_is_zero_only_if_each_is() -> None:
    assert claims("always Plus + More = 0\n") == [(None, {"Plus": 1}), (None, {"More": 1})]
    assert claims("always Plus + 2 * More - Minus = 0\n") == [
        (None, {"Plus": 1}),
        (None, {"More": 2}),
        (None, {"Minus": -1}),
    ]
    assert claims("always Plus + More + Minus = 0\n") == [
        (None, {"Plus": 1, "More": 1, "Minus": 1})
    ]
    assert claims("always Plus + Alpha = 0\n") == [(None, {"Alpha": 1, "Plus": 1})]
    assert claims("always Plus = 0\n") == [(None, {"Plus": 1})]
    of_each = "measure Up, Down by Who, never negative\nalways Up + Down = 0\n"
    assert claims(of_each) == [
        ("Ann", {"Up: Ann": 1}),
        ("Ann", {"Down: Ann": 1}),
        ("Ben", {"Up: Ben": 1}),
        ("Ben", {"Down: Ben": 1}),
    ]


def test_what_is_zero_is_in_no_row() -> None:
    found, figures = made("always Alpha + Beta = Gamma\n", 'never Beta because "x"\n')
    alpha, beta, gamma = (
        figure.index for figure in figures.all if figure.label in ("Alpha", "Beta", "Gamma")
    )
    assert found.rows == ({alpha: 1, gamma: -1},)
    assert found.row_of == (0,)
    assert found.pinned == {beta: 1}
    assert found.inside == {alpha, gamma}
    assert found.unpinned({alpha: 1, beta: 2}) == {alpha: 1}


def test_the_first_claim_that_a_figure_is_zero_counts() -> None:
    found, _ = made("always Alpha = 0\n", 'never Alpha because "x"\n')
    assert set(found.pinned.values()) == {0}


def test_what_signs_force_to_be_zero_is_a_claim_of_the_last_that_does() -> None:
    assert zero("always Alpha + Plus = More\n") == set()
    model = "always Alpha + Plus = More\nalways Alpha = More + Plus\n"
    found, figures = made(model)
    (plus,) = found.pinned
    assert figures.all[plus].label == "Plus"
    assert found.all[found.pinned[plus]].vector == {plus: 1}
    assert found.behind[plus] == (0, 1)
    assert len(found.all) == 3


def test_what_signs_force_of_a_member_is_a_claim_of_that_member() -> None:
    model = "measure Up, Down by Who, never negative\nalways Up = Rho\nalways Rho + Down = 0\n"
    assert zero(model) >= {f"{name}: {who}" for name in ("Up", "Down") for who in ("Ann", "Ben")}
    assert {member for member, vector in claims(model) if vector == {"Up: Ben": 1}} == {"Ben"}


def test_behind_a_figure_stand_the_claims_that_took_others_away() -> None:
    model = "always Alpha = Beta + Gamma\n"
    found, figures = made(model, 'never Beta, Gamma because "x"\n')
    alpha = next(figure.index for figure in figures.all if figure.label == "Alpha")
    assert found.behind[alpha] == (0, 1, 2)


def test_only_figures_that_can_be_other_than_zero_have_a_sign() -> None:
    found, figures = made("", 'never Plus because "x"\n')
    signs = {figures.all[at].label: sign for at, sign in found.signs.items()}
    assert signs == {"More": 1, "Minus": -1}


@pytest.mark.parametrize(
    "identity",
    [
        "Alpha + Beta = 0",
        "Alpha + Beta=0",
        "0 = Alpha + Beta",
        "Alpha + Beta = 0.00",
        "0.0 = Alpha + Beta",
    ],
)
def test_an_identity_with_zero_on_one_side_names_what_is_zero(identity: str) -> None:
    assert named(f"always {identity}\n") == {"Alpha", "Beta"}


@pytest.mark.parametrize("identity", ["Alpha = Beta", "Alpha + 0 = Beta", "X = Alpha"])
def test_any_other_identity_names_nothing(identity: str) -> None:
    assert named(f"measure X\nalways {identity}\n") == set()


def test_never_names_what_is_zero() -> None:
    assert named("always Alpha = Beta\n", 'never Rho: Ann because "x"\n') == {"Rho: Ann"}


def test_a_batch_of_some_figures_has_the_claims_on_them() -> None:
    found, _ = made("always Alpha = Beta\nalways Plus = Gamma + Minus\nalways More = Gamma\n")
    alpha, _, gamma, plus, more, minus = range(4, 10)
    cut = found.within({gamma, plus, minus})
    assert cut.rows == ({plus: 1, gamma: -1, minus: -1}, {gamma: -1})
    assert cut.row_of == (1, 2)
    assert cut.signs == {plus: 1, minus: -1}
    assert found.within({alpha, more}).rows == ({alpha: 1}, {more: 1})


SHARE = "Share = 1/3 * Alpha\n"


def test_without_shares_the_claims_are_exact() -> None:
    found, _ = made("always Alpha = Beta\n" + SHARE)
    assert found.exact is found


def test_where_nothing_has_to_be_rounded_a_share_is_exact() -> None:
    found, figures = made(SHARE + "always Beta = Share\nalways Plus = More\n")
    alpha, beta, _, plus, more, _, rounding = range(4, 11)
    assert figures.all[rounding].measure.rounds
    assert found.rows == (
        {beta: 1, alpha: Fraction(-1, 3), rounding: -1},
        {plus: 1, more: -1},
    )
    assert found.exact.rows == ({beta: 1, alpha: Fraction(-1, 3)}, {plus: 1, more: -1})
    assert [each.source for each in found.exact.all] == [each.source for each in found.all]
    assert found.exact.signs == found.signs == {plus: 1, more: 1, more + 1: -1}
    assert found.exact.reported == rounding
    assert found.as_reported({alpha: 1, rounding: 1}) == {alpha: 1}


def test_what_is_said_of_roundings_alone_is_no_claim() -> None:
    found, _ = made(SHARE + "Same = 1/3 * Alpha\nalways Share = Same\n")
    assert found.all == ()


def test_what_signs_force_where_nothing_is_rounded() -> None:
    found, figures = made(SHARE + "always Beta = Share + Plus\nalways Share = Beta + More\n")
    assert {figures.all[at].label for at in found.exact.pinned} == {"Plus", "More"}


def test_what_never_occurs_leaves_nothing_to_round() -> None:
    assert zero(SHARE, 'never Alpha because "x"\n') == {"Alpha", "rounding of Share"}
    shares = SHARE + "Of It = 6% of Share\n"
    everything = {"Alpha", "rounding of Share", "rounding of Of It"}
    assert zero(shares, 'never Alpha because "x"\n') == everything


def test_to_the_cent_only_claims_without_roundings_tell() -> None:
    found, _ = made(SHARE + "always Beta = Share\nalways 2 * Gamma = Plus\n")
    _, _, gamma, plus = range(4, 8)
    assert found.cent_basis.rows == {plus: {gamma: -2, plus: 1}}


def test_of_a_share_of_which_a_part_never_occurs_the_rest_is_rounded() -> None:
    never = 'never Alpha because "x"\n'
    assert zero("Share = 1/3 * Alpha + 1/3 * Beta\n", never) == {"Alpha"}
    assert zero("Share = 1/2 * Alpha + 1/2 * Beta\n", never) == {"Alpha"}
    assert zero("Share = 1/3 * Alpha + Beta\n", never) == {"Alpha", "rounding of Share"}


def test_that_nothing_is_rounded_is_a_claim_of_the_member_that_never_occurs() -> None:
    model = "Share = 1/3 * Rho\nalways Share = Sigma\n"
    found, figures = made(model, 'never Rho: Ben because "x"\n')
    labels = [figure.label for figure in figures.all]
    ben, sigma, rounded = map(labels.index, ("Rho: Ben", "Sigma: Ben", "rounding of Share: Ben"))
    assert (found.all[-1].member, found.all[-1].vector) == ("Ben", {rounded: 1})
    assert found.pinned == {ben: 2, rounded: 3}
    assert found.behind == {ben: (2,), rounded: (2,)}
    assert found.rows[1] == {sigma: -1}
    assert found.row_of == (0, 1)


def test_what_is_said_of_roundings_alone_is_told_by_member() -> None:
    model = "Share = 1/3 * Rho\nSame = 1/3 * Rho\nalways Share = Same\nalways Alpha = Beta\n"
    ruleset = resolved("", STORES, MODEL + model)
    (regime,) = ruleset.regimes
    first = len(regime.figures.reported)
    told = [
        (claim.member, claim.vector) for claim in between_roundings(ruleset.model, regime.figures)
    ]
    assert told == [("Ann", {first: 1, first + 2: -1}), ("Ben", {first + 1: 1, first + 3: -1})]


def test_a_claim_on_roundings_of_what_never_occurs_is_no_row() -> None:
    model = SHARE + "Other = 2/3 * Alpha\nalways Share = Other\nalways Beta = Gamma\n"
    found, _ = made(model, 'never Alpha because "x"\n')
    assert (found.rows, found.row_of) == (({5: 1, 6: -1},), (1,))


def test_what_is_said_of_a_figure_is_the_claims_whichever_member_they_are_about() -> None:
    found, _ = made("always Rho = Sigma\nalways Alpha = 2 * Beta + Rho: Ann\n")
    family, single = id(found.all[0].source), id(found.all[2].source)
    ann, ben, _, _, alpha, beta = range(6)
    assert found.said_of[ann] == [(family, 1), (single, -1)]
    assert found.said_of[ben] == [(family, 1)]
    assert (found.said_of[alpha], found.said_of[beta]) == ([(single, 1)], [(single, -2)])
    assert set(found.said_of) == found.inside
