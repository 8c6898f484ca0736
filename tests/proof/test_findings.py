"""What is said of rules that do not hold: the code, the place, and what to type."""

from __future__ import annotations

import pytest
from booking import certified, replays
from books import NOTHING_ELSE, ONE_SHOP, RMS, SALES, placed, resolved

from crossfoot.checks.double_posting import double_posting
from crossfoot.checks.excluded_together import excluded_together
from crossfoot.checks.identities_contradict import identities_contradict
from crossfoot.checks.not_posted import not_posted
from crossfoot.checks.out_of_balance import out_of_balance
from crossfoot.checks.required_rule_missing import required_rule_missing
from crossfoot.diagnostic import Diagnostic
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Verdict

CHECKS = (
    double_posting,
    out_of_balance,
    not_posted,
    identities_contradict,
    excluded_together,
    required_rule_missing,
)

TENDERS = """\
post Tender Received debit "Till"
post Cash Dropped debit "Bank" credit "Till"
post Cash Paid Out debit "Spent" credit "Till"
post Tender Over/Short credit "Over and Short"
"""

REST = SALES + NOTHING_ELSE

Stores = dict[str, dict[str, str]]

THREE = {"Main": {"Tender": "Cash, Check, Visa", "Tax": "GST", "Department": "Food, Wine"}}


def findings(rules: str, stores: Stores = ONE_SHOP, model: str = RMS) -> list[Diagnostic]:
    ruleset = resolved(rules, stores, model)
    proofs = prove(ruleset)
    for proof in proofs:
        assert certified(proof)
        assert (proof.verdict is Verdict.REFUTED) == bool(proof.residual)
        assert not proof.residual or replays(ruleset.model, proof)
    return [finding for check in CHECKS for finding in check(ruleset, proofs)]


def only(rules: str, stores: Stores = ONE_SHOP) -> Diagnostic:
    (finding,) = findings(rules, stores)
    return finding


# --- XF403: what is posted nowhere ---


def test_a_new_tender_is_told_at_its_place_in_the_project_file() -> None:
    rules = TENDERS.replace("Received debit", "Received: Cash debit")
    rules += 'post Tender Received: Check debit "Till"\n'
    finding = only(rules + REST, THREE)
    assert (finding.code.number, finding.severity.value) == ("XF403", "error")
    assert finding.at.source.path == "crossfoot.yaml"
    assert finding.at.text == "Visa"
    assert finding.message == (
        "Tender `Visa` is not posted: `Tender Received` is posted for `Cash`, not for it"
    )
    assert finding.help == (
        'write `post Tender Received: Visa debit "…"`; without a name a rule posts every Tender'
    )


def test_a_new_tender_that_several_rules_leave_out_is_one_finding() -> None:
    rules = TENDERS.replace("Received", "Received: Cash").replace(
        "Short credit", "Short: Cash credit"
    )
    finding = only(rules + REST)
    assert placed([finding]) == [("XF403", "Visa")]
    assert finding.help is not None
    assert 'Tender Received: Visa debit "…"' in finding.help
    assert 'Tender Over/Short: Visa credit "…"' in finding.help


def test_a_new_tender_is_to_be_posted_as_the_one_that_fits() -> None:
    rules = """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Tender Dropped: Cash debit "Bank"
post Tender Paid Out: Cash debit "Spent"
post Tender Received: Check debit "Checks"
skip Tender Dropped: Check, Tender Paid Out: Check because "never"
post Tender Over/Short credit "Over"
"""
    finding = only(rules + REST, THREE)
    assert placed([finding]) == [("XF403", "Visa")]


def test_a_department_left_out_of_a_pair_is_an_error_too() -> None:
    rest = REST.replace("skip Dept Cost, Dept", "skip Dept")
    finding = only(TENDERS + rest + 'post Dept Cost: Food debit "C" credit "I"\n', THREE)
    assert (finding.at.text, finding.severity.value) == ("Wine", "error")


