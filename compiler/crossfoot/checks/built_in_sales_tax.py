"""XF205: a rule posts to QuickBooks' own Sales Tax Payable account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.accounts import wrong_accounts
from crossfoot.codes.built_in_sales_tax import BUILT_IN_SALES_TAX
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def built_in_sales_tax(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account that is QuickBooks' own Sales Tax Payable."""
    for fault in wrong_accounts(ruleset, lambda account: account.special == "SalesTaxPayable"):
        yield Diagnostic(
            BUILT_IN_SALES_TAX,
            f"{fault.named} QuickBooks' own sales tax account{fault.where}",
            fault.template.at,
            fault.in_chart("the chart marks it here"),
            why="QuickBooks keeps it by tax agency; a line that names none is refused",
            help="make an account of type Other Current Liability for the tax and post to that",
            about=fault.about,
            stores=fault.stores,
        )
