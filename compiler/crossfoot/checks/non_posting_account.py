"""XF209: a rule posts to an account that takes no postings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.accounts import wrong_accounts
from crossfoot.codes.non_posting_account import NON_POSTING_ACCOUNT
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def non_posting_account(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account that is non-posting."""
    for fault in wrong_accounts(ruleset, lambda account: account.type == "NonPosting"):
        yield Diagnostic(
            NON_POSTING_ACCOUNT,
            f"{fault.named} of type Non-Posting{fault.where}",
            fault.template.at,
            fault.in_chart("its type"),
            why="QuickBooks keeps such an account as a memorandum and takes no entry to it",
            help="post to an account of the balance sheet or of profit and loss",
            about=fault.about,
            stores=fault.stores,
        )
