"""XF201: a rule names an account that the chart does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.accounts import Fault, faults, subject_of
from crossfoot.checks.wording import listed
from crossfoot.codes.unknown_account import UNKNOWN_ACCOUNT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.chart import SEPARATORS, Account, Chart
from crossfoot.model.names import key
from crossfoot.model.rules import Placeholder, Template, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof
from crossfoot.suggest import nearest


def unknown_account(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account and way in which it fits nothing."""
    for found in faults(ruleset, _is_missing, lambda use: use.fault):
        yield _finding(ruleset.project.chart, found)


def _is_missing(use: Use) -> bool:
    return use.account is None and use.fault is not None and _is_whole(use.template)


def _is_whole(template: Template) -> bool:
    """Whether all of its placeholders could be read; what is left of a bad one is no account."""
    read = sum(isinstance(part, Placeholder) for part in template.parts)
    return read == template.at.text.count("{")


def _finding(chart: Chart, found: Fault) -> Diagnostic:
    written = list(found.written)
    owner = _owner_of_number(written[0], chart) if len(written) == 1 else None
    return Diagnostic(
        UNKNOWN_ACCOUNT,
        _message(found.uses[0].fault or "", written) + found.where,
        found.template.at,
        (Related(owner.at, f"{owner.number} is this account"),) if owner else (),
        _help(written, owner, chart),
    )


def _message(fault: str, written: list[str]) -> str:
    """Return the fault, so that it agrees with several accounts."""
    verb, _, rest = fault.partition(" ")
    if verb == "is":
        return f"{subject_of(written)} {rest}"
    return f"account{'s' * (len(written) > 1)} {listed(written)} {fault}"


def _help(written: list[str], owner: Account | None, chart: Chart) -> str | None:
    if not chart.accounts:
        return "the chart of accounts is empty: list the company's accounts in it"
    if len(written) > 1:
        return "add them to the chart of accounts and to QuickBooks, or write one that is there"
    if owner is not None and not _names(written[0]):
        return f"write `{owner.shown}`"
    by_name = nearest(_names(written[0]), [account.name for account in chart.accounts])
    close = chart.by_name[key(by_name)] if by_name else _as_written(written[0], chart)
    if close is None and owner is None:
        return None
    if owner is None or close is owner:
        return f"did you mean `{(close or owner or chart.accounts[0]).shown}`?"
    if close is None:
        return f"{owner.number} is `{owner.shown}`: write that, or the number of the other account"
    return f"did you mean `{close.shown}` or `{owner.shown}`?"


def _as_written(written: str, chart: Chart) -> Account | None:
    """Return the account nearest to the whole of what was written, however it is shown."""
    shown = {account.shown: account for account in chart.accounts}
    leaves = {
        f"{account.number or ''} · {account.name.rpartition(':')[2]}": account
        for account in chart.accounts
    }
    numbers = {account.number: account for account in chart.accounts if account.number}
    known = {**leaves, **numbers, **shown}
    close = nearest(written, known)
    return known[close] if close else None


def _owner_of_number(written: str, chart: Chart) -> Account | None:
    """Return the account that the number in what was written belongs to, if one does."""
    number = _number(written.rpartition(":")[2]) or _number(written)
    owners = chart.by_number.get(key(number), ()) if number else ()
    return owners[0] if len(owners) == 1 else None


def _number(part: str) -> str | None:
    for separator in SEPARATORS:
        number, found, _ = part.partition(separator)
        if found:
            return number.strip()
    first = part.strip().split(" ")[0]
    return first if first.isdigit() else None


def _names(written: str) -> str:
    """Return what was written without the numbers before its parts."""
    return ":".join(_without_number(part) for part in written.split(":"))


def _without_number(part: str) -> str:
    for separator in SEPARATORS:
        _, found, name = part.partition(separator)
        if found:
            return name.strip()
    first, _, rest = part.strip().partition(" ")
    return rest.strip() if first.isdigit() else part.strip()
