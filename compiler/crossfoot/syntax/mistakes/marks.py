"""Mistakes in quotes, brackets, comments and line ends: they hide whatever else is wrong."""

from __future__ import annotations

import re

from crossfoot.diagnostic import Edit, Fix
from crossfoot.fixing import dedented, instead, with_after, without
from crossfoot.syntax import grammar
from crossfoot.syntax.broken import Broken, Piece, in_quotes, quoted, requoted, shown
from crossfoot.syntax.fault import Fault, Stuck
from crossfoot.syntax.grammar import CLAUSES, NAMES, VERBS
from crossfoot.syntax.reader import reader


def statement_in_continuation(broken: Broken) -> Fault | None:
    """Return what is wrong with a new statement on an indented line."""
    piece = broken.stuck
    if piece is None or not broken.starts_line(piece) or not _is_statement(broken, piece):
        return None
    line = broken.source.text.find("\n", piece.start, broken.end)
    return Fault(
        "this line is indented, so it continues the statement above",
        broken.between(piece.start, broken.end if line < 0 else line),
        "begin each statement in column 1",
        dedented(broken.source, piece.start),
    )


def _is_statement(broken: Broken, piece: Piece) -> bool:
    rest = Broken(broken.source, piece.start, broken.end, piece.start, frozenset())
    said = ("=", *grammar.words(*VERBS))
    if rest.lead or any(p.lower in said for p in rest.pieces[1:] if not rest.starts_line(p)):
        return True
    try:
        return bool(reader().read(broken.source, piece.start, broken.end))
    except (Fault, Stuck):
        return False


def foreign_comment(broken: Broken) -> Fault | None:
    """Return what is wrong with a comment as other languages write it."""
    piece = broken.stuck
    if piece is None or piece.text not in ("//", "/*", "--"):
        return None
    if piece.text == "--" and any(earlier.text == "=" for earlier in broken.pieces[: broken.place]):
        return None
    at = broken.at(piece)
    fix = instead(at, "#") if piece.text in ("//", "--") else None
    return Fault(f"`{piece.text}` does not begin a comment", at, "write `#` before a comment", fix)


def curly_quotes(broken: Broken) -> Fault | None:
    """Return what is wrong with the quotes of a word processor."""
    for piece in broken.pieces:
        if piece.kind == "curly":
            typed = quoted(piece.text)
            return Fault(
                "these are curly quotes",
                broken.at(piece),
                f"type straight ones: `{typed}`",
                _straightened(broken),
            )
        if piece.text in _CURLY:
            return Fault(
                "this is a curly apostrophe",
                broken.at(piece),
                "type a straight one: `'`",
                _straightened(broken),
            )
    return None


_CURLY = ("’", "‘")


def _straightened(broken: Broken) -> Fix | None:
    """Return the fix that makes all quotes and apostrophes of the statement straight."""
    edits: list[Edit] = []
    for piece in broken.pieces:
        at = broken.at(piece)
        if piece.kind == "curly":
            text = in_quotes(at)
            if text is None:
                return None
            edits.append(Edit(at, text))
        elif piece.text in _CURLY:
            edits.append(Edit(at, "'"))
    return Fix("type straight ones", tuple(edits))


def unopened_quote(broken: Broken) -> Fault | None:
    """Return what is wrong with ``credit 4000 · Sales"``."""
    for index, piece in enumerate(broken.pieces[:-1]):
        after = broken.pieces[index + 1]
        if piece.lower not in grammar.words(*CLAUSES, "TO") or after.kind in ("string", "open"):
            continue
        quote = broken.source.text.find('"', after.start, _line_end(broken, after.start))
        if quote > 0 and not broken.source.text[quote - 1].isspace():
            at = broken.between(after.start, quote + 1)
            return Fault(
                f"the quote before `{shown(at.text[:-1])}` is missing",
                at,
                f"write `{piece.lower} {quoted(at.text)}`",
                requoted(at),
            )
    return None


def unclosed_quote(broken: Broken) -> Fault | None:
    """Return what is wrong with a quote that the line does not close."""
    if not any(piece.kind == "open" for piece in broken.pieces):
        return None
    words = "|".join(grammar.words(*CLAUSES))
    for piece in broken.pieces:
        swallowed = re.match(rf'"([^"]*?\S)\s+(?:{words})\s*["\d]?', piece.text, re.IGNORECASE)
        if swallowed and piece.kind in ("string", "open"):
            at = broken.between(piece.start, piece.start + swallowed.end(1))
            return _unclosed(broken, at.start, at.end)
    last = next(piece for piece in broken.pieces if piece.kind == "open")
    return _unclosed(broken, last.start, last.end)


def _unclosed(broken: Broken, start: int, end: int) -> Fault:
    at = broken.between(start, end)
    if at.text == '"':
        help_ = 'leave the `"` out'
        return Fault("this quote closes nothing and opens nothing", at, help_, without(at))
    return Fault("this quote is not closed", at, f"write `{quoted(at.text)}`", requoted(at))


def single_quotes(broken: Broken) -> Fault | None:
    """Return what is wrong with a text in single quotes."""
    piece = next((p for p in broken.pieces if p.kind == "single"), None)
    if piece is None or piece.end <= broken.offset or broken.expected & NAMES:
        return None
    others = [p for p in broken.pieces if p.kind == "single" and p.start >= piece.start]
    texts = [(at, in_quotes(at)) for at in map(broken.at, others)]
    edits = tuple(Edit(at, text) for at, text in texts if text is not None)
    return Fault(
        "these are single quotes",
        broken.at(piece),
        f"type double ones: `{quoted(piece.text)}`",
        Fix("type double ones", edits) if len(edits) == len(texts) else None,
    )


def brackets(broken: Broken) -> Fault | None:
    """Return what is wrong with a bracket that has no counterpart."""
    for piece in broken.pieces:
        if piece.kind == "open_bracket":
            at = broken.between(piece.start, piece.start + _name_length(piece.text))
            help_ = "write `]` where the name ends"
            return Fault("this bracket is not closed", at, help_, with_after(at, "]"))
        if piece.text == "]":
            return Fault(
                "this bracket closes none", broken.at(piece), "write `[` where the name begins"
            )
    return None


def _name_length(text: str) -> int:
    words = "|".join(grammar.words(*CLAUSES))
    ends = re.search(rf"\s(?:=|(?:{words})\s*$|{grammar.ends('NAME')})", text, re.IGNORECASE)
    return ends.start() if ends else len(text)


def end_mark(broken: Broken) -> Fault | None:
    """Return what is wrong with a semicolon, full stop or comma at the end of a statement."""
    piece = broken.stuck if broken.stuck is not None else broken.before
    if piece is None or piece.text not in (";", ".", ",") or piece is not broken.pieces[-1]:
        return None
    return Fault(
        f"a statement does not end with `{piece.text}`",
        broken.at(piece),
        "leave it out, or go on with the list" if piece.text == "," else "leave it out",
        None if piece.text == "," else without(broken.at(piece)),
    )


def _line_end(broken: Broken, start: int) -> int:
    found = broken.source.text.find("\n", start, broken.end)
    return broken.end if found < 0 else found
