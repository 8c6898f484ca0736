"""Accounts as cases name them: in every form that a rule may, looked up in the chart."""

from __future__ import annotations

from crossfoot.checks.support.account_advice import Advice
from crossfoot.codes.unknown_account import UNKNOWN_ACCOUNT
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.chart import Account, Chart, NoSuchAccount
from crossfoot.project.decode import text
from crossfoot.project.nodes import Node


class Accounts:
    """Finds accounts, and keeps what is to be said of those that are not there (XF201).

    Without a chart, since the project cannot be read, every account is as it is written.
    """

    def __init__(self, chart: Chart | None) -> None:
        self.found: list[Diagnostic] = []
        self._chart = chart
        self._advice = None if chart is None else Advice(chart)
        self._known: dict[str, Account] = {}

    def account(self, node: Node) -> Account:
        """Return the account that is named; one that is not there is told of. Raises Unfit."""
        written = text(node)
        known = self._known.get(written)
        if known is not None:
            return known
        account = Account(written, None, "NonPosting", None, True, None, node.at)
        if self._chart is not None and self._advice is not None:
            try:
                account = self._known[written] = self._chart.find(written)
            except NoSuchAccount as miss:
                message, help_ = f"account `{written}` {miss}", self._advice.on([written])
                self.found.append(Diagnostic(UNKNOWN_ACCOUNT, message, node.at, help=help_))
        return account
