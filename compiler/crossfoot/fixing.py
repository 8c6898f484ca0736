"""Makes the edits that findings carry: which of them together, and what the texts become."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfoot.diagnostic import Diagnostic, Edit, Fix
from crossfoot.source import Source, Span, decode

Piece = tuple[int, int, str]
"""What goes in the place of the characters from one offset up to another."""


def replaced(text: str, pieces: Iterable[Piece]) -> str:
    """Return a text with pieces of it replaced.

    INVARIANT: no two overlap; those put in at one place keep their order.
    """
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
        assert start >= at, "INVARIANT: edits do not overlap"
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))


def instead(at: Span, text: str) -> Fix:
    """Return the fix that writes `text` where something else stands, and says so."""
    return Fix(f"write `{' '.join(text.split())}`", (Edit(at, text),))


def perhaps(at: Span, text: str | None) -> Fix | None:
    """Return the fix that writes `text`, where there is one, as `instead` does."""
    return None if text is None else instead(at, text)


def dedented(source: Source, start: int) -> Fix:
    """Return the fix that begins in column 1 what begins at `start`, the first of its line."""
    line = source.text.rfind("\n", 0, start) + 1
    return Fix("begin it in column 1", (Edit(Span(source, line, start), ""),))


def with_before(at: Span, text: str) -> Fix:
    """Return the fix that puts `text` and a space before a place."""
    return Fix(
        f"write `{text}` before it", (Edit(Span(at.source, at.start, at.start), f"{text} "),)
    )


def with_after(at: Span, text: str) -> Fix:
    """Return the fix that puts `text` right behind a place."""
    return Fix(f"write `{text.strip()}` after it", (Edit(Span(at.source, at.end, at.end), text),))


def without(at: Span) -> Fix:
    """Return the fix that takes a piece of a line away, with the white space before it."""
    text = at.source.text
    start = at.start
    while start and text[start - 1] in " \t":
        start -= 1
    is_first = start == 0 or text[start - 1] == "\n"
    end = at.end
    while is_first and end < len(text) and text[end] in " \t":
        end += 1
    gone = Span(at.source, at.start if is_first else start, end)
    return Fix(f"leave `{' '.join(at.text.split())}` out", (Edit(gone, ""),))


def fixable(findings: Iterable[Diagnostic], *, unsafe: bool = False) -> tuple[Diagnostic, ...]:
    """Return the findings with a fix that may be made: the safe ones, or the `unsafe` as well."""
    return tuple(each for each in findings if each.fix and (each.fix.is_safe or unsafe))


def apart(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings whose edits touch none of those of a finding before them.

    INVARIANT: each has a fix.
    """
    taken: dict[str, list[Span]] = {}
    chosen: list[Diagnostic] = []
    for finding in findings:
        places = [edit.at for edit in _edits(finding)]
        if not any(_touches(at, taken.get(at.source.path, ())) for at in places):
            chosen.append(finding)
            for at in places:
                insort(taken.setdefault(at.source.path, []), at, key=_start)
    return tuple(chosen)


def _start(at: Span) -> int:
    return at.start


def _touches(at: Span, taken: Sequence[Span]) -> bool:
    """Whether a place touches one of those that are taken, which run upward."""
    before = bisect_right(taken, at.end, key=_start)
    for place in reversed(range(before)):
        if taken[place].end < at.start:
            return False
        if _touch(at, taken[place]):
            return True
    return False


def _edits(finding: Diagnostic) -> tuple[Edit, ...]:
    return () if finding.fix is None else finding.fix.edits


def _touch(one: Span, other: Span) -> bool:
    """Whether two places share a character, or something is put in at the edge of one."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


class Place(NamedTuple):
    """Lines of a text, from one offset up to another."""

    path: str
    start: int
    end: int

    def holds(self, at: Span) -> bool:
        """Whether something stands there."""
        return self.path == at.source.path and self.start <= at.start <= self.end


def edits_of(findings: Iterable[Diagnostic]) -> dict[str, tuple[Edit, ...]]:
    """Return the edits of findings by the path of the text that they change."""
    found: dict[str, list[Edit]] = {}
    for finding in findings:
        for edit in _edits(finding):
            found.setdefault(edit.at.source.path, []).append(edit)
    return {path: tuple(edits) for path, edits in found.items()}


def rewritten(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of a file with the edits made; all other bytes are as they were.

    A mark at the start, and the line ends that each line has, are kept; new lines end as the
    first one does. Raises ValueError where `data` is not what the edits were thought of for.
    """
    source = decode(edits[0].at.source.path, data)
    if source.text != edits[0].at.source.text:
        raise ValueError("the file has changed")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    raw = data.removeprefix(mark).decode("utf-8")
    shifts = [match.start() - number for number, match in enumerate(re.finditer("\r\n", raw))]
    end = "\r\n" if re.match(r"[^\n]*\r\n", raw) else "\n"
    pieces = (
        (_raw(edit.at.start, shifts), _raw(edit.at.end, shifts), edit.text.replace("\n", end))
        for edit in edits
    )
    return mark + replaced(raw, pieces).encode("utf-8")


def _raw(offset: int, shifts: Sequence[int]) -> int:
    """Return an offset as it is with line ends of two characters; `shifts` are their places."""
    return offset + bisect_left(shifts, offset)


def statements_at(text: str, path: str, edits: Sequence[Edit]) -> Iterator[Place]:
    """Yield the statements of the new `text` that edits have changed, with their lines below."""
    moved = 0
    for edit in sorted(edits, key=lambda each: each.at[1:]):
        start = edit.at.start + moved
        moved += len(edit.text) - (edit.at.end - edit.at.start)
        yield Place(path, _first_line(text, start), _last_line(text, start + len(edit.text)))


def _first_line(text: str, at: int) -> int:
    start = text.rfind("\n", 0, at) + 1
    while start and text[start : start + 1] in (" ", "\t"):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _last_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    while 0 <= end < len(text) - 1 and text[end + 1] in (" ", "\t"):
        end = text.find("\n", end + 1)
    return len(text) if end < 0 else end
