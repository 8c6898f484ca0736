"""What a code means: its documentation, as a text to read."""

from __future__ import annotations

import textwrap

from crossfoot.codes import Code
from crossfoot.report.text import COLUMNS

_DIGITS = 3


def find_code(text: str) -> Code | None:
    """Return a code by its number, with or without ``XF``, or by its name, in any case."""
    from crossfoot.codes.all import ALL

    wanted = text.strip().casefold()
    if len(wanted) == _DIGITS and wanted.isascii() and wanted.isdigit():
        wanted = f"xf{wanted}"
    return next((each for each in ALL if wanted in (each.number.casefold(), each.name)), None)


def explain_code(code: Code) -> str:
    """Return what a code means, why it matters, and its examples: plain text in 80 columns."""
    title = f"{code.number} {code.name} ({code.severity.value})"
    if code.doc is None:
        return f"{title}\n"
    _, _, body = code.doc.strip().partition("\n\n")
    return "\n\n".join([title, *(_block(each) for each in body.split("\n\n"))]) + "\n"


def _block(block: str) -> str:
    if block.startswith("    "):
        return block
    text = f"{block[:-2]}:" if block.endswith("::") else " ".join(block.split())
    return textwrap.fill(text, COLUMNS, break_long_words=False, break_on_hyphens=False)
