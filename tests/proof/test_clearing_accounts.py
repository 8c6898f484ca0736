"""Accounts that are said to clear, and the one change that would make one clear."""

from __future__ import annotations

from books import ONE_SHOP, proofs, resolved

from crossfoot.model.amounts import Side
from crossfoot.proof.case import case_of
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Cleared, Verdict
from crossfoot.proof.unclear import Change, Mend, mend_for

STORES = {"Shop": {"Who": "Ann, Ben"}}

MODEL = """\
dimension Who
measure Moved by Who
measure Alpha, Beta, Gamma, Delta
Moved takes debit Bank
Moved takes credit Bank
Same = Alpha
All = sum of Moved
"""

SUM = "always Alpha = Beta + Gamma\n"

TILL = '"Till" clears\n'


def cleared(rules: str, model: str = SUM) -> tuple[Cleared, ...]:
    (proof,) = proofs(rules, STORES, MODEL + model)
    return proof.cleared


def left(each: Cleared) -> dict[str, int]:
    """Return what is left in an account, by figures' labels."""
    ruleset = resolved("", STORES, MODEL)
    labels = [figure.label for figure in ruleset.regimes[0].figures.all]
    return {labels[at]: int(value) for at, value in each.residual.items()}


def posts(*lines: str) -> str:
    """Return rules from lines such as ``Alpha + Till - Bank``: what is debited and credited."""
    out = []
    for line in lines:
        name, *sides = line.replace(" + ", "|+").replace(" - ", "|-").split("|")
        words = {"+": "debit", "-": "credit"}
        out.append(" ".join([f"post {name}", *(f'{words[s[0]]} "{s[1:]}"' for s in sides)]))
    return "\n".join(out) + "\n"


def test_an_account_that_gets_what_it_gives_clears() -> None:
    (found,) = cleared(TILL + posts("Alpha + Till", "Same - Till"))
    assert (found.vector, found.residual, found.multipliers) == ({}, {}, ())
    assert found.counterexample is None


def test_an_account_clears_by_an_identity() -> None:
    (found,) = cleared(TILL + posts("Alpha + Till", "Beta - Till", "Gamma - Till"))
    assert found.residual == {}
    assert [(each.claim.source.at.text, each.factor) for each in found.multipliers] == [
        (SUM.strip(), 1)
    ]


def test_what_is_left_in_an_account_is_shown_by_a_batch() -> None:
    (found,) = cleared(TILL + posts("Alpha + Till", "Beta - Till", "Gamma - Bank"))
    assert left(found) == {"Gamma": 1}
    assert found.counterexample is not None
    assert sorted(found.counterexample.cents.values()) == [100, 100]
    assert (found.counterexample.debits, found.counterexample.credits) == (100, 0)


def test_a_transfer_counts_on_both_accounts() -> None:
    rules = posts("Alpha + Till", "Beta + Bank - Till", "Gamma + Bank - Till")
    till, bank = cleared(TILL + '"Bank" clears\n' + rules)
    assert till.residual == {}
    assert left(bank) in ({"Alpha": 1}, {"Beta": 1, "Gamma": 1})
    assert bank.counterexample is not None
    assert bank.counterexample.debits > bank.counterexample.credits == 0


def test_shares_that_make_a_whole_leave_an_account_clear_for_every_cent() -> None:
    shares = "P = 20% of Alpha\nQ = 80% of Alpha\n"
    (found,) = cleared(TILL + shares + posts("Alpha + Till", "P - Till", "Q - Till"))
    assert found.residual == {}
    assert found.remainder.most == 0
    assert len(found.remainder.vector) == 2


def test_shares_that_do_not_add_up_leave_a_cent() -> None:
    shares = "P = 6% of Alpha\nQ = 94% of Alpha\n"
    (found,) = cleared(TILL + shares + posts("Alpha + Till", "P - Till", "Q - Till"), "")
    assert found.remainder.most == 1
    assert len(found.residual) == 2
    assert found.counterexample is not None
    assert list(found.counterexample.cents.values()) == [25]
    assert (found.counterexample.debits, found.counterexample.credits) == (25, 26)


def test_what_a_batch_is_off_by_goes_to_the_account_for_differences() -> None:
    shares = "P = 6% of Alpha\nQ = 94% of Alpha\n"
    rules = shares + posts("Alpha + Bank", "P - Bank", "Q - Other", "Delta + Till - Till")
    assert cleared(TILL + rules)[0].residual == {}
    (found,) = cleared(TILL + rules + 'differences up to 0.01 to "Till"\n')
    assert len(found.residual) == 2
    assert found.counterexample is not None
    assert (found.counterexample.debits, found.counterexample.credits) == (1, 0)
    assert cleared(TILL + rules + 'differences up to 0.01 to "Other"\n')[0].residual == {}


def test_an_account_that_the_chart_does_not_have_is_told_elsewhere() -> None:
    ruleset = resolved(TILL + posts("Alpha + Bank"), STORES, MODEL)
    assert prove(ruleset)[0].cleared == ()