def test_a_tender_whose_figures_something_else_posts_is_no_fault() -> None:
    rules = """\
Card Takings = Closing: Visa - Opening: Visa - Dropped: Visa - Paid: Visa
post Card Takings debit "Cards"
post Tender Received: Cash debit "Till"
skip Tender Received: Visa because "posted as Card Takings"
post Cash Dropped debit "Bank" credit "Till"
post Cash Paid Out debit "Spent" credit "Till"
post Tender Over/Short credit "Over"
"""
    assert findings(rules + REST) == []


@pytest.mark.parametrize("word", ["skip", "never"])
def test_a_pair_is_warned_of_unless_it_is_left_out_on_purpose(word: str) -> None:
    rest = REST.replace("skip Dept Cost, Dept Commission", "skip Dept Cost")
    finding = only(TENDERS + rest)
    assert (finding.code.number, finding.severity.value) == ("XF403", "warning")
    assert finding.at.text == "rules.gl"
    assert finding.message == "`Dept Commission` is posted nowhere"
    assert "dept commission" in finding.about
    assert "commission" in finding.about
    assert findings(TENDERS + rest + f'{word} Dept Commission because "payroll"\n') == []


def test_rules_that_post_nothing_do_not_look_fine() -> None:
    (proof,) = prove(resolved(""))
    assert proof.verdict is Verdict.BY_CONSTRUCTION
    found = findings("")
    assert [(each.code.number, each.severity.value) for each in found] == [
        ("XF403", "error"),
        ("XF403", "warning"),
        ("XF403", "warning"),
    ]
    assert "`always Taken = Due`" in found[0].message


def test_nothing_is_missed_where_a_line_could_not_be_read() -> None:
    from dataclasses import replace

    ruleset = replace(resolved(TENDERS), incomplete=True)
    proofs = prove(ruleset)
    assert list(not_posted(ruleset, proofs)) == []
    assert list(out_of_balance(ruleset, proofs)) == []


# --- XF402: what is missing or on the wrong side ---


def test_all_that_is_missing_is_told_once_with_what_to_type() -> None:
    finding = only(TENDERS + SALES)
    assert placed([finding]) == [("XF402", "Tender Received")]
    assert "`Shipping Charge: Total`" in finding.message
    assert finding.help is not None
    assert 'add `post Shipping Charge: Total credit "…"`' in finding.help
    assert "never Shipping Charge: Total, Surcharges: Cash Back" in finding.help


def test_rules_just_begun_are_told_what_is_missing_not_what_is_there() -> None:
    finding = only(SALES)
    assert placed([finding]) == [("XF402", "Sales: Total")]
    assert finding.message.startswith("`Tender Received`")


def test_a_skip_inside_an_identity_is_told_to_be_a_never() -> None:
    rest = REST.replace("never Vouchers Sold, Tender Rounding Error,", "never Vouchers Sold,")
    finding = only(TENDERS + rest + 'skip Tender Rounding Error because "pennies"\n')
    assert placed([finding]) == [("XF402", "Tender Rounding Error")]
    assert finding.message == (
        "`Tender Rounding Error` is skipped, though `always Taken = Due` needs it"
    )
    assert finding.help is not None
    assert 'post it: `post Tender Rounding Error debit "…"`' in finding.help
    assert 'never Tender Rounding Error because "…"' in finding.help


def test_a_figure_that_the_company_adds_must_be_posted() -> None:
    extended = "measure Card Tips by Tender\nDue also sum of Card Tips\n"
    finding = only(TENDERS + REST + extended)
    assert placed([finding]) == [("XF402", "Tender Received")]
    assert finding.help == 'add `post Card Tips credit "…"`'
    assert findings(TENDERS + REST + extended + 'post Card Tips credit "Tips"\n') == []


def test_a_total_that_is_wrong_for_one_member_is_to_be_taken_apart() -> None:
    rules = """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Cash Dropped debit "Bank" credit "Till"
skip Cash Paid Out because "none"
never Paid because "none"
post Tender Received: Visa debit "Cards"
post Tender Over/Short credit "Over"
"""
    finding = only(rules + REST)
    assert placed([finding]) == [("XF402", "Cash Dropped")]
    assert finding.help == (
        'post `Tender Dropped` instead: `post Tender Dropped: Cash debit "…"` and '
        '`post Tender Dropped: Visa debit "…" credit "…"`'
    )


