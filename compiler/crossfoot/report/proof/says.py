"""What is said of a sheet in sentences, the same in text and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.checks.support.sums import enumerated
from crossfoot.model.amounts import Number
from crossfoot.money import grouped
from crossfoot.proof.result import Verdict
from crossfoot.report.proof.sheet import (
    Accounts,
    Clear,
    Differences,
    Ground,
    Head,
    Named,
    Place,
    Rest,
    Sheet,
)

MOST_STORES = 12
"""Stores that are named one by one where they are not what it is about."""

_MOST_ACCOUNTS = 3

_DIGITS = 12
"""Of a digest, to compare by eye; the certificate has all 64."""

_VERDICTS = {
    Verdict.BY_CONSTRUCTION: "debits equal credits in every batch, whatever it reports: each "
    "figure is in the debits as often as in the credits",
    Verdict.BY_IDENTITY: "debits equal credits in every batch for which the statements below "
    "hold, for debits less credits are nothing but what those say is 0, each added or taken away "
    "as often as it says; each batch is held against them before it is posted",
    Verdict.UP_TO_ROUNDING: "in every batch for which the statements below hold, debits and "
    "credits differ by no more than {most} of rounding, which a line of its own makes up for",
    Verdict.REFUTED: "there are batches for which the statements below hold, and debits and "
    "credits differ",
}

TITLES = {
    Verdict.BY_CONSTRUCTION: "proved by construction",
    Verdict.BY_IDENTITY: "proved by identity, which is to say by what is 0 in every batch",
    Verdict.UP_TO_ROUNDING: "proved up to rounding",
    Verdict.REFUTED: "refuted",
}


def made_of(head: Head) -> str:
    """Return which files were proved, by the first digits of their digests."""
    return ", ".join(f"{path} {digest[:_DIGITS]}" for path, digest in head.sources)


def heading(places: Iterable[Place]) -> Iterator[str]:
    """Yield stores and days, one line for stores over the same days."""
    by_days: dict[str, list[str]] = {}
    for place in places:
        by_days.setdefault(place.when, []).append(place.store)
    for when, stores in by_days.items():
        yield enumerated(stores, len(stores)) + when


def verdict(sheet: Sheet) -> str:
    """Return the verdict in one sentence."""
    return _VERDICTS[sheet.verdict].format(most=grouped(sheet.rest.most))


def called(names: Sequence[Named], places: Sequence[Place]) -> str:
    """Return an account's name, or its names with where each is used."""
    if len(names) == 1:
        return names[0].account
    shown = [f"{each.account} ({_at(each, places)})" for each in names]
    return enumerated(shown, _MOST_ACCOUNTS)


def _at(named: Named, places: Sequence[Place]) -> str:
    has_days = len({place.when for place in places}) > 1
    found = [places[number] for number in named.places]
    shown = [each.store + (each.when if has_days else "") for each in found]
    return enumerated(shown, _MOST_ACCOUNTS)


def account(line: Accounts, places: Sequence[Place]) -> str:
    """Return what a line of accounts is called."""
    if line.each is None:
        return called(line.rows[0].names, places)
    first, last = (row.names[0].account for row in (line.rows[0], line.rows[-1]))
    return f"{len(line.rows):,} accounts, {first} to {last}"


def gets(line: Accounts, differences: Differences | None) -> str:
    """Return what a batch adds to each account of a line."""
    if line.each is not None:
        return f"{line.formula}, of its own {line.each}"
    row = line.rows[0]
    if differences is None or not row.takes_differences:
        return line.formula
    off = f"what a batch is off by, up to {grouped(differences.limit)}"
    return f"{line.formula}, and {off}" if row.vector else off


def uses(ground: Ground) -> Iterator[str]:
    """Yield how often a statement was used: ``added once``, ``taken away twice for Over``."""
    for use in ground.uses:
        yield _how_often(use.factor) + (f" for {', '.join(use.of)}" if use.of else "")


