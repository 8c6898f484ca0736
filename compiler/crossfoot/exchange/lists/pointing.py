"""Which rules point at accounts that an import took away, renamed or found inactive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crossfoot.model.chart import Account, Chart, NoSuchAccount
from crossfoot.model.names import key
from crossfoot.model.rules import Placeholder, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.source import Span


class Pointing(NamedTuple):
    """A place in the rules, and one line on the account that it names."""

    at: Span
    message: str


def pointing(
    before: Ruleset, accounts: Mapping[str, Account | None], chart: Chart
) -> tuple[Pointing, ...]:
    """Return what the rules name that is not as it was, each account once a place, in order.

    `accounts` are those that were there, by the key of their name, as they are now in `chart`.
    """
    found: dict[tuple[str, int, str], Pointing] = {}
    for use in before.uses:
        if use.account is None or key(use.account.name) not in accounts:
            continue
        at = use.template.at
        for message in _told(use, use.account, accounts[key(use.account.name)], chart):
            found.setdefault((at.source.path, at.start, message), Pointing(at, message))
    return tuple(found[place] for place in sorted(found))


def _told(use: Use, old: Account, new: Account | None, chart: Chart) -> Iterator[str]:
    written = f"account `{use.written}`"
    where = _where(use)
    if new is None:
        yield f"{written} is gone from QuickBooks{where}: write another"
        return
    meant = _found(use.written, chart)
    if meant is not new:
        then = "" if meant is None else f", and `{use.written}` is another account"
        yield f"{written} {_now(old, new)}{then}{where}: write `{_spelled(new, chart)}`"
    if old.active and not new.active:
        yield f"{written} is inactive in QuickBooks now{where}: write another, or make it active"


def _now(old: Account, new: Account) -> str:
    """Say what sets an account apart from what it was."""
    if key(old.name) != key(new.name):
        return f"is called `{new.name}` in QuickBooks now"
    number = f"number {new.number}" if new.number else "no number"
    return f"has {number} in QuickBooks now"


def _where(use: Use) -> str:
    """Say where it is written, if that is not where it is used."""
    asked = [part for part in use.template.parts if isinstance(part, Placeholder)]
    return ", as the project file has it" if any(part.attribute for part in asked) else ""


def _found(written: str, chart: Chart) -> Account | None:
    try:
        return chart.find(written)
    except NoSuchAccount:
        return None


def _spelled(account: Account, chart: Chart) -> str:
    """Return how an account can be written so that nothing else is meant."""
    return account.shown if _found(account.shown, chart) is account else account.name
