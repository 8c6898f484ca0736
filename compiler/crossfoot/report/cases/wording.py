"""How cases, rules and findings are named in all reports of cases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from crossfoot.cases.case import MadeUp
from crossfoot.cases.coverage import Countable
from crossfoot.cases.judged import BillRow, Judged
from crossfoot.money import grouped


def of_batch(case: Judged) -> str | None:
    """Return which batch a case is about, as far as that is known."""
    batch = case.actual.batch if case.actual is not None else None
    if batch is None:
        return None
    number = "a batch made up here" if isinstance(case.case.batch, MadeUp) else batch.number
    what = number if number != batch.number else f"batch {number}"
    return f"{batch.store.name}, {what}, {batch.day.isoformat()}"


def place(rule: Countable) -> str:
    """Return where a rule stands: ``rules.gl:14``."""
    return f"{rule.at.source.path}:{rule.at.first.line}"


def said(rule: Countable) -> str:
    """Return the line of a rule, without the remark behind it."""
    line = rule.at.source.line(rule.at.first.line)
    return " ".join(line.partition(" #")[0].split())


def booked_to(case: Judged) -> Iterator[str]:
    """Yield a line for each line of the entry that goes where nothing should."""
    entry = case.actual.entry if case.actual is not None else None
    for line in (entry.lines[at] for at in case.misplaced) if entry is not None else ():
        amount = f"a {line.side.value} of {grouped(line.cents)}"
        yield f"nothing should go to `{line.account.shown}`, and {amount} is booked there"


def bill(row: BillRow) -> Iterator[str]:
    """Yield a line for each thing in which a bill is not as expected."""
    expected, booked = row.expected, row.booked
    if expected is None and booked is not None:
        yield f"bill {booked.ref} of {booked.vendor}, {grouped(booked.cents)}, is not expected"
    elif booked is None and expected is not None:
        yield f"bill {expected.number} is expected, and there is none"
    elif expected is not None and booked is not None:
        texts = {
            "supplier": (expected.supplier, booked.vendor),
            "created": (str(expected.created), str(booked.day)),
            "total": (grouped(expected.total or 0), grouped(booked.cents)),
            "terms": (expected.terms, booked.terms or "none"),
            "account": (expected.account and expected.account.shown, booked.account.shown),
        }
        for name in row.differs:
            wanted, made = texts[name]
            yield f"bill {booked.ref}: {name} is {made}, and {wanted} is expected"


def code_named(number: str) -> str:
    """Return a code with its name: ``XF502 identity-broken``."""
    return f"{number} {_names()[number]}"


@cache
def _names() -> dict[str, str]:
    from crossfoot.codes.all import ALL

    return {code.number: code.name for code in ALL}
