"""XF206: bills are booked to an Accounts Payable account on their other side, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.accounts import faults
from crossfoot.codes.bills_to_payable import BILLS_TO_PAYABLE
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.rules import Bills, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def bills_to_payable(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each `bills to` a payable account."""
    for fault in faults(ruleset, _is_wrong):
        yield Diagnostic(
            BILLS_TO_PAYABLE,
            f"{fault.named} of type Accounts Payable{fault.where}",
            fault.template.at,
            fault.in_chart("its type"),
            why="QuickBooks books the payable side of a bill by itself; this is the other side",
            help="name the account that the goods go to, usually inventory",
            about=fault.about,
            stores=fault.stores,
        )


def _is_wrong(use: Use) -> bool:
    is_bill = isinstance(use.rule, Bills)
    return is_bill and use.account is not None and use.account.type == "AccountsPayable"
