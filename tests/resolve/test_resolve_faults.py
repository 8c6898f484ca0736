"""Every fault of names and formulas, with its place and its words."""

from __future__ import annotations

import dataclasses

import pytest
import shop
from shop import resolved, store

from crossfoot.resolve import resolve
from crossfoot.source import Source
from crossfoot.syntax.parse import parse

FAULTS = [
    ('default class "{store.boss}"', "XF101", "{store.boss}", "`Main Street` has no `boss`"),
    ('default memo "{Tender}"', "XF104", "{Tender}", "has no meaning here"),
    (
        'post Layaway: Paid debit 1010 credit "4000"',
        "XF101",
        "Layaway: Paid debit 1010",
        'write it in quotes: `debit "1010"`',
    ),
    ('post Sale: Total credit "4000"', "XF101", "Sale: Total", "nothing is called `Sale: Total`"),
    (
        'post Tender Recieved debit "1000"',
        "XF101",
        "Tender Recieved",
        "did you mean `Tender Received`?",
    ),
    (
        'post Dept Grocery: Sales credit "4000"',
        "XF101",
        "Dept Grocery: Sales",
        "write `Dept Sales: Grocery`",
    ),
    (
        'post Tender Received: Vsa debit "1000"',
        "XF106",
        "Tender Received: Vsa",
        "did you mean `Tender Received: Visa`?",
    ),
    (
        'post Tender Received: Amex debit "1000"',
        "XF106",
        "Tender Received: Amex",
        "no store has a Tender called `Amex`",
    ),
    (
        'post Layaway: Paid: Cash credit "1000"',
        "XF104",
        "Layaway: Paid: Cash",
        "is a single amount",
    ),
    ("A = Closing + Layaway: Paid", "XF104", "Layaway: Paid", "`sum of Closing`"),
    ("A = Closing - Dept Sales", "XF104", "Dept Sales", "by Department"),
    ("A = sum of Layaway: Paid", "XF104", "sum of Layaway: Paid", "leave out `sum of`"),
    ("A = sum of Closing: Cash", "XF104", "sum of Closing: Cash", "leave out `sum of`"),
    ("always Closing = Layaway: Paid", "XF104", "Layaway: Paid", "the two sides differ"),
    ("A = B\nB = C\nC = A", "XF103", "A", "`A` → `B` → `C` → `A`"),
    ("A = A + Layaway: Paid", "XF103", "A", "`A` is defined by itself"),
    ("A = Layaway: Paid * Sales: Total", "XF105", "Layaway: Paid * Sales: Total", "multiplied"),
    ("A = Layaway: Paid + 5", "XF105", "5", "fixed amount"),
    ("always 6% of Sales: Total = Layaway: Paid", "XF105", "Sales: Total", "rounded to cents"),
    ("always Layaway: Paid = 0.5 * Sales: Total", "XF105", "Sales: Total", "give the share a name"),
    (
        "Sales: Total = sum of Tax Collected",
        "XF102",
        "Sales: Total",
        "already means something else",
    ),
    ("Closing = Opening", "XF102", "Closing", "already means something else"),
    ("measure Dropped by Tender", "XF102", "Dropped", "already means something else"),
    ("Closing also Opening", "XF102", "Closing", "only a formula can be extended"),
    ("Due also Layaway: Paid", "XF101", "Due", "no formula called `Due`"),
    ("measure Tips by Waiter", "XF101", "Waiter", "declare it first"),
    ("Sales: Total excludes Sales: Total", "XF102", "Sales: Total", "cannot exclude itself"),
    ("Sales: Total takes credit Incom", "XF101", "Incom", "did you mean `Income`?"),
    (
        'post Sales: Total for "Main Stret" credit "4000"',
        "XF108",
        '"Main Stret"',
        "did you mean `Main Street`?",
    ),
    ('post Sales: Total credit "4000:{Tender}"', "XF104", "{Tender}", "not by Tender"),
    ('post Tax Collected credit "Taxes:{Taxx}"', "XF101", "{Taxx}", "did you mean `{Tax}`?"),
    ('post Sales: Total credit "Sales {batch}"', "XF101", "{batch}", "cannot depend on the batch"),
    (
        'post Sales: Total credit "{store.bank}"',
        "XF101",
        "{store.bank}",
        "`Main Street` has no `bank`",
    ),
    (
        'post Dept Sales credit "{Department.account}"',
        "XF101",
        "{Department.account}",
        "`Grocery` has no `account`",
    ),
    ('post Sales: Total credit "Sales {"', "XF001", "{", "is not a placeholder"),
    ('A = 6% of Closing: Cash\nnever A because "x"', "XF105", "A", "would say so of `Closing`"),
    ("A = 6% of Sales: Total\nmeasure rounding of A", "XF102", "rounding of A", "means something"),
    ('"{store.till}" clears', "XF101", "{store.till}", "has no `till`"),
    ('differences up to 0.05 to "{store.odd}"', "XF101", "{store.odd}", "has no `odd`"),
    ('"1000" clears for "Mane"', "XF108", '"Mane"', "no store called `Mane`"),
]


