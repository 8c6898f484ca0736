"""Comments that document: the block right above a statement."""

from __future__ import annotations


def doc_above(text: str, start: int) -> str:
    """Return the comment block that ends on the line above the statement at `start`.

    Only lines with ``#`` in column 1 and no blank line between count; ``# `` is taken off.
    """
    lines: list[str] = []
    while start and (above := text.rfind("\n", 0, start - 1) + 1) < start and text[above] == "#":
        lines.append(_said(text[above : start - 1]))
        start = above
    return "\n".join(reversed(lines))


def _said(line: str) -> str:
    return line[2 if line.startswith("# ") else 1 :].rstrip()
