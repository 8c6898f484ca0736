"""Lines of an explanation: sections with a title, places, statements, all within 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.model.rules import Post
from crossfoot.report.columns import safe, wrapped
from crossfoot.report.text import COLUMNS
from crossfoot.source import Span
from crossfoot.syntax.split import stretches

UNPROVED = "not proved yet; `crossfoot check` says why"
"""What is said in place of what a batch comes to."""

_INDENT = "  "
_MOST = 12


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a title and its lines, indented; nothing where there is no line."""
    all_lines = list(lines)
    if all_lines:
        yield ""
        yield title
        for line in all_lines:
            yield from hung(line)


def hung(text: str, indent: str = _INDENT) -> Iterator[str]:
    """Yield a text in lines that fit, all but the first one step further in.

    What it begins with besides that, it is indented by.
    """
    indent += " " * (len(text) - len(text.lstrip(" ")))
    first, *others = wrapped(safe(text), COLUMNS - len(indent) - len(_INDENT)) or ("",)
    yield indent + first
    yield from (indent + _INDENT + line for line in others)


def wrapped_in(text: str) -> Iterator[str]:
    """Yield a text in lines that fit, all indented alike."""
    yield from (_INDENT + line for line in wrapped(safe(text), COLUMNS - len(_INDENT)))


def some(lines: Sequence[str], more: str) -> Iterator[str]:
    """Yield so many lines as can be read, and with `more` how many there are besides."""
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield more.format(f"{len(lines) - _MOST:,}")


def place(span: Span) -> str:
    """Return the file and the line of a place."""
    return f"{span.source.path}:{span.first.line}"


def written(span: Span) -> str:
    """Return a statement on one line."""
    return " ".join(span.text.split())


def statement(at: Span) -> str:
    """Return the statement that a place is in, on one line."""
    text = at.source.text
    for each in stretches(text):
        if each.start <= at.start < each.end:
            return " ".join(_uncommented(text[each.start : each.end]))
    return written(at)


def _uncommented(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if not line.lstrip().startswith("#"):
            yield " ".join(line.split())


def item(post: Post) -> str:
    """Return what a rule posts, as it is written: an amount, or one member of it."""
    return post.amount.name if post.member is None else f"{post.amount.name}: {post.member}"
