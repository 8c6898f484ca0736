"""What differs between two versions of the project file, the chart, and what is allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from crossfoot.comparison.memo_values import remarks_on_values
from crossfoot.comparison.renamed import remarks_on_accounts
from crossfoot.comparison.result import Remark, Topic
from crossfoot.comparison.stretches import Shared
from crossfoot.model.names import key
from crossfoot.model.policy import Policy
from crossfoot.model.rules import Allowance
from crossfoot.model.ruleset import Ruleset


def remarks(
    before: Ruleset, after: Ruleset, stores: Iterable[Shared], used: Collection[str]
) -> Iterator[Remark]:
    """Yield what only one version says of the project, or what it says otherwise.

    Of accounts it speaks as far as they are `used`: their later names, by key.
    """
    stores = tuple(stores)
    old, new = before.project, after.project
    starts, closed = "the rules start", "the books are closed until"
    yield from _day(Topic.ACCEPTED, starts, old.starts, new.starts)
    yield from _day_ends(stores)
    yield from _day(Topic.CLOSED, closed, old.closing_date, new.closing_date)
    yield from _prefixes(stores)
    yield from remarks_on_values(before, after, stores)
    yield from remarks_on_accounts(old.chart, new.chart, used)
    yield from _allowances(before, after)
    yield from _grades(old.policy, new.policy)


def _day(topic: Topic, what: str, old: date | None, new: date | None) -> Iterator[Remark]:
    if old != new:
        was, now = (each.isoformat() if each else "no day" for each in (old, new))
        yield Remark(topic, None, f"{what} {now}, before: {was}")


def _day_ends(stores: Iterable[Shared]) -> Iterator[Remark]:
    for old, new in stores:
        if old.day_ends != new.day_ends:
            was, now = (_time(each.day_ends) for each in (old, new))
            yield Remark(Topic.DAYS, None, f"a day of `{new.name}` ends at {now}, before: {was}")


def _time(after_midnight: timedelta) -> str:
    """Return a time of day as the project file has it, ``04:00``."""
    minutes = after_midnight // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes else "midnight"


def _prefixes(stores: Iterable[Shared]) -> Iterator[Remark]:
    for old, new in stores:
        if old.prefix != new.prefix:
            was, now = (f"`{each.prefix}`" if each.prefix else "none" for each in (old, new))
            text = f"entries of `{new.name}` have the prefix {now}, before: {was}"
            yield Remark(Topic.STORES, None, text)


def _allowances(before: Ruleset, after: Ruleset) -> Iterator[Remark]:
    old, new = ({_meant(each): each for each in version.allowances} for version in (before, after))
    yield from (Remark(Topic.ALLOWED, False, _text(old[each])) for each in old if each not in new)
    yield from (Remark(Topic.ALLOWED, True, _text(new[each])) for each in new if each not in old)


def _meant(allowance: Allowance) -> tuple[object, ...]:
    name = None if allowance.name is None else key(allowance.name)
    return allowance.code, name, allowance.is_account, allowance.scope


def _grades(before: Policy, after: Policy) -> Iterator[Remark]:
    for code in sorted({*before.grades, *after.grades}):
        was, now = (_grade(each, code) for each in (before, after))
        if was != now:
            yield Remark(Topic.ALLOWED, None, f"{code} weighs {now}, before: {was}")


def _grade(policy: Policy, code: str) -> str:
    grade = policy.grades.get(code)
    if grade is None:
        return "as usual"
    return f"`{grade.severity.value}`" if grade.severity is not None else "`off`"


def _text(allowance: Allowance) -> str:
    on = f" on {allowance.name}" if allowance.name is not None else ""
    return f"allow {allowance.code}{on}"
