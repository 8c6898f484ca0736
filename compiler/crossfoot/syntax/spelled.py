"""How a name is written out: in its declared spelling, in brackets only where it needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from crossfoot.model.names import key
from crossfoot.syntax.grammar import NAMES, STATEMENTS, words
from crossfoot.syntax.reader import reader


def respelled(name: str, spelling: Mapping[str, str]) -> str:
    """Return a name as it was declared; of ``Family: Member`` each part as far as it is known."""
    whole = spelling.get(key(name))
    if whole is not None:
        return whole
    family, colon, member = name.rpartition(": ")
    if not colon:
        return name
    return f"{respelled(family, spelling)}: {spelling.get(key(member), member)}"


def written(name: str, kind: str) -> str:
    """Return a name as it is typed where the grammar has a name of this `kind`."""
    return name if _is_bare(name, kind) else f"[{name}]"


def typed(name: str) -> str:
    """Return a name as it is typed wherever a name can stand, in brackets if it may need them.

    INVARIANT: no bracket is part of the name.
    """
    is_bare = all(_is_bare(name, kind) for kind in NAMES) and not _first_words().match(name)
    return name if is_bare else f"[{name}]"


def opening(name: str, was_bare: bool) -> str:
    """Return a name as it is typed at the start of a statement.

    A statement's first word may begin it where what follows rules that statement out; that is
    so where it `was_bare`, and not looked into where it was not.
    """
    bare = was_bare or (_is_bare(name, "NAME") and not _first_words().match(name))
    return name if bare else f"[{name}]"


def _is_bare(name: str, kind: str) -> bool:
    return "[" not in name and _pattern(kind).fullmatch(name) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(reader().pattern(kind))


@cache
def _first_words() -> re.Pattern[str]:
    firsts = "|".join(word.split()[0] for word in words(*STATEMENTS))
    return re.compile(rf"(?:{firsts})(?: |$)", re.IGNORECASE)
