"""The one layout of a rule file: what ``crossfoot fmt`` writes.

Statements keep their order and the rows they were broken into; spaces, the case of keywords,
the order of the clauses on one line and the columns of a run of posts are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from crossfoot.source import Source
from crossfoot.syntax.rows import Row, in_order, rows
from crossfoot.syntax.split import Stretch, stretches
from crossfoot.syntax.tree import File, Post, Statement

INDENT = "    "


class Line(NamedTuple):
    """A line as it is to be written, and the comment at its end."""

    text: str
    comment: str = ""


class PostLine(NamedTuple):
    """A post on one line: its name, its accounts, the other clauses, and the comment."""

    name: str
    sides: tuple[str, ...]
    rest: str
    comment: str


Laid: TypeAlias = Line | PostLine


def laid_out(source: Source, file: File, spelling: Mapping[str, str]) -> str:
    """Return the text of a rule file in its one layout; lines end in ``\\n``.

    `spelling` gives the declared spelling of a name by its ``names.key``. Comments are kept,
    blank lines folded to one, and statements that could not be read are left exactly as they
    are. The result reads as the same statements, and laying it out again changes nothing.
    """
    lines = _blank_lines_folded(_lines(source, file, spelling))
    return "".join(f"{line}\n" for line in _comments_aligned(_posts_aligned(lines)))


def _lines(source: Source, file: File, spelling: Mapping[str, str]) -> Iterator[Laid]:
    """Yield every line of the file, each statement laid out, columns not yet aligned."""
    readable = {statement.at.start: statement for statement in file.statements}
    text, at = source.text, 0
    for stretch in stretches(text):
        start = text.rfind("\n", 0, stretch.start) + 1
        yield from _between(text[at:start])
        statement = readable.get(stretch.start)
        end = text.find("\n", stretch.end)
        at = len(text) if end < 0 else end + 1
        if statement is None:
            yield from (Line(line) for line in text[start:at].rstrip("\n").split("\n"))
        else:
            yield from _statement(source, stretch, statement, spelling)
    yield from _between(text[at:])


def _between(text: str) -> Iterator[Line]:
    """Yield the blank lines and comments between statements."""
    for line in text.removesuffix("\n").split("\n") if text else ():
        indented = line[:1].isspace() and line.strip()
        yield Line((INDENT if indented else "") + line.strip())


def _statement(
    source: Source, stretch: Stretch, statement: Statement, spelling: Mapping[str, str]
) -> Iterator[Laid]:
    first, *others = rows(source, stretch, statement, spelling)
    if any(row.pieces for row in others):
        yield Line(first.text, first.comment)
    elif isinstance(statement, Post):
        yield _post(first)
    else:
        yield Line(" ".join(in_order(first)), first.comment)
    yield from (_continued(row) for row in others)


def _continued(row: Row) -> Line:
    if row.pieces:
        return Line(INDENT + row.text, row.comment)
    return Line(INDENT + row.comment)


def _post(row: Row) -> PostLine:
    name, *clauses = in_order(row)
    sides = tuple(clause for clause in clauses if clause.startswith(("debit ", "credit ")))
    return PostLine(name, sides, " ".join(clauses[len(sides) :]), row.comment)


def _blank_lines_folded(lines: Iterable[Laid]) -> list[Laid]:
    """Return the lines without blank ones at either end, and never two in a row."""
    blank = Line("")
    folded: list[Laid] = []
    for line in lines:
        if line != blank or (folded and folded[-1] != blank):
            folded.append(line)
    return folded[:-1] if folded and folded[-1] == blank else folded


def _posts_aligned(lines: Sequence[Laid]) -> Iterator[Line]:
    """Yield the lines with the columns of each run of posts aligned.

    Comments between posts belong to the run; a blank line or another statement ends it.
    """
    for in_run, run in groupby(lines, key=_in_run):
        if in_run:
            yield from _run_aligned(list(run))
        else:
            yield from (line for line in run if isinstance(line, Line))


def _in_run(line: Laid) -> bool:
    return isinstance(line, PostLine) or line.text.startswith("#")


def _run_aligned(run: Sequence[Laid]) -> Iterator[Line]:
    posts = [line for line in run if isinstance(line, PostLine)]
    cells = iter(_columns_aligned([_cells(post, posts) for post in posts]))
    for line in run:
        yield Line(next(cells), line.comment) if isinstance(line, PostLine) else line


def _cells(post: PostLine, posts: Sequence[PostLine]) -> tuple[str, ...]:
    """Return the columns of a post: name, account, second account, and the rest.

    The rest has a column of its own after one account and after two, lest a transfer push the
    class and memo of all others far to the right.
    """
    first, *second = post.sides
    if any(other.sides[0].startswith("credit") for other in posts):
        first = first.replace("debit ", "debit  ", 1) if first.startswith("debit ") else first
    if second:
        return post.name, first, second[0], post.rest, ""
    return post.name, first, "", "", post.rest


def _columns_aligned(table: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the rows of a table as lines; a column is as wide as the cells that another follows.

    An empty cell takes no room.
    """
    lines = [""] * len(table)
    for column in zip(*table, strict=True):
        filled = [at for at, cell in enumerate(column) if cell]
        width = max((len(lines[at]) for at in filled), default=0)
        for at in filled:
            lines[at] = f"{lines[at]:{width}} {column[at]}".lstrip()
    return lines


def _comments_aligned(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the lines with the comments at the ends of neighbouring lines below each other."""
    for commented, group in groupby(lines, key=lambda line: bool(line.comment)):
        block = list(group)
        width = max(len(line.text) for line in block)
        for line in block:
            yield f"{line.text:{width}}  {line.comment}" if commented else line.text
