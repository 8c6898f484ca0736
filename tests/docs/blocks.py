"""Fenced blocks of a Markdown file, each with what the line above it says of it.

A path alone above a block, as in `` `rules/cafe.gl`: ``, says that the block is that file, or,
where the block is a diff, that it changes it. An HTML comment says the same to the tests alone:

    <!-- file: bean-street/rules.gl -->    the block is that file
    <!-- add to: bean-street/rules.gl -->  its lines are added to that file
    <!-- change: bean-street/rules.gl -->  the block, a diff, changes that file
    <!-- run in: bean-street -->           the commands of the block are run there
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(
    r"(?:^(?:<!-- (?P<verb>[a-z ]+)(?:: (?P<what>[^>]+?))? -->|`(?P<path>[^`\n]+)`:)\n+)?"
    r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fenced block: its language, what is to be done with it, and where its text lies."""

    kind: str
    verb: str
    what: str
    text: str
    start: int
    end: int


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return all fenced blocks, in order."""
    return tuple(_block(found) for found in _BLOCK.finditer(markdown))


def _block(found: re.Match[str]) -> Block:
    kind, verb, what = found["kind"], found["verb"] or "", found["what"] or ""
    if found["path"]:
        verb, what = "change" if kind == "diff" else "file", found["path"]
    return Block(kind, verb, what, found["text"], found.start("text"), found.end("text"))


class Exchange(NamedTuple):
    """A command as typed after ``$``, and what it printed; after ``#``, what happens meanwhile."""

    command: str
    printed: str
    is_typed: bool


def exchanges(transcript: str) -> Iterator[Exchange]:
    """Take a console block apart."""
    for part in re.split(r"^(?=[$#] )", transcript, flags=re.MULTILINE)[1:]:
        head, _, printed = part.partition("\n")
        yield Exchange(head[2:], printed, head.startswith("$"))


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
