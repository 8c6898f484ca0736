"""How a value is written in YAML: as the one that it replaces, or else in quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Value: TypeAlias = str | tuple[str, ...]
"""One value, or a list of them."""

_WORDS = frozenset(
    (
        "type",
        "special",
        "active",
        "due days",
        "discount days",
        "day of month due",
        "due next month days",
        "discount day of month",
        "class tracking",
        "account numbers",
    )
)
"""Keys whose values are words or numbers of QuickBooks', and stand without quotes."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .&/'()_-]*[A-Za-z0-9.)])?\Z")


def written(value: Value, like: str = '"') -> str:
    """Return a value as YAML; `like` is the text of what it replaces, or the quote to use.

    Nothing but letters, digits and a few marks goes without quotes.
    """
    if not isinstance(value, str):
        return f"[{', '.join(_double(each) for each in value)}]"
    if like.startswith("'"):
        return "'" + value.replace("'", "''") + "'"
    if not like.startswith('"') and _PLAIN.match(value):
        return value
    return _double(value)


def written_at(key: str, value: Value) -> str:
    """Return the value of a key that is new."""
    return written(value, "" if key in _WORDS else '"')


def flow_record(fields: Mapping[str, Value], *, quotes_keys: bool = False) -> str:
    """Return a record in one line, in brackets."""
    return f"{{{', '.join(pairs(fields, quotes_keys=quotes_keys))}}}"


def pairs(fields: Mapping[str, Value], *, quotes_keys: bool = False) -> Iterable[str]:
    """Yield each key with its value."""
    for key, value in fields.items():
        yield f"{_double(key) if quotes_keys else key}: {written_at(key, value)}"


def _double(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
