"""XF210: a rule posts to an account that is kept in a foreign currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.accounts import wrong_accounts
from crossfoot.codes.foreign_currency_account import FOREIGN_CURRENCY_ACCOUNT
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def foreign_currency_account(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account that is kept in a foreign currency."""
    for fault in wrong_accounts(ruleset, lambda account: account.currency is not None):
        yield Diagnostic(
            FOREIGN_CURRENCY_ACCOUNT,
            f"{fault.named} kept in a foreign currency{fault.where}",
            fault.template.at,
            fault.in_chart("its currency"),
            why="all figures of a batch are in home currency; here they count as foreign money",
            help="post to an account in home currency",
            about=fault.about,
            stores=fault.stores,
        )
