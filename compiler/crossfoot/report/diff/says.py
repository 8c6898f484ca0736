"""What is said of a comparison in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.checks.support.sums import enumerated
from crossfoot.comparison.result import (
    Answer,
    Change,
    Comparison,
    How,
    Names,
    Place,
    Remark,
    Texts,
    Topic,
    Total,
    Verdict,
    Witness,
)
from crossfoot.model.amounts import Side
from crossfoot.money import grouped

MOST_STORES = 5
_MOST_ACCOUNTS = 3

TOPICS = {
    Topic.ACCEPTED: "which batches are accepted",
    Topic.EXPECTED: "what is expected of a batch",
    Topic.CLEARS: "which accounts are said to clear",
    Topic.SKIPPED: "what is left unposted on purpose",
    Topic.BILLS: "where purchase orders go",
    Topic.MEMOS: "memos",
    Topic.LINES: "lines of the entry",
    Topic.STORES: "stores",
    Topic.ACCOUNTS: "accounts that were renamed",
    Topic.ALLOWED: "findings that are allowed",
}

_HOW = {
    How.NEWLY: "is newly {side}ed with {what}",
    How.NO_LONGER: "is no longer {side}ed with {what}",
    How.MORE: "is {side}ed with more: {what}",
    How.LESS: "is {side}ed with less: {what}",
}


def verdict(comparison: Comparison) -> str:
    """Return the verdict in one sentence."""
    if comparison.verdict is Verdict.RECLASSIFIES:
        return "reclassifies: the same totals, some of them in other accounts"
    if comparison.verdict is Verdict.CHANGES_TOTALS:
        return "changes totals: entries come to more than before, or to less"
    same = "equivalent: every batch is posted to the same accounts, with the same amounts"
    if comparison.texts.is_same:
        return f"{same}; not a letter differs"
    if any(not answer.is_silent for answer in comparison.answers) or comparison.remarks:
        return same
    return f"{same}; only the text changed: {', '.join(_files(comparison.texts))}"


def _files(texts: Texts) -> Iterator[str]:
    yield from texts.changed
    yield from (f"{old} is now {new}" for old, new in texts.renamed)
    yield from (f"{path} is gone" for path in texts.gone)
    yield from (f"{path} is new" for path in texts.new)


def heading(places: Iterable[Place]) -> Iterator[str]:
    """Yield stores and days: those of the same days together."""
    by_days: dict[str, list[str]] = {}
    for place in places:
        by_days.setdefault(_days(place), []).append(place.store)
    for days, stores in by_days.items():
        if len(stores) > MOST_STORES:
            yield f"At {len(stores):,} stores ({enumerated(stores, 3)}){days}"
        else:
            yield f"At {', '.join(stores)}{days}"


def _days(place: Place) -> str:
    first = f" from {place.first.isoformat()}" if place.first else ""
    last = f" until {place.last.isoformat()}" if place.last else ""
    return first + last


def moves(answer: Answer) -> Iterator[str]:
    """Yield who gives what to whom, what is posted more or less, and what that adds up to."""
    for flow in answer.flows:
        giver, taker = (called(each, answer.places) for each in (flow.giver, flow.taker))
        yield f"{giver} gives `{flow.what.text}` to {taker}"
    yield from (_change(each, answer.places) for each in answer.changes)
    yield from _totals(answer.totals)


def _change(change: Change, places: Sequence[Place]) -> str:
    name = called(change.account, places)
    text = _HOW[change.how].format(side=change.side.value, what=f"`{change.what.text}`")
    return f"{name} {text}"


def _totals(totals: Sequence[Total]) -> Iterator[str]:
    """Yield what the two sides rise and fall by; together where it is the same."""
    sides = {side: [_total(each) for each in totals if each.side is side] for side in Side}
    debits, credits_ = sides[Side.DEBIT], sides[Side.CREDIT]
    if debits == credits_:
        yield from (f"debits and credits {each}" for each in debits)
        return
    for side, told in sides.items():
        yield from (f"{side.value}s {each}" for each in told)


def _total(total: Total) -> str:
    return f"{'rise' if total.rises else 'fall'} by `{total.what.text}`"


def called(names: Names, places: Sequence[Place]) -> str:
    """Return an account's name with its class, or its names with where each is used."""
    if len(names) == 1:
        return _name(names[0].account, names[0].klass)
    shown = [
        f"{_name(each.account, each.klass)} ({_at([places[at] for at in each.places])})"
        for each in names
    ]
    return enumerated(shown, _MOST_ACCOUNTS)


def _name(account: str, klass: str | None) -> str:
    return f"`{account}`" + (f", class {klass}," if klass else "")


def _at(places: Sequence[Place]) -> str:
    return enumerated(list(dict.fromkeys(place.store for place in places)), _MOST_ACCOUNTS)


def remark(remark: Remark) -> str:
    """Return what a remark says."""
    if remark.is_new is None:
        return remark.text
    return f"{'new' if remark.is_new else 'gone'}: {remark.text}"


def refused(witness: Witness) -> str:
    """Say which version does not accept an example."""
    if witness.refused is None:
        return ""
    version = "earlier" if witness.refused == "before" else "later"
    return f", which the {version} version does not accept"


def sided(cents: int) -> str:
    """Return what an account gets: an amount and its side."""
    if not cents:
        return "0.00"
    return f"{'debit' if cents > 0 else 'credit'} {grouped(abs(cents))}"
