"""Members that rules leave out, and after which other member they are to be posted."""

from __future__ import annotations

from typing import NamedTuple

from books import resolved

from crossfoot.proof.case import Case, case_of
from crossfoot.proof.missing import apart, idle_identities, missing_members
from crossfoot.proof.prove import prove

STORES = {"Shop": {"Who": "Ann, Ben, Cid"}}

MODEL = """\
dimension Who
measure In, Out, Fee by Who
measure Alpha, Beta
Net = In - Out
In requires Out
always sum of In - sum of Out = Alpha
"""

ALPHA = 'post Alpha credit "B"\n'


class Told(NamedTuple):
    """A missing member, with names for what it is about."""

    member: str
    figures: list[str]
    like: str | None
    rules: list[str]
    also: list[str]
    factors: list[tuple[str, int]]


def case(rules: str, model: str = "") -> Case:
    ruleset = resolved(rules, STORES, MODEL + model)
    (proof,) = prove(ruleset)
    return case_of(ruleset.model, proof)


def missing(rules: str, model: str = "") -> list[Told]:
    made = case(rules, model)
    labels = [figure.label for figure in made.figures.all]
    return [
        Told(
            each.member,
            [labels[at] for at in each.figures],
            each.like,
            [rule.amount.name for rule in each.rules],
            [said.amount.name for said in each.also],
            [(measure.name, int(factor)) for measure, factor in each.factors],
        )
        for each in missing_members(made)
    ]


def both(member: str) -> list[str]:
    return [f"In: {member}", f"Out: {member}"]


def posted(member: str) -> str:
    return f'post In: {member} debit "A"\npost Out: {member} credit "A"\n'


def test_all_members_that_are_left_out_are_posted_like_the_one_that_is_not() -> None:
    assert missing(ALPHA + posted("Ann")) == [
        Told("Ben", both("Ben"), "Ann", ["In", "Out"], [], []),
        Told("Cid", both("Cid"), "Ann", ["In", "Out"], [], []),
    ]
    assert missing(ALPHA + posted("Ben") + posted("Cid")) == [
        Told("Ann", both("Ann"), "Ben", ["In", "Out"], [], [])
    ]


def test_nothing_is_missing_where_all_is_posted_or_nothing() -> None:
    assert missing(ALPHA + posted("Ann") + posted("Ben") + posted("Cid")) == []
    assert missing(ALPHA) == []


def test_what_posting_a_member_would_add() -> None:
    made = case(ALPHA + posted("Ann") + posted("Ben"))
    (each,) = missing_members(made)
    labels = {figure.index: figure.label for figure in made.figures.all}
    added = {labels[at]: value for at, value in each.added(made).items()}
    assert added == {"In: Cid": 1, "Out: Cid": -1}


def test_only_what_is_left_out_is_to_be_posted() -> None:
    rules = ALPHA + posted("Ann") + posted("Ben") + 'post In: Cid debit "A"\n'
    assert missing(rules) == []  # the requirement tells it
    model = MODEL.replace("In requires Out\n", "")
    ruleset = resolved(rules, STORES, model)
    (proof,) = prove(ruleset)
    (each,) = missing_members(case_of(ruleset.model, proof))
    assert (each.member, [rule.amount.name for rule in each.rules]) == ("Cid", ["Out"])


def test_the_pattern_of_fewer_rules_is_followed() -> None:
    rules = ALPHA + posted("Ann") + 'post Net: Ben debit "A"\n'
    assert missing(rules) == [Told("Cid", both("Cid"), "Ben", ["Net"], [], [])]


def test_the_pattern_that_balances_is_followed() -> None:
    wrong = 'post In: Ben debit "A"\npost Out: Ben debit "A"\n'
    (each,) = missing(ALPHA + wrong + posted("Ann"))
    assert (each.member, each.like) == ("Cid", "Ann")


def test_what_is_said_of_the_other_member_is_said_of_this_one_too() -> None:
    model = "measure Tip by Who\nFee requires Tip\n"
    rules = ALPHA + posted("Ann") + posted("Ben") + posted("Cid")
    rules += 'post Fee: Ann debit "A" credit "B"\n'
    rules += 'post Fee: Ben debit "A" credit "B"\npost Tip: Ben debit "A" credit "B"\n'
    for word in ("skip", "never"):
        (each,) = missing(rules + f'{word} Tip: Ann because "x"\n', model)
        assert each == Told("Cid", ["Fee: Cid", "Tip: Cid"], "Ann", ["Fee"], ["Tip"], [])
    other = rules + 'skip Tip: Ann because "x"\n'
    (each,) = missing(other.replace("skip Tip", 'never Out: Ann because "x"\nskip Tip'), model)
    assert each.also == ["Tip"]


def test_the_pattern_that_leaves_no_requirement_open_is_followed() -> None:
    model = "measure Tip by Who\nFee requires Tip\n"
    rules = 'post Fee: Ann debit "A" credit "B"\n' + (
        'post Fee: Ben debit "A" credit "B"\nskip Tip: Ben because "x"\n'
    )
    found = missing(rules + ALPHA + posted("Ann") + posted("Ben") + posted("Cid"), model)
    assert [(each.member, each.like) for each in found if "Fee: Cid" in each.figures] == [
        ("Cid", "Ben")
    ]


