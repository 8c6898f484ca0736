"""Versions that look the same, and are not: nothing here may ever be called equivalent."""

from __future__ import annotations

from pathlib import Path

from compared_shops import CHART, PROJECT, RULES, comparison, verdict, version

from crossfoot.comparison.compare import compare
from crossfoot.comparison.result import How, Topic, Verdict
from crossfoot.model.amounts import Side
from posting_shop import RULES as SHOP_RULES
from posting_shop import ruleset


def test_an_identity_proves_nothing_to_the_cent_where_it_may_be_missed(tmp_path: Path) -> None:
    """Sales, or all that was taken less the rest: not the same of a batch that is a cent off."""
    before = (RULES, "use rms", 'use rms\ndifferences up to 0.05 to "6980"')
    plug = (
        "Other = sum of Tender Received - sum of Tender Over/Short + Tender Rounding Error "
        "+ Store Account: Paid On + Customer Deposit: Redeemed + Layaway: Closed - Sales: Total "
        "- Tax Collected: Total - Customer Deposit: Made - Layaway: Paid - Store Account: Paid To\n"
        "Other takes credit Other Income\n"
    )
    delivered = "post Shipping Charge: Total credit"
    by_plug = (
        RULES,
        delivered,
        f'{plug}skip Shipping Charge: Total because "x"\npost Other credit',
    )
    exact = version(tmp_path / "exact")
    assert verdict(exact, version(tmp_path / "exact-plug", by_plug)) is Verdict.EQUIVALENT
    lax = version(tmp_path / "lax", before)
    (answer,) = comparison(lax, version(tmp_path / "lax-plug", before, by_plug)).answers
    assert answer.verdict is Verdict.CHANGES_TOTALS


def test_accounts_that_changed_names_are_told_by_quickbooks_own_mark(tmp_path: Path) -> None:
    """What QuickBooks calls Shipping now it called Expenses before, and the other way round."""
    first, second = '"Delivery Income", number: "4900"', '"Cash Rounding", number: "6990"'
    names = (
        (CHART, first, first.replace(", number", ', id: "1-1", number')),
        (CHART, second, second.replace(", number", ', id: "2-1", number')),
    )
    swapped = (
        (CHART, '"Delivery Income", id: "1-1"', '"Cash Rounding", id: "1-1"'),
        (CHART, '"Cash Rounding", id: "2-1"', '"Delivery Income", id: "2-1"'),
        (CHART, 'number: "4900", type: OtherIncome', 'number: "6990", type: OtherIncome'),
        (CHART, 'number: "6990", type: Expense', 'number: "4900", type: Expense'),
    )
    before = version(tmp_path / "before", *names)
    after = version(tmp_path / "after", *names, *swapped)
    found = comparison(before, after)
    assert found.verdict is Verdict.RECLASSIFIES
    assert {(flow.giver[0].account, flow.taker[0].account) for flow in found.answers[0].flows} == {
        ("6990 · Cash Rounding", "4900 · Delivery Income"),
        ("4900 · Delivery Income", "6990 · Cash Rounding"),
    }
    followed = (
        (RULES, '"4900 · Delivery Income"', '"6990 · Cash"'),
        (RULES, '"6990 · Cash Rounding"', '"4900 · Delivery Income"'),
        (RULES, '"6990 · Cash"', '"6990 · Cash Rounding"'),
    )
    assert verdict(before, version(after, *followed)) is Verdict.EQUIVALENT


def test_an_account_that_clears_is_not_left_out() -> None:
    """What passes through another account than before keeps both as they were, in the end."""
    through = "Onward = 1 * Cash Dropped\n" + SHOP_RULES.replace(
        'credit "1010 · Funds"', 'credit "{}"\npost Onward debit "{}" credit "1010 · Funds"'
    )
    before, after = (ruleset(through.replace("{}", each)) for each in ("1200", "5000"))
    found = compare(before, after)
    assert found.verdict is Verdict.RECLASSIFIES
    (answer,) = found.answers
    assert [(each.giver[0].account, each.taker[0].account, each.side) for each in answer.flows] == [
        ("1200 · Stock", "5000 · Cost", Side.DEBIT),
        ("1200 · Stock", "5000 · Cost", Side.CREDIT),
    ]
    assert answer.witness is not None
    assert {(each.side, each.before, each.after) for each in answer.witness.accounts} == {
        (side, *cents) for side in Side for cents in ((100, 0), (0, 100))
    }


def test_bills_are_posted_too(tmp_path: Path) -> None:
    before = version(tmp_path / "before")
    moved = version(tmp_path / "moved", (RULES, 'bills to "1200 · Inventory', 'bills to "5000" #'))
    none = version(tmp_path / "none", (RULES, 'bills to "1200 · Inventory', '# bills to "'))
    assert verdict(before, moved) is Verdict.RECLASSIFIES
    found = comparison(before, none)
    assert found.verdict is Verdict.CHANGES_TOTALS
    assert [each.how for each in found.answers[0].changes] == [How.NO_LONGER]


def test_what_one_version_refuses_is_not_posted_the_same(tmp_path: Path) -> None:
    before = version(tmp_path / "before")
    later = version(tmp_path / "later", (PROJECT, '"2026-01-01"', '"2026-02-01"'))
    found = comparison(before, later)
    assert found.verdict is Verdict.CHANGES_TOTALS
    assert [answer.verdict for answer in found.answers] == [Verdict.EQUIVALENT]


def test_closing_the_books_is_no_change_of_the_rules(tmp_path: Path) -> None:
    before = version(tmp_path / "before")
    closed = version(tmp_path / "closed", (PROJECT, '"2025-12-31"', '"2026-01-31"'))
    found = comparison(before, closed)
    assert (found.verdict, found.topics) == (Verdict.EQUIVALENT, frozenset({Topic.CLOSED}))
