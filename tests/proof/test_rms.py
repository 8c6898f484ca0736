"""The RMS model, row by row, and what its formulas say by themselves."""

from __future__ import annotations

import pytest
from books import RMS, model_file, resolved

from crossfoot.checks.model import check_model
from crossfoot.model.amounts import Pick, Sign
from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.model.names import key
from crossfoot.model.ruleset import Model
from crossfoot.proof.exclusions import derived, ways_of
from crossfoot.resolve import resolve_model

OCA, OCL = "Other Current Asset", "Other Current Liability"
MONEY = f"Bank or {OCA}"
SPENT = f"Expense or Other Expense or Cost of Goods Sold or {OCL} or Equity"
LOSS = f"{MONEY} or Expense or Other Expense"
GAIN = "Income or Other Income or Expense or Other Expense"
FEE = "Other Income or Income"

ITEMS = [
    ("Inventory: Cost of Goods Sold", "+Dept Cost*", "Cost of Goods Sold", OCA),
    ("Dept Cost", "+Dept Cost", "Cost of Goods Sold", OCA),
    ("Commission", "+Dept Commission*", "Expense", OCL),
    ("Dept Commission", "+Dept Commission", "Expense", OCL),
    ("Customer Deposit: Made", "+Customer Deposit: Made", None, OCL),
    ("Customer Deposit: Redeemed", "+Customer Deposit: Redeemed", OCL, None),
    ("Layaway: Closed", "+Layaway: Closed", OCL, None),
    ("Layaway: Paid", "+Layaway: Paid", None, OCL),
    ("Dept Sales", "+Dept Sales", None, "Income"),
    ("Sales: Total", "+Dept Sales*", None, "Income"),
    ("Sales: Total + Tax", "+Dept Sales* +Tax Collected*", None, "Income"),
    ("Shipping Charge: Total", "+Shipping Charge: Total", None, FEE),
    ("Surcharges: Cash Back", "+Surcharges: Cash Back", None, FEE),
    ("Surcharges: Debit", "+Surcharges: Debit", None, FEE),
    ("Store Account: Paid On", "+Store Account: Paid On", OCA, None),
    ("Store Account: Paid To", "+Store Account: Paid To", None, OCA),
    ("Vouchers Sold", "+Vouchers Sold", None, OCL),
    ("Tax Collected", "+Tax Collected", None, OCL),
    ("Tax Collected: Total", "+Tax Collected*", None, OCL),
    ("Tender Dropped", "-Dropped", MONEY, MONEY),
    ("Cash Dropped", "-Dropped*", MONEY, MONEY),
    ("Tender Paid Out", "-Paid", SPENT, MONEY),
    ("Cash Paid Out", "-Paid*", SPENT, MONEY),
    ("Tender Closing Amounts", "+Closing", MONEY, MONEY),
    ("Tender Opening Amounts", "+Opening", MONEY, MONEY),
    ("Tender Received", "+Closing -Opening -Dropped -Paid", MONEY, None),
    ("Tender Over", "+Over", None, GAIN),
    ("Tender Short", "-Short", None, GAIN),
    ("Tender Over/Short", "+Over -Short", None, GAIN),
    (
        "Tender Rounding Error",
        "+Tender Rounding Error",
        f"{MONEY} or Expense or Other Expense",
        None,
    ),
    ("Department Tax Rounding", "+Department Tax Rounding", None, f"{MONEY} or {FEE}"),
]

EXCLUDED = [
    ("Sales: Total", "Sales: Total + Tax"),
    ("Sales: Total", "Dept Sales"),
    ("Sales: Total + Tax", "Dept Sales"),
    ("Sales: Total + Tax", "Tax Collected: Total"),
    ("Sales: Total + Tax", "Tax Collected"),
    ("Tax Collected: Total", "Tax Collected"),
    ("Inventory: Cost of Goods Sold", "Dept Cost"),
    ("Commission", "Dept Commission"),
    ("Tender Over/Short", "Tender Over"),
    ("Tender Over/Short", "Tender Short"),
    ("Cash Dropped", "Tender Dropped"),
    ("Cash Paid Out", "Tender Paid Out"),
]


@pytest.fixture(scope="module")
def model() -> Model:
    found, diagnostics = resolve_model([(model_file(RMS), True)])
    assert diagnostics == ()
    return found


def types(text: str | None) -> set[str] | None:
    return None if text is None else {key(each) for each in text.split(" or ")}


def taken(model: Model, name: str, side: str) -> set[str] | None:
    for each in model.taken:
        if each.amount.name == name and each.side.value == side:
            return {key(ACCOUNT_TYPES.get(each_type, each_type)) for each_type in each.types}
    return None


@pytest.mark.parametrize(("name", "formula", "debit", "credit"), ITEMS, ids=[i[0] for i in ITEMS])
def test_an_item_has_the_formula_and_the_accounts_of_the_table(
    model: Model, name: str, formula: str, debit: str | None, credit: str | None
) -> None:
    amount = model.amounts[key(name)]
    parts = {
        f"{'+' if part.factor == 1 else '-'}{part.measure.name}"
        f"{'*' if part.pick is Pick.ALL else ''}"
        for part in amount.formula
    }
    expected = {sign + rest for sign, rest in split(formula)}
    assert parts == expected
    assert all(abs(part.factor) == 1 for part in amount.formula)
    assert taken(model, name, "debit") == types(debit)
    assert taken(model, name, "credit") == types(credit)


