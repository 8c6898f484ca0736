"""The checks on rules and proofs, each a small function in a file of its own.

What reads a file or resolves a name reports its own faults; here are those that take the
whole ruleset, or a proof, to be seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.checks.bills_to_payable import bills_to_payable
from crossfoot.checks.both_sides_same_account import both_sides_same_account
from crossfoot.checks.built_in_sales_tax import built_in_sales_tax
from crossfoot.checks.cash_hides_shortage import cash_hides_shortage
from crossfoot.checks.check import Check
from crossfoot.checks.checked import CheckedRuleset, checked
from crossfoot.checks.conflicting_rules import conflicting_rules
from crossfoot.checks.dead_rule import dead_rule
from crossfoot.checks.does_not_clear import does_not_clear
from crossfoot.checks.double_posting import double_posting
from crossfoot.checks.excluded_together import excluded_together
from crossfoot.checks.foreign_currency_account import foreign_currency_account
from crossfoot.checks.grading import told, weighed
from crossfoot.checks.identities_contradict import identities_contradict
from crossfoot.checks.inactive_account import inactive_account
from crossfoot.checks.non_posting_account import non_posting_account
from crossfoot.checks.not_posted import not_posted
from crossfoot.checks.out_of_balance import imbalances, out_of_balance
from crossfoot.checks.receivable_or_payable import receivable_or_payable
from crossfoot.checks.required_rule_missing import required_rule_missing
from crossfoot.checks.rounding_can_unbalance import rounding_can_unbalance
from crossfoot.checks.side_not_expected import side_not_expected
from crossfoot.checks.unexpected_account_type import unexpected_account_type
from crossfoot.checks.unknown_account import unknown_account
from crossfoot.checks.unknown_class_vendor_or_terms import unknown_class_vendor_or_terms
from crossfoot.diagnostic import Diagnostic, errors
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof

__all__ = [
    "CHECKS",
    "CheckedRuleset",
    "checked",
    "run_checks",
    "told",
    "weighed",
]

CHECKS: tuple[Check, ...] = (
    unknown_account,
    inactive_account,
    unexpected_account_type,
    receivable_or_payable,
    built_in_sales_tax,
    bills_to_payable,
    side_not_expected,
    cash_hides_shortage,
    non_posting_account,
    foreign_currency_account,
    unknown_class_vendor_or_terms,
    conflicting_rules,
    excluded_together,
    required_rule_missing,
    dead_rule,
    both_sides_same_account,
    double_posting,
    out_of_balance,
    not_posted,
    does_not_clear,
    rounding_can_unbalance,
    identities_contradict,
)
"""Every check, by the number of its code. A new check is one line here."""


def run_checks(ruleset: Ruleset, proofs: Sequence[Proof]) -> tuple[Diagnostic, ...]:
    """Return all that the checks find; `proofs` is empty where an error forbids to prove.

    Where rules conflict it is not known what is posted, and proofs are not looked at. Nothing
    is silenced yet: that is for `weighed`, which sees all findings of a run.
    """
    if any(regime.conflicts for regime in ruleset.regimes):
        proofs = ()
    found = tuple(finding for check in CHECKS for finding in check(ruleset, proofs))
    if errors(found) or not any(proof.residual for proof in proofs):
        return found
    # INVARIANT: rules that are refuted never go without an error, whoever was to tell of it.
    return (*found, *imbalances(ruleset, proofs))
