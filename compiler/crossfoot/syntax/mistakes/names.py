"""Mistakes in names: what a bare name cannot hold, and what is not a name at all."""

from __future__ import annotations

import re

from crossfoot.fixing import instead
from crossfoot.source import Span
from crossfoot.syntax import grammar
from crossfoot.syntax.broken import Broken, Piece, shown
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.grammar import CLAUSES, NAMES, VERBS

WORDLIKE = ("word", "number", "bracket")
_ENDS_NAME = re.compile(rf'\s+{grammar.ends("NAME")}|["“,#=\n]')
_ENDS_LIMITED = re.compile(rf'\s+{grammar.ends("LIMITED")}|["“,#=\n]')


def quoted_name(broken: Broken) -> Fault | None:
    """Return what is wrong with ``post "Sales: Total" credit ...``."""
    piece = broken.stuck
    if piece is None or piece.kind not in ("string", "single") or "STRING" in broken.expected:
        return None
    if not broken.expected & NAMES:
        return None
    what = what_is_named(broken)
    name = typed(piece.text.strip("\"'‘’"))
    at = broken.at(piece)
    return Fault(f"{what} is written without quotes", at, f"write `{name}`", instead(at, name))


def what_is_named(broken: Broken) -> str:
    """Return what kind of name is expected: of a figure, or of an account type."""
    takes = any(piece.lower == "takes" for piece in broken.pieces[: broken.place])
    return "an account type" if takes and "CHOICE" in broken.expected else "a name"


def typed(name: str) -> str:
    """Return a name as it can be typed anywhere: in brackets unless it is plain."""
    plain = rf"[^\W\d_][{grammar.CHAR}]*(?<![-/&])(:? \w[{grammar.CHAR}]*(?<![-/&]))*"
    return shown(name) if re.fullmatch(plain, shown(name)) else f"[{shown(name)}]"


def colon(broken: Broken) -> Fault | None:
    """Return what is wrong with the space around a colon."""
    piece, before, after = broken.stuck, broken.before, broken.piece(broken.place + 1)
    if piece is None or piece.text != ":" or before is None or before.kind not in WORDLIKE:
        return None
    if after is None or after.kind not in WORDLIKE:
        return Fault("a part of the name is missing after this colon", broken.at(piece))
    return Fault(
        "a colon in a name stands close to the word before it, with one space after it",
        broken.at(before, after),
        f"write `{before.text}: {after.text}`",
        instead(broken.at(before, after), f"{before.text}: {after.text}"),
    )


def keyword_inside(broken: Broken) -> Fault | None:
    """Return what is wrong with a bare name that holds a keyword."""
    piece, before = broken.stuck, broken.before
    if piece is None or before is None or before.kind not in WORDLIKE:
        return None
    rest = broken.source.text[piece.start : broken.end]
    if piece.lower in ("never", *grammar.words(*CLAUSES)) or not re.match(
        grammar.ends("NAME"), rest
    ):
        return None
    if piece.lower == "by" and broken.lead == "MEASURE":
        name = broken.source.text[broken.pieces[1].start : piece.start]
    else:
        name = broken.source.text[name_start(broken) : name_end(broken, piece.end)]
    return keyword_in_name(broken, piece, name)


def keyword_in_name(broken: Broken, keyword: Piece, name: str) -> Fault:
    """Return that a keyword cannot stand in a bare name, and the name in brackets."""
    return Fault(
        f"`{keyword.text}` is a word with a meaning of its own, and has none here",
        broken.at(keyword),
        f"if it belongs to the name, write `[{shown(name)}]`",
    )


def name_start(broken: Broken) -> int:
    """Return where the name begins that the place follows, or the place itself."""
    index = broken.place
    stops = (*grammar.words(*VERBS, "BY", "OR", "ON", "SIDE"), "of")
    first = len(broken.lead.split("_")) if broken.lead else 0
    while index > first and _in_name(broken.pieces[index - 1], stops):
        index -= 1
    return broken.pieces[index].start


def _in_name(piece: Piece, stops: tuple[str, ...]) -> bool:
    return (piece.kind in WORDLIKE or piece.text == ":") and piece.lower not in stops


