"""The prover and books kept by hand must agree, both ways, on shops made up at random."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from by_hand import Books, Clash, Line, days, to_cents
from compared import compare
from described import (
    Clears,
    Definition,
    Differences,
    Identity,
    Measure,
    Never,
    Rule,
    Scope,
    Shop,
    Store,
    Term,
)
from drawn_batches import Drawing
from drawn_shops import shop
from smaller_shops import shrunk
from tallies import Tally
from written_out import rules, texts

pytestmark = pytest.mark.xdist_group("reference")

CASES, CHUNK, DRAWS = 300, 20, 12


@cache
def tally(seed: int) -> Tally:
    return compare(shop(seed), seed, DRAWS)


@pytest.mark.parametrize("first", range(0, CASES, CHUNK), ids="seeds from {}".format)
def test_prover_and_books_agree(first: int) -> None:
    for seed in range(first, first + CHUNK):
        told = "\n".join(f"{each.kind}: {each.text}" for each in tally(seed).faults)
        assert not told, f"seed {seed}: {told}\n\n{rules(shop(seed))}"


def test_the_shops_are_of_every_kind() -> None:
    counts = sum((tally(seed).counts for seed in range(CASES)), Counter[str]())
    least = {
        "by-construction": 100, "by-identity": 50, "up-to-rounding": 5, "refuted": 100,
        "refuted by rounding": 20, "refuted and seen": 100, "clears": 30, "does not clear": 50,
        "with shares": 100, "with clears": 60, "with differences": 60, "with never": 20,
        "with days": 40, "with stores": 80, "with members that a store lacks": 60, "with skip": 5,
        "with rules for a store": 10, "with rules for a member": 20,
        "with identities by member": 20,
        "with signs": 100, "with definitions added to": 10, "by identity and off without": 50,
        "XF301 cases": 2, "XF406 cases": 5, "batches posted": 500, "batches refused": 100,
        "certificates multiplied out": 1000, "batches": 5000, "figures": 15_000,
    }  # fmt: skip
    assert {kind: counts[kind] for kind in least if counts[kind] < least[kind]} == {}
    assert counts["cases without proofs"] <= CASES // 8
    assert counts["cases"] == CASES


# ---- the books themselves, on figures that anybody can check

MAIN = Store("Main", {"Tender": ("Cash", "Visa")})
SMALL = Store("Small", {"Tender": ("Cash",)})
DAY = date(2026, 3, 1)


def books(*rules: Rule, store: Store = MAIN, day: date = DAY, **said: object) -> Books:
    measures = (Measure("Sales"), Measure("Tips"), Measure("Paid", "Tender", 1))
    definitions = (
        Definition("Fee", None, (Term(Fraction(6, 100), "Sales"),)),
        Definition("Rest", None, (Term(Fraction(1), "Sales"), Term(Fraction(-1), "Fee"))),
        Definition("Half Paid", "Tender", (Term(Fraction(1, 2), "Paid"),)),
        Definition("All Halves", None, (Term(Fraction(1), "Half Paid", summed=True),)),
    )
    made = Shop((MAIN, SMALL), measures, definitions, rules=rules)
    for name, listed in said.items():
        object.__setattr__(made, name, listed)
    return Books(made, store, day)


def test_halves_are_rounded_away_from_zero() -> None:
    halves = [Fraction(n, 2) for n in (-3, -2, -1, 0, 1, 2, 3)]
    assert [to_cents(each) for each in halves] == [-2, -1, -1, 0, 1, 1, 2]
    assert to_cents(Fraction(149, 100)) == 1


def test_shares_are_rounded_where_they_are_defined_and_by_member() -> None:
    by_hand = books()
    batch = {("Sales", None): 108, ("Paid", "Cash"): 1, ("Paid", "Visa"): 3}
    assert by_hand.value("Fee", None, batch) == 6
    assert by_hand.value("Rest", None, batch) == 102
    assert by_hand.rounding("Fee", None, batch) == Fraction(-48, 100)
    assert by_hand.value("All Halves", None, batch) == 1 + 2


def test_the_most_specific_rule_wins() -> None:
    family = Rule("Paid", None, "A")
    visa = Rule("Paid", "Visa", "B")
    small = Rule("Paid", None, "C", scope=Scope(("Small",)))
    assert [each.debit for each, _ in books(family, visa).postings] == ["A", "B"]
    assert [each.debit for each, _ in books(family, small, store=SMALL).postings] == ["C"]
    with pytest.raises(Clash):
        _ = books(family, small, Rule("Paid", "Cash", "B"), store=SMALL).postings
    with pytest.raises(Clash):
        _ = books(family, Rule("Paid", None, None, "B", Scope(first=DAY))).postings


def test_days_are_cut_where_something_begins_or_ends() -> None:
    scope = Scope(first=date(2026, 2, 1), last=date(2026, 2, 28))
    by_hand = books(Rule("Sales", None, None, "A", scope))
    assert days(by_hand.shop) == (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1))
    assert by_hand.postings == ()


def test_a_negative_amount_changes_sides_and_a_difference_is_booked() -> None:
    both = (Rule("Sales", None, None, "Income"), Rule("Paid", None, "{Tender} at {store}"))
    by_hand = books(*both, differences=(Differences(5, "Off"),))
    entry = by_hand.entry({("Sales", None): -10, ("Paid", "Cash"): -7, ("Paid", "Visa"): 0})
    assert entry.lines == (Line("Income", 10), Line("Cash at Main", -7))
    assert (entry.debits, entry.credits, entry.off) == (10, 7, 3)
    assert entry.difference == (Line("Off", -3),)
    assert entry.at("Off") == -3
    assert by_hand.entry({("Sales", None): 6}).difference == ()


def test_what_a_batch_may_not_do_is_found() -> None:
    one = Term(Fraction(1), "Sales")
    paid = Term(Fraction(1), "Paid", summed=True)
    by_hand = books(identities=(Identity((paid,), (one,)),), nevers=(Never("Tips"),))
    assert by_hand.faults({("Sales", None): 5, ("Paid", "Cash"): 5}) == []
    assert len(by_hand.faults({("Tips", None): 1})) == 1
    assert len(by_hand.faults({("Sales", None): -5, ("Paid", "Cash"): -5})) == 1
    assert len(by_hand.faults({("Sales", None): 5, ("Paid", "Cash"): 4})) == 1


def test_batches_are_drawn_that_hold_rounded_identities_to_the_cent() -> None:
    fee, tips = Term(Fraction(1), "Fee"), Term(Fraction(1), "Tips")
    by_hand = books(identities=(Identity((tips,), (fee,)),))
    batches = list(Drawing(by_hand, random.Random(1)).batches(40))
    assert len(batches) == 40
    odd = [each for each in batches if each.get(("Sales", None), 0) * 6 % 100]
    assert len(odd) > 10
    assert all(by_hand.value("Fee", None, each) == each.get(("Tips", None), 0) for each in odd)


def test_a_shop_is_made_small() -> None:
    small = shrunk(shop(1), lambda tried: bool(tried.rules))
    assert (len(small.rules), small.identities, small.measures) == (1, (), ())


def test_a_shop_is_written_as_people_write_it() -> None:
    one = Term(Fraction(1, 3), "Sales")
    made = Shop(
        (MAIN, SMALL),
        (Measure("Sales", None, -1), Measure("Paid", "Tender")),
        (Definition("Third", None, (one, Term(Fraction(-2), "Paid", summed=True)), later=1),),
        (Identity((one,), ()),),
        (Never("Paid", "Visa"),),
        (Rule("Third", None, "A", "B {store}", Scope(("Main",), first=DAY)), Rule("Paid")),
        (Clears("A"),),
        (Differences(5, "Off"),),
    )
    assert rules(made).splitlines() == [
        "dimension Tender",
        "measure Sales, never positive",
        "measure Paid by Tender",
        "Third = 1/3 of Sales",
        "Third also - 2 * sum of Paid",
        "always 1/3 of Sales = 0",
        'never Paid: Visa because "none"',
        'post Third debit "A" credit "B {store}" for "Main" from 2026-03-01',
        'skip Paid because "by hand"',
        '"A" clears',
        'differences up to 0.05 to "Off"',
    ]
    assert '"B Small"' in texts(made)["chart.yaml"]