def test_a_family_that_is_wrong_for_one_member_gets_a_rule_for_it() -> None:
    rules = """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Tender Dropped debit "Bank" credit "Till"
skip Tender Paid Out because "none"
never Paid because "none"
post Tender Received: Visa debit "Cards"
post Tender Over/Short credit "Over"
"""
    finding = only(rules + REST)
    assert placed([finding]) == [("XF402", "Tender Dropped")]
    assert finding.message.endswith("should be a debit alone for `Cash`")
    assert finding.help is not None
    assert finding.help.startswith('add `post Tender Dropped: Cash debit "Bank"`')


def test_two_faults_that_hide_each_other_are_both_told() -> None:
    rules = TENDERS.replace('Received debit "Till"', 'Received credit "Till"').replace(
        'post Cash Dropped debit "Bank" credit "Till"', 'post Cash Dropped debit "Bank"'
    )
    found = findings(rules + REST)
    assert sorted(placed(found)) == [("XF402", "Cash Dropped"), ("XF402", "Tender Received")]
    assert {each.help for each in found if each.help and "Received debit" in each.help} == {
        'write `post Tender Received debit "Till"`'
    }


def test_the_same_fault_in_many_rules_is_told_once() -> None:
    departments = [f"D{number}" for number in range(12)]
    stores = {"Main": {"Tender": "Cash", "Tax": "GST", "Department": ", ".join(departments)}}
    rest = REST.replace('post Sales: Total credit "Sales"\n', "")
    sales = "".join(f'post Dept Sales: {each} debit "Sales"\n' for each in departments)
    finding = only(TENDERS + rest + sales, stores)
    assert placed([finding]) == [("XF402", "Dept Sales: D0")]
    assert "and 9 more should be a credit, not a debit" in finding.message


def test_a_fault_in_some_stores_names_them() -> None:
    stores = dict.fromkeys(("East", "West", "North"), ONE_SHOP["Main"])
    wrong = 'post Tender Over/Short for "East", "North" debit "Over"\n'
    finding = only(TENDERS + REST + wrong, stores)
    assert finding.stores == ("East", "North")
    assert placed([finding]) == [("XF402", "Tender Over/Short")]


def test_a_fault_for_a_time_names_it() -> None:
    rules = TENDERS.replace('credit "Over and Short"', 'credit "Over and Short" until 2026-06-30')
    finding = only(rules + REST)
    assert finding.message.endswith("`Tender Over/Short` is not posted from 2026-07-01")


# --- XF401: the same money twice ---


def test_an_item_of_the_company_beside_the_total() -> None:
    finding = only(
        TENDERS + REST + 'Counter Sales = sum of Dept Sales\npost Counter Sales credit "Sales"\n'
    )
    assert placed([finding]) == [("XF401", "Counter Sales")]
    assert finding.message == "`Sales: Total` and `Counter Sales` post the same money"
    assert [each.at.text for each in finding.related] == ["Sales: Total"]
    assert finding.help == "leave out `Counter Sales`"


def test_a_double_posting_and_another_fault_are_two_findings() -> None:
    rules = TENDERS.replace('post Tender Over/Short credit "Over and Short"\n', "")
    rules += 'Counter Sales = sum of Dept Sales\npost Counter Sales credit "Sales"\n'
    assert placed(findings(rules + REST)) == [
        ("XF401", "Sales: Total"),
        ("XF402", "Tender Received"),
    ]


def test_a_declared_exclusion_is_told_by_itself() -> None:
    rules = TENDERS + REST + 'post [Sales: Total + Tax] credit "Sales"\n'
    assert {code for code, _ in placed(findings(rules))} == {"XF302"}


