"""Fixes for names that are misspelt, where it is certain which was meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property

from crossfoot.diagnostic import Fix
from crossfoot.fixing import instead
from crossfoot.model.names import key
from crossfoot.source import Source
from crossfoot.spelling import Words, certain, certain_name, certain_own, words_of
from crossfoot.syntax.spelled import typed
from crossfoot.syntax.tree import Name, Text


class Wording:
    """The words of all texts of a project, counted where they are first asked for."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = tuple(sources)
        self._counted: dict[str, int] = {}

    @cached_property
    def words(self) -> Words:
        """How often each is written."""
        return words_of(source.text for source in self._sources)

    def declared(self, written: str, known: Iterable[str], of_model: Collection[str]) -> str | None:
        """Return the declared name that `written` is certainly a slip for.

        Where it is none `of_model`, the company may have meant another name of its own, or it may
        be the declaration that is misspelt: only a slip that makes no other word is certain then,
        and a name that is written more often than what it takes the place of.
        """
        names = tuple(known)
        meant = certain(written, names)
        if meant is None or meant in of_model:
            return meant
        is_sure = meant == certain_own(written, names)
        return meant if is_sure and self._count(meant) > self._count(written) else None

    def _count(self, name: str) -> int:
        """Return how often a name is written, as a whole."""
        if name not in self._counted:
            self._counted[name] = self._counted_now(name)
        return self._counted[name]

    def _counted_now(self, name: str) -> int:
        whole = re.compile(rf"(?<!\w){re.escape(key(name))}(?!\w)")
        return sum(1 for _ in whole.finditer(self._text))

    @cached_property
    def _text(self) -> str:
        return "\n".join(key(source.text) for source in self._sources)


def named(name: Name, meant: str | None) -> Fix | None:
    """Return the fix that writes another name, in brackets where it needs them."""
    if meant is None or "[" in meant or "]" in meant:
        return None
    return instead(name.at, typed(meant))


def in_quotes(text: Text, meant: str | None) -> Fix | None:
    """Return the fix that writes another text in quotes."""
    return None if meant is None or '"' in meant else instead(text.at, f'"{meant}"')


def store_meant(text: Text, stores: Iterable[str], wording: Wording) -> Fix | None:
    """Return the fix that names the store that a quoted name is a slip for."""
    return in_quotes(text, certain_name(text.value, stores, wording.words, of_places=True))
