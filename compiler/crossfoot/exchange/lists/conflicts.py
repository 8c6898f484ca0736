"""What becomes of records that are a person's as well as QuickBooks': vendors, customers, items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import count
from typing import NamedTuple, TypeAlias

from crossfoot.exchange.lists.arrivals import Arrival
from crossfoot.exchange.lists.kinds import (
    Fields,
    Kind,
    differences,
    followed,
    name_key,
    name_of,
    text_of,
)
from crossfoot.exchange.lists.merge import Matches, Merged
from crossfoot.model.names import key
from crossfoot.project.editing.lists import Line
from crossfoot.quickbooks.list_limits import LENGTHS

_NUMBER = re.compile(r" \(([0-9]{1,6})\)\Z")


class Choice(Enum):
    """What is done with a record of QuickBooks' that is here already, and differs."""

    UPDATE = "update"
    KEEP_BOTH = "keep-both"
    SKIP = "skip"


class Conflict(NamedTuple):
    """A record of ours and QuickBooks', and the keys under which they differ."""

    kind: Kind
    ours: Fields
    theirs: Fields
    differ: tuple[str, ...]


class Aborted(Exception):
    """Whoever was asked breaks the import off."""


Decide: TypeAlias = Callable[[Conflict], Choice | None]
"""Says what is done; None where it is not decided, so that nothing is. May raise Aborted."""


def taken_in(rows: Sequence[Fields], arrival: Arrival, kind: Kind, decide: Decide) -> Merged:
    """Return what becomes of our records where QuickBooks' join them, none of ours ever going.

    One of QuickBooks' that is here already, by its id or else by its name, and differs is a
    conflict, about which `decide` is asked. Where that breaks off, what came before is taken.
    """
    joined = _Joined(rows, arrival, kind)
    for place in range(len(arrival.records)):
        try:
            joined.take(place, decide)
        except Aborted:
            return joined.merged(is_aborted=True)
    return joined.merged(is_aborted=False)