@pytest.mark.parametrize(
    ("rules", "code", "at", "words"), FAULTS, ids=lambda value: str(value)[:40]
)
def test_one_fault_is_one_finding_at_its_smallest_span(
    rules: str, code: str, at: str, words: str
) -> None:
    _, found = resolved(rules)
    assert [each.code.number for each in found] == [code]
    assert found[0].at.text == at
    assert words in f"{found[0].message} | {found[0].help}"


FINE = [
    'measure E\u0301picerie\npost Épicerie credit "4000"',
    "Tender Received = Closing - Opening - Dropped - Paid",
    "Tender Received = -Paid - Dropped - Opening + Closing",
    "Tender Received = Closing - (Opening + Dropped + Paid)",
    "dimension Tender",
    "measure Closing by Tender",
    "A = 0",
    "A = 2 * Sales: Total - Sales: Total",
    "Cash Taken = Tender Received: Cash + Closing: Visa",
    "always Layaway: Paid = 0",
    "always Closing = Opening",
    "Sales: Total also Layaway: Paid",
    'post tender received: VISA debit "1000"',
    'post Sales: Total for "main street" credit "4000"',
    "post Dept Sales credit \"{department.Account or '4000 · Sales'}\"",
    'post Tax Collected credit "2200 · Taxes:{Tax}" memo "{batch} {date} {store}"',
    "Sales: Total takes credit OtherIncome or Other Current Asset",
]


@pytest.mark.parametrize("rules", FINE)
def test_what_is_right_is_silent(rules: str) -> None:
    assert resolved(rules)[1] == ()


def test_a_member_called_like_a_declared_amount_is_ambiguous_where_it_is_used() -> None:
    _, found = resolved(
        'post Tax Collected: Total credit "2200"', store("Main Street", taxes="GST Total")
    )
    assert [(each.code.number, each.at.text) for each in found] == [
        ("XF107", "Tax Collected: Total")
    ]


def test_two_ways_to_take_a_name_apart_are_ambiguous() -> None:
    model = shop.MODEL + "measure Tips, Tips: Card by Tender\n"
    tenders = dataclasses.replace(store("Main Street"), members=_members("Visa", "Card: Visa"))
    _, found = resolved('post Tips: Card: Visa debit "1000"', tenders, model=model)
    assert [(each.code.number, each.at.text) for each in found] == [("XF107", "Tips: Card: Visa")]


def _members(*tenders: str) -> dict[str, tuple[shop.Member, ...]]:
    return {"tender": tuple(shop.Member(each, {}, shop.PROJECT.whole()) for each in tenders)}


def test_rules_without_a_model_get_one_finding_not_one_a_name() -> None:
    file, _ = parse(Source("rules.gl", 'post Closing debit "1000"\npost Opening debit "1000"\n'))
    _, found = resolve(shop.project(), [(file, False)])
    assert [each.code.number for each in found] == ["XF101"]
    assert found[0].help == "write `use rms` in the first line"


def test_a_name_that_a_broken_declaration_may_hold_is_not_reported() -> None:
    text = 'measure Tips by Tender, nevr negative\npost Tips credit "4000"\n'
    model, _ = parse(Source("model.gl", shop.MODEL))
    file, faults = parse(Source("rules.gl", text))
    _, found = resolve(shop.project(), [(model, True), (file, False)])
    assert [each.code.number for each in faults] == ["XF001"]
    assert found == ()


@pytest.mark.parametrize("text", ["", "# later\n"])
def test_a_rule_file_that_says_nothing_is_not_sound(text: str) -> None:
    file, _ = parse(Source("rules.gl", text))
    _, found = resolve(shop.project(), [(file, False)])
    assert [each.code.number for each in found] == ["XF101"]
