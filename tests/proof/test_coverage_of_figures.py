"""Which figures reach no account."""

from __future__ import annotations

from books import proofs

STORES = {"Shop": {"Who": "Ann, Ben"}}

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta, Gamma
All = sum of Rho
Both = Alpha + Beta
"""


def unreached(rules: str, model: str = "") -> list[str]:
    (proof,) = proofs(rules, STORES, MODEL + model)
    return [proof.regime.figures.all[at].label for at in proof.unreached]


EVERY = ["Rho: Ann", "Rho: Ben", "Alpha", "Beta", "Gamma"]


def test_nothing_is_reached_where_nothing_is_posted() -> None:
    assert unreached("") == EVERY


def test_a_posting_reaches_all_figures_of_its_amount_on_any_side() -> None:
    assert unreached('post Both debit "A"\n') == ["Rho: Ann", "Rho: Ben", "Gamma"]
    assert unreached('post All credit "A"\n') == ["Alpha", "Beta", "Gamma"]
    assert unreached('post Rho: Ben debit "A" credit "B"\n') == ["Rho: Ann", *EVERY[2:]]


def test_a_share_reaches_a_figure_only_with_the_others_that_make_a_whole() -> None:
    model = "Half = 50% of Alpha\nLess = 49% of Alpha\nOther Half = -1/2 * Alpha\n"
    assert unreached('post Half debit "A"\n', model) == EVERY
    assert unreached('post Half debit "A"\npost Less debit "B"\n', model) == EVERY
    two = 'post Half debit "A"\npost Other Half credit "B"\n'
    assert unreached(two, model) == ["Rho: Ann", "Rho: Ben", "Beta", "Gamma"]


def test_what_is_skipped_is_left_out_on_purpose() -> None:
    assert unreached('skip Both because "x"\n') == ["Rho: Ann", "Rho: Ben", "Gamma"]
    assert unreached('skip Rho: Ann because "x"\n') == EVERY[1:]


def test_what_never_occurs_need_not_be_posted() -> None:
    assert unreached('never Both because "x"\n') == ["Rho: Ann", "Rho: Ben", "Gamma"]
    assert unreached('never Rho: Ann because "x"\n') == EVERY[1:]
    assert unreached('never Rho because "x"\n') == EVERY[2:]


def test_what_is_zero_anyway_need_not_be_posted() -> None:
    assert unreached("", "always Gamma = 0\n") == EVERY[:-1]
