"""Reads the project file: the company, its rule files, its stores and their members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.model.names import key
from crossfoot.model.stores import Member, RulesPath, Store
from crossfoot.project.decode import anything, day, items, needed, table, text
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.project.shape import Fault, Unfit
from crossfoot.source import Span

KEYS = (
    "company",
    "rules",
    "chart",
    "starts",
    "closing date",
    "quickbooks",
    "stores",
    "batches",
)
STORE_KEYS = ("name", "prefix", "day ends")
QBXML = tuple(f"{number}.0" for number in range(6, 17))
"""Versions of qbXML that know JournalEntryAdd as we write it; 13.0 is QuickBooks 2014 to 2017."""

_PATH = re.compile(r"(?![/\\~])(?!.*(^|[/\\])\.\.([/\\]|\Z))(?![A-Za-z]:).*\S")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Company:
    """What the project file says, before its chart is read."""

    name: str
    rules: tuple[RulesPath, ...]
    chart: RulesPath
    stores: tuple[Store, ...]
    dimensions: dict[str, Span]
    starts: date | None
    closing_date: date | None
    qbxml: str
    batches: RulesPath | None


def company(node: Node) -> tuple[Company, tuple[Fault, ...]]:
    """Return what a project file says, and what contradicts itself in it.

    Raises Unfit at the first node that is not of the shape of a project file.
    """
    top = table(node, KEYS)
    dimensions: dict[str, Span] = {}
    stores = tuple(_store(each, dimensions) for each in items(needed(top, "stores")))
    rules = tuple(_path(each) for each in items(needed(top, "rules")))
    for entry, found in ((needed(top, "stores"), stores), (needed(top, "rules"), rules)):
        if not found:
            raise Unfit(Fault(f"`{entry.name}` is empty", entry.value.at))
    batches = top.get("batches")
    read = Company(
        text(needed(top, "company").value),
        rules,
        _path(needed(top, "chart").value),
        stores,
        dimensions,
        day(top.get("starts")),
        day(top.get("closing date")),
        _qbxml(top.get("quickbooks")),
        None if batches is None else _path(batches.value),
    )
    return read, (
        *_same_rules(rules),
        *_same_stores(stores),
        *_same_numbers(stores),
        *_misspelt(items(top.get("stores"))),
    )


def _path(node: Node) -> RulesPath:
    written = text(node)
    if not _PATH.match(written):
        raise Unfit(Fault(f"`{written}` is not a file inside the project folder", node.at))
    return RulesPath(written.replace("\\", "/"), node.at)


def _qbxml(entry: Entry | None) -> str:
    if entry is None:
        return "13.0"
    version = table(entry.value, ("qbxml",)).get("qbxml")
    if version is None:
        return "13.0"
    written = text(version.value)
    if written not in QBXML:
        raise Unfit(Fault(f"`{written}` is not a version of qbXML", version.value.at))
    return written


def _store(node: Node, dimensions: dict[str, Span]) -> Store:
    store = table(node)
    name = needed(store, "name")
    members: dict[str, tuple[Member, ...]] = {}
    attributes: dict[str, str] = {}
    for entry in store.entries:
        if entry.name in STORE_KEYS:
            continue
        if isinstance(entry.value, Items):
            dimensions.setdefault(entry.name, entry.at)
            members[key(entry.name)] = tuple(_members(entry))
        elif anything(entry.value).strip():
            attributes[key(entry.name)] = anything(entry.value)
    prefix = store.get("prefix")
    return Store(
        text(name.value),
        "" if prefix is None else anything(prefix.value),
        _day_ends(store.get("day ends")),
        members,
        attributes,
        name.value.at,
    )


def _day_ends(entry: Entry | None) -> timedelta:
    if entry is None:
        return timedelta()
    written = text(entry.value)
    match = _TIME.match(written)
    if match is None:
        raise Unfit(Fault(f"`{written}` is not a time of day such as 04:00", entry.value.at))
    return timedelta(hours=int(match[1]), minutes=int(match[2]))


def _members(entry: Entry) -> Iterator[Member]:
    seen: dict[str, Member] = {}
    for node in items(entry):
        member = _member(node)
        earlier = seen.setdefault(key(member.name), member)
        if earlier is not member:
            message = f"`{member.name}` is listed twice under `{entry.name}`"
            raise Unfit(Fault(message, member.at, earlier=earlier.at))
        yield member


def _member(node: Node) -> Member:
    if isinstance(node, Scalar):
        return Member(text(node), {}, node.at)
    entries = table(node)
    name = needed(entries, "name").value
    attributes = {
        key(entry.name): anything(entry.value)
        for entry in entries.entries
        if entry.name != "name" and anything(entry.value).strip()
    }
    return Member(text(name), attributes, name.at)


def _same_rules(rules: tuple[RulesPath, ...]) -> Iterator[Fault]:
    seen: dict[str, RulesPath] = {}
    for named in rules:
        earlier = seen.setdefault(named.path, named)
        if earlier is not named:
            yield Fault(f"`{named.path}` is listed twice", named.at, None, earlier.at)


def _same_stores(stores: tuple[Store, ...]) -> Iterator[Fault]:
    seen: dict[str, Store] = {}
    for store in stores:
        earlier = seen.setdefault(key(store.name), store)
        if earlier is not store:
            yield Fault(f"there are two stores called `{store.name}`", store.at, None, earlier.at)


def _same_numbers(stores: tuple[Store, ...]) -> Iterator[Fault]:
    """Yield stores whose batches could get the same reference number in QuickBooks.

    That is so where one prefix is another followed by nothing or by digits. Only the shortest
    such prefix is looked for, so thousands of stores cost no more than a look-up each.
    """
    first: dict[str, Store] = {}
    for store in stores:
        first.setdefault(store.prefix, store)
    places = {id(store): place for place, store in enumerate(stores)}
    for store in stores:
        start = store.prefix.rstrip("0123456789")
        shorter = (store.prefix[:end] for end in range(len(start), len(store.prefix) + 1))
        clash = next((first[each] for each in shorter if each in first), store)
        if key(clash.name) != key(store.name):
            yield _collision(*sorted((clash, store), key=lambda each: places[id(each)]))


def _collision(first: Store, second: Store) -> Fault:
    ours = f"prefix `{second.prefix}`" if second.prefix else "no prefix"
    theirs = f"prefix `{first.prefix}`" if first.prefix else "no prefix"
    return Fault(
        f"batches of `{first.name}` ({theirs}) and `{second.name}` ({ours}) could get the same "
        "reference number",
        second.at,
        "give each store a `prefix:` of its own that is not another's with digits behind it",
        first.at,
    )


def _misspelt(stores: tuple[Node, ...]) -> Iterator[Fault]:
    """Yield further keys of a store that are nearly one of those that mean something."""
    import difflib

    for store in stores:
        for entry in table(store).entries:
            if entry.name in STORE_KEYS or isinstance(entry.value, (Items, Table)):
                continue
            close = difflib.get_close_matches(entry.name.casefold(), STORE_KEYS, 1, 0.8)
            if close:
                message = f"`{entry.name}` is not a key of a store"
                yield Fault(message, entry.at, f"did you mean `{close[0]}`?")