class _Joined:
    """Our records as they become. `_seen` are the places of QuickBooks' that were looked at."""

    def __init__(self, rows: Sequence[Fields], arrival: Arrival, kind: Kind) -> None:
        self._kind = kind
        self._is_export = arrival.is_export
        self._theirs = arrival.records
        self._seen: set[int] = set()
        self._by_id = {
            id_: place for place, each in enumerate(self._theirs) if (id_ := text_of(each, "id"))
        }
        self._their_names = {name_key(each) for each in self._theirs}
        self._matches = Matches(rows)
        self._rows = list(rows)
        self._done: set[int] = set()
        self._behind: dict[int | None, list[Fields]] = {}
        self._last: int | None = None
        self._waiting: dict[int, str] = {}
        self._names = {name_key(row): row for row in rows}
        self._counts: Counter[Choice | None] = Counter()
        self._taken = 0

    def take(self, at: int, decide: Decide) -> None:
        """Take one record of QuickBooks'. Raises Aborted, and then has not taken it."""
        if at in self._seen:
            return
        self._seen.add(at)
        theirs = self._theirs[at]
        place = self._place_of(theirs)
        if place is None:
            self._take_first(name_key(theirs), decide)
            self._add(theirs, self._last)
        else:
            self._join(place, theirs, decide)
            self._done.add(place)
            self._last = place
        self._taken += 1

    def merged(self, *, is_aborted: bool) -> Merged:
        """Return the list as it is by now."""
        self._give_names()
        lines = [Line(None, fields) for fields in self._behind.get(None, ())]
        for place, fields in enumerate(self._rows):
            lines.append(Line(place, fields))
            lines += (Line(None, each) for each in self._behind.get(place, ()))
        counts = self._counts
        added = sum(line.row is None for line in lines)
        return Merged(
            tuple(lines),
            self._taken,
            new=added - counts[Choice.KEEP_BOTH],
            updated=counts[Choice.UPDATE],
            kept_both=counts[Choice.KEEP_BOTH],
            skipped=counts[Choice.SKIP],
            undecided=counts[None],
            is_aborted=is_aborted,
        )

    def _place_of(self, theirs: Fields) -> int | None:
        """Return the place of our record: that of its id, else of its name if that has no other."""
        place = self._matches.by_id(theirs)
        if place is None:
            place = self._matches.by_name(theirs)
            if place is not None and text_of(self._rows[place], "id") in self._by_id:
                return None
        return None if place in self._done else place

    def _take_first(self, name: str, decide: Decide) -> None:
        """Take the record first that may give up a name: it is called otherwise in QuickBooks."""
        holder = self._names.get(name)
        place = self._by_id.get(text_of(holder, "id") or "") if holder is not None else None
        if place is not None:
            self.take(place, decide)

    def _join(self, place: int, theirs: Fields, decide: Decide) -> None:
        ours = self._rows[place]
        if self._is_as_before(ours, theirs):
            return
        choice = decide(Conflict(self._kind, ours, theirs, self._differ(ours, theirs)))
        self._counts[choice] += 1
        if choice is Choice.UPDATE:
            self._update(place, theirs)
        elif choice is Choice.KEEP_BOTH:
            self._keep_both(place, theirs)

    def _differ(self, ours: Fields, theirs: Fields) -> tuple[str, ...]:
        return differences(ours, theirs, is_export=self._is_export)

    def _is_as_before(self, ours: Fields, theirs: Fields) -> bool:
        """Whether nothing changes; where both were kept earlier, the other one may say so."""
        differ = self._differ(ours, theirs)
        if not differ:
            return True
        id_ = text_of(ours, "id")
        if id_ is not None and id_ == text_of(theirs, "id"):
            return differ == ("name",) and self._is_made_of(ours, theirs)
        return any(
            not self._differ(other, {**theirs, "name": name_of(other)})
            for other in self._numbered(theirs)
        )

    def _numbered(self, theirs: Fields) -> Iterator[Fields]:
        """Yield our records that were made of this one of QuickBooks' by keeping both.

        What QuickBooks itself calls so is none.
        """
        for number in count(2):
            other = self._names.get(key(self._with_number(name_of(theirs), number)))
            if other is None:
                return
            if name_key(other) not in self._their_names:
                yield other

    def _is_made_of(self, ours: Fields, theirs: Fields) -> bool:
        """Whether our record was given its name by keeping both."""
        number = _NUMBER.search(name_of(ours))
        if number is None:
            return False
        return key(self._with_number(name_of(theirs), int(number[1]))) == name_key(ours)

    def _update(self, place: int, theirs: Fields) -> None:
        """Let our record follow, by another name where another of ours has the one it has now."""
        ours = self._rows[place]
        if self._names.get(name_key(theirs), ours) is not ours:
            self._waiting[place] = name_of(theirs)
            is_made = self._is_made_of(ours, theirs)
            theirs = {**theirs, "name": name_of(ours) if is_made else self._free(theirs)}
        del self._names[name_key(ours)]
        self._rows[place] = followed(ours, theirs, self._kind, is_export=self._is_export)
        self._names[name_key(theirs)] = self._rows[place]

    def _give_names(self) -> None:
        """Give records the names that were another's when they were updated, and are free now."""
        for place, name in self._waiting.items():
            if key(name) not in self._names:
                del self._names[name_key(self._rows[place])]
                self._rows[place] = {**self._rows[place], "name": name}
                self._names[key(name)] = self._rows[place]

    def _keep_both(self, place: int, theirs: Fields) -> None:
        """Put QuickBooks' record behind ours, by another name; the id is QuickBooks' record's."""
        ours = self._rows[place]
        if text_of(ours, "id") == text_of(theirs, "id"):
            self._rows[place] = {name: value for name, value in ours.items() if name != "id"}
            self._names[name_key(ours)] = self._rows[place]
        self._add({**theirs, "name": self._free(theirs)}, place)

    def _add(self, fields: Fields, behind: int | None) -> None:
        if name_key(fields) in self._names:
            fields = {**fields, "name": self._free(fields)}
        self._names[name_key(fields)] = fields
        self._behind.setdefault(behind, []).append(fields)

    def _free(self, fields: Fields) -> str:
        """Return a name with a number behind it that no record has."""
        made = (self._with_number(name_of(fields), number) for number in count(2))
        return next(name for name in made if key(name) not in self._names)

    def _with_number(self, name: str, number: int) -> str:
        above, colon, leaf = name.rpartition(":")
        suffix, longest = f" ({number})", LENGTHS[self._kind.list]
        room = min(longest.part, longest.whole - len(above) - len(colon)) - len(suffix)
        return f"{above}{colon}{leaf[: max(room, 1)].rstrip()}{suffix}"
