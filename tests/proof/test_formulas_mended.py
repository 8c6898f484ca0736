"""What to change in formulas of the company's own so that the rules balance."""

from __future__ import annotations

from fractions import Fraction

from books import resolved
from repaired import STORES, Told, posts, remedy, told

from crossfoot.proof.formulas import _free
from crossfoot.proof.repair import Repair

MODEL = """\
dimension Who
measure Rho, Sigma by Who
measure Alpha, Beta, Gamma
All = sum of Rho
Alpha takes debit Bank
Gamma takes debit Bank
Rho takes credit Income
Sigma takes credit Income
All takes credit Income
All excludes Rho
"""

SUM = "always Alpha = sum of Rho\n"


def found(rules: str, model: str = SUM) -> tuple[Repair, ...]:
    """Return the repairs of rules; they must leave nothing over."""
    made = remedy(rules, MODEL + model)
    assert made.left == {}
    return made.repairs


def repairs(rules: str, model: str = SUM) -> list[Told]:
    return [told(each) for each in found(rules, model)]


# --- another item instead of a formula ---


def test_an_item_is_posted_instead_of_a_formula_that_comes_close_to_it() -> None:
    rules = "Take = Alpha - Gamma\n" + posts("+Take", "-Rho")
    assert repairs(rules) == [Told("EXCHANGE", "Alpha", {None: "debit"}, "Take", True)]
    rules = "Given = All + Gamma\n" + posts("+Alpha", "-Given")
    assert repairs(rules) == [Told("EXCHANGE", "All", {None: "credit"}, "Given", True)]


def test_a_formula_by_member_is_exchanged_for_an_item_by_member() -> None:
    rules = "Given = Rho - Sigma\n" + posts("+Alpha", "-Given")
    model = MODEL.replace("All takes credit Income\n", "") + SUM
    assert [told(each) for each in remedy(rules, model).repairs] == [
        Told("EXCHANGE", "Rho", {None: "credit"}, "Given", True)
    ]


SOME = "Some = Rho: Ann - Sigma: Ann\n" + posts("+Alpha", "-Some", "-Rho: Ben")


def test_a_formula_of_one_member_is_exchanged_for_an_item_of_that_member() -> None:
    assert repairs(SOME) == [Told("EXCHANGE", "Rho", {"Ann": "credit"}, "Some", True)]
    assert "EXCHANGE" not in [each.kind for each in repairs(SOME + 'skip Rho: Ann because "x"\n')]
    model = SUM + "Rho: Ann takes debit Bank\n"
    assert "EXCHANGE" not in [told(each).kind for each in remedy(SOME, MODEL + model).repairs]


def test_a_formula_of_all_members_is_exchanged_for_an_item_of_all() -> None:
    rules = "Some = Rho: Ann + Rho: Ben + Gamma\n" + posts("+Alpha", "-Some")
    model = MODEL.replace("All takes credit Income\n", "") + SUM
    assert [told(each) for each in remedy(rules, model).repairs] == [
        Told("EXCHANGE", "Rho", {None: "credit"}, "Some", True)
    ]


def test_a_share_is_not_exchanged_for_the_whole() -> None:
    rules = "Part = 20% of Alpha\n" + posts("+Part", "-Rho")
    assert "EXCHANGE" not in [told(each).kind for each in remedy(rules, MODEL + SUM).repairs]


def test_a_formula_of_the_model_is_not_exchanged() -> None:
    rules = posts("+Take", "-Rho")
    kinds = [each.kind for each in repairs(rules, SUM + "Take = Alpha - Gamma\n")]
    assert kinds == ["ADD"]


def test_what_is_only_of_the_wrong_sign_is_turned() -> None:
    rules = "Take = -Alpha\n" + posts("+Take", "-Rho")
    assert repairs(rules) == [Told("CHANGE", "Take", {None: "credit"}, "Take", True)]


def test_an_item_is_exchanged_for_only_where_it_is_free_and_takes_the_side() -> None:
    rules = "Take = Alpha - Gamma\n" + posts("+Take", "-Rho")
    skipped = rules + 'skip Alpha because "x"\n'
    assert "EXCHANGE" not in [each.kind for each in repairs(skipped)]
    other = MODEL.replace("Alpha takes debit Bank", "Alpha takes credit Income")
    assert [told(each).kind for each in remedy(rules, other + SUM).repairs] == ["ADD"]


