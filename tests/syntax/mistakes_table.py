"""The table of broken statements and what is said about each: reads ``mistakes.txt``.

Run as a program it writes the file anew from the snippets in it, for a reader to compare.
"""

from __future__ import annotations

from pathlib import Path

from crossfoot.diagnostic import Diagnostic
from crossfoot.source import Source
from crossfoot.syntax.parse import parse

TABLE = Path(__file__).with_name("mistakes.txt")
TAB = "⇥"
"""How the table shows a tab."""


def blocks() -> list[str]:
    """Return the blocks of the table, headings and the introduction left out."""
    parts = TABLE.read_text("utf-8").split("\n\n")
    return [part.strip("\n") for part in parts if part.startswith("|")]


def snippet(block: str) -> str:
    """Return the source lines of a block."""
    lines = [line[2:] for line in block.splitlines() if line.startswith("|")]
    return "\n".join(line for line in lines if not is_caret(line)).replace(TAB, "\t")


def is_caret(line: str) -> bool:
    return bool(line.strip()) and not line.strip().strip("^")


def rendered(text: str) -> str:
    """Return a snippet with its one diagnostic as the table shows it."""
    _, found = parse(Source("rules.gl", text))
    assert len(found) == 1, f"{len(found)} diagnostics for {text!r}"
    return "\n".join((*_source_lines(text, found[0]), *_said(found[0])))


def _source_lines(text: str, diagnostic: Diagnostic) -> list[str]:
    first, last = diagnostic.at.first, diagnostic.at.last
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(f"| {line.replace(chr(9), TAB)}")
        if number == first.line:
            end = last.column if last.line == first.line else len(line) + 1
            lines.append("| " + " " * (first.column - 1) + "^" * (end - first.column))
    return lines


def _said(diagnostic: Diagnostic) -> list[str]:
    said = [f"{diagnostic.severity.value}: {diagnostic.message}"]
    return [*said, f"help: {diagnostic.help}"] if diagnostic.help else said


def main() -> None:
    parts = TABLE.read_text("utf-8").rstrip("\n").split("\n\n")
    written = [rendered(snippet(part)) if part.startswith("|") else part for part in parts]
    TABLE.write_text("\n\n".join(written) + "\n", "utf-8")


if __name__ == "__main__":
    main()
