"""The three ways to post tenders, the near misses, and every other mapping."""

from __future__ import annotations

import random
from itertools import product

import pytest
from booking import balances, batches, certified, replays
from books import NOTHING_ELSE, SALES, labels, placed, proofs, resolved

from crossfoot.checks import run_checks
from crossfoot.diagnostic import Diagnostic
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Verdict

REST = SALES + NOTHING_ELSE

OVER = 'post Tender Over/Short credit "Over and Short"\n'
RECEIVED = 'post Tender Received debit "Till"\n'
COUNTS = """\
post Tender Closing Amounts debit "Till"
post Tender Opening Amounts credit "Till"
"""
OUT = """\
post Tender Dropped debit "Bank"
post Tender Paid Out debit "Spent"
"""
MOVED = """\
post Tender Dropped debit "Bank" credit "Till"
post Tender Paid Out debit "Spent" credit "Till"
"""
THROUGH = """\
post Tender Closing Amounts debit "Safe" credit "Till"
post Tender Opening Amounts debit "Till" credit "Safe"
"""

WAYS = {
    "received only": RECEIVED + MOVED + OVER,
    "received only, drops left blank": RECEIVED
    + OVER
    + 'skip Tender Dropped, Tender Paid Out because "by hand"\n',
    "opening and closing": COUNTS + OUT + OVER,
    "all three": RECEIVED + THROUGH + MOVED + OVER,
    "received only, with totals": RECEIVED
    + OVER
    + MOVED.replace("Tender Dropped", "Cash Dropped").replace("Tender Paid", "Cash Paid"),
    "cash by counts, cards by what was received": """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Tender Dropped: Cash debit "Bank"
post Tender Paid Out: Cash debit "Spent"
post Tender Received: Visa debit "Cards"
never Dropped: Visa, Paid: Visa because "cards stay in the drawer"
"""
    + OVER,
    "cash by counts, cards received, totals for what cards never have": """\
post Tender Closing Amounts: Cash debit "Till"
post Tender Opening Amounts: Cash credit "Till"
post Cash Dropped debit "Bank"
post Cash Paid Out debit "Spent"
post Tender Received: Visa debit "Cards"
never Dropped: Visa, Paid: Visa because "cards stay in the drawer"
"""
    + OVER,
    "over and short apart": RECEIVED
    + MOVED
    + 'post Tender Over credit "Over"\npost Tender Short credit "Short"\n',
}


def findings(rules: str) -> tuple[Diagnostic, ...]:
    ruleset = resolved(rules)
    proved = prove(ruleset)
    for proof in proved:
        assert certified(proof)
        assert not proof.residual or replays(ruleset.model, proof)
    quiet = ("XF203", "XF207", "XF208", "XF306")
    return tuple(each for each in run_checks(ruleset, proved) if each.code.number not in quiet)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_is_proved_by_the_identity_and_nothing_is_said(way: str) -> None:
    (proof,) = proofs(WAYS[way] + REST)
    assert proof.verdict is Verdict.BY_IDENTITY
    assert certified(proof)
    assert proof.overlaps == ()
    assert findings(WAYS[way] + REST) == ()


MISSES = {
    "received beside opening and closing": (
        RECEIVED + MOVED + OVER + COUNTS,
        [("XF401", "Tender Opening Amounts")],
    ),
    "received beside opening and closing, drops as for the counts": (
        COUNTS + OUT + OVER + RECEIVED,
        [("XF401", "Tender Received")],
    ),
    "opening and closing with drops on both sides": (
        COUNTS + MOVED + OVER,
        [("XF402", "Tender Dropped"), ("XF402", "Tender Paid Out")],
    ),
    "opening and closing with all drops in one line, on both sides": (
        COUNTS
        + OUT.replace("Tender Dropped", "Cash Dropped").replace('"Bank"', '"B" credit "T"')
        + OVER,
        [("XF402", "Cash Dropped")],
    ),
    "opening and closing with drops blank": (
        COUNTS + OVER,
        [("XF402", "Tender Closing Amounts")],
    ),
    "received only with drops on one side": (
        RECEIVED + 'post Tender Dropped debit "Bank"\n' + MOVED.splitlines()[1] + "\n" + OVER,
        [("XF401", "Tender Dropped")],
    ),
    "received only, over/short unmapped": (
        RECEIVED + MOVED,
        [("XF402", "Tender Received")],
    ),
    "opening and closing, over/short unmapped": (
        COUNTS + OUT,
        [("XF402", "Tender Closing Amounts")],
    ),
    "all three, over/short unmapped": (
        RECEIVED + THROUGH + MOVED,
        [("XF402", "Tender Received")],
    ),
    "a total beside its parts": (
        RECEIVED + MOVED + OVER + 'post Dept Sales credit "Sales"\n',
        [("XF302", "Sales: Total")],
    ),
    "all three, opening and closing swapped for one side": (
        RECEIVED + COUNTS.replace("debit", "credit", 1) + MOVED + OVER,
        [("XF401", "Tender Opening Amounts"), ("XF402", "Tender Closing Amounts")],
    ),
    "over/short as a debit": (
        RECEIVED + MOVED + OVER.replace("credit", "debit"),
        [("XF402", "Tender Over/Short")],
    ),
    "short left out beside over": (
        RECEIVED + MOVED + 'post Tender Over credit "Over"\n',
        [("XF402", "Tender Received")],
    ),
    "over/short skipped": (
        RECEIVED + MOVED + 'skip Tender Over/Short because "pennies"\n',
        [("XF402", "Tender Over/Short")],
    ),
    "drops on one side for one tender only": (
        COUNTS + OUT + 'post Tender Dropped: Cash debit "Bank" credit "Till"\n' + OVER,
        [("XF402", "Tender Dropped: Cash")],
    ),
    "opening without closing": (
        COUNTS.splitlines()[1] + "\n" + OUT + OVER,
        [("XF303", "Tender Opening Amounts")],
    ),
    "received without drops": (
        RECEIVED + OVER,
        [("XF303", "Tender Received"), ("XF303", "Tender Received")],
    ),
}