def test_stores_that_post_to_different_accounts_are_proved_apart() -> None:
    stores = dict.fromkeys(("East", "West"), STORES["Shop"])
    rules = TILL + posts("Alpha + Till", "Beta - Till")
    rules += 'post Gamma for "East" credit "Till"\npost Gamma for "West" credit "Bank"\n'
    found = proofs(rules, stores, MODEL + SUM)
    assert [bool(proof.cleared[0].residual) for proof in found] == [False, True]


def test_stores_whose_accounts_differ_in_name_only_are_proved_once() -> None:
    stores = dict.fromkeys(("East", "West"), STORES["Shop"])
    rules = TILL + posts("Alpha + Till", "Beta - Till")
    rules += 'post Gamma for "East" credit "Bank"\npost Gamma for "West" credit "Safe"\n'
    first, second = proofs(rules, stores, MODEL + SUM)
    assert first.cleared[0].vector is second.cleared[0].vector
    for proof in (first, second):
        assert proof.cleared[0].clearing is proof.regime.clearings[0]


def test_the_till_clears_where_all_that_it_gets_is_moved() -> None:
    rules = posts(
        "Tender Received + Till",
        "Tender Opening Amounts + Till - Safe",
        "Tender Closing Amounts + Safe - Till",
        "Tender Dropped + Bank - Till",
        "Tender Paid Out + Spent - Till",
    )
    (found,) = proofs(TILL + rules, ONE_SHOP)[0].cleared
    assert found.residual == {}


# --- the change that would make it clear ---


def mend(rules: str, model: str = SUM) -> Mend | None:
    ruleset = resolved(TILL + rules, STORES, MODEL + model)
    (proof,) = prove(ruleset)
    return mend_for(case_of(ruleset.model, proof), proof.cleared[0])


def told(found: Mend | None) -> tuple[Change, str, str | None, Side, str | None]:
    assert found is not None
    rule = found.rule.amount.name if found.rule else None
    return found.change, found.amount.name, found.member, found.side, rule


def test_a_side_that_goes_to_another_account_belongs_here() -> None:
    found = mend(posts("Alpha + Till", "Beta - Till", "Gamma - Bank"))
    assert told(found) == (Change.HERE, "Gamma", None, Side.CREDIT, "Gamma")
    found = mend(
        posts("Alpha + Till - Safe", "Beta - Till", "Gamma + Bank - Safe"),
        "always Alpha = Beta - Gamma\n",
    )
    assert told(found) == (Change.HERE, "Gamma", None, Side.DEBIT, "Gamma")


def test_a_side_that_goes_here_belongs_elsewhere() -> None:
    found = mend(posts("Alpha + Till", "Beta - Till", "Gamma - Till", "Delta + Till - Bank"))
    assert told(found) == (Change.ELSEWHERE, "Delta", None, Side.DEBIT, "Delta")
    found = mend(posts("Alpha + Till", "Beta - Till", "Gamma - Till", "Delta + Bank - Till"))
    assert told(found) == (Change.ELSEWHERE, "Delta", None, Side.CREDIT, "Delta")


def test_what_one_member_brings_belongs_elsewhere() -> None:
    rest = posts("Alpha + Till", "Beta - Till", "Gamma - Till", "Moved: Ann + Safe - Bank")
    found = mend(rest + posts("Moved: Ben + Till - Bank"))
    assert told(found) == (Change.ELSEWHERE, "Moved", "Ben", Side.DEBIT, "Moved")


def test_to_take_away_comes_before_to_bring_here() -> None:
    rules = posts("Alpha - Bank", "Delta + Till")
    assert told(mend(rules, "always Alpha = Delta\n")) == (
        Change.ELSEWHERE,
        "Delta",
        None,
        Side.DEBIT,
        "Delta",
    )


def test_what_nothing_posts_may_move_out_or_in() -> None:
    rules = posts("Alpha + Till", "Beta - Till")
    found = mend(rules, "always Alpha = Beta + All\nAll takes debit Bank\nAll takes credit Bank\n")
    assert told(found) == (Change.TRANSFER, "All", None, Side.CREDIT, None)
    found = mend(rules, "always Beta = Alpha + All\nAll takes debit Bank\nAll takes credit Bank\n")
    assert told(found) == (Change.TRANSFER, "All", None, Side.DEBIT, None)


def test_what_nothing_posts_may_move_for_one_member() -> None:
    found = mend(posts("Alpha + Till", "Beta - Till"), "always Alpha = Beta + Moved: Ben\n")
    assert told(found) == (Change.TRANSFER, "Moved", "Ben", Side.CREDIT, None)


def test_what_takes_one_side_only_does_not_move() -> None:
    model = "always Alpha = Beta + Gamma\nGamma takes credit Income\n"
    assert mend(posts("Alpha + Till", "Beta - Till"), model) is None


def test_two_changes_are_not_thought_of() -> None:
    rules = posts("Alpha + Till", "Beta - Bank", "Gamma - Bank", "Delta + Till")
    assert mend(rules) is None


def test_the_entry_is_refuted_or_not_whatever_an_account_does() -> None:
    (proof,) = proofs(
        TILL + posts("Alpha + Till", "Beta - Bank", "Gamma - Bank"), STORES, MODEL + SUM
    )
    assert proof.verdict is Verdict.BY_IDENTITY
    assert proof.cleared[0].residual
