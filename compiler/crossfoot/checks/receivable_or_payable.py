"""XF204: a rule posts to Accounts Receivable or Accounts Payable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.accounts import Fault, faults, is_posted_to
from crossfoot.codes.receivable_or_payable import RECEIVABLE_OR_PAYABLE
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.rules import Bills, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof

RECEIVABLE, PAYABLE = "AccountsReceivable", "AccountsPayable"


def receivable_or_payable(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account that wants a customer or a vendor.

    A payable account as the other side of a bill is XF206.
    """
    for fault in faults(ruleset, lambda use: is_posted_to(use) and _is_wrong(use)):
        yield Diagnostic(
            RECEIVABLE_OR_PAYABLE,
            f"{fault.named} of type {fault.accounts[0].type_name}{fault.where}",
            fault.template.at,
            fault.in_chart("its type"),
            why=_why(fault),
            help=_help(fault),
            about=fault.about,
            stores=fault.stores,
        )


def _is_wrong(use: Use) -> bool:
    if use.account is None:
        return False
    is_bill = isinstance(use.rule, Bills)
    return use.account.type == RECEIVABLE or (use.account.type == PAYABLE and not is_bill)


def _why(fault: Fault) -> str:
    whom = "customer" if fault.accounts[0].type == RECEIVABLE else "vendor"
    return f"QuickBooks wants a {whom} on such a line, and a batch's totals belong to many"


def _help(fault: Fault) -> str:
    if fault.accounts[0].type == RECEIVABLE:
        return "keep what customers owe in an account of type Other Current Asset"
    return "keep what the shop owes in an account of type Other Current Liability"
