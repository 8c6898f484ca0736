"""From the text of a rule file to its tree, and a diagnostic for each statement that is broken."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.diagnostic import Diagnostic, Fix
from crossfoot.fixing import dedented, replaced
from crossfoot.source import Source, Span
from crossfoot.syntax.fault import Fault, Stuck
from crossfoot.syntax.reader import reader
from crossfoot.syntax.split import STARTS_INDENTED, Stretch, stretches
from crossfoot.syntax.tree import File, Statement


def parse(source: Source) -> tuple[File, tuple[Diagnostic, ...]]:
    """Return the tree of a rule file and what is wrong with its form (XF001).

    Never raises: a statement that cannot be read becomes one diagnostic and a span in
    `File.broken`; all others are kept.
    """
    with _no_collection():
        try:
            if not STARTS_INDENTED.match(source.text):
                return File(source, reader().read(source, 0, len(source.text))), ()
        except (Fault, Stuck):
            pass
        return _one_by_one(source)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold back the cycle collector: a tree has no cycles, and a long file makes millions of nodes.

    Beyond 50,000 statements it would take more time than the reading.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _one_by_one(source: Source) -> tuple[File, tuple[Diagnostic, ...]]:
    statements: list[Statement] = []
    broken: list[Span] = []
    findings: list[Diagnostic] = []
    for stretch in stretches(source.text):
        try:
            statements += _read(source, stretch)
        except Fault as fault:
            broken.append(Span(source, stretch.start, stretch.end))
            message, help = fault.said()
            fix = fault.fix if fault.fix and _mends(fault.fix, source, stretch) else None
            findings.append(Diagnostic(SYNTAX_ERROR, message, fault.at, help=help, fix=fix))
    return File(source, tuple(statements), tuple(broken)), tuple(findings)


def _mends(fix: Fix, source: Source, stretch: Stretch) -> bool:
    """Whether a stretch can be read once its fix is made."""
    start = source.text.rfind("\n", 0, stretch.start) + 1
    pieces = ((each.at.start - start, each.at.end - start, each.text) for each in fix.edits)
    text = replaced(source.text[start : stretch.end], pieces)
    try:
        reader().read(Source(source.path, text), 0, len(text))
    except (Fault, Stuck):
        return False
    return not STARTS_INDENTED.match(text)


def _read(source: Source, stretch: Stretch) -> tuple[Statement, ...]:
    """Return the one statement of a stretch; raises a Fault that explains what is wrong."""
    if stretch.indented:
        raise _no_statement_above(source, stretch)
    try:
        return reader().read(source, stretch.start, stretch.end)
    except (Fault, Stuck) as error:
        from crossfoot.syntax.mistakes import explained

        raise explained(source, stretch, error) from None


def _no_statement_above(source: Source, stretch: Stretch) -> Fault:
    line_end = source.text.find("\n", stretch.start, stretch.end)
    return Fault(
        "this line is indented, but there is no statement above it to continue",
        Span(source, stretch.start, stretch.end if line_end < 0 else line_end),
        "begin a statement in column 1; a blank line or a comment there ends the one above",
        dedented(source, stretch.start),
    )
