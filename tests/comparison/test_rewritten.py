"""Rules that are written otherwise and mean the same; and one change, told as it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.comparison.compare import compare
from crossfoot.comparison.result import Comparison, How, Verdict
from crossfoot.model.amounts import Side
from crossfoot.model.ruleset import Ruleset
from crossfoot.posting.data_checks import check_batch
from crossfoot.posting.draft import Draft
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Verdict as Proved
from posting_shop import MODEL, RULES, account, batch, chart, ruleset, store

LINES = RULES.splitlines()
ACCOUNTS = ("1000", "1010", "1200", "4000 · Sales", "5000", "8000")


def said(before: Ruleset, after: Ruleset) -> Comparison:
    comparison = compare(before, after)
    assert compare(after, before).verdict is comparison.verdict
    return comparison


def rules(lines: Sequence[str]) -> Ruleset:
    return ruleset("\n".join(lines) + "\n")


@given(st.permutations(LINES))
def test_the_order_of_rules_does_not_matter(lines: list[str]) -> None:
    comparison = said(ruleset(), rules(lines))
    assert comparison.verdict is Verdict.EQUIVALENT
    (answer,) = comparison.answers
    assert {each.topic.value for each in answer.remarks} <= {"lines"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("post Stock Used debit", "post Dept Cost debit"),
        (
            'post Stock Used debit "5000 · Cost" credit "1200 · Stock"',
            'post Stock Used debit "5000"\npost Dept Cost credit "1200"',
        ),
        (
            'post Tender Received debit "1010 · Funds"',
            'post Tender Received: Cash debit "1010"\npost Tender Received: Visa debit "Funds"',
        ),
        (
            'post Tender Over/Short credit "8000 · Over"',
            'post Over credit "8000 · Over"\nMissing = -Short\npost Missing credit "8000 · Over"',
        ),
        (
            'post Tender Over/Short credit "8000 · Over"',
            'Off = Short - Over\npost Off debit "8000 · Over"',
        ),
        (
            'post Cash Dropped debit "1000 · Checking" credit "1010 · Funds"',
            'Out = 2 * Cash Dropped - Cash Dropped\npost Out debit "1000" credit "1010"',
        ),
        ("post Dept Sales credit", 'post Dept Sales for "Main" credit'),
        ("never Vouchers Sold", "always Vouchers Sold = 0\n#"),
        ("never Vouchers Sold", 'post Vouchers Sold credit "4000"\nnever Vouchers Sold'),
        ('default memo "Batch {batch}"', 'default memo "Batch {batch}" for "Main"'),
    ],
)
def test_the_same_in_other_words_is_equivalent(old: str, new: str) -> None:
    assert old in RULES
    comparison = said(ruleset(), ruleset(RULES.replace(old, new)))
    assert comparison.verdict is Verdict.EQUIVALENT, comparison.answers


@pytest.mark.parametrize("line", [at for at, line in enumerate(LINES) if line.startswith("post")])
@pytest.mark.parametrize("account", ACCOUNTS)
def test_another_account_gets_what_the_old_one_gives(line: int, account: str) -> None:
    old = LINES[line]
    head, _, tail = old.partition('"')
    written, _, rest = tail.partition('"')
    comparison = said(
        ruleset(), rules([*LINES[:line], f'{head}"{account}"{rest}', *LINES[line + 1 :]])
    )
    if written.startswith(account) and "{" not in written:
        assert comparison.verdict is Verdict.EQUIVALENT
        return
    name = old.split()[1:3]
    (answer,) = comparison.answers
    assert answer.verdict is Verdict.RECLASSIFIES
    assert not answer.changes
    assert not answer.totals
    if "Dept Sales" in old:
        assert {each.what.text for each in answer.flows} == {"Dept Sales: Food", "Dept Sales: Toys"}
        return
    (flow,) = answer.flows
    assert flow.what.text.split()[:2] == name
    assert flow.side is (Side.DEBIT if " debit " in old else Side.CREDIT)
    assert flow.taker[0].account.startswith(account.split()[0])


def test_an_amount_is_given_by_its_name() -> None:
    after = RULES.replace(
        "post Dept Sales credit", 'post Dept Sales: Toys credit "8000"\npost Dept Sales credit'
    )
    (answer,) = said(ruleset(), ruleset(after)).answers
    ((giver, taker, what, side),) = answer.flows
    assert (giver[0].account, taker[0].account) == ("4020 · Toys", "8000 · Over")
    assert (what.text, what.vector, side) == (
        "Dept Sales: Toys", (("Dept Sales: Toys", "1"),), Side.CREDIT
    )  # fmt: skip


def test_a_transfer_in_two_steps_changes_totals_and_passes_through_an_account() -> None:
    after = RULES.replace(
        'post Cash Dropped debit "1000 · Checking" credit "1010 · Funds"',
        'post Cash Dropped debit "1200" credit "1010 · Funds"\n'
        'Onward = 1 * Cash Dropped\npost Onward debit "1000" credit "1200"',
    )
    (answer,) = said(ruleset(), ruleset(after)).answers
    assert answer.verdict is Verdict.CHANGES_TOTALS
    assert answer.flows == ()
    assert [
        (*each.account[0][:1], each.side, each.how, each.what.text) for each in answer.changes
    ] == [
        ("1200 · Stock", Side.DEBIT, How.NEWLY, "Cash Dropped"),
        ("1200 · Stock", Side.CREDIT, How.NEWLY, "Cash Dropped"),
    ]
    assert [(each.side, each.rises, each.what.text) for each in answer.totals] == [
        (Side.DEBIT, True, "Cash Dropped"),
        (Side.CREDIT, True, "Cash Dropped"),
    ]


@st.composite
def versions(draw: st.DrawFn) -> Ruleset:
    """Return rules that balance: each amount goes somewhere, or nowhere if it is not needed."""
    anywhere = st.sampled_from(ACCOUNTS)
    sales = draw(st.sampled_from(["Dept Sales", "Sales: Total"]))
    lines = [
        f'post Tender Received debit "{draw(anywhere)}"',
        f'post Cash Dropped debit "{draw(anywhere)}" credit "{draw(anywhere)}"',
        f'post Tender Over/Short credit "{draw(anywhere)}"',
        f'post {sales} credit "{draw(anywhere)}"',
        'never Vouchers Sold because "none"',
    ]
    if sales == "Dept Sales" and draw(st.booleans()):
        lines.append(f'post Dept Sales: Toys credit "{draw(anywhere)}"')
    if draw(st.booleans()):
        lines.append(f'post Stock Used debit "{draw(anywhere)}" credit "{draw(anywhere)}"')
    return rules(draw(st.permutations(lines)))


AMOUNT = st.integers(min_value=-5000, max_value=5000)


@settings(max_examples=60)
@given(versions(), versions(), st.lists(st.tuples(*[AMOUNT] * 6), min_size=8, max_size=8))
def test_batches_are_booked_as_the_verdict_says(
    before: Ruleset, after: Ruleset, days: list[tuple[int, ...]]
) -> None:
    for each in (before, after):
        assert all(proof.verdict is not Proved.REFUTED for proof in prove(each))
    comparison = said(before, after)
    (answer,) = comparison.answers
    if answer.verdict is Verdict.EQUIVALENT:
        for day in days:
            assert nets(before, day) == nets(after, day)
        return
    assert answer.witness is not None
    assert answer.witness.refused is None
    figures = {name: f"{cents / 100:.2f}" for name, cents in answer.witness.figures}
    for ruleset_ in (before, after):
        assert not [
            each for each in check_batch(ruleset_, batch(ruleset_, figures))
            if each.code.number == "XF502"
        ]  # fmt: skip
    sums = [booked(each, figures) for each in (before, after)]
    for shown in answer.witness.accounts:
        if shown.side is None:
            ((name, _, _),) = shown.account
            assert (shown.before, shown.after) == tuple(each.get(name, 0) for each in sums)
    assert answer.verdict is Verdict.CHANGES_TOTALS or sums[0] != sums[1]


def nets(of: Ruleset, day: tuple[int, ...]) -> dict[str, int]:
    """Return what a day comes to; what was received makes up for the rest."""
    cash, dropped, over, food, toys, cost = day
    dropped, over = -abs(dropped), abs(over)
    visa = food + toys + over - (cash - dropped)
    figures = {
        "Closing: Cash": cash,
        "Closing: Visa": visa,
        "Dropped: Cash": dropped,
        "Over: Cash": over,
        "Dept Sales: Food": food,
        "Dept Sales: Toys": toys,
        "Dept Cost: Food": cost,
    }
    return booked(of, {name: f"{cents / 100:.2f}" for name, cents in figures.items()})


def booked(of: Ruleset, figures: dict[str, str]) -> dict[str, int]:
    made = batch(of, figures)
    total: dict[str, int] = {}
    for line in Draft(of).entry(made).lines:
        cents = line.cents if line.side is Side.DEBIT else -line.cents
        total[line.account.shown] = total.get(line.account.shown, 0) + cents
    return {name: cents for name, cents in total.items() if cents}


def test_a_claim_that_one_version_makes_alone_proves_nothing() -> None:
    """What the later version says never occurs is in the books of the earlier one."""
    before = RULES.replace("never Vouchers Sold", 'post Vouchers Sold credit "4000"\n#')
    comparison = said(ruleset(before), ruleset())
    assert comparison.verdict is Verdict.CHANGES_TOTALS
    (answer,) = comparison.answers
    assert [(each.is_new, each.text) for each in answer.remarks] == [
        (True, 'never Vouchers Sold because "we sell none"')
    ]


def test_an_identity_that_only_follows_is_held_by_both() -> None:
    """Each version says something else; what follows from each by itself is common ground."""
    more = MODEL + "measure Tips\nmeasure Gifts\nmeasure Rest\n"
    one = "always Tips = Gifts\nalways Gifts = Rest\n"
    other = "always Tips = Rest\n"
    tips, rest = 'post Tips credit "8000"\n', 'post Rest credit "8000"\n'
    before, after = (
        ruleset(RULES + tips, model=more + one),
        ruleset(RULES + rest, model=more + other),
    )
    (answer,) = said(before, after).answers
    assert answer.verdict is Verdict.EQUIVALENT
    gifts = ruleset(RULES + 'post Gifts credit "8000"\n', model=more + one)
    (answer,) = said(gifts, after).answers
    assert answer.verdict is not Verdict.EQUIVALENT


def test_many_stores_are_one_answer() -> None:
    stores = [store(f"S{at}", f"P{at}x", till=f"Till {at % 2}") for at in range(20)]
    tills = {"chart": chart(account("Till 0"), account("Till 1"))}
    text = RULES.replace('debit "1010 · Funds"', 'debit "{store.till}"')
    after = text.replace('credit "8000 · Over"', 'credit "{store.till}"')
    (answer,) = said(ruleset(text, *stores, **tills), ruleset(after, *stores, **tills)).answers
    assert len(answer.places) == 20
    ((_, taker, what, _),) = answer.flows
    assert {each.account: len(each.places) for each in taker} == {
        "Till 0": 10,
        "Till 1": 10,
    }
    assert what.text == "Tender Over/Short"