def test_a_total_beside_the_rule_for_one_member_is_double_for_that_one() -> None:
    rules = """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Cash Dropped debit "Bank"
skip Cash Paid Out because "none"
never Paid because "none"
post Tender Received: Visa debit "Cards"
post Tender Over/Short credit "Over"
"""
    finding = only(rules + REST)
    assert placed([finding]) == [("XF401", "Tender Received: Visa")]
    assert finding.message.endswith("post the same money for `Visa`")
    assert finding.help is not None
    assert 'never Dropped: Visa because "…"' in finding.help


def test_figures_that_never_occur_are_not_posted_twice() -> None:
    rules = """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Cash Dropped debit "Bank"
never Paid, Dropped: Visa because "none"
post Tender Received: Visa debit "Cards"
post Tender Over/Short credit "Over"
"""
    assert findings(rules + REST) == []


PAIR = "Counter Cost = sum of Dept Cost\n"
NO_COST = REST.replace("skip Dept Cost, Dept", "skip Dept")


def test_two_transfers_to_the_same_accounts_are_double() -> None:
    rules = (
        PAIR
        + 'post Counter Cost debit "Cost" credit "Stock"\n'
        + 'post Inventory: Cost of Goods Sold debit "Cost" credit "Stock"\n'
    )
    finding = only(TENDERS + NO_COST + rules)
    assert placed([finding]) == [("XF401", "Inventory: Cost of Goods Sold")]
    assert finding.why is not None
    assert "moved twice" in finding.why


SOUND = {
    "a journey from account to account": PAIR
    + 'post Counter Cost debit "Cost" credit "Transit"\n'
    + 'post Inventory: Cost of Goods Sold debit "Transit" credit "Stock"\n',
    "a reserve beside the whole": PAIR
    + 'post Counter Cost debit "Cost" credit "Stock"\n'
    + 'post Inventory: Cost of Goods Sold debit "Reserve" credit "Provision"\n',
    "a correction by a transfer of the opposite sign": PAIR
    + "Cost Back = -sum of Dept Cost\n"
    + 'post Counter Cost debit "Cost" credit "Stock"\n'
    + 'post Cost Back debit "Cost" credit "Stock"\n',
    "a correction of the opposite sign": PAIR
    + "Cost Back = -sum of Dept Cost\n"
    + 'post Counter Cost debit "Cost"\npost Cost Back debit "Stock"\n',
}


@pytest.mark.parametrize("rules", SOUND.values(), ids=SOUND)
def test_what_only_looks_like_a_double_posting(rules: str) -> None:
    assert findings(TENDERS + NO_COST + rules) == []


def test_a_store_account_charged_twice() -> None:
    stores = {"Main": {"Tender": "Cash, Store Account", "Tax": "GST", "Department": "Food"}}
    rest = REST.replace("never Store Account: Paid On, ", "never ")
    finding = only(TENDERS + rest + 'post Store Account: Paid On debit "Accounts"\n', stores)
    assert placed([finding]) == [("XF401", "Store Account: Paid On")]
    assert finding.message == (
        "`Store Account: Paid On` and `Tender Received: Store Account` post the same money"
    )
    assert [each.at.text for each in finding.related] == ["Tender Received", "Store Account"]


def test_a_store_account_that_the_drawer_never_holds_is_no_fault() -> None:
    stores = {"Main": {"Tender": "Cash, Store Account", "Tax": "GST", "Department": "Food"}}
    rest = REST.replace("never Store Account: Paid On, ", "never ")
    rest += 'post Store Account: Paid On debit "Accounts"\n'
    rest += 'never Closing: Store Account, Opening: Store Account because "not counted"\n'
    rest += 'never Dropped: Store Account, Paid: Store Account because "not counted"\n'
    assert findings(TENDERS + rest, stores) == []


# --- XF406: claims that cannot all hold ---


def test_signs_that_leave_nothing_but_zero() -> None:
    finding = only(TENDERS + REST + "always sum of Over = sum of Dropped\n")
    assert placed([finding]) == [("XF406", "always sum of Over = sum of Dropped")]
    assert finding.message == (
        "`always sum of Over = sum of Dropped` leaves no batch in which everything can happen"
    )