def test_where_a_formula_posts_the_others_the_member_lacks_what_they_have() -> None:
    rules = "Some = In: Ann - Out: Ann + In: Ben - Out: Ben\n" + 'post Some debit "A"\n'
    assert missing(ALPHA + rules) == [
        Told("Cid", both("Cid"), None, [], [], [("In", 1), ("Out", -1)])
    ]


def test_the_first_member_lacks_what_the_later_ones_have() -> None:
    rules = "Some = In: Ben - Out: Ben + In: Cid - Out: Cid\n" + 'post Some debit "A"\n'
    assert missing(ALPHA + rules) == [
        Told("Ann", both("Ann"), None, [], [], [("In", 1), ("Out", -1)])
    ]


def test_each_member_lacks_what_it_lacks() -> None:
    rules = ALPHA + posted("Ann") + 'post Fee: Ann debit "A" credit "B"\n'
    rules += 'post Fee: Ben debit "A" credit "B"\n'
    assert [(each.member, each.rules) for each in missing(rules)] == [
        ("Ben", ["In", "Out"]),
        ("Cid", ["In", "Out", "Fee"]),
    ]


def test_a_member_that_is_left_out_of_a_total_lacks_nothing_else() -> None:
    rules = "Some = In: Ann - Out: Ann + In: Ben - Out: Ben + In: Cid\n" + 'post Some debit "A"\n'
    assert missing(ALPHA + rules) == [Told("Cid", ["Out: Cid"], None, [], [], [("Out", -1)])]


def test_what_no_identity_needs_is_missing_all_the_same() -> None:
    rules = ALPHA + posted("Ann") + posted("Ben") + posted("Cid")
    rules += 'post Fee: Ann debit "A" credit "B"\n'
    assert [(each.member, each.rules) for each in missing(rules)] == [
        ("Ben", ["Fee"]),
        ("Cid", ["Fee"]),
    ]


def test_an_identity_of_which_nothing_is_posted_is_idle() -> None:
    found = idle_identities(case(""))
    assert [len(each.figures) for each in found] == [7]
    assert idle_identities(case(ALPHA + posted("Ann") + posted("Ben") + posted("Cid"))) == ()


def test_each_idle_identity_tells_the_figures_that_no_earlier_one_has_told() -> None:
    found = idle_identities(case("", "always Beta = Alpha + sum of Fee\n"))
    assert [len(each.figures) for each in found] == [7, 4]


def test_what_is_off_is_told_by_what_is_off() -> None:
    assert idle_identities(case('post Alpha debit "A"\n')) == ()


def test_figures_that_no_identity_needs_are_apart() -> None:
    made = case(posted("Ann") + 'post Fee: Ben debit "A" credit "B"\n')
    assert [made.figures.all[at].label for at in apart(made)] == ["Fee: Ann", "Fee: Cid", "Beta"]


def test_a_member_of_which_a_share_is_posted_is_left_out_all_the_same() -> None:
    rules = 'Part = 25% of Fee\npost Fee: Cid debit "A"\npost Part credit "B"\n'
    assert missing(rules) == [
        Told("Ann", ["Fee: Ann"], "Cid", ["Fee"], [], []),
        Told("Ben", ["Fee: Ben"], "Cid", ["Fee"], [], []),
    ]
    rules = 'Part = 25% of In\npost Net: Ben credit "B"\npost Part: Cid debit "A"\n'
    model = MODEL.replace("always sum of In - sum of Out = Alpha\n", "")
    ruleset = resolved(rules, STORES, model)
    (proof,) = prove(ruleset)
    found = missing_members(case_of(ruleset.model, proof))
    assert [
        (each.member, each.like, [rule.amount.name for rule in each.rules]) for each in found
    ] == [
        ("Ann", "Ben", ["Net"]),
        ("Cid", "Ben", ["Net"]),
    ]


def idle(rules: str, model: str) -> list[str]:
    """Return the identities of which the rules make no use."""
    head = "dimension Who\nmeasure Rho, Sigma by Who\nmeasure Alpha, Beta, Gamma, Delta\n"
    ruleset = resolved(rules, STORES, head + model)
    (proof,) = prove(ruleset)
    return [each.identity.text for each in idle_identities(case_of(ruleset.model, proof))]


def test_an_identity_that_only_what_is_not_posted_keeps_is_not_idle() -> None:
    model = "always Rho = -Sigma\nalways sum of Rho + Delta = 3 * Alpha\n"
    rules = 'post Delta credit "B"\npost Rho: Ann debit "A"\npost Rho: Ben debit "A"\n'
    assert idle(rules + 'post Rho: Cid credit "B"\n', model) == []
    assert idle('post Delta credit "B"\n', model) == ["Rho = -Sigma"] * 3


def test_an_identity_of_what_is_left_over_is_not_idle() -> None:
    model = "always 2 * Alpha + Delta + 2 * Gamma = Alpha\nalways Alpha = Delta\n"
    model += "always sum of Sigma - Beta + Delta = Gamma\n"
    rules = 'Own = Sigma: Ben + sum of Rho\npost Alpha debit "A"\npost Delta credit "B"\n'
    assert idle(rules + 'post Own debit "A"\n', model) == []


def test_an_identity_with_figures_that_are_off_is_not_idle() -> None:
    model = "All = sum of Rho\nalways Rho = Sigma\nalways - Sigma: Ben - sum of Rho = Delta\n"
    assert idle('post All credit "B"\n', model) == []
