"""How wide a text stands in a terminal, and how to show a line that is too wide for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple
from unicodedata import category, east_asian_width

TAB = 4
"""Columns from one tab stop to the next."""

_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_ACCENTS = frozenset({"Mn", "Me"})
_REVERSING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINER = "\N{ZERO WIDTH JOINER}"
_VARIATIONS = frozenset("\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_SPACING = frozenset("\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Format characters that terminals give a column."""
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_WORD = re.compile(r"[^ `]*`[^`]*`[^ `]*|[^ ]+")
_CUT = "\N{HORIZONTAL ELLIPSIS}"


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def safe(text: str) -> str:
    """Return a text that cannot move the cursor, turn the line around or change colours."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_seen(character) for character in text)


def ljust(text: str, columns: int) -> str:
    """Return the text with spaces after it, `columns` wide."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> tuple[str, ...]:
    """Return a text as lines of at most `columns`, cut at spaces; a longer word stays whole.

    What stands in backticks is there to be typed: it is cut only where no line would hold it.
    """
    lines: list[str] = []
    for word in _words(text, columns):
        if lines and width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _words(text: str, columns: int) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield from (word,) if width(word) <= columns else word.split(" ")


def fitted(text: str, columns: int) -> str:
    """Return a text cut to `columns`, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    kept, taken = [], 1
    for character in text:
        taken += _columns(character)
        if taken > columns:
            break
        kept.append(character)
    return "".join(kept) + _CUT


class Window(NamedTuple):
    """What is shown of a line, and the columns at which a marked part begins and ends in it."""

    text: str
    first: int
    last: int


def window(line: str, start: int, end: int, room: int) -> Window:
    """Return `line` cut to `room` columns around its characters `start` to `end`.

    What is cut is shown as an ellipsis. The mark is at least one column wide and never
    reaches beyond the text by more than one.
    """
    skipped = max(0, start - 2 * room) if len(line) > 4 * room else 0
    cells = _cells(line[skipped : start + 3 * room])
    from_ = _base(cells, start - skipped)
    to = max(start, min(end, len(line))) - skipped
    first, last = _kept(cells, from_, to, room)
    shown = "".join(cells[first:last])
    ahead = _CUT if first or skipped else ""
    after = _CUT if last + skipped < len(line) else ""
    begin = width(ahead) + width("".join(cells[first:from_]))
    marked = width("".join(cells[from_ : min(to, last)]))
    return Window(ahead + shown + after, begin, begin + max(1, marked))


def _base(cells: Sequence[str], at: int) -> int:
    """Return where a letter begins that `at` is an accent of; `at` if it is none."""
    while 0 < at < len(cells) and (not cells[at] or category(cells[at][0]) in _ACCENTS):
        at -= 1
    return at


def _kept(cells: Sequence[str], start: int, end: int, room: int) -> tuple[int, int]:
    """Return the part of the cells to show: all, or what fits around the mark."""
    widths = [width(cell) for cell in cells]
    if sum(widths) <= room:
        return 0, len(cells)
    room -= 2
    wanted = min(room, sum(widths[start:end]) + room // 3)
    first, taken = start, sum(widths[start:end])
    while first and taken + widths[first - 1] <= max(wanted, room - sum(widths[end:])):
        first -= 1
        taken += widths[first]
    while first < start and not widths[first]:  # the letter of this accent is cut off
        first += 1
    last, taken = first, 0
    while last < len(cells) and taken + widths[last] <= room:
        taken += widths[last]
        last += 1
    return first, last


def _cells(line: str) -> list[str]:
    """Return what each character shows as: tabs as spaces up to the next stop."""
    if line.isascii() and line.isprintable():
        return list(line)
    cells: list[str] = []
    at = 0
    for character, after in zip_longest(line, line[1:], fillvalue=""):
        cell = " " * (TAB - at % TAB) if character == "\t" else _drawn(character, after)
        cells.append(cell)
        at += width(cell)
    return cells


def _drawn(character: str, after: str) -> str:
    """Return a character as it stands in an excerpt: nothing where terminals disagree.

    A joiner, a variation or a skin colour makes one picture of two for some terminals and not
    for others, so that no mark would stand right in both.
    """
    joins = character == _JOINER and east_asian_width(after or " ") == "W"
    return "" if joins or character in _VARIATIONS else _seen(character)


def _seen(character: str) -> str:
    unseen = category(character) in _UNSEEN or character in _REVERSING
    return _REPLACED if unseen else character


def _columns(character: str) -> int:
    if character in _SPACING:
        return 1
    if category(character) in {*_ACCENTS, "Cf"} or _is_inner_jamo(character):
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _is_inner_jamo(character: str) -> bool:
    """Return whether a letter stands within the syllable that the one before it began."""
    return "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
