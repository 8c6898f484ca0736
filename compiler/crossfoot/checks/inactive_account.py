"""XF202: a rule posts to an account that has been made inactive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.accounts import wrong_accounts
from crossfoot.codes.inactive_account import INACTIVE_ACCOUNT
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def inactive_account(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account that is inactive."""
    for fault in wrong_accounts(ruleset, lambda account: not account.active):
        yield Diagnostic(
            INACTIVE_ACCOUNT,
            f"{fault.named} inactive{fault.where}",
            fault.template.at,
            fault.in_chart("the chart says so here"),
            why="QuickBooks refuses an entry that names an inactive account",
            help="post to the account that took its place, or make it active again in QuickBooks",
            about=fault.about,
            stores=fault.stores,
        )
