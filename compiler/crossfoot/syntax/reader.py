"""The parser proper: Lark with the grammar, building the tree as it reads."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, cast

from crossfoot.source import Source
from crossfoot.syntax import grammar
from crossfoot.syntax.build import Builder
from crossfoot.syntax.tree import Statement

if TYPE_CHECKING:
    from lark import Lark


class Reader:
    """Reads stretches of text. One at a time: the parser's builder knows one text."""

    def __init__(self) -> None:
        from lark import Lark

        self._builder = Builder()
        self._lark: Lark = Lark(
            grammar.text(),
            start="file",
            parser="lalr",
            maybe_placeholders=False,
            transformer=self._builder,
        )
        self._busy = Lock()

    def read(self, source: Source, start: int, end: int) -> tuple[Statement, ...]:
        """Return the statements between two offsets.

        Raises Fault, or lark's UnexpectedInput with offsets counted from `start`.
        """
        with self._busy:
            self._builder.source, self._builder.base = source, start
            statements = self._lark.parse(source.text[start:end])
        return cast("tuple[Statement, ...]", statements)


@cache
def reader() -> Reader:
    """Return the one reader; to make it takes some 70 ms."""
    return Reader()
