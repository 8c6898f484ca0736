"""What is left of an imbalance when faults that are told elsewhere are put right."""

from __future__ import annotations

from books import resolved
from repaired import posts

from crossfoot.model.figures import Vector
from crossfoot.proof import explained
from crossfoot.proof.bookings import Booking
from crossfoot.proof.case import Case, case_of
from crossfoot.proof.doubles import doubles_of
from crossfoot.proof.prove import prove
from crossfoot.proof.sides import Takes

MODEL = """\
dimension Who
measure Rho, Sigma by Who
measure Alpha, Beta, Gamma
"""

RHO_ANN, RHO_BEN, SIGMA_ANN, SIGMA_BEN, ALPHA, BETA, GAMMA = range(7)


def case(rules: str, model: str = "", members: str = "Ann, Ben") -> Case:
    ruleset = resolved(rules, {"Shop": {"Who": members}}, MODEL + model)
    (proof,) = prove(ruleset)
    return case_of(ruleset.model, proof)


# --- what excludes each other ---


def together(rules: str, exclusion: str) -> tuple[list[str], list[str]]:
    """Return what of two items is posted beside the other, by their first figures."""
    made = case(rules, exclusion)
    labels = [figure.label for figure in made.figures.all]
    (declared,) = made.model.exclusions

    def names(bookings: list[Booking]) -> list[str]:
        return [labels[min(booking.amount)] for booking in bookings]

    first, second = explained._together(explained._by_amount(made), declared)
    return names(first), names(second)


def test_one_item_alone_is_not_beside_the_other() -> None:
    assert together(posts("+Alpha"), "Alpha excludes Beta\n") == ([], [])
    assert together(posts("+Beta"), "Alpha excludes Beta\n") == ([], [])
    assert together(posts("+Alpha", "+Beta"), "Alpha excludes Beta\n") == (["Alpha"], ["Beta"])


def test_of_two_families_the_members_that_both_have_are_posted_beside_each_other() -> None:
    rules = posts("+Rho", "+Sigma: Ben")
    assert together(rules, "Rho excludes Sigma\n") == (["Rho: Ben"], ["Sigma: Ben"])
    assert together(posts("+Rho: Ann", "+Sigma: Ben"), "Rho excludes Sigma\n") == ([], [])


def test_of_a_family_all_is_posted_beside_an_item_that_is_not_broken_down() -> None:
    rules = posts("+Rho", "+Alpha")
    assert together(rules, "Rho excludes Alpha\n") == (["Rho: Ann", "Rho: Ben"], ["Alpha"])
    assert together(rules, "Alpha excludes Rho\n") == (["Alpha"], ["Rho: Ann", "Rho: Ben"])


# --- what is posted twice ---


def alike(*lines: str) -> list[int]:
    """Return how many double postings there are of each kind."""
    made = case("Same = Rho\nOther = Rho\n" + posts(*lines))
    return [len(each) for each in explained._alike(doubles_of(made), made)]


def test_double_postings_of_members_by_the_same_items_are_alike() -> None:
    assert alike("+Rho: Ann", "+Same: Ann", "+Rho: Ben", "+Same: Ben") == [2]
    assert alike("+Rho: Ann", "+Same: Ann", "+Rho: Ben", "+Other: Ben") == [1, 1]


def test_a_double_posting_is_put_right_by_leaving_out_one_or_the_other_or_the_excess() -> None:
    made = case("Both = Alpha + Beta\n" + posts("+Alpha", "+Both", "-Gamma"))
    (double,) = doubles_of(made)
    only, more = {ALPHA: -1}, {ALPHA: -1, BETA: -1}
    assert list(explained._singled(double, made)) == [more, only, only, only, more, only]


# --- what is left out or required ---


def test_what_members_lack_is_changed_together_where_it_is_alike() -> None:
    model = "Rho requires Sigma\nalways sum of Rho - sum of Sigma = Alpha\n"
    assert list(explained._left_out(case(posts("-Alpha"), model))) == []
    rules = posts("-Alpha", "+Rho: Ann", "-Sigma: Ann")
    assert list(explained._left_out(case(rules, model))) == [{RHO_BEN: 1, SIGMA_BEN: -1}]


def test_what_members_lack_is_changed_apart_where_it_is_not_alike() -> None:
    model = "measure Fee by Who\nRho requires Sigma\nalways sum of Rho - sum of Sigma = Alpha\n"
    rules = posts("-Alpha", "+Rho: Ann", "-Sigma: Ann", "±Fee: Ann", "±Fee: Ben")
    found = list(explained._left_out(case(rules, model, "Ann, Ben, Cid")))
    assert found == [{1: 1, 4: -1}, {2: 1, 5: -1}]


def fulfilled(model: str, rules: str, *members: str | None) -> list[Vector]:
    """Return what posting what a requirement asks for would change."""
    made = case(rules, model)
    (requirement,) = made.model.requirements
    takes = Takes(made.model.taken)
    return list(explained._fulfilled(requirement, members, takes, made))


def test_a_required_amount_is_posted_on_the_sides_that_it_takes() -> None:
    model = "Alpha requires Beta\nBeta takes credit Income\n"
    assert fulfilled(model, posts("+Alpha"), None) == [{BETA: -1}]
    assert fulfilled("Alpha requires Beta\n", posts("+Alpha"), None) == [{BETA: 1}, {BETA: -1}, {}]


def test_a_required_amount_is_posted_for_the_members_that_lack_it() -> None:
    model = "Rho requires Sigma\nSigma takes credit Income\n"
    assert fulfilled(model, posts("+Rho"), "Ann", "Ben") == [{SIGMA_ANN: -1, SIGMA_BEN: -1}]
    model = "Rho requires Beta\nBeta takes credit Income\n"
    assert fulfilled(model, posts("+Rho"), "Ann", "Ben") == [{BETA: -1}]


def test_what_is_posted_already_is_not_required_again() -> None:
    model = "Alpha requires Both\nBoth = Beta + Gamma\nBoth takes credit Income\n"
    assert fulfilled(model, posts("+Alpha", "-Gamma"), None) == [{}]
