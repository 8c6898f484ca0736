"""A statement that could not be read, taken apart loosely, so that the mistake can be found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crossfoot.diagnostic import Fix
from crossfoot.fixing import perhaps
from crossfoot.source import Source, Span
from crossfoot.syntax import grammar
from crossfoot.syntax.grammar import STATEMENTS

_PIECE = re.compile(
    rf"""
      (?P<comment> \#[^\n]* )
    | (?P<string> "[^"\n]*" )
    | (?P<open> "[^"\n]* )
    | (?P<curly> [“”„‟«»][^“”„‟«»"\n]*[“”„‟«»"]? )
    | (?P<single> (?<![^\s(]) ['‘][^'’\n]*['’] )
    | (?P<bracket> \[[^\[\]\n]*\] )
    | (?P<open_bracket> \[[^\[\]\n"#]* )
    | (?P<money> [$€£]\s?\d[\d,]*(?:\.\d+)? )
    | (?P<thousands> \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\w) )
    | (?P<date> \d{{1,4}}(?P<by>[/.-])\d{{1,2}}(?P=by)\d{{1,4}}(?!\w) )
    | (?P<number> (?:\d+(?:\.\d+)?|\.\d+)(?!\w) )
    | (?P<word> [^\W_][{grammar.CHAR}]*(?<![-/&]) )
    | (?P<mark> :=|==|!=|<>|<=|>=|=>|->|→|//|/\*|--|[^\w\s] | . )
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """A piece of a statement, by its looks: a word, a number, a quoted text, a mark."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """Its text in small letters."""
        return self.text.lower()


@dataclass(frozen=True)
class Broken:
    """A statement from `start` to `end` that is read up to `offset`.

    There one of the `expected` terminals should stand; none where the form is right but
    something is missing.
    """

    source: Source
    start: int
    end: int
    offset: int
    expected: frozenset[str]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Its pieces, comments left out."""
        found = _PIECE.finditer(self.source.text, self.start, self.end)
        return tuple(
            Piece(match.lastgroup or "mark", shown(match[0]), match.start(), match.end())
            for match in found
            if match.lastgroup != "comment" and match[0].strip()
        )

    @cached_property
    def place(self) -> int:
        """The index of the piece that cannot stand where it does; one past the last at the end."""
        return next((i for i, p in enumerate(self.pieces) if p.end > self.offset), len(self.pieces))

    @property
    def stuck(self) -> Piece | None:
        """The piece that cannot stand where it does; None where the statement ends too early."""
        return self.piece(self.place)

    @property
    def before(self) -> Piece | None:
        """The piece before it."""
        return self.piece(self.place - 1)

    def piece(self, index: int) -> Piece | None:
        """Return a piece by its place, None beyond either end."""
        return self.pieces[index] if 0 <= index < len(self.pieces) else None

    @cached_property
    def first_line(self) -> str:
        """Its first line, the white space and comment at the end included."""
        end = self.source.text.find("\n", self.start)
        return self.source.text[self.start : None if end < 0 else end]

    @cached_property
    def first_text(self) -> int:
        """Where the first text in quotes begins; the end where there is none."""
        return next((piece.start for piece in self.pieces if piece.kind == "string"), self.end)

    @cached_property
    def lead(self) -> str:
        """The terminal of the keyword that it begins with, or nothing."""
        return next((row.terminal for row in _leading() if self._begins(row)), "")

    def _begins(self, row: grammar.Keyword) -> bool:
        words = "|".join(word.replace(" ", r"\s+") for word in row.words)
        pattern = re.compile(f"(?:{words})(?=\\s|$)", re.IGNORECASE)
        return pattern.match(self.source.text, self.start, self.end) is not None

    def between(self, start: int, end: int) -> Span:
        """Return a span without the white space at its ends."""
        text = self.source.text[start:end]
        return Span(
            self.source,
            start + len(text) - len(text.lstrip()),
            max(start, end - len(text) + len(text.rstrip())),
        )

    def at(self, *pieces: Piece | None) -> Span:
        """Return the span of the pieces that are there; the last piece's if none is."""
        there = [piece for piece in pieces if piece is not None] or [self.pieces[-1]]
        return self.between(there[0].start, there[-1].end)

    def starts_line(self, piece: Piece) -> bool:
        """Whether a piece is the first of a line that continues the statement."""
        line = self.source.text.rfind("\n", 0, piece.start) + 1
        return line > self.start and not self.source.text[line : piece.start].strip()


def _leading() -> tuple[grammar.Keyword, ...]:
    return tuple(row for row in grammar.keywords() if row.terminal in STATEMENTS)


def shown(text: str) -> str:
    """Return the user's text for a message: on one line, free of the marks that enclose it."""
    return " ".join(text.split()).replace("`", "'")


def in_quotes(at: Span) -> str | None:
    """Return what stands at a place in straight quotes, whatever quotes it had.

    None where it cannot stand in them, or more than it may be meant.
    """
    inside = at.text.strip(_QUOTES)
    clauses = "|".join(grammar.words(*grammar.CLAUSES))
    doubtful = re.compile(rf'["#\n“”]|(?:^|\s)(?:{clauses})(?:\s|$)', re.IGNORECASE)
    return None if not inside or doubtful.search(inside) else f'"{inside}"'


def requoted(at: Span) -> Fix | None:
    """Return the fix that puts what stands at a place in straight quotes."""
    return perhaps(at, in_quotes(at))


_QUOTES = "\"'“”„‟«»‘’ \t\n"


def quoted(text: str) -> str:
    """Return a text as it is to be typed in quotes, whatever quotes it had."""
    return '"' + shown(text.strip("\"'“”„‟«»‘’[] \t\n")) + '"'
