"""Fixes for names that are misspelt, where it is certain which was meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from crossfoot.diagnostic import Fix
from crossfoot.fixing import instead
from crossfoot.source import Source
from crossfoot.spelling import Words, certain_name, words_of
from crossfoot.syntax.spelled import typed
from crossfoot.syntax.tree import Name, Text


class Wording:
    """The words of all texts of a project, counted where they are first asked for."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = tuple(sources)

    @cached_property
    def words(self) -> Words:
        """How often each is written."""
        return words_of(source.text for source in self._sources)


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
