"""What differs between two versions of the project file, the chart, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from crossfoot.comparison.renamed import renamed
from crossfoot.comparison.result import Remark, Topic
from crossfoot.comparison.stretches import Shared
from crossfoot.model.names import key
from crossfoot.model.rules import Allowance
from crossfoot.model.ruleset import Ruleset


def remarks(before: Ruleset, after: Ruleset, stores: Iterable[Shared]) -> Iterator[Remark]:
    """Yield what only one version says of the project, or what it says otherwise."""
    old, new = before.project, after.project
    yield from _day("the rules start", old.starts, new.starts)
    yield from _day("the books are closed until", old.closing_date, new.closing_date)
    yield from _of_stores(stores)
    charts = (old.chart, new.chart)
    for name, account in renamed(*charts).items():
        earlier = charts[0].by_name[name].shown
        yield Remark(Topic.ACCOUNTS, None, f"`{earlier}` is called `{account.shown}`")
    yield from _allowances(before, after)


def _day(what: str, old: date | None, new: date | None) -> Iterator[Remark]:
    if old != new:
        was, now = (each.isoformat() if each else "no day" for each in (old, new))
        yield Remark(Topic.ACCEPTED, None, f"{what} {now}, before: {was}")


def _of_stores(stores: Iterable[Shared]) -> Iterator[Remark]:
    for old, new in stores:
        if old.prefix != new.prefix:
            text = f"entries of `{new.name}` have the prefix `{new.prefix}`, before: `{old.prefix}`"
            yield Remark(Topic.STORES, None, text)
        if old.day_ends != new.day_ends:
            text = f"a day of `{new.name}` ends {new.day_ends} after midnight, before: "
            yield Remark(Topic.STORES, None, f"{text}{old.day_ends}")


def _allowances(before: Ruleset, after: Ruleset) -> Iterator[Remark]:
    old, new = ({_meant(each): each for each in version.allowances} for version in (before, after))
    yield from (Remark(Topic.ALLOWED, False, _text(old[each])) for each in old if each not in new)
    yield from (Remark(Topic.ALLOWED, True, _text(new[each])) for each in new if each not in old)


def _meant(allowance: Allowance) -> tuple[object, ...]:
    name = None if allowance.name is None else key(allowance.name)
    return allowance.code, name, allowance.is_account, allowance.scope


def _text(allowance: Allowance) -> str:
    on = f" on {allowance.name}" if allowance.name is not None else ""
    return f"allow {allowance.code}{on}"