def _how_often(factor: Number) -> str:
    size = abs(factor)
    often = "once" if size == 1 else "twice" if size == 2 else f"{size} times"
    return f"{'taken away' if factor < 0 else 'added'} {often}"


def grounds(sheet: Sheet) -> Iterator[tuple[str, tuple[Ground, ...]]]:
    """Yield the statements by whose they are, each kind with its title; none that is empty."""
    kinds = (
        ("what the model says of every batch", False, True),
        ("what the company says of every batch", False, False),
        ("what the company says never occurs", True, False),
    )
    rests = "It rests on" if sheet.balances else "The batch keeps"
    for title, is_never, from_model in kinds:
        found = tuple(
            each
            for each in sheet.grounds
            if each.is_never == is_never and (is_never or each.from_model == from_model)
        )
        if found:
            yield f"{rests} {title}", found


def rounding(rest: Rest, differences: Differences | None) -> str | None:
    """Say what rounding leaves and why that does no harm; None where it leaves nothing."""
    if not rest.vector:
        return None
    if not rest.most:
        return (
            f"what rounding leaves, {rest.formula}, comes to 0.00 for every amount: "
            "it was tried for every number of cents until it repeats itself"
        )
    most = f"what rounding leaves, {rest.formula}, comes to {grouped(rest.most)} at most"
    if differences is None:
        return most
    is_within = "within" if rest.most <= differences.limit else "beyond"
    limit = f"`differences up to {grouped(differences.limit)}` ({differences.where})"
    return f"{most}, {is_within} {limit}"


def tolerance(sheet: Sheet) -> str | None:
    """Say what a batch may be off by; None where it is nothing."""
    if sheet.differences is None:
        return None
    limit, names, at, _ = sheet.differences
    name = called(names, sheet.places) if names else "an account that the chart does not have"
    return (
        f"a batch may miss a statement by up to {grouped(limit)}, and its debits and credits may "
        f"differ by as much; what they differ by goes to {name} ({at})"
    )


def failures(sheet: Sheet) -> Iterator[str]:
    """Yield what is refuted beside the balance: accounts that are said to clear and do not."""
    yield from (f"refuted: {clearing(each, sheet)}" for each in sheet.clears if not each.is_so)


def clearing(clear: Clear, sheet: Sheet) -> str:
    """Say that an account clears, or that it does not."""
    name = called(clear.names, sheet.places) if clear.names else "an unknown account"
    several = len(clear.names) > 1
    if clear.is_so:
        says = f"clear{'' if several else 's'} in every batch"
        if clear.grounds and sheet.differences is not None:
            says += ", one that would leave something there being held back"
    else:
        says = f"do{'' if several else 'es'} not clear"
    return f"{name} {says} ({clear.where})"


def why(clear: Clear, sheet: Sheet) -> Iterator[str]:
    """Yield what makes an account clear, or what keeps it from that."""
    for ground in clear.grounds if clear.is_so else ():
        for use in uses(ground):
            yield f"{use}: {ground.text} ({ground.where})"
    left = rounding(clear.rest, sheet.differences)
    if left:
        yield left
    for each in clear.left:
        yield f"what stays on it: {each}"
    if clear.example is not None:
        batch = ", ".join(f"{each.figure} {grouped(each.cents)}" for each in clear.example.batch)
        debits, credits_ = grouped(clear.example.debits), grouped(clear.example.credits)
        yield f"as after a batch of {batch}: it gets {debits} of debits and {credits_} of credits"


def off(debits: int, credits_: int) -> str:
    """Say by how much debits and credits differ, in cents given."""
    if debits == credits_:
        return "in balance"
    larger = "debits" if debits > credits_ else "credits"
    return f"out of balance: {larger} are larger by {grouped(abs(debits - credits_))}"


def number(value: Number) -> str:
    """Return a coefficient for a table: a dash for none."""
    return str(value) if value else "-"