def test_what_another_formula_holds_is_to_be_posted_as_well() -> None:
    rules = "Part = Gamma + Gamma\nRest = Alpha - Part\n" + posts("+Rest", "-Rho")
    (each,) = repairs(rules)
    assert (each.kind, each.amount) == ("ADD", "Part")


def test_what_another_formula_holds_is_to_be_posted_on_the_side_of_the_rest() -> None:
    rules = "Part = Gamma + Gamma\nGiven = All - Part\n" + posts("+Alpha", "-Given")
    (each,) = repairs(rules)
    assert (each.kind, each.amount, each.ways) == ("ADD", "Part", {None: "credit"})


# --- a share that is posted twice ---


SHARED = "P = 20% of Alpha\nRest = Alpha - P\nAgain = 20% of Alpha\n"


def test_a_share_posted_under_another_name_is_left_out() -> None:
    (each,) = found(SHARED + posts("+P", "+Rest", "+Again", "-Rho"))
    assert told(each) == Told("REPEATED", "Again", {None: ""}, "Again", True)
    assert [rule.amount.name for rule in each.beside] == ["P"]


def test_a_share_that_the_rest_is_made_of_is_not_left_out() -> None:
    kinds = [each.kind for each in repairs(SHARED + posts("+Again", "+Rest", "+P", "-Rho"))]
    assert "REPEATED" not in kinds


def test_a_share_on_the_other_side_is_no_repetition() -> None:
    kinds = [each.kind for each in repairs(SHARED + posts("-P", "+Rest", "+Again", "-Rho"))]
    assert "REPEATED" not in kinds


# --- shares that do not add up ---


def test_the_last_share_is_written_as_what_the_others_leave() -> None:
    shares = "P = 6% of Alpha\nQ = 94% of Alpha\n"
    (each,) = found(shares + posts("+P", "+Q", "-Rho"))
    assert told(each) == Told("REMAINDER", "Q", {None: "debit"}, "Q", True)
    assert ([rule.amount.name for rule in each.beside], each.part) == (["P"], 1)
    assert each.whole is not None
    assert each.whole.name == "Alpha"


def test_shares_of_more_or_less_than_the_whole_are_told_with_what_they_come_to() -> None:
    shares = "P = 20% of Alpha\nQ = 70% of Alpha\n"
    (each,) = found(shares + posts("+P", "+Q", "-Rho"))
    assert (told(each).kind, told(each).amount, each.part) == ("REMAINDER", "Q", Fraction(9, 10))
    shares = "P = 20% of Alpha\nQ = 1/2 * Alpha\nR = 1/2 * Alpha\n"
    (each,) = found(shares + posts("+P", "+Q", "+R", "-Rho"))
    assert (told(each).kind, each.part) == ("REMAINDER", Fraction(6, 5))
    assert len(each.beside) == 2


def test_shares_of_a_total_are_credited_as_the_total_would_be() -> None:
    shares = "P = 6% of All\nQ = 94% of All\n"
    (each,) = found(shares + posts("+Alpha", "-P", "-Q"))
    assert told(each) == Told("REMAINDER", "Q", {None: "credit"}, "Q", True)
    assert each.whole is not None
    assert each.whole.name == "All"


def test_a_share_that_another_is_made_of_is_not_made_of_the_others() -> None:
    shares = "Q = 94% of Alpha\nP = 6% of Alpha\nR = P\n"
    (each,) = found(shares + posts("+Q", "+R", "-Rho"))
    assert told(each).amount == "Q"


def test_of_two_shares_the_one_that_is_made_of_the_other_becomes_the_rest() -> None:
    shares = "P = 6% of Alpha\nQ = 90% of Alpha + 2/3 * P\n"
    for lines in (posts("+P", "+Q", "-Rho"), posts("+Q", "+P", "-Rho")):
        (each,) = found(shares + lines)
        assert (told(each).kind, told(each).amount) == ("REMAINDER", "Q")


