"""A statement taken apart into the rows it was written in, each word as it is to be written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.model.names import key
from crossfoot.source import Source
from crossfoot.syntax import spelled
from crossfoot.syntax.grammar import CLAUSES, NAMES, keywords
from crossfoot.syntax.leaves import Lexeme, Word, name_text
from crossfoot.syntax.reader import reader
from crossfoot.syntax.split import Stretch
from crossfoot.syntax.tree import Name, Statement, Takes, Use

OPENING = "OPENING"
"""The kind of a name that a statement begins with."""

_ORDER = ("debit", "credit", "class", "memo", "for", "from", "until", "because")
_SPACED = re.compile(r"\s*([%/])\s*")
_KEYWORDS = frozenset(keyword.terminal for keyword in keywords())
_TYPES = {key(name): name for name in ACCOUNT_TYPES.values()}
_AMOUNT_ENDS = NAMES | {OPENING, "NUMBER", "CLOSE"}


class Piece(NamedTuple):
    """A word as it is to be written. `glued`: no space stands before it."""

    kind: str
    text: str
    glued: bool = False


class Row(NamedTuple):
    """One line of a statement: its words, and the comment at its end or of its own."""

    pieces: tuple[Piece, ...]
    comment: str

    @property
    def text(self) -> str:
        """The words with the spaces between them."""
        return joined(self.pieces)


def joined(pieces: Sequence[Piece]) -> str:
    """Return words with the spaces between them."""
    return "".join(piece.text if piece.glued else f" {piece.text}" for piece in pieces).lstrip()


def rows(
    source: Source, stretch: Stretch, statement: Statement, spelling: Mapping[str, str]
) -> tuple[Row, ...]:
    """Return the rows of a statement; each comment in it is kept where it stands."""
    words = _name_merged(reader().words(source, stretch.start, stretch.end), statement)
    pieces = _pieces(words, statement, spelling)
    found: list[Row] = []
    row: list[Piece] = []
    for index, piece in enumerate(pieces):
        row.append(piece)
        after = words[index + 1].start_pos if index + 1 < len(words) else stretch.end
        same_line, *lines = source.text[words[index].end_pos : after].split("\n")
        if lines or index + 1 == len(words):
            found.append(Row(tuple(row), same_line.strip()))
            row = []
        found += [Row((), line.strip()) for line in lines if line.strip()]
    return tuple(found)


def in_order(row: Row) -> tuple[str, ...]:
    """Return what a row holds: all before its clauses, then each clause, in one fixed order."""
    starts = [at for at, piece in enumerate(row.pieces) if piece.kind in CLAUSES]
    clauses = [row.pieces[start:end] for start, end in pairwise([*starts, len(row.pieces)])]
    clauses.sort(key=lambda clause: _ORDER.index(clause[0].text))
    head = row.pieces[: starts[0]] if starts else row.pieces
    return (joined(head), *(joined(clause) for clause in clauses))


def _name_merged(words: Sequence[Word], statement: Statement) -> list[Word]:
    """Return the words with the name that begins the statement as one, were it read as two."""
    name = getattr(statement, "name", None)
    if not isinstance(name, Name) or name.at.start != statement.at.start:
        return list(words)
    rest = [word for word in words if word.start_pos >= name.at.end]
    return [Lexeme(OPENING, name.at.text, name.at.start, name.at.end), *rest]


def _pieces(
    words: Sequence[Word], statement: Statement, spelling: Mapping[str, str]
) -> list[Piece]:
    kinds = ["", "", *(_kind(word) for word in words), ""]
    found: list[Piece] = []
    for index, word in enumerate(words):
        before_last, last, kind, after = kinds[index : index + 4]
        if kind == "SIGN" and last not in _AMOUNT_ENDS:
            kind = kinds[index + 2] = "UNARY"
        glued = (
            kind in ("_COMMA", "CLOSE")
            or last in ("OPEN", "UNARY")
            or (kind == "DIVIDED" and last == "NUMBER" == after)
            or (last == "DIVIDED" and before_last == "NUMBER" == kind)
        )
        found.append(Piece(kind, _typed(word, statement, spelling), glued))
    return found


def _kind(word: Word) -> str:
    return "DIVIDED" if word.value == "/" else word.type


def _typed(word: Word, statement: Statement, spelling: Mapping[str, str]) -> str:
    """Return a word as it is to be written."""
    if word.type == OPENING:
        name = spelled.respelled(name_text(word.value), spelling)
        return spelled.opening(name, was_bare="[" not in word.value)
    if word.type in NAMES:
        return spelled.written(_name(word, statement, spelling), word.type)
    if word.type in _KEYWORDS:
        return " ".join(word.value.lower().split())
    if word.type == "SHARE":
        return _SPACED.sub(r"\1", word.value.lower()).removesuffix("of").rstrip() + " of"
    return word.value.upper() if word.type == "CODE" else word.value


def _name(word: Word, statement: Statement, spelling: Mapping[str, str]) -> str:
    name = name_text(word.value)
    if isinstance(statement, Use):
        return name
    if isinstance(statement, Takes):
        return _TYPES.get(key(name), name)
    return spelled.respelled(name, spelling)
