"""Only proved rules make entries, and an entry that does not balance is never made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crossfoot.checks.checked import CheckedRuleset
from crossfoot.model.amounts import Side
from crossfoot.plan import Entry, Plan, Unbalanced
from crossfoot.posting.draft import Draft
from crossfoot.proof.prove import prove
from posting_shop import batch, plan, ruleset


def test_an_entry_has_what_its_draft_has_and_its_total() -> None:
    rules = ruleset()
    made = batch(rules)
    entry, draft = plan(rules).entry(made), Draft(rules).entry(made)
    assert (entry.ref, entry.day, entry.lines) == (draft.ref, draft.day, draft.lines)
    assert entry.total == draft.debits == draft.credits == 15575


def test_a_batch_that_breaks_an_identity_makes_no_entry() -> None:
    rules = ruleset()
    broken = batch(rules, {"Closing: Cash": "10.00", "Dept Sales: Food": "9.99"})
    with pytest.raises(Unbalanced, match=r"entry M1 does not balance: debits 10\.00, credits 9"):
        plan(rules).entry(broken)


def test_an_entry_made_by_anybody_must_balance() -> None:
    entry = plan(ruleset()).entry(batch(ruleset()))
    with pytest.raises(Unbalanced):
        Entry(entry.store, entry.number, entry.day, entry.ref, entry.lines[:-1])


def test_sides_count_not_only_sizes() -> None:
    rules = ruleset()
    entry = plan(rules).entry(batch(rules))
    turned = tuple(line._replace(side=Side.DEBIT) for line in entry.lines)
    with pytest.raises(Unbalanced):
        replace(entry, lines=turned)


def test_a_plan_takes_no_other_rules_than_those_that_were_checked() -> None:
    rules, others = ruleset(), ruleset()
    checked = CheckedRuleset(rules, prove(rules))
    with pytest.raises(ValueError, match="other rules"):
        Plan(checked, Draft(others))


def test_a_batch_of_nothing_makes_an_entry_without_lines() -> None:
    rules = ruleset()
    entry = plan(rules).entry(batch(rules, {"Closing: Cash": "0.00"}))
    assert (entry.lines, entry.total) == ((), 0)