def split(formula: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for word in formula.split(" "):
        if word[0] in "+-":
            found.append((word[0], word[1:]))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {word}")
    return found


def test_there_is_no_other_item(model: Model) -> None:
    assert {each.amount.name for each in model.taken} == {name for name, *_ in ITEMS}


def test_only_drawer_movements_and_differences_have_a_sign(model: Model) -> None:
    signs = {each.name: each.sign for each in model.measures if each.sign is not Sign.FREE}
    assert signs == {
        "Dropped": Sign.NEVER_POSITIVE,
        "Paid": Sign.NEVER_POSITIVE,
        "Over": Sign.NEVER_NEGATIVE,
        "Short": Sign.NEVER_NEGATIVE,
    }


def test_everything_has_its_reason_written_above_it(model: Model) -> None:
    assert [each.name for each in model.amounts.values() if not each.doc] == []


def test_the_exclusions_are_those_of_the_table(model: Model) -> None:
    declared = {frozenset((each.first.name, each.second.name)) for each in model.exclusions}
    assert declared == {frozenset(pair) for pair in EXCLUDED}


def test_the_formulas_give_the_declared_exclusions_and_no_other(model: Model) -> None:
    shown = {frozenset((first.name, second.name)) for first, second in derived(model)}
    assert shown == {frozenset(pair) for pair in EXCLUDED}


def test_what_is_required(model: Model) -> None:
    assert {
        (each.amount.name, tuple(choice.name for choice in each.choices))
        for each in model.requirements
    } == {
        ("Tender Received", ("Tender Dropped", "Cash Dropped")),
        ("Tender Received", ("Tender Paid Out", "Cash Paid Out")),
        ("Tender Opening Amounts", ("Tender Closing Amounts",)),
        ("Tender Closing Amounts", ("Tender Opening Amounts",)),
    }


def test_what_corrects_the_count(model: Model) -> None:
    assert {(each.amount.name, each.counted.name) for each in model.corrections} == {
        (name, "Closing") for name in ("Tender Over/Short", "Tender Over", "Tender Short")
    }


def test_the_identity_of_a_closed_batch() -> None:
    ruleset = resolved("")
    (identity,) = ruleset.model.identities
    assert {(part.measure.name, int(part.factor)) for part in identity.formula} == {
        *((name, 1) for name in ("Closing", "Short", "Tender Rounding Error")),
        *((name, 1) for name in ("Store Account: Paid On", "Customer Deposit: Redeemed")),
        *((name, 1) for name in ("Layaway: Closed",)),
        *((name, -1) for name in ("Opening", "Dropped", "Paid", "Over", "Dept Sales")),
        *((name, -1) for name in ("Tax Collected", "Shipping Charge: Total")),
        *((name, -1) for name in ("Surcharges: Cash Back", "Surcharges: Debit")),
        *((name, -1) for name in ("Customer Deposit: Made", "Layaway: Paid")),
        *((name, -1) for name in ("Store Account: Paid To", "Vouchers Sold")),
        ("Department Tax Rounding", -1),
    }


def test_an_item_that_no_identity_names_has_one_way(model: Model) -> None:
    ways = {amount.name: ways for amount, ways in ways_of(model).items()}
    assert len(ways["Dept Cost"]) == 1
    assert len(ways["Tender Closing Amounts"]) == 1
    assert [[side.value for side in way] for way in ways["Dept Cost"]] == [["debit", "credit"]]


def test_the_model_is_sound_by_itself(model: Model) -> None:
    assert check_model(model) == ()


def found(text: str) -> list[tuple[str, str, str]]:
    changed, diagnostics = resolve_model([(model_file(text), True)])
    assert diagnostics == ()
    return [(each.code.number, each.severity.value, each.at.text) for each in check_model(changed)]


def test_an_exclusion_that_is_not_declared_is_told_to_its_author() -> None:
    text = RMS.replace("Commission excludes Dept Commission", "")
    assert found(text) == [("XF401", "error", "Commission")]


def test_an_exclusion_that_the_formulas_do_not_confirm_is_told_to_its_author() -> None:
    text = RMS + "\nTender Received excludes Tender Closing Amounts\n"
    assert found(text) == [("XF302", "error", "Tender Received excludes Tender Closing Amounts")]


def test_a_measure_that_nothing_posts_is_told_to_its_author() -> None:
    assert found(RMS + "\nmeasure Card Tips\n") == [("XF403", "warning", "Card Tips")]


def test_identities_that_cannot_hold_are_told_to_the_author() -> None:
    text = RMS + "\nalways sum of Over = sum of Dropped\n"
    assert found(text) == [("XF406", "error", "always sum of Over = sum of Dropped")]
