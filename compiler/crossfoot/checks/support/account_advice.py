"""Which account was meant by one that the chart does not have."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from crossfoot.model.chart import SEPARATORS, Account, Chart
from crossfoot.model.names import key
from crossfoot.suggest import nearest

_ADD = "if QuickBooks has it, add it to the chart of accounts"


class Advice:
    """Help on unknown accounts; the same mistake in a thousand rules is thought about once."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._told: dict[str, str | None] = {}

    def on(self, written: Sequence[str]) -> str | None:
        """Return what to write instead of one or more accounts that are not there."""
        if not self._chart.accounts:
            return "the chart of accounts is empty: list the company's accounts in it"
        if len(written) > 1:
            return "add them to the chart of accounts and to QuickBooks, or write one that is there"
        if written[0] not in self._told:
            self._told[written[0]] = self._on_one(written[0])
        return self._told[written[0]]

    def _on_one(self, written: str) -> str | None:
        owner = owner_of_number(self._chart, written)
        name = without_numbers(written)
        if owner is not None and not name:
            return f"write `{owner.shown}`"
        by_name = nearest(name, self._names)
        close = self._chart.by_name[key(by_name)] if by_name else self._as_written(written)
        if close is None and owner is None:
            return _ADD
        if close is not None and owner is None and _is_another(written, name, close):
            return f"{_ADD}; or did you mean `{close.shown}`?"
        if close is not None and (owner is None or close is owner):
            return f"did you mean `{close.shown}`?"
        if owner is not None and close is None:
            return f"{owner.number} is `{owner.shown}`: write that, or the other account's number"
        shown = [f"`{each.shown}`" for each in (close, owner) if each is not None]
        return f"did you mean {' or '.join(shown)}?"

    def _as_written(self, written: str) -> Account | None:
        """Return the account nearest to the whole of what was written, however it is shown."""
        close = nearest(written, self._spellings)
        return self._spellings[close] if close else None

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(account.name for account in self._chart.accounts)

    @cached_property
    def _spellings(self) -> dict[str, Account]:
        accounts = self._chart.accounts
        leaves = {f"{each.number} · {each.name.rpartition(':')[2]}": each for each in accounts}
        numbers = {each.number: each for each in accounts if each.number}
        return {**leaves, **numbers, **{each.shown: each for each in accounts}}


def owner_of_number(chart: Chart, written: str) -> Account | None:
    """Return the account that the number in what was written belongs to, if one does."""
    number = number_of(written.rpartition(":")[2]) or number_of(written)
    owners = chart.by_number.get(key(number), ()) if number else ()
    return owners[0] if len(owners) == 1 else None


def _is_another(written: str, name: str, close: Account) -> bool:
    """Whether number and name both differ from the nearest account's: it may well be a new one."""
    number = number_of(written)
    if number is None or close.number is None or key(name) == key(close.name):
        return False
    return nearest(number, (close.number,)) is None


def number_of(part: str) -> str | None:
    """Return the number before a part of an account that was written, None where there is none."""
    for separator in SEPARATORS:
        number, found, _ = part.partition(separator)
        if found:
            return number.strip()
    first = part.strip().split(" ")[0]
    return first if first.isdigit() else None


def without_numbers(written: str) -> str:
    """Return what was written without the numbers before its parts."""
    return ":".join(map(name_of_part, written.split(":")))


def name_of_part(part: str) -> str:
    """Return a part of an account that was written without the number before it."""
    for separator in SEPARATORS:
        _, found, name = part.partition(separator)
        if found:
            return name.strip()
    first, _, rest = part.strip().partition(" ")
    return rest.strip() if first.isdigit() else part.strip()
