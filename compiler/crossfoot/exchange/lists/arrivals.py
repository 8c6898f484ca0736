"""What QuickBooks' files bring: the records of each list, and the facts of the company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import NamedTuple

from crossfoot.exchange.lists.kinds import Fields, name_key, name_of, text_of
from crossfoot.project.nodes import in_one_line
from crossfoot.quickbooks.bad_answer import BadAnswer
from crossfoot.quickbooks.iif import looks_like_iif, read_iif
from crossfoot.quickbooks.list_items import CompanyFacts, ListHeading, ListItem, ListKind
from crossfoot.quickbooks.list_limits import of_a
from crossfoot.quickbooks.lists import read_lists

_LOOKED_AT = 4096

_TERMS_OF = {
    "StandardTerms": ("due days", "discount days"),
    "DateDrivenTerms": ("day of month due", "due next month days", "discount day of month"),
}
"""The questions for one sort of payment terms, and what tells by their record that they are it."""


class NotImported(Exception):
    """Files that cannot be taken in; the message is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One list as it came. `remaining` records of it are still in QuickBooks.

    `queries` are the questions that it answers, none for an export. An IIF file, which is one,
    knows less of a record than QuickBooks does.
    """

    records: tuple[Fields, ...]
    remaining: int = 0
    queries: frozenset[str] = frozenset()
    is_export: bool = False

    def covers(self, row: Fields) -> bool:
        """Whether one of our records would have come, if QuickBooks had it."""
        if self.remaining:
            return False
        sorts = [marks for query, marks in _TERMS_OF.items() if query in self.queries]
        if len(sorts) != 1 or "Terms" in self.queries:
            return True
        return any(mark in row for mark in sorts[0])


@dataclass(frozen=True, slots=True)
class Arrivals:
    """All that came: the lists by their kind, and the facts, None where none were given."""

    lists: dict[ListKind, Arrival]
    facts: CompanyFacts | None


class _Taken(NamedTuple):
    fields: Fields
    path: Path
    line: int


@dataclass(slots=True)
class _List:
    """A list on its way in: what was taken, by name and by id."""

    records: list[_Taken] = field(default_factory=list)
    names: dict[str, _Taken] = field(default_factory=dict)
    ids: dict[str, _Taken] = field(default_factory=dict)
    remaining: list[int] = field(default_factory=list)
    queries: set[str] = field(default_factory=set)
    exports: set[bool] = field(default_factory=set)


def read_all(paths: Sequence[Path]) -> Arrivals:
    """Return what files bring, qbXML answers and IIF exports. Nothing counts before all is read.

    Raises NotImported for what is neither, is damaged, or contradicts another of the files;
    OSError where one cannot be read.
    """
    lists: dict[ListKind, _List] = {}
    facts: CompanyFacts | None = None
    for path in paths:
        try:
            for part, is_export in _parts(path):
                if isinstance(part, CompanyFacts):
                    facts = part if facts is None else _together(facts, part, path)
                    continue
                known = lists.setdefault(part.kind, _List())
                known.exports.add(is_export)
                if isinstance(part, ListHeading):
                    known.remaining.append(part.remaining)
                    known.queries |= {part.query} if part.query else set()
                else:
                    _take(known, part, path)
        except BadAnswer as error:
            raise NotImported(f"{path}:{error.line}:{error.column}: {error.message}") from None
    return Arrivals({kind: _arrival(kind, known) for kind, known in lists.items()}, facts)


def _parts(path: Path) -> Iterator[tuple[ListHeading | ListItem | CompanyFacts, bool]]:
    with path.open("rb") as file:
        is_export = looks_like_iif(file.read(_LOOKED_AT))
        file.seek(0)
        for part in read_iif(file) if is_export else read_lists(file):
            yield part, is_export


def _take(known: _List, item: ListItem, path: Path) -> None:
    """Take a record, unless it came before; refuse one that says something else than it did."""
    said = {name: in_one_line(value) for name, value in item.fields.items()}
    found = {"name": in_one_line(item.name), **{name: text for name, text in said.items() if text}}
    taken = _Taken(found, path, item.line)
    id_ = text_of(found, "id")
    earlier = known.names.get(name_key(found)) or (known.ids.get(id_) if id_ else None)
    if earlier is None:
        known.records.append(taken)
        known.names[name_key(found)] = taken
        if id_ is not None:
            known.ids[id_] = taken
    elif earlier.fields != found:
        raise NotImported(
            f"{path}:{item.line}: {of_a(item.kind)} `{name_of(found)}` is not as in "
            f"{earlier.path}:{earlier.line}; import one file after the other, the older first"
        )


def _together(one: CompanyFacts, other: CompanyFacts, path: Path) -> CompanyFacts:
    """Return what two files say of one company."""
    if one.company and other.company and one.company != other.company:
        raise NotImported(
            f"{path}:{other.line}: this is of `{other.company}`, and another file is of "
            f"`{one.company}`; import the files of one company"
        )
    said = {
        each.name: value
        for each in fields(other)
        if (value := getattr(other, each.name)) not in (None, ())
    }
    return replace(one, **said)


def _arrival(kind: ListKind, known: _List) -> Arrival:
    if len(known.exports) > 1:
        raise NotImported(
            f"{kind.value} are both in an answer of QuickBooks' and in an export; give one of them"
        )
    if kind is ListKind.ACCOUNTS and not known.records:
        raise NotImported(
            "the list of accounts is empty, which no company's is; ask for it anew with "
            "`crossfoot request`"
        )
    return Arrival(
        tuple(each.fields for each in known.records),
        min(known.remaining, default=0),
        frozenset(known.queries),
        True in known.exports,
    )
