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

STATEMENTS = (
    "USE", "DIMENSION", "MEASURE", "ALWAYS", "NEVER", "POST", "SKIP", "DEFAULT", "EXPECT", "ALLOW",
    "BILLS", "DIFFERENCES",
)  # fmt: skip
"""The terminals that a statement begins with."""

VERBS = ("TAKES", "EXCLUDES", "REQUIRES", "ALSO", "CORRECTS", "CLEARS")
"""The terminals of what is said of a name or an account."""

CLAUSES = ("TEXT_CLAUSE", "STORES_CLAUSE", "DAY_CLAUSE")

NAMES = frozenset({"NAME", "CHOICE", "LIMITED"})
"""The terminals of names; they differ in the keywords that end a bare one."""

_BLANK = r"[^\S\n]|\n(?=[^\S\n]+\S)"
"""White space inside a statement: a line's end counts where the next line continues it."""

_BEFORE = {
    "blank": r"(?=\s)(?!\s*=)",
    "digit": rf"(?=(?:{_BLANK}|#[^\n]*)++[\d.])",
    "quote": rf"(?=(?:{_BLANK}|#[^\n]*)*+\")",
}


class Keyword(NamedTuple):
    """A row of ``keywords.txt``."""

    terminal: str
    words: tuple[str, ...]
    before: str
    ends: frozenset[str]

    @property
    def spelled(self) -> str:
        """The regular expression of the words, whose case does not matter."""
        return "|".join(word.replace(" ", f"(?:{_BLANK})++") for word in self.words)

    @property
    def after(self) -> str:
        """The regular expression of what must follow."""
        return _BEFORE.get(self.before, f"(?![{CHAR}:])")

    @property
    def pattern(self) -> str:
        """The regular expression that finds it where it can stand.

        Only the words are read in any case: to prepare a set of characters for that takes long.
        """
        return f"(?i:{self.spelled}){self.after}"


@cache
def keywords() -> tuple[Keyword, ...]:
    """Return the keywords in the order of the file."""
    lines = resources.grammar("keywords.txt").read_text("utf-8").splitlines()
    return tuple(_keyword(line) for line in lines if line and not line.startswith("#"))


def _keyword(line: str) -> Keyword:
    terminal, words, before, ends = re.split(r"  +", line)
    return Keyword(terminal, tuple(words.split(", ")), before, frozenset(ends.split()))


@cache
def words(*terminals: str) -> tuple[str, ...]:
    """Return the words of some keyword terminals, in the order of the file."""
    return tuple(
        w for keyword in keywords() if keyword.terminal in terminals for w in keyword.words
    )


@cache
def ends(kind: str) -> str:
    """Return a regular expression for the keywords that end a bare name of a kind."""
    alike: dict[str, list[str]] = {}
    for row in keywords():
        if kind in row.ends:
            alike.setdefault(row.after, []).append(row.spelled)
    found = "|".join(f"(?i:{'|'.join(words)}){after}" for after, words in alike.items())
    return f"(?:{found})"


def begins() -> str:
    """Return a regular expression for the keyword that no bare name begins with."""
    return next(row.pattern for row in keywords() if row.terminal == "SUM_OF")


def text() -> str:
    """Return the grammar with every placeholder filled in."""
    grammar = resources.grammar("crossfoot.lark").read_text("utf-8")
    filled = re.sub(r"<ends (\w+)>", lambda match: ends(match[1]), grammar)
    filled = filled.replace("<begins>", begins()).replace("<char>", CHAR)
    return filled + "".join(f"\n{row.terminal}.5: /{row.pattern}/" for row in keywords())
