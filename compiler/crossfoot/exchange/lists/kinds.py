"""The lists of QuickBooks, in the order in which they are taken, and what sets them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crossfoot.model.names import key
from crossfoot.project.accounts import ACCOUNT_KEYS, type_of
from crossfoot.project.editing.scalars import Value
from crossfoot.project.lists import KEYS
from crossfoot.quickbooks.list_items import ListKind


class Kind(NamedTuple):
    """One list. `is_replaced`: it belongs to QuickBooks, and what is here follows it unasked."""

    list: ListKind
    is_replaced: bool

    @property
    def name(self) -> str:
        """The key that it stands under."""
        return self.list.value

    @property
    def order(self) -> Sequence[str]:
        """The keys of a record, in order."""
        return ACCOUNT_KEYS if self.list is ListKind.ACCOUNTS else tuple(KEYS[self.name])


KINDS = (
    Kind(ListKind.ACCOUNTS, True),
    Kind(ListKind.TERMS, True),
    Kind(ListKind.CLASSES, True),
    Kind(ListKind.VENDORS, False),
    Kind(ListKind.CUSTOMERS, False),
    Kind(ListKind.ITEMS, False),
)
"""Those that ask nothing come first: whatever is broken off later, they are taken."""


Fields = Mapping[str, Value]
"""What a record says, by key, its name among it."""


def text_of(fields: Fields, name: str) -> str | None:
    """Return a value without space around it; None where there is none."""
    value = fields.get(name)
    return value.strip() or None if isinstance(value, str) else None


def name_of(fields: Fields) -> str:
    """Return the name of a record, as its file has it."""
    return text_of(fields, "name") or ""


def name_key(fields: Fields) -> str:
    """Return what a record is found by, parts of an account's name without space around them."""
    return key(":".join(part.strip() for part in name_of(fields).split(":")))


def is_active(fields: Fields) -> bool:
    """Whether a record may be used."""
    return (text_of(fields, "active") or "true").casefold() != "false"


def same_value(name: str, ours: Fields, theirs: Fields) -> bool:
    """Whether two records say the same under a key, however it is written."""
    if name == "active":
        return is_active(ours) == is_active(theirs)
    here, there = text_of(ours, name), text_of(theirs, name)
    if name == "type" and here and there:
        return (type_of(here) or here) == (type_of(there) or there)
    return here == there


def followed(ours: Fields, theirs: Fields, kind: Kind, *, is_export: bool) -> Fields:
    """Return our record with QuickBooks' values; what says the same stays as it is written.

    A value that QuickBooks does not give goes, unless it is from an export, which does not give
    all; but that a record is inactive, an export says as well.
    """
    found: dict[str, Value] = {}
    for name in (*ours, *(each for each in kind.order if each not in ours)):
        if name in ours and (
            same_value(name, ours, theirs) or _is_left(name, theirs, is_export=is_export)
        ):
            found[name] = ours[name]
        elif name in theirs:
            found[name] = theirs[name]
    return found


def _is_left(name: str, theirs: Fields, *, is_export: bool) -> bool:
    """Whether QuickBooks says nothing about a value, not even that there is none."""
    return is_export and name not in theirs and name != "active"


def differences(ours: Fields, theirs: Fields, *, is_export: bool) -> tuple[str, ...]:
    """Return the keys under which QuickBooks says something else than we do."""
    return tuple(
        name
        for name in dict.fromkeys((*ours, *theirs))
        if not (_is_left(name, theirs, is_export=is_export) or same_value(name, ours, theirs))
    )
