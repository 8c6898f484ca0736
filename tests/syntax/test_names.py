"""Names that accountants use, in every position where a name can stand."""

from __future__ import annotations

import pytest
from reading import names, read, statement

NAMES = """
Closing
Sales: Total
Tender Received: Visa
Store Account: Paid To
Store Account: Paid On
Surcharges: Debit
Surcharges: Cash Back
Inventory: Cost of Goods Sold
Customer Deposit: Made
Layaway: Paid
Tender Over/Short
Tender Rounding Error
Store Credit
Store Credit Used
Debit Card
Credit Card Fees
Use Tax
Post Card
Post Office Box
Memo Pads
Class Rings
For Resale
Goods For Resale
To Go
From Scratch
Baked From Scratch
Until Further
Because We Care
By The Pound
On Account
Or Else
Within Reach
Bills
Bills To Pay
Differences
Default Rate
Allow Me
Allow XF Fees
Takes
Takes Two
Excludes Nothing
Requires Care
Also Ran
Clears Throat
Corrects Itself
Sum Total
Sums Received
Total Sum
Never Mind
Always Fresh
Measure Up
Dimension Stone
Skip Hire
Expect More
Positive Pay
Tobacco: By Weight
Dept Sales: Takes Away
Dept Sales: 2nd Hand
Aisle 7
Route 66 Diner
A-B
Carry-On Bags
R&D
AT&T Cards
P.O. Boxes
St. Patrick's Day
Joe's Own
Corner Shop: 7_Eleven
Épicerie
Bäckerei: Brötchen
Ñandú
Œufs
Табак: Сигареты
煙草
たばこ: 箱
बीड़ी
ยาสูบ
سجائر
סיגריות
e\u0301picerie
""".strip().split("\n")

BRACKETED = {
    "[Wine (750ml)]": "Wine (750ml)",
    "[Sales: Total + Tax]": "Sales: Total + Tax",
    "[Beer & Wine]": "Beer & Wine",
    "Dept Sales: [Beer & Wine]": "Dept Sales: Beer & Wine",
    "[Dept Sales: Beer & Wine]": "Dept Sales: Beer & Wine",
    "[Beer & Wine]: [7 Up]": "Beer & Wine: 7 Up",
    "[Beer & Wine]: Red": "Beer & Wine: Red",
    "[7 Up]": "7 Up",
    "[ Two   Spaces ]": "Two Spaces",
    "[Sold by Weight]": "Sold by Weight",
    "[Pay or Play]": "Pay or Play",
    "[Item #5]": "Item #5",
    '[5" Pipe]': '5" Pipe',
    "[50% Off]": "50% Off",
    "[sum of all]": "sum of all",
    "[Plain]": "Plain",
    "[a = b]": "a = b",
    "No\u00a0Break": "No Break",
}
ALL = {**{name: name for name in NAMES}, **BRACKETED}

INSIDE = (
    'post {} credit "4000"',
    'post {} debit "1010" credit "4000" for "East" from 2026-01-01',
    'post {} for "East" debit "1010"',
    'post {} from 2026-01-01 debit "1010"',
    'skip {} because "paid through payroll"',
    'skip Commission, {}, Fees from 2026-01-01 because "paid through payroll"',
    'never {} for "East" because "not offered"',
    'never Commission, {} until 2026-01-01 because "not offered"',
    "dimension {}",
    "use {}",
    "measure {}",
    "measure {} by Tender",
    "measure Closing, {} by Tender, never negative",
    "measure Closing by {}, never positive",
    "X = {}",
    "X = A - {} + B",
    "X = A -{}",
    "X = -{}",
    "X = 2 * {} / 3",
    "X = 6% of {}",
    "X = sum of {} - sum of {}",
    "X = 2 * (A - {})",
    "X also {}",
    "always {} = 0",
    "always A = B + {}",
    "X excludes {}",
    "X excludes A, {}",
    "X requires {}",
    "X requires A or {} or B",
    "X corrects {}",
    "X takes debit {} or Bank, credit {}",
    "expect {} within 20.00",
    'expect {} within 20 for "East"',
    'allow XF508 on {} because "booked monthly"',
)
BEFORE_VERB = (
    "{} excludes A",
    "{} takes credit Income",
    "{} requires A or B",
    "{} also sum of Card Tips",
    "{} corrects Closing",
    "{} = A",
)


def test_the_table_is_long_enough() -> None:
    assert len(ALL) >= 90


@pytest.mark.parametrize("written", ALL)
def test_a_name_can_stand_wherever_a_name_can(written: str) -> None:
    for form in INSIDE:
        assert ALL[written] in set(names(statement(form.format(written, written)))), form


STATEMENT_WORDS = {"never", "always", "measure", "dimension", "skip", "expect"}


@pytest.mark.parametrize("written", ALL)
def test_a_name_can_begin_a_statement(written: str) -> None:
    first = written.split()[0].lower()
    for form in BEFORE_VERB:
        if first in STATEMENT_WORDS and "=" in form:
            form = form.replace("{}", "[{}]")
        assert statement(form.format(written)).name.text == ALL[written], form


def test_a_word_of_the_language_alone_is_a_name_where_it_says_so() -> None:
    for word in ("Use", "Post", "Never", "Always", "Skip", "Measure", "Default", "Bills"):
        assert statement(f"{word} = A").name.text == word
        assert set(names(statement(f'post {word} credit "1"'))) == {word}


def test_keywords_have_any_case() -> None:
    file = read('POST A CREDIT "1" FOR "East"\nX Takes Debit Bank OR Income\nNever B BECAUSE "x"\n')
    assert [type(s).__name__ for s in file.statements] == ["Post", "Takes", "Never"]


def test_the_span_of_a_name_holds_its_brackets() -> None:
    post = statement('post Dept Sales: [Beer & Wine] credit "1"')
    assert post.name.at.text == "Dept Sales: [Beer & Wine]"


def test_a_name_that_begins_with_a_statement_word_spans_both_words() -> None:
    definition = statement("Use Tax = 6% of Sales")
    assert definition.name.at.text == "Use Tax"
    assert definition.at.text == "Use Tax = 6% of Sales"
