"""A plain-text journal that hledger accepts, strictly checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.money import dollars
from crossfoot.plan import Entry
from crossfoot.targets.account_names import for_hledger, root
from crossfoot.targets.environment import environment, parted
from crossfoot.targets.format import Around

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_ENTRIES = "; the entries, one a batch"
_TYPES = {"Assets": "A", "Liabilities": "L", "Equity": "E", "Income": "R", "Expenses": "X"}
_IN_COMMENTS = str.maketrans({":": "=", "[": "(", "]": ")", ";": ",", "|": "/"})
"""hledger reads ``name:`` in a comment as a tag, brackets as a date, and stops at ``;``."""


_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Hledger:
    """Writes entries as transactions in `HOME`, which stands for the company's currency."""

    suffix = ".journal"
    is_divided = False

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        self._names = {account: for_hledger(account) for account in accounts}

    def entry(self, entry: Entry, request_id: str) -> bytes:
        """Return the transaction of an entry."""
        text = self._transaction.render(
            day=entry.day.isoformat(),
            ref=_plain(entry.ref).replace("(", " ").replace(")", " "),
            store=_plain(entry.store.name),
            number=_plain(entry.number),
            lines=[
                (
                    self._names[line.account],
                    dollars(line.cents if line.side is Side.DEBIT else -line.cents),
                    _plain(line.memo),
                    _plain(line.klass),
                )
                for line in entry.lines
            ],
        )
        return text.encode()

    def around(self, message_set_id: str) -> Around:
        """Return the declarations that strict checking asks for."""
        template = self._templates.get_template("declarations.journal.j2")
        accounts = [(self._names[each], _TYPES[root(each)]) for each in self._accounts]
        return parted(template, _ENTRIES, accounts=accounts)

    @cached_property
    def _templates(self) -> Environment:
        return environment("journal", one_line)

    @cached_property
    def _transaction(self) -> Template:
        return self._templates.get_template("transaction.journal.j2")


def _plain(text: str | None) -> str:
    return "" if text is None else text.translate(_IN_COMMENTS)


def one_line(value: object) -> str:
    """Return a text that stays within its line. Raises ValueError for one that does not."""
    text = str(value)
    if _BREAKING.search(text):
        raise ValueError("a control character must not be written to a journal")
    return text
