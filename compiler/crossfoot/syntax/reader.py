"""The parser proper: Lark with the grammar, building the tree as it reads."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from crossfoot.source import Source
from crossfoot.syntax import grammar
from crossfoot.syntax.build import Builder
from crossfoot.syntax.fault import Stuck
from crossfoot.syntax.leaves import Lexeme
from crossfoot.syntax.tree import Statement

_PREPARED = Path(__file__).parent / "__pycache__" / f"lark.{sys.implementation.cache_tag}.pickle"
"""Where Lark keeps what it made of the grammar, as Python keeps bytecode.

It saves 50 ms a run. Lark makes it anew when the grammar, Lark or Python is another, and goes
without where the folder cannot be written.
"""

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput


class Reader:
    """Reads stretches of text. One at a time: the parser's builder knows one text."""

    def __init__(self) -> None:
        from lark import Lark

        self._builder = Builder()
        self._lark = Lark(
            grammar.text(),
            start="file",
            parser="lalr",
            maybe_placeholders=False,
            transformer=self._builder,
            cache=str(_PREPARED),
        )
        self._busy = Lock()

    def read(self, source: Source, start: int, end: int) -> tuple[Statement, ...]:
        """Return the statements between two offsets.

        Raises Stuck where the text has not the form of statements, or Fault.
        """
        from lark.exceptions import UnexpectedInput

        with self._busy:
            self._builder.source, self._builder.base = source, start
            try:
                read = self._lark.parse(source.text[start:end])
            except UnexpectedInput as error:
                raise _stuck(error, start, end) from None
        return cast("tuple[Statement, ...]", read)

    def words(self, source: Source, start: int, end: int) -> list[Lexeme]:
        """Return the words of statements that can be read, their places in the whole text."""
        with self._busy:
            self._builder.source, self._builder.base = source, start
            parser: Any = self._lark.parse_interactive(source.text[start:end])
            tokens = parser.exhaust_lexer()
        return [Lexeme(t.type, t.value, start + t.start_pos, start + t.end_pos) for t in tokens]

    def pattern(self, terminal: str) -> str:
        """Return the regular expression of a terminal of the grammar."""
        return self._lark.get_terminal(terminal).pattern.to_regexp()


def _stuck(error: UnexpectedInput, start: int, end: int) -> Stuck:
    token = getattr(error, "token", None)
    ended = token is not None and token.type == "$END"
    place = end if ended else start + (error.pos_in_stream or 0)
    parser: Any = error.interactive_parser
    return Stuck(place, frozenset(parser.accepts()))  # exact, unlike `error.expected`


@cache
def reader() -> Reader:
    """Return the one reader; to make it takes some 70 ms."""
    return Reader()
