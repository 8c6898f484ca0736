"""What each statement of the language means, with an example: by the word that it is known by."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from crossfoot.report.text import COLUMNS
from crossfoot.suggest import did_you_mean


class Meaning(NamedTuple):
    """A statement: its words, what it says and what follows from it, and how it is written."""

    words: str
    text: str
    example: str


STATEMENTS = (
    Meaning(
        "use",
        "takes in a model: what a point of sale reports, and what holds of it. It is the first "
        "line of a company's rules.",
        "use rms",
    ),
    Meaning(
        "post",
        "books an item. `debit` and `credit` together move it from one account to another; one of "
        "them alone is one side of the entry. A negative amount changes sides, and nothing is "
        "booked of 0. A rule for one member beats the rule for all of them, and one `for` a store "
        "beats one for every store; `from` and `until` say when it is in force.",
        'post Tender Received       debit "1010 · Undeposited Funds"\n'
        'post Tender Received: Visa debit "1020 · Card Clearing"\n'
        'post Cash Dropped debit "1000 · Checking" credit "1010 · Undeposited Funds"',
    ),
    Meaning(
        "skip",
        "leaves an item unposted, whatever it comes to, and says why. It fits what stands by "
        "itself, such as cost or commission: without what an entry needs to balance, it does not "
        "(XF402).",
        'skip Commission because "paid through payroll"',
    ),
    Meaning(
        "never",
        "says that something does not occur, and why. The proof rests on it, and each batch is "
        "held against it: one in which it occurs is not posted (XF502).",
        'never Vouchers Sold, Layaway: Paid, Layaway: Closed because "not offered"',
    ),
    Meaning(
        "default",
        "gives a class or a memo to each line whose rule names none.",
        'default class "{store}" memo "Batch {batch}"',
    ),
    Meaning(
        "expect",
        "warns of a batch in which an amount is larger, either way, than you would think (XF510). "
        "The batch is posted all the same.",
        "expect Tender Over/Short within 20.00",
    ),
    Meaning(
        "bills to",
        "names the account that purchase orders are booked to: those that close with a batch "
        "become bills.",
        'bills to "1200 · Inventory Asset"',
    ),
    Meaning(
        "differences",
        "books what a batch is off by, up to an amount, instead of holding the batch back. "
        "One that is off by more is held back as ever (XF502). It is no way round rules that do "
        "not balance: those are refuted all the same, but for cents of rounding within the limit.",
        'differences up to 0.05 to "6990 · Cash Rounding"',
    ),
    Meaning(
        "clears",
        "says that nothing stays in an account after any batch, and has it proved; where something "
        "can stay, it is XF404. What comes in must go out in the same batch: an account that the "
        "card company empties days later does not clear in this sense.",
        'post Tender Opening Amounts debit "1050 · Till" credit "1060 · Safe"\n'
        'post Tender Received        debit "1050 · Till"\n'
        'post Tender Dropped         debit "1000 · Checking" credit "1050 · Till"\n'
        'post Tender Paid Out        debit "6400 · Expenses" credit "1050 · Till"\n'
        'post Tender Closing Amounts debit "1060 · Safe" credit "1050 · Till"\n'
        '"1050 · Till" clears',
    ),
    Meaning(
        "allow",
        "silences one kind of finding in one place, and says why: a warning, or XF302 or XF401. "
        "One that silences nothing is itself a finding (XF305).",
        'allow XF508 on Dept Cost because "we book cost monthly"',
    ),
    Meaning(
        "always",
        "says of every batch that two amounts are the same. The proof rests on it, and each batch "
        "is held against it before it is posted (XF502).",
        "always Taken = Due",
    ),
    Meaning(
        "also",
        "adds something to an amount that is defined elsewhere, such as in the model.",
        "Due also sum of Card Tips",
    ),
    Meaning(
        "takes",
        "says on which sides an item stands, and what types of account it goes to there. What is "
        "said of one member replaces what is said of all. Another side is XF207, another type "
        "XF203.",
        "Tender Received takes debit Bank or Other Current Asset\n"
        "Tender Received: Gift Card takes debit Other Current Liability",
    ),
    Meaning(
        "excludes",
        "says that two items hold the same money, such as a total and its parts: of these only "
        "one may be posted (XF302).",
        "Sales: Total excludes Dept Sales",
    ),
    Meaning(
        "requires",
        "says that where one item is posted, one of some others must be posted, skipped or "
        "`never`, too (XF303).",
        "Tender Received requires Tender Paid Out or Cash Paid Out",
    ),
    Meaning(
        "corrects",
        "says that an item is the difference between what was counted and what was due. It does "
        "not belong in a cash account, where it would hide every shortage (XF208), and a count of "
        "0 beside a shortage is one that was never made (XF505).",
        "Tender Over/Short corrects Closing",
    ),
    Meaning(
        "dimension",
        "names what figures are broken down by, such as tenders, taxes or departments. The project "
        "file lists the members of each store.",
        "dimension Tender",
    ),
    Meaning(
        "measure",
        "names a figure that the point of sale reports in each batch: one, or one `by` each member "
        "of a dimension; and which sign it never has.",
        "measure Closing, Opening by Tender\n"
        "measure Dropped by Tender, never positive\n"
        "measure Shipping Charge: Total",
    ),
)
"""Every statement but the definition, which is known by its `=` alone."""

_LONGER = {"bills": "bills to", "differences up to": "differences"}


def explain_statement(words: str) -> str | None:
    """Return what a statement means, in 80 columns, by its words in any case; None for others."""
    asked = " ".join(words.split()).casefold()
    wanted = _LONGER.get(asked, asked)
    found = next((each for each in STATEMENTS if each.words == wanted), None)
    return None if found is None else _told(found)


def nearest_statement(words: str) -> str | None:
    """Return a help line for words that are nearly those of a statement."""
    return did_you_mean(words, [each.words for each in STATEMENTS])


def _told(meaning: Meaning) -> str:
    text = textwrap.fill(f"It {meaning.text}", COLUMNS, break_on_hyphens=False)
    example = textwrap.indent(meaning.example, "    ")
    return f"{meaning.words} (a statement)\n\n{text}\n\nFor example:\n\n{example}\n"
