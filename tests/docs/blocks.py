"""Fenced blocks of a Markdown file, each with what the line above it says of it.

A path alone above a block, as in `` `rules/cafe.gl`: ``, says that the block is that file, or,
where the block is a diff, that it changes it. An HTML comment says the same to the tests alone:

    <!-- file: bean-street/rules.gl -->    the block is that file
    <!-- add to: bean-street/rules.gl -->  its lines are added to that file
    <!-- run in: bean-street -->           the commands of the block are run there
    <!-- change: bean-street/rules.gl -->  the block, a diff, changes that file

A comment of this form with no block below it is a step by itself (`played.py` has them all):

    <!-- QuickBooks answers: bean-street/request.xml -> bean-street/lists.xml -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_STEP = re.compile(
    r"(?:^(?:<!-- (?P<verb>[a-z ]+)(?:: (?P<what>[^>]+?))? -->|`(?P<path>[^`\n]+)`:)\n+)?"
    r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$"
    r"|^<!-- (?P<alone>[\w ]+): (?P<with>.+?) -->$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fenced block: its language, what is to be done with it, and where its text lies.

    A comment that is a step by itself has no language and no text.
    """

    kind: str
    verb: str
    what: str
    text: str
    start: int
    end: int


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return all fenced blocks, in order."""
    return tuple(step for step in steps(markdown) if step.end > step.start)


def steps(markdown: str) -> tuple[Block, ...]:
    """Return all fenced blocks, and the comments between them that are steps, in order."""
    return tuple(_block(found) for found in _STEP.finditer(markdown))


def _block(found: re.Match[str]) -> Block:
    if found["alone"]:
        return Block("", found["alone"], found["with"], "", found.end(), found.end())
    kind, verb, what = found["kind"], found["verb"] or "", found["what"] or ""
    if found["path"]:
        verb, what = "change" if kind == "diff" else "file", found["path"]
    return Block(kind, verb, what, found["text"], found.start("text"), found.end("text"))


class Exchange(NamedTuple):
    """A command as typed after ``$``, and what it printed."""

    command: str
    printed: str


def exchanges(transcript: str) -> Iterator[Exchange]:
    """Take a console block apart."""
    for part in re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield Exchange(command, printed)


def change(path: Path, diff: str) -> None:
    """Change a file as a diff without line numbers says; its lines must fit one place."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path} does not hold once:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def write(path: Path, text: str) -> None:
    """Write a file that must not be there yet."""
    assert not path.exists(), f"{path} is there already"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
