"""How things stand, for programs: all of it, where the screen shows the first few."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum

from crossfoot.money import dollars
from crossfoot.report.status.facts import Facts

VERSION = 1

_CENTS = frozenset({"total", "today"})


def render(facts: Facts) -> str:
    """Return everything that is known, as one JSON object; amounts are texts with two decimals."""
    said = {each.name: getattr(facts, each.name) for each in fields(facts)}
    whole = {"version": VERSION, "needs_hand": facts.needs_hand, **said}
    return json.dumps(_plain(whole), ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _field(name, each) for name, each in value.items()}
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is not None:
            return _plain(dict(zip(names, value, strict=True)))
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _field(name: str, value: object) -> object:
    return dollars(value) if name in _CENTS and isinstance(value, int) else _plain(value)
