"""Reads the project file: the company, its rule files, its stores and their members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from posixpath import normpath
from typing import NamedTuple

from crossfoot.model.names import key
from crossfoot.model.policy import Policy
from crossfoot.model.stores import Member, RulesPath, Store
from crossfoot.project.decode import Notes, anything, day, items, one_of, some, table, text
from crossfoot.project.fault import Fault, Unfit
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.project.policy import policy
from crossfoot.project.respelling import key_meant
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
    "check",
)
STORE_KEYS = ("name", "prefix", "day ends")
QBXML = tuple(f"{number}.0" for number in range(6, 17))
"""Versions of qbXML that know JournalEntryAdd as we write it; 13.0 is QuickBooks 2014 to 2017."""
USUAL = "13.0"

_PATH = re.compile(r"(?![/\\~])(?!.*(^|[/\\])\.\.([/\\]|\Z))(?![A-Za-z]:).*\S")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])\Z")
_SQUEEZED = re.compile(r"[\s_-]+")


class Wanted(NamedTuple):
    """The version of qbXML that a project asks for, and where."""

    version: str
    at: Span


@dataclass(frozen=True, slots=True)
class Company:
    """What the project file says, before its chart is read.

    `dimensions` are the keys of stores that have a list, `attributes` those that have one
    value, each with its first place.
    """

    name: str
    rules: tuple[RulesPath, ...]
    chart: RulesPath | None
    stores: tuple[Store, ...]
    dimensions: dict[str, Span]
    attributes: dict[str, Span]
    starts: date | None
    closing_date: date | None
    qbxml: Wanted | None
    batches: RulesPath | None
    policy: Policy


def company(node: Node, notes: Notes) -> Company:
    """Return what a project file says; whatever is wrong with it goes into `notes`."""
    top = table(node)
    notes.only(top, KEYS)
    reader = _Stores(notes)
    stores = notes.each(reader.store, notes.needed(top, "stores", some) or ())
    rules = notes.each(_path, notes.needed(top, "rules", some) or ())
    once = {normpath(named.path): named for named in reversed(rules)}
    read = Company(
        notes.needed(top, "company", text) or "",
        tuple(reversed(once.values())),
        notes.needed(top, "chart", _path),
        stores,
        reader.dimensions,
        reader.attributes,
        notes.value(top, "starts", day),
        notes.value(top, "closing date", day),
        _qbxml(top, notes),
        notes.value(top, "batches", _path),
        _policy(top, notes),
    )
    notes.faults.extend((*_same_rules(rules), *_same_stores(stores), *_same_numbers(stores)))
    return read


def _path(node: Node) -> RulesPath:
    written = text(node)
    if not _PATH.match(written):
        raise Unfit(Fault(f"`{written}` is not a file inside the project folder", node.at))
    return RulesPath(written.replace("\\", "/"), node.at)


def _qbxml(top: Table, notes: Notes) -> Wanted | None:
    quickbooks = notes.value(top, "quickbooks", table)
    if quickbooks is None:
        return None
    notes.only(quickbooks, ("qbxml",))
    version = notes.value(quickbooks, "qbxml", one_of(QBXML))
    return None if version is None else Wanted(version, quickbooks.value_at("qbxml"))


def _policy(top: Table, notes: Notes) -> Policy:
    return notes.value(top, "check", lambda node: policy(node, notes)) or Policy()


def _day_ends(node: Node) -> timedelta:
    match = _TIME.match(anything(node))
    if match is None:
        raise Unfit(Fault("this is not a time of day such as 04:00", node.at))
    return timedelta(hours=int(match[1]), minutes=int(match[2]))


class _Stores:
    def __init__(self, notes: Notes) -> None:
        self.dimensions: dict[str, Span] = {}
        self.attributes: dict[str, Span] = {}
        self._notes = notes

    def store(self, node: Node) -> Store | None:
        """Return a store, or None where it has no name."""
        notes, store = self._notes, table(node)
        notes.faults.extend(_doubled(store))
        members: dict[str, tuple[Member, ...]] = {}
        attributes: dict[str, str] = {}
        for entry in store.entries:
            if entry.name in STORE_KEYS:
                continue
            if isinstance(entry.value, Items):
                self.dimensions.setdefault(entry.name, entry.at)
                members.setdefault(key(entry.name), self._members(entry))
            else:
                notes.faults.extend(_misspelt(entry, store))
                attributes.update(self._attribute(entry))
                if key(entry.name) in attributes:
                    self.attributes.setdefault(entry.name, entry.at)
        name = notes.needed(store, "name", text)
        prefix = notes.value(store, "prefix", anything) or ""
        ends = notes.value(store, "day ends", _day_ends) or timedelta()
        if name is None:
            return None
        return Store(name, prefix, ends, members, attributes, store.value_at("name"))

    def _attribute(self, entry: Entry) -> dict[str, str]:
        """Return an attribute by its key; nothing where nothing is written behind it."""
        value = self._notes.tried(anything, entry.value, "")
        return {key(entry.name): value} if value.strip() else {}

    def _members(self, entry: Entry) -> tuple[Member, ...]:
        members = self._notes.each(self._member, items(entry.value))
        seen: dict[str, Member] = {}
        for member in members:
            earlier = seen.setdefault(key(member.name), member)
            if earlier is not member:
                message = f"`{member.name}` is listed twice under `{entry.name}`"
                self._notes.faults.append(Fault(message, member.at, None, earlier.at))
        return tuple(seen.values())

    def _member(self, node: Node) -> Member | None:
        if isinstance(node, Scalar):
            return Member(text(node), {}, node.at)
        member = table(node)
        self._notes.faults.extend(_doubled(member))
        attributes: dict[str, str] = {}
        for entry in member.entries:
            if entry.name != "name":
                attributes.update(self._attribute(entry))
        name = self._notes.needed(member, "name", text)
        return None if name is None else Member(name, attributes, member.value_at("name"))


def _doubled(node: Table) -> Iterator[Fault]:
    """Yield keys that are the same name in another case: `Tender` and `tender`."""
    seen: dict[str, Entry] = {}
    for entry in node.entries:
        earlier = seen.setdefault(key(entry.name), entry)
        if earlier is not entry:
            yield Fault(f"`{entry.name}` is given twice", entry.at, None, earlier.at)


def _misspelt(entry: Entry, store: Table) -> Iterator[Fault]:
    """Yield a further key of a store that is nearly one of those that mean something.

    Of a store without a name the schema tells.
    """
    meant = _meant(entry.name)
    if meant is not None and (meant != "name" or store.get("name")):
        message = f"`{entry.name}` is not a key of a store"
        fix = key_meant(entry, STORE_KEYS, store)
        yield Fault(message, entry.at, f"did you mean `{meant}`?", fix=fix)


@lru_cache(maxsize=256)
def _meant(written: str) -> str | None:
    import difflib

    plain = {_squeezed(name): name for name in STORE_KEYS}
    close = difflib.get_close_matches(_squeezed(written), plain, 1, 0.8)
    return plain[close[0]] if close else None


def _squeezed(name: str) -> str:
    return _SQUEEZED.sub("", name).casefold()


def _same_rules(rules: tuple[RulesPath, ...]) -> Iterator[Fault]:
    seen: dict[str, RulesPath] = {}
    for named in rules:
        earlier = seen.setdefault(normpath(named.path), named)
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
