"""What becomes of a list that belongs to QuickBooks: it follows QuickBooks', record by record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crossfoot.exchange.lists.arrivals import Arrival
from crossfoot.exchange.lists.kinds import Fields, Kind, followed, name_key, name_of, text_of
from crossfoot.model.names import key
from crossfoot.project.editing.lists import Line


class Renamed(NamedTuple):
    """A record that has another name in QuickBooks than it had here."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A list as it becomes, and what happened to it. `taken` is how many records were gone through.

    `fates` are the places of the old records among the new lines, None for those that are gone.
    """

    lines: tuple[Line, ...]
    taken: int
    new: int = 0
    changed: int = 0
    renamed: tuple[Renamed, ...] = ()
    gone: tuple[str, ...] = ()
    updated: int = 0
    kept_both: int = 0
    skipped: int = 0
    undecided: int = 0
    is_aborted: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing became of it."""
        counts = (self.new, self.changed, self.updated, self.kept_both)
        return not (any(counts) or self.renamed or self.gone)


class Matches:
    """Finds our record for one of QuickBooks': by id, then by name in any case, then by number.

    Each of ours is found once. One whose number alone fits must not have another id.
    """

    def __init__(self, rows: Sequence[Fields]) -> None:
        self._rows = rows
        self._by_id = _index(text_of(row, "id") for row in rows)
        self._by_name = _index(name_key(row) for row in rows)
        self._by_number = _index(
            key(number) if (number := text_of(row, "number")) else None for row in rows
        )

    def by_id(self, theirs: Fields) -> int | None:
        """Return the place of our record that has the same id."""
        id_ = text_of(theirs, "id")
        return None if id_ is None else self._by_id.get(id_)

    def by_name(self, theirs: Fields) -> int | None:
        """Return the place of our record that has the same name."""
        return self._by_name.get(name_key(theirs))

    def by_number(self, theirs: Fields) -> int | None:
        """Return the place of our record that has the same number, and no other id."""
        number = text_of(theirs, "number")
        place = None if number is None else self._by_number.get(key(number))
        if place is None:
            return None
        ours, id_ = text_of(self._rows[place], "id"), text_of(theirs, "id")
        return place if ours is None or id_ is None or ours == id_ else None

    def all(self, records: Sequence[Fields]) -> dict[int, int]:
        """Return the place of our record for each of theirs that has one."""
        found: dict[int, int] = {}
        taken: set[int] = set()
        for look in (self.by_id, self.by_name, self.by_number):
            for place, theirs in enumerate(records):
                ours = None if place in found else look(theirs)
                if ours is not None and ours not in taken:
                    found[place] = ours
                    taken.add(ours)
        return found


def _index(keys: Iterable[str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, each in enumerate(keys):
        if each:
            found.setdefault(each, place)
    return found


def replaced(rows: Sequence[Fields], arrival: Arrival, kind: Kind) -> Merged:
    """Return what becomes of our records where QuickBooks' take their place.

    Ours keep their order; those that are new come behind the one that they follow in QuickBooks.
    Where QuickBooks' list is not whole, ours that are not in it stay.
    """
    found = Matches(rows).all(arrival.records)
    theirs = {ours: arrival.records[place] for place, ours in found.items()}
    names = {name_key(each) for each in arrival.records}
    stay = [
        place
        for place, row in enumerate(rows)
        if place in theirs or (not arrival.covers(row) and name_key(row) not in names)
    ]
    kept = {
        place: followed(rows[place], theirs[place], kind, is_export=arrival.is_export)
        if place in theirs
        else rows[place]
        for place in stay
    }
    lines = _in_order(kept, arrival.records, found)
    return Merged(
        lines,
        len(arrival.records),
        new=sum(line.row is None for line in lines),
        changed=sum(kept[place] != rows[place] for place in kept),
        renamed=tuple(
            Renamed(name_of(rows[place]), name_of(fields))
            for place, fields in kept.items()
            if name_key(rows[place]) != name_key(fields)
        ),
        gone=tuple(name_of(row) for place, row in enumerate(rows) if place not in kept),
    )


def _in_order(
    kept: dict[int, Fields], records: Sequence[Fields], found: dict[int, int]
) -> tuple[Line, ...]:
    behind: dict[int | None, list[Line]] = {}
    last: int | None = None
    for place, record in enumerate(records):
        if place in found:
            last = found[place]
        else:
            behind.setdefault(last, []).append(Line(None, record))
    lines = list(behind.get(None, ()))
    for place, fields in kept.items():
        lines += (Line(place, fields), *behind.get(place, ()))
    return tuple(lines)
