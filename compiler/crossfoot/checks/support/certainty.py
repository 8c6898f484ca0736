"""Which account or class was certainly meant by a quoted one that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from crossfoot.checks.support.account_advice import (
    name_of_part,
    number_of,
    owner_of_number,
    without_numbers,
)
from crossfoot.diagnostic import Fix
from crossfoot.fixing import instead
from crossfoot.model.chart import Account, Chart, NoSuchAccount
from crossfoot.model.rules import Bills, Clears, Differences, Never, Post, Skip
from crossfoot.model.ruleset import Ruleset
from crossfoot.source import Source, Span
from crossfoot.spelling import Words, certain_name, is_slip, words_of

_CARRIES_NAMES = ("AccountsReceivable", "AccountsPayable", "NonPosting")


def requoted(at: Span, meant: str | None) -> Fix | None:
    """Return the fix that writes another text in quotes at a place."""
    return None if meant is None or '"' in meant else instead(at, f'"{meant}"')


@lru_cache(maxsize=1)
def said(ruleset: Ruleset) -> Words:
    """Return how often each word is written in the texts of a project."""
    return words_of(source.text for source in dict.fromkeys(_sources(ruleset)))


def _sources(ruleset: Ruleset) -> Iterator[Source]:
    yield from (ruleset.project.source, ruleset.project.chart.at.source)
    rules: tuple[Post | Skip | Never, ...] = (*ruleset.posts, *ruleset.skips, *ruleset.nevers)
    yield from (each.at.source for each in rules)
    yield from (each.at.source for each in ruleset.defaults)
    named: tuple[Bills | Clears | Differences, ...] = (
        *ruleset.bills,
        *ruleset.clears,
        *ruleset.differences,
    )
    yield from (each.at.source for each in named)
    yield from (each.at.source for each in ruleset.allowances)


def account_meant(written: str, ruleset: Ruleset) -> str | None:
    """Return what to write for an account that is certainly meant, None where none is.

    Its number must be right, where there is one: then any slip in its name will do. It must be one
    that rules may post to. All but the slip is kept as it was written.
    """
    chart, name = ruleset.project.chart, without_numbers(written)
    if any(number_of(part) for part in written.split(":")):
        account = owner_of_number(chart, written)
        meant = account and _named_alike(account, name, chart)
    else:
        meant = certain_name(name, [each.name for each in chart.accounts], said(ruleset))
    text = meant and _rewritten(written, meant)
    return text if text and _may_be_posted_to(chart, text) else None


def _named_alike(account: Account, name: str, chart: Chart) -> str | None:
    """Return as much of the account's name as `name` is a slip for, if it is for no other's."""
    depth = name.count(":") + 1
    ours = _end(account.name, depth)
    others = [each.name for each in chart.accounts if each is not account]
    if not is_slip(name, ours, others):
        return None
    return None if any(is_slip(name, _end(other, depth), ()) for other in others) else ours


def _end(name: str, depth: int) -> str:
    return ":".join(name.split(":")[-depth:])


def _rewritten(written: str, meant: str) -> str:
    """Return what was written with other names behind its numbers."""
    parts = zip(written.split(":"), meant.split(":"), strict=True)
    return ":".join(_renamed(part, name) for part, name in parts)


def _renamed(part: str, name: str) -> str:
    old = name_of_part(part)
    at = part.rindex(old)
    return part[:at] + name + part[at + len(old) :]


def _may_be_posted_to(chart: Chart, written: str) -> bool:
    try:
        account = chart.find(written)
    except NoSuchAccount:
        return False
    is_plain = account.special != "SalesTaxPayable" and account.currency is None
    return account.active and is_plain and account.type not in _CARRIES_NAMES