def name_end(broken: Broken, start: int) -> int:
    """Return where the text that begins at `start` ends as a name, if any sign may stand in it."""
    pattern = _ENDS_LIMITED if broken.lead == "EXPECT" else _ENDS_NAME
    ends = pattern.search(broken.source.text, start, broken.end)
    return ends.start() if ends else broken.end


def gap(broken: Broken) -> Fault | None:
    """Return what is wrong with two spaces or a tab inside a name."""
    piece, before = broken.stuck, broken.before
    if piece is None or before is None or before.kind != "word" or piece.kind != "word":
        return None
    space = broken.source.text[before.end : piece.start]
    if "\n" in space or space == " " or (broken.lead and broken.place == 1):
        return None
    at = broken.at(before, piece)
    text = shown(at.text)
    fix = instead(at, text)
    return Fault("the words of a name have one space between them", at, f"write `{text}`", fix)


def formula_for_name(broken: Broken) -> Fault | None:
    """Return what is wrong with ``post Sales: Total + Tax credit ...``."""
    piece, before = broken.stuck, broken.before
    if piece is None or broken.lead in ("", "ALWAYS") or broken.pieces[0] is piece:
        return None
    follows = before is not None and before.kind in WORDLIKE and broken.place > 1
    after = broken.piece(broken.place + 1)
    share = piece.kind == "number" and after is not None and after.text in ("%", "*", "/")
    if follows and piece.text in ("+", "-", "*", "/"):
        start = name_start(broken)
    elif broken.expected & NAMES and (piece.text in ("+", "-", "(", "sum") or share):
        start = piece.start
    else:
        return None
    at = broken.between(start, name_end(broken, start))
    text = shown(at.text)
    also = f"; if it is the name of one figure, write `[{text}]`" if follows else ""
    return Fault(
        f"`{text}` is a formula where a name belongs",
        at,
        f"define it on a line of its own, `NAME = {text}`, and write that name here{also}",
    )


def needs_brackets(broken: Broken) -> Fault | None:
    """Return what is wrong with a sign, or a number first, that a bare name cannot hold."""
    piece, before = broken.stuck, broken.before
    if piece is None or (piece.kind != "mark" and not _number_first(broken, piece)):
        return None
    if piece.text in ("+", "-", "*", "/", "=", "==", ":=", ",", ":", ";", ".", ")"):
        return None
    if piece.kind == "mark" and (before is None or before.kind not in WORDLIKE):
        return None
    if before is not None and before.lower == "of":
        return Fault(
            "`sum of` has one name after it",
            broken.at(piece),
            "write `sum of` before each name: `sum of A + sum of B`",
        )
    start = name_start(broken) if piece.kind == "mark" else piece.start
    at = broken.between(start, name_end(broken, start))
    why = "does not begin with a number" if piece.kind != "mark" else f"cannot hold `{piece.text}`"
    return Fault(
        f"a name without brackets {why}",
        broken.at(piece),
        f"write `[{shown(at.text)}]`",
        None if _is_doubtful(broken, at) else instead(at, f"[{shown(at.text)}]"),
    )


def _is_doubtful(broken: Broken, at: Span) -> bool:
    """Whether something else may be meant than a name: an account, or a sum."""
    before = broken.pieces[: broken.place]
    return "·" in at.text or ("&" in at.text and any(piece.text == "=" for piece in before))


def _number_first(broken: Broken, piece: Piece) -> bool:
    expects_name = bool(broken.expected & NAMES) and "NUMBER" not in broken.expected
    return expects_name and broken.place > 0 and piece.text[0].isdigit()


def bracket_inside(broken: Broken) -> Fault | None:
    """Return what is wrong with brackets around some of the words of a name."""
    piece, before = broken.stuck, broken.before
    if piece is None or before is None or before.kind not in WORDLIKE:
        return None
    if "bracket" not in (piece.kind, before.kind) or piece.kind not in WORDLIKE:
        return None
    at = broken.at(before, piece)
    name = shown(at.text.replace("[", "").replace("]", ""))
    why = "brackets hold a whole name, or all that follows a colon"
    return Fault(why, at, f"write `[{name}]`", instead(at, f"[{name}]"))
