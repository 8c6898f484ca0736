"""What is said of a comparison in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from crossfoot.checks.support.sums import enumerated
from crossfoot.comparison.result import (
    Answer,
    Change,
    Comparison,
    Flow,
    How,
    Named,
    Names,
    Place,
    Remark,
    Said,
    Texts,
    Topic,
    Total,
    Verdict,
    Witness,
)
from crossfoot.model.amounts import Side
from crossfoot.money import grouped

MOST_STORES = 5
MOST_CLASSED = 2
"""Accounts that give something to another class of themselves, and have a line each."""

MOST_LIKE = 5
"""Flows from one account, or to one, that have a line each."""

MOST_CHANGES = 20
_MOST_ACCOUNTS = 3

TOPICS = {
    Topic.ACCEPTED: "which batches are accepted",
    Topic.DAYS: "which day an entry is of",
    Topic.CLOSED: "when the books are closed",
    Topic.EXPECTED: "what is expected of a batch",
    Topic.CLEARS: "which accounts are said to clear",
    Topic.SKIPPED: "what is left unposted on purpose",
    Topic.MEMOS: "memos",
    Topic.LINES: "lines of the entry",
    Topic.STORES: "stores",
    Topic.ACCOUNTS: "accounts in the chart",
    Topic.ALLOWED: "how findings are taken",
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
        return f"changes totals: {_in_all(comparison)}"
    same = "equivalent: every batch is posted to the same accounts, with the same amounts"
    if comparison.texts.is_same:
        return f"{same}; the rules are written the same"
    if comparison.topics - {Topic.LINES}:
        return same
    return f"{same}; only the text changed: {', '.join(_files(comparison.texts))}"


def _in_all(comparison: Comparison) -> str:
    """Say why more or less is posted: by entries, or else by which batches and bills there are."""
    if any(each.totals for each in comparison.answers):
        return "entries come to more than before, or to less"
    found = []
    if any(each.verdict is Verdict.CHANGES_TOTALS for each in comparison.answers):
        found.append("bills are newly written, or no longer")
    if comparison.gone or comparison.new or Topic.ACCEPTED in comparison.topics:
        found.append("some batches are newly posted, or no longer")
    if Topic.DAYS in comparison.topics:
        found.append("some entries are of another day")
    is_moved = any(map(_moves, comparison.answers))
    rest = "some money goes to other accounts" if is_moved else "all else is posted the same"
    return "; ".join((*found, rest))


def _moves(answer: Answer) -> bool:
    return bool(answer.flows) or any(each.what.vector for each in answer.changes)


def accepts(comparison: Comparison) -> str | None:
    """Say that the versions do not accept the same batches, where the verdict does not."""
    is_said = not any(each.totals for each in comparison.answers)
    if is_said or Topic.ACCEPTED not in comparison.topics:
        return None
    return "it also changes which batches are accepted"


def _files(texts: Texts) -> Iterator[str]:
    yield from texts.changed
    yield from (f"{old} is now {new}" for old, new in texts.renamed)
    yield from (f"{path} is gone" for path in texts.gone)
    yield from (f"{path} is new" for path in texts.new)


def heading(places: Iterable[Place], all_stores: int) -> Iterator[str]:
    """Yield stores and days: those of the same days together."""
    by_days: dict[str, list[str]] = {}
    for place in places:
        by_days.setdefault(_days(place), []).append(place.store)
    for days, stores in by_days.items():
        if len(stores) == all_stores > MOST_STORES:
            yield f"At all {all_stores:,} stores{days}"
        elif len(stores) > MOST_STORES:
            yield f"At {len(stores):,} stores ({enumerated(stores, 3)}){days}"
        else:
            yield f"At {', '.join(stores)}{days}"


def _days(place: Place) -> str:
    first = f" from {place.first.isoformat()}" if place.first else ""
    last = f" until {place.last.isoformat()}" if place.last else ""
    return first + last


def moves(answer: Answer) -> Iterator[str]:
    """Yield who gives what to whom, what is posted more or less, and what that adds up to."""
    yield from _flows(answer)
    yield from _few([_change(each, answer.places) for each in answer.changes])
    yield from _totals(answer.totals)


def _flows(answer: Answer) -> Iterator[str]:
    """Yield what accounts give to each other, what is given to another class of them together."""
    by_class: dict[tuple[str | None, str | None], list[Flow]] = {}
    others: list[Flow] = []
    for flow in _each_once(answer.flows):
        classes = _classes(flow)
        if classes is None:
            others.append(flow)
        else:
            by_class.setdefault(classes, []).append(flow)
    for classes, flows in by_class.items():
        if len(flows) > MOST_CLASSED:
            yield _reclassed(classes, flows, answer.places)
        else:
            others += flows
    given = Counter((each.giver, each.taker, each.what) for each in answer.flows)
    both = frozenset(each for each, count in given.items() if count > 1)
    yield from _by_giver(others, answer.places, both)


def _each_once(flows: Iterable[Flow]) -> Iterator[Flow]:
    """Yield flows; of what is given on both sides, as by an account that clears, the first."""
    sides: dict[tuple[Names, Names, Said], list[Flow]] = {}
    for flow in flows:
        sides.setdefault((flow.giver, flow.taker, flow.what), []).append(flow)
    yield from (first for first, *_ in sides.values())


def _classes(flow: Flow) -> tuple[str | None, str | None] | None:
    """Return the classes between which an account gives something to itself."""
    if len(flow.giver) > 1 or len(flow.taker) > 1 or flow.giver[0].account != flow.taker[0].account:
        return None
    return flow.giver[0].klass, flow.taker[0].klass


def _reclassed(
    classes: tuple[str | None, str | None], flows: Sequence[Flow], places: Sequence[Place]
) -> str:
    was, now = (f"class `{each}`" if each else "no class" for each in classes)
    accounts = list(dict.fromkeys(f"`{flow.giver[0].account}`" for flow in flows))
    return f"what had {was} has {now}, in {len(accounts):,} accounts: {enumerated(accounts)}"


def _by_giver(
    flows: Sequence[Flow], places: Sequence[Place], both: Collection[tuple[Names, Names, Said]]
) -> Iterator[str]:
    """Yield flows; of many from one account, or to one, the first, and how many more there are."""
    from_one, to_one = Counter(flow.giver for flow in flows), Counter(flow.taker for flow in flows)
    seen: Counter[tuple[str, Names]] = Counter()
    for flow in flows:
        one = (
            ("from", flow.giver)
            if from_one[flow.giver] >= to_one[flow.taker]
            else ("to", flow.taker)
        )
        seen[one] += 1
        count = from_one[flow.giver] if one[0] == "from" else to_one[flow.taker]
        if count <= MOST_LIKE or seen[one] < MOST_LIKE:
            on_both = (flow.giver, flow.taker, flow.what) in both
            yield _flow(flow, places, on_both=on_both)
        elif seen[one] == MOST_LIKE:
            yield f"and so on, {count - MOST_LIKE + 1:,} more {one[0]} {called(one[1], places)}"


def _flow(flow: Flow, places: Sequence[Place], *, on_both: bool) -> str:
    giver, taker = (called(each, places) for each in (flow.giver, flow.taker))
    sides = ", debits and credits," if on_both else ""
    return f"{giver} gives {_what(flow.what)}{sides} to {taker}"


def _what(what: Said) -> str:
    return f"`{what.text}`" + (" (by rounding alone)" if what.is_rounding and what.vector else "")


def _few(lines: Sequence[str]) -> Iterator[str]:
    if len(lines) <= MOST_CHANGES:
        yield from lines
        return
    yield from lines[: MOST_CHANGES - 1]
    yield f"and so on, {len(lines) - MOST_CHANGES + 1:,} more"


def _change(change: Change, places: Sequence[Place]) -> str:
    name = called(change.account, places)
    text = _HOW[change.how].format(side=change.side.value, what=_what(change.what))
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
    return f"{'rise' if total.rises else 'fall'} by {_what(total.what)}"


def called(names: Names, places: Sequence[Place]) -> str:
    """Return an account's name with its class, or its names with where each is used."""
    if len(names) == 1:
        return _name(names[0])
    shown = [_name(each, _at([places[at] for at in each.places])) for each in names]
    return enumerated(shown, _MOST_ACCOUNTS)


def _name(named: Named, stores: str = "") -> str:
    notes = [f"class {named.klass}"] if named.klass else []
    notes += [stores] if stores else []
    return f"`{named.account}`" + (f" ({'; '.join(notes)})" if notes else "")


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