def test_a_figure_that_claims_together_make_zero() -> None:
    model = "measure One, Two, Three\nalways One + Two = 0\nalways One + Two + Three = 0\n"
    assert prove(resolved("", model=model)) != ()
    model = "measure One, Two, Three\nalways One = Two\nalways One = Two + Three\n"
    (finding,) = findings('skip One, Two, Three because "x"\n', model=model)
    assert placed([finding]) == [("XF406", "always One = Two + Three")]
    assert [each.at.text for each in finding.related] == ["always One = Two"]
    assert finding.help is not None
    assert '`never Three because "…"`' in finding.help


@pytest.mark.parametrize("claim", ["One + Two = 0", "One + Two = 0.00", "0 = One + Two"])
def test_an_identity_may_say_that_figures_are_zero(claim: str) -> None:
    model = f"measure One, Two, never negative\nalways {claim}\n"
    (proof,) = prove(resolved('post One debit "A"\n', model=model))
    assert proof.verdict is Verdict.BY_IDENTITY
    assert certified(proof)


def test_never_makes_zero_what_it_names_and_no_more() -> None:
    model = "measure One, Two, Three\nalways One + Two = Three\n"
    sound = 'never One because "x"\npost Two debit "A"\npost Three credit "B"\n'
    assert findings(sound, model=model) == []
    (finding,) = findings('never One, Two because "x"\nskip Three because "x"\n', model=model)
    assert placed([finding]) == [("XF406", "Two")]
    assert finding.at.source.path == "rules.gl"


def test_nothing_is_proved_from_claims_that_contradict_each_other() -> None:
    ruleset = resolved(TENDERS + REST + "always sum of Over = sum of Dropped\n")
    assert prove(ruleset) == ()


def test_a_sum_that_never_occurs_is_nothing_of_each_where_signs_are_alike() -> None:
    rules = """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Tender Received: Visa debit "Cards"
post Tender Over/Short credit "Over"
never Cash Dropped, Cash Paid Out because "the drawer is emptied at night"
"""
    assert findings(rules + REST) == []


# --- one proof for all that are alike ---


def test_stores_with_accounts_of_their_own_are_proved_once() -> None:
    stores = {f"S{number}": ONE_SHOP["Main"] for number in range(30)}
    rules = TENDERS.replace('post Tender Received debit "Till"\n', "") + "".join(
        f'post Tender Received for "{name}" debit "Till {name}"\n' for name in stores
    )
    proofs = prove(resolved(rules + REST, stores))
    assert len(proofs) == 30
    assert {proof.verdict for proof in proofs} == {Verdict.BY_IDENTITY}
    assert len({id(proof.net) for proof in proofs}) == 1
    assert [proof.regime.stores[0].name for proof in proofs] == list(stores)


def test_a_proof_used_again_points_at_the_rules_of_its_own_store() -> None:
    stores = dict.fromkeys(("East", "West"), ONE_SHOP["Main"])
    rules = TENDERS + REST + "Counter Sales = sum of Dept Sales\n"
    rules += 'post Counter Sales for "East" credit "E"\npost Counter Sales for "West" credit "W"\n'
    first, second = findings(rules, stores)
    assert (first.at.first.line, second.at.first.line) == (
        rules.count("\n") - 1,
        rules.count("\n"),
    )
    assert (first.stores, second.stores) == (("East",), ("West",))


def test_periods_are_proved_apart() -> None:
    rules = TENDERS.replace('credit "Over and Short"', 'credit "Over" until 2026-06-30')
    rules += 'post Tender Over/Short debit "Over" from 2026-07-01\n'
    verdicts = [proof.verdict for proof in prove(resolved(rules + REST))]
    assert verdicts == [Verdict.BY_IDENTITY, Verdict.REFUTED]


def test_rules_that_conflict_prove_nothing() -> None:
    rules = TENDERS + REST + 'post Tender Over/Short credit "Other"\n'
    assert prove(resolved(rules)) == ()
