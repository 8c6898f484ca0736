"""A plain-text journal that beancount accepts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.money import dollars
from crossfoot.plan import Entry
from crossfoot.targets.account_names import for_beancount
from crossfoot.targets.environment import environment, parted
from crossfoot.targets.format import Around
from crossfoot.targets.hledger import one_line

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_ENTRIES = "; the entries, one a batch"


class Beancount:
    """Writes entries as transactions in `HOME`, which stands for the company's currency."""

    suffix = ".beancount"
    is_divided = False

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        self._names = {account: for_beancount(account) for account in accounts}

    def entry(self, entry: Entry, request_id: str) -> bytes:
        """Return the transaction of an entry."""
        text = self._transaction.render(
            day=entry.day.isoformat(),
            ref=_quoted(entry.ref),
            store=_quoted(entry.store.name),
            number=_quoted(f"Batch {entry.number}"),
            lines=[
                (
                    self._names[line.account],
                    dollars(line.cents if line.side is Side.DEBIT else -line.cents),
                    _quoted(line.memo) if line.memo else "",
                    _quoted(line.klass) if line.klass else "",
                )
                for line in entry.lines
            ],
        )
        return text.encode()

    def around(self, message_set_id: str) -> Around:
        """Return the declarations that every account needs."""
        template = self._templates.get_template("declarations.beancount.j2")
        accounts = [(self._names[each], _quoted(_shown(each.name))) for each in self._accounts]
        return parted(template, _ENTRIES, accounts=accounts)

    @cached_property
    def _templates(self) -> Environment:
        return environment("journal", one_line)

    @cached_property
    def _transaction(self) -> Template:
        return self._templates.get_template("transaction.beancount.j2")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _shown(name: str) -> str:
    return "".join(each if each.isprintable() else "?" for each in name)