@pytest.mark.parametrize("miss", MISSES)
def test_a_near_miss_gets_its_code_at_its_line(miss: str) -> None:
    rules, expected = MISSES[miss]
    assert sorted(placed(findings(rules + REST))) == sorted(expected)


def test_the_example_of_two_sided_drops_reads_as_it_should() -> None:
    (finding,) = findings(
        COUNTS
        + 'post Cash Dropped debit "Bank" credit "Till"\npost Cash Paid Out debit "Spent"\n'
        + OVER
        + REST
    )
    assert finding.message == "`Cash Dropped` should be a debit alone"
    assert finding.why == (
        "on a day with 1.00 of `Opening: Cash` and -1.00 of `Dropped: Cash`, "
        "debits are 1.00 and credits 2.00"
    )
    assert finding.help is not None
    assert finding.help.startswith('write `post Cash Dropped debit "Bank"` without the credit')
    (proof,) = proofs(COUNTS + MOVED.replace("Tender D", "Cash D") + OVER + REST)
    assert labels(proof) == {
        "Dropped: Cash": "1",
        "Dropped: Visa": "1",
        "Paid: Cash": "1",
        "Paid: Visa": "1",
    }


def test_what_closes_the_gap_is_named_with_its_side() -> None:
    (finding,) = findings(RECEIVED + MOVED + REST)
    assert finding.help == 'add `post Tender Over/Short credit "…"`'


SIDES = {"": "", "debit": ' debit "A"', "credit": ' credit "B"', "both": ' debit "A" credit "B"'}

RECEIVED_SIDES = ("", "debit")
COUNT_SIDES = (("", ""), ("debit", "credit"), ("credit", "debit"), ("both", "both"))
OUT_SIDES = ("", "debit", "credit", "both")
OVER_SIDES = ("", "debit", "credit")

SOUND = {
    ("debit", ("", ""), "both", "credit"),
    ("debit", ("", ""), "", "credit"),
    ("", ("debit", "credit"), "debit", "credit"),
    ("debit", ("both", "both"), "both", "credit"),
    ("debit", ("both", "both"), "", "credit"),
}
"""Ways A, B and C; with A and C drops may be left blank, for which there is `requires`."""


def mapped(received: str, counts: tuple[str, str], out: str, over: str) -> str:
    items = {
        "Tender Received": received,
        "Tender Closing Amounts": counts[0],
        "Tender Opening Amounts": counts[1],
        "Tender Dropped": out,
        "Tender Paid Out": out,
        "Tender Over/Short": over,
    }
    return "".join(f"post {name}{SIDES[way]}\n" for name, way in items.items() if way)


def test_of_all_mappings_only_the_three_ways_balance() -> None:
    every = list(product(RECEIVED_SIDES, COUNT_SIDES, OUT_SIDES, OVER_SIDES))
    assert len(every) == 96
    rng = random.Random(836444)
    ruleset = resolved(REST)
    tried = batches(ruleset.model, ruleset.regimes[0], 400, rng)
    for mapping in every:
        mapped_rules = resolved(mapped(*mapping) + REST)
        (proof,) = prove(mapped_rules)
        booked = all(balances(mapped_rules.regimes[0], batch) for batch in tried)
        assert booked == (mapping in SOUND), mapping
        assert (proof.verdict is not Verdict.REFUTED) == booked, mapping
        assert certified(proof)
        assert booked or replays(mapped_rules.model, proof)
