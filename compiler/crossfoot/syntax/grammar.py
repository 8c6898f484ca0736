"""The grammar as the parser needs it: ``crossfoot.lark``, filled in from ``keywords.txt``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crossfoot import resources

CHAR = (
    r"\w.'&\-\/"  # letters and digits of any script, and what may join them
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f"  # accents and points that stand alone
    "\u0900-\u0963\u0966-\u109f\u1780-\u17d3"  # scripts that write vowels as marks
    "\u200c\u200d"
)
"""What a word may hold after its first letter, as the inside of a regular expression's set."""

_BEFORE = {"blank": r"(?=\s)(?!\s*=)", "digit": r"(?=\s+[\d.])", "quote": r"(?=\s*\")"}


class Keyword(NamedTuple):
    """A row of ``keywords.txt``."""

    terminal: str
    words: tuple[str, ...]
    before: str
    ends: frozenset[str]

    @property
    def pattern(self) -> str:
        """The regular expression that finds it where it can stand."""
        words = "|".join(re.sub(" ", r"\\s+", word) for word in self.words)
        return f"(?:{words})" + _BEFORE.get(self.before, f"(?![{CHAR}:])")


@cache
def keywords() -> tuple[Keyword, ...]:
    """Return the keywords in the order of the file."""
    lines = resources.grammar("keywords.txt").read_text("utf-8").splitlines()
    return tuple(_keyword(line) for line in lines if line and not line.startswith("#"))


def _keyword(line: str) -> Keyword:
    terminal, words, before, ends = re.split(r"  +", line)
    return Keyword(terminal, tuple(words.split(", ")), before, frozenset(ends.split()))


def words(*terminals: str) -> tuple[str, ...]:
    """Return the words of some keyword terminals, in the order of the file."""
    return tuple(
        w for keyword in keywords() if keyword.terminal in terminals for w in keyword.words
    )


def ends(kind: str) -> str:
    """Return a regular expression for the keywords that end a bare name of a kind."""
    found = "|".join(row.pattern for row in keywords() if kind in row.ends)
    return f"(?i:{found})"


def text() -> str:
    """Return the grammar with every placeholder filled in."""
    grammar = resources.grammar("crossfoot.lark").read_text("utf-8")
    begins = next(row.pattern for row in keywords() if row.terminal == "SUM_OF")
    filled = re.sub(r"<ends (\w+)>", lambda match: ends(match[1]), grammar)
    filled = filled.replace("<begins>", f"(?i:{begins})").replace("<char>", CHAR)
    return filled + "".join(f"\n{row.terminal}.5: /{row.pattern}/i" for row in keywords())