# --- where other changes are nearer ---


def advice(rules: str, model: str) -> list[tuple[str, str]]:
    """Return what is to be done with which amount."""
    return [told(each)[:2] for each in remedy(rules, "dimension Who\n" + model).repairs]


def test_a_formula_of_one_member_may_stand_for_all_members() -> None:
    rules = "Some = Rho: Ann - Sigma: Ann\n" + posts("+Alpha", "-Some")
    model = MODEL.replace("All takes credit Income\n", "") + SUM
    assert [told(each) for each in remedy(rules, model).repairs] == [
        Told("EXCHANGE", "Rho", {None: "credit"}, "Some", True)
    ]


def test_a_formula_is_not_exchanged_for_what_it_has_nothing_of() -> None:
    rules = "Take = Sigma: Ann + Sigma: Ben\n" + posts("+Take", "-Rho")
    assert "EXCHANGE" not in [told(each).kind for each in remedy(rules, MODEL + SUM).repairs]


def test_a_formula_of_a_member_and_more_is_not_exchanged_for_the_member() -> None:
    model = "measure Rho by Who\nmeasure Alpha, Gamma\n"
    model += "Gamma takes credit Income\nRho takes credit Income\n"
    rules = "Own = Rho: Ann - Gamma\nP = 20% of Alpha\nQ = Alpha - P\n" + posts("-Own", "-Q")
    assert advice(rules, model) == [("CHANGE", "Own"), ("CHANGE", "Q")]


def test_a_share_of_an_item_that_is_posted_is_not_the_rest_of_it() -> None:
    model = "measure Rho by Who\nAll = sum of Rho\n"
    rules = "Part = 25% of Rho\n" + posts("-All", "-Part")
    assert advice(rules, model) == [("CHANGE", "All"), ("CHANGE", "Part")]
    rules = "Part = 50% of Alpha\n" + posts("+Alpha", "+Part")
    assert advice(rules, "measure Alpha\n") == [("CHANGE", "Alpha"), ("CHANGE", "Part")]


def test_a_share_is_the_rest_only_of_what_it_is_a_share_of() -> None:
    model = "measure Alpha, Beta\nAlpha takes debit Bank\n"
    rules = "Part = 50% of Beta\n" + posts("-Alpha", "+Part")
    assert advice(rules, model) == [("CHANGE", "Part")]


def test_the_rest_is_posted_before_a_share_is_written_anew() -> None:
    model = "measure Alpha\nAlpha takes credit Income\n"
    rules = "Part = 6% of Alpha\nRest = Alpha - Part\n" + posts("+Alpha", "-Part")
    assert advice(rules, model) == [("ADD", "Rest")]


def test_a_share_that_another_is_made_of_by_way_of_a_third_does_not_become_the_rest() -> None:
    shares = "P = 6% of Alpha\nM = 2/3 * P\nQ = 90% of Alpha + M\n"
    (each,) = found(shares + posts("+Q", "+P", "-Rho"))
    assert (told(each).kind, told(each).amount) == ("REMAINDER", "Q")


# --- which share may become the rest ---


def free(rules: str, whole: str) -> list[str]:
    """Return the posted shares that may be written as the rest of a whole."""
    ruleset = resolved(rules, STORES, MODEL)
    (regime,) = ruleset.regimes
    shares = list(dict.fromkeys(posting.rule for posting in regime.postings))
    amounts = {each.name: each for each in ruleset.model.amounts.values()}
    return [rule.amount.name for rule in _free(shares, amounts[whole])]


def test_shares_by_member_leave_a_rest_by_member() -> None:
    shares = "P = 25% of Rho\nQ = 75% of Rho\n"
    assert free(shares + posts("-P", "-Q"), "Rho") == ["P", "Q"]
    assert free(shares + posts("-P", "-Q"), "All") == []


def test_shares_by_member_leave_a_rest_of_the_total_but_not_the_other_way_round() -> None:
    shares = "P = 25% of Rho\nQ = 75% of All\n"
    assert free(shares + posts("-P", "-Q"), "Rho") == []
    assert free(shares + posts("-P", "-Q"), "All") == ["Q"]
