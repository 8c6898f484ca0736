"""The one layout, by examples: each text and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reading import meaning

from crossfoot import resources
from crossfoot.source import Source, decode
from crossfoot.syntax.layout import laid_out
from crossfoot.syntax.parse import parse

EXAMPLES = {
    "columns of a run of posts": (
        """\
post Sales: Total credit "4000 · Sales"
post Tender Received debit "1010 · Undeposited Funds" # every tender
post Tender Received: Visa debit "1020 · Card Clearing"     # but Visa here
post Cash Dropped   credit "1010 · Undeposited Funds"  debit "1000 · Checking"
post Sales: Total for "East","West" memo "{batch}" class "East" credit "4100 · East"
post Commission from 2026-01-01 debit "6100" credit "2400" until 2026-06-30
""",
        """\
post Sales: Total          credit "4000 · Sales"
post Tender Received       debit  "1010 · Undeposited Funds"  # every tender
post Tender Received: Visa debit  "1020 · Card Clearing"      # but Visa here
post Cash Dropped          debit  "1000 · Checking" credit "1010 · Undeposited Funds"
post Sales: Total          credit "4100 · East" class "East" memo "{batch}" for "East", "West"
post Commission            debit  "6100"            credit "2400" from 2026-01-01 until 2026-06-30
""",
    ),
    "a run of debits alone has no gap for credits": (
        'post A debit "1"\npost Long Name debit "22"\n',
        'post A         debit "1"\npost Long Name debit "22"\n',
    ),
    "a comment belongs to a run of posts, a blank line ends it": (
        'post A credit "1"\n# and\npost Long Name credit "1"\n\npost B credit "1"\n',
        'post A         credit "1"\n# and\npost Long Name credit "1"\n\npost B credit "1"\n',
    ),
    "another statement ends a run of posts": (
        'post A credit "1"\nskip B because "x"\npost Long Name credit "1"\n',
        'post A credit "1"\nskip B because "x"\npost Long Name credit "1"\n',
    ),
    "a post on several lines stays so": (
        'post A for "East"\n credit "1"   class  "c"\n\t# why\n  memo "m" # what\n',
        'post A for "East"\n    credit "1" class "c"\n    # why\n    memo "m"  # what\n',
    ),
    "clauses on one line have one order": (
        'skip A because "x" until 2026-01-02 for "East" from 2026-01-01\n',
        'skip A for "East" from 2026-01-01 until 2026-01-02 because "x"\n',
    ),
    "spaces and signs in formulas": (
        "X=-A +B- C\nY = 2*( A-B )/ 3\nZ = 6 % OF A - 1 / 3  of B + 1 / 4*C\nX Also  -SUM  OF A\n",
        "X = -A + B - C\nY = 2 * (A-B) / 3\nZ = 6% of A - 1/3 of B + 1/4 * C\nX also -sum of A\n",
    ),
    "a formula keeps its lines": (
        "Due = Sales: Total\n  + Tax   # collected\n  # and\n  - Returns\n",
        "Due = Sales: Total\n    + Tax  # collected\n    # and\n    - Returns\n",
    ),
    "keywords are small, codes are capitals": (
        'POST A CREDIT "1"\nMeasure B By C , Never  Positive\nallow xf508 On B BECAUSE "x"\n',
        'post A credit "1"\nmeasure B by C, never positive\nallow XF508 on B because "x"\n',
    ),
    "account types are spelt as QuickBooks shows them": (
        "A takes debit bank or OTHER current asset , credit my own type\n",
        "A takes debit Bank or Other Current Asset, credit my own type\n",
    ),
    "brackets only where they are needed": (
        "[Net Sales] = [Plain]: [Member] - [Beer & Wine] - Dept: [Beer & Wine] - [A-B]\n",
        "Net Sales = Plain: Member - [Beer & Wine] - [Dept: Beer & Wine] - A-B\n",
    ),
    "brackets around a keyword stay": (
        "[Never Mind] = [Sold by Weight]\n[Use] takes debit Bank\nmeasure [Use Tax] by [By Hand]\n",
        "[Never Mind] = [Sold by Weight]\n[Use] takes debit Bank\nmeasure Use Tax by By Hand\n",
    ),
    "a name that begins with a statement's word": (
        "use  Tax = 6% of A\nNever Mind excludes post Card\n",
        "use Tax = 6% of A\nNever Mind excludes post Card\n",
    ),
    "words that end a name in one place only": (
        'A requires [N or M] or B\npost [N or M] credit "1"\nexpect [A within B] within 2\n',
        'A requires [N or M] or B\npost N or M credit "1"\nexpect [A within B] within 2\n',
    ),
    "blank lines are folded, comments kept": (
        "\n\n# top   \n\n\n\n#no space\nuse rms\n   \n\n  # stray\n\n\n",
        "# top\n\n#no space\nuse rms\n\n    # stray\n",
    ),
    "comments at the ends of neighbouring lines stand below each other": (
        "measure A # one\nmeasure Longer # two\n\nmeasure B # three\n",
        "measure A       # one\nmeasure Longer  # two\n\nmeasure B  # three\n",
    ),
    "what cannot be read is left as it is": (
        'post A   credit  4000\n  memo  "x"   # why\npost  B   credit "1"\n\n\n   use   rms\n',
        'post A   credit  4000\n  memo  "x"   # why\npost B credit "1"\n\n   use   rms\n',
    ),
    "no newline at the end": ("use rms", "use rms\n"),
    "nothing": ("\n\n  \n", ""),
}


def _laid(text: str, spelling: Mapping[str, str] | None = None) -> str:
    source = Source("rules.gl", text)
    return laid_out(source, parse(source)[0], spelling or {})


@pytest.mark.parametrize("name", EXAMPLES)
def test_layout(name: str) -> None:
    before, after = EXAMPLES[name]
    assert _laid(before) == after
    assert _laid(after) == after


def test_declared_spellings_are_restored() -> None:
    spelling = {
        "sales: total": "Sales: Total",
        "tender received": "Tender Received",
        "visa": "Visa",
        "use tax": "Use Tax",
        "beer & wine": "Beer & Wine",
        "bank": "BANK",
    }
    text = (
        'POST SALES: TOTAL credit "1"\npost tender received: VISA debit "visa"\n'
        "USE TAX = 6% of sales: total\ndept sales: [beer & wine] excludes tender received\n"
        "tender received takes debit bank\nuse visa\n"
    )
    assert _laid(text, spelling) == (
        'post Sales: Total          credit "1"\npost Tender Received: Visa debit  "visa"\n'
        "Use Tax = 6% of Sales: Total\n[dept sales: Beer & Wine] excludes Tender Received\n"
        "Tender Received takes debit Bank\nuse visa\n"
    )


def test_a_declared_spelling_that_needs_brackets_gets_them() -> None:
    assert _laid("x = a - b-c", {"b-c": "B-C", "a": "A", "x": "X"}) == "X = A - B-C\n"


@pytest.mark.parametrize("model", resources.models())
def test_the_shipped_models_keep_their_meaning(model: str) -> None:
    source = decode(f"{model}.gl", resources.model(model).read_bytes())
    file, _ = parse(source)
    laid = laid_out(source, file, {})
    again, found = parse(Source(f"{model}.gl", laid))
    assert found == ()
    assert meaning(again.statements) == meaning(file.statements)
