"""Money that two postings bring to the same end, by the rules that bring it."""

from __future__ import annotations

from books import resolved

from crossfoot.proof.prove import prove

STORES = {"Shop": {"Who": "Ann, Ben"}}

MODEL = """\
dimension Who
measure Rho by Who
measure Alpha, Beta
All = sum of Rho
Again = Alpha
Twice = 2 * Alpha
Back = -Alpha
Both = Alpha + Beta
"""

Told = list[tuple[list[str], list[str], bool]]


def overlaps(rules: str) -> Told:
    """Return the figures, the items, and whether they are transfers, of each double posting."""
    (proof,) = prove(resolved(rules, STORES, MODEL))
    labels = [figure.label for figure in proof.regime.figures.all]
    return [
        (
            [labels[at] for at in each.figures],
            [posting.rule.amount.name for posting in each.postings],
            each.by_transfer,
        )
        for each in proof.overlaps
    ]


def debits(*names: str) -> str:
    return "".join(f'post {name} debit "A"\n' for name in names)


def transfers(*names: str, to: str = "A", by: str = "B") -> str:
    return "".join(f'post {name} debit "{to}" credit "{by}"\n' for name in names)


def test_two_postings_of_one_figure_on_one_side() -> None:
    assert overlaps(debits("Alpha", "Again")) == [(["Alpha"], ["Alpha", "Again"], False)]
    credits = debits("Alpha", "Again").replace("debit", "credit")
    assert overlaps(credits) == [(["Alpha"], ["Alpha", "Again"], False)]


def test_one_posting_is_no_double_however_often_it_has_the_figure() -> None:
    assert overlaps(debits("Twice")) == []
    assert overlaps(transfers("Twice")) == []


def test_postings_of_opposite_signs_are_a_correction() -> None:
    assert overlaps(debits("Alpha", "Back")) == []
    assert overlaps(debits("Twice", "Back")) == []
    assert overlaps(debits("Alpha") + debits("Again").replace("debit", "credit")) == []
    assert overlaps(transfers("Twice", "Back")) == []


def test_what_goes_the_other_way_has_no_part_in_a_double_posting() -> None:
    assert overlaps(debits("Twice", "Back", "Again")) == [(["Alpha"], ["Twice", "Again"], False)]
    credit = debits("Both").replace("debit", "credit")
    assert overlaps(debits("Twice", "Again") + credit) == [(["Alpha"], ["Twice", "Again"], False)]


def test_figures_that_the_same_postings_share_are_told_together() -> None:
    assert overlaps(debits("Rho", "All")) == [
        (["Rho: Ann"], ["Rho", "All"], False),
        (["Rho: Ben"], ["Rho", "All"], False),
    ]
    twins = "Pair = Alpha + Beta\n"
    assert overlaps(twins + debits("Both", "Pair")) == [
        (["Alpha", "Beta"], ["Both", "Pair"], False)
    ]


def test_figures_run_as_they_are_declared() -> None:
    assert overlaps(debits("Beta", "Both", "Again")) == [
        (["Alpha"], ["Both", "Again"], False),
        (["Beta"], ["Beta", "Both"], False),
    ]


def test_what_never_occurs_is_no_harm() -> None:
    assert overlaps(debits("Alpha", "Again") + 'never Alpha because "none"\n') == []
    assert overlaps(transfers("Alpha", "Again") + 'never Alpha because "none"\n') == []


def test_two_transfers_to_one_side_of_one_account() -> None:
    assert overlaps(transfers("Alpha", "Again")) == [(["Alpha"], ["Alpha", "Again"], True)]
    one_end = transfers("Alpha", to="A", by="B") + transfers("Again", to="A", by="C")
    assert overlaps(one_end) == [(["Alpha"], ["Alpha", "Again"], True)]
    other_end = transfers("Alpha", to="A", by="B") + transfers("Again", to="C", by="B")
    assert overlaps(other_end) == [(["Alpha"], ["Alpha", "Again"], True)]


def test_transfers_of_one_figure_back_and_forth_negative_too() -> None:
    backs = "Back Again = -Alpha\n"
    assert overlaps(backs + transfers("Back", "Back Again")) == [
        (["Alpha"], ["Back", "Back Again"], True)
    ]


def test_what_is_moved_twice_is_told_before_what_is_moved_back_twice() -> None:
    rules = "Back Again = -Alpha\n" + transfers("Back", "Alpha", "Back Again", "Again")
    assert overlaps(rules) == [
        (["Alpha"], ["Alpha", "Again"], True),
        (["Alpha"], ["Back", "Back Again"], True),
    ]


def test_shares_that_are_moved_are_a_split() -> None:
    rules = "P = 60% of Alpha\nQ = 40% of Alpha\n"
    assert overlaps(rules + transfers("P", "Q")) == []


def test_a_chain_of_transfers_is_a_journey() -> None:
    chain = transfers("Alpha", to="B", by="A") + transfers("Again", to="C", by="B")
    assert overlaps(chain) == []


def test_a_transfer_beside_a_single_side_is_another_act() -> None:
    assert overlaps(transfers("Alpha") + debits("Again")) == []


def test_single_sides_are_told_before_transfers() -> None:
    rules = transfers("Alpha", "Again") + 'More = Beta\npost Beta debit "A"\npost More debit "A"\n'
    assert [transfer for _, _, transfer in overlaps(rules)] == [False, True]
