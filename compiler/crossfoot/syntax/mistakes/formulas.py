"""Mistakes in formulas: signs, numbers, and what other languages write."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.fixing import instead, with_after
from crossfoot.syntax import grammar
from crossfoot.syntax.broken import Broken, Piece, shown
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.grammar import CLAUSES
from crossfoot.syntax.mistakes.names import WORDLIKE, name_end
from crossfoot.syntax.mistakes.openings import COMPARISONS

_SIGNS = ("+", "-", "*", "/")
_LOOKALIKES = {"–": "-", "—": "-", "−": "-", "‒": "-", "‐": "-", "×": "*", "·": "*", "÷": "/"}
_ONE_NAME = re.compile(r"\[[^\[\]]+\]|[^-+*/(),]+")
_EQUAL_WORDS = ("is", "equals", "equal", "are")


def other_equals(broken: Broken) -> Fault | None:
    """Return what is wrong with ``==``, ``:=``, ``<=`` and ``is``."""
    piece = broken.stuck
    if piece is not None and piece.text in ("==", ":=") and broken.lead in ("", "ALWAYS"):
        at = broken.at(piece)
        return Fault(f"`{piece.text}` is not used here", at, "write `=`", instead(at, "="))
    if piece is not None and piece.text in COMPARISONS:
        return Fault(
            f"amounts are not compared, so `{piece.text}` has no meaning here",
            broken.at(piece),
            "what must be equal is written `always A = B`",
        )
    return _equals_in_words(broken)


def other_sign(broken: Broken) -> Fault | None:
    """Return what is wrong with a dash for a minus, ``×`` for ``*`` and the like."""
    piece = broken.stuck
    if piece is None or piece.text not in _LOOKALIKES:
        return None
    if not any(earlier.text == "=" for earlier in broken.pieces[: broken.place]):
        return None
    return Fault(
        f"a formula does not have the sign `{piece.text}`",
        broken.at(piece),
        f"type `{_LOOKALIKES[piece.text]}`",
        None if piece.text == "·" else instead(broken.at(piece), _LOOKALIKES[piece.text]),
    )


def _equals_in_words(broken: Broken) -> Fault | None:
    wanted = "_EQUALS" in broken.expected
    words = [p for p in broken.pieces[1 : broken.place] if p.lower in _EQUAL_WORDS]
    if not wanted or not words:
        return None
    at = broken.at(words[0])
    fix = instead(at, "=") if len(words) == 1 else None
    return Fault(f"a definition has `=`, not `{words[0].text}`", at, "write `=`", fix)


def second_equals(broken: Broken) -> Fault | None:
    """Return what is wrong with ``always A = B = C``."""
    piece = broken.stuck
    if piece is None or piece.text != "=":
        return None
    if not any(earlier.text == "=" for earlier in broken.pieces[: broken.place]):
        return None
    return Fault("a statement has one `=`", broken.at(piece), "write a second line for the rest")


def equals_missing(broken: Broken) -> Fault | None:
    """Return what is wrong with a formula that is given no name, or an identity of one side."""
    piece = broken.stuck
    if "_EQUALS" not in broken.expected:
        return None
    if broken.lead == "ALWAYS" and piece is None and broken.place > 1:
        return Fault(
            "this identity has one side only",
            broken.between(broken.pieces[1].start, broken.pieces[-1].end),
            "write what it is equal to: `always Taken = Due`",
        )
    if broken.lead or piece is None or piece.text not in _SIGNS:
        return None
    at = broken.between(broken.start, name_end(broken, broken.start))
    return Fault("a formula has a name and `=` before it", at, f"write `NAME = {shown(at.text)}`")


def percent(broken: Broken) -> Fault | None:
    """Return what is wrong with a percentage without ``of``."""
    piece, number = broken.stuck, broken.before
    if piece is None or number is None or number.kind != "number":
        return None
    if piece.text != "%" and piece.lower not in ("percent", "pct"):
        return None
    if "TIMES" not in broken.expected:
        return None
    rest = broken.pieces[broken.place + 1 :]
    name = _name_at(_after_of(rest))
    of = "" if rest and rest[0].lower == "of" else " of"
    at = broken.at(number, piece)
    return Fault(
        "a percentage is a percentage `of` an amount",
        at,
        f"write `{number.text}% of {name or '...'}`",
        instead(at, f"{number.text}%{of}") if name else None,
    )


def _after_of(pieces: Sequence[Piece]) -> Sequence[Piece]:
    return pieces[1:] if pieces and pieces[0].lower == "of" else pieces


def _name_at(pieces: Sequence[Piece]) -> str:
    words = []
    for piece in pieces:
        if piece.kind not in WORDLIKE and piece.text != ":":
            break
        words.append(piece.text)
    return " ".join(words).replace(" :", ":")


def times_missing(broken: Broken) -> Fault | None:
    """Return what is wrong with ``2 Closing`` and ``2(A + B)``."""
    piece, before = broken.stuck, broken.before
    glued = re.fullmatch(r"(\d+)([^\W\d_].*)", piece.text) if piece is not None else None
    if piece is not None and glued and "NUMBER" in broken.expected:
        fitting = f"write `{glued[1]} * {glued[2]}`, or `[{glued[0]}]` if this is a name"
        return Fault("a sign is missing after this number", broken.at(piece), fitting)
    if piece is None or before is None or "TIMES" not in broken.expected:
        return None
    if before.kind == "number" and (piece.kind in WORDLIKE or piece.text == "("):
        at = broken.at(before, piece)
        if _is_part(broken.pieces[max(0, broken.place - 3) : broken.place]):
            return _of_missing(broken, piece)
        name = _name_at(_after_of(broken.pieces[broken.place :])) or "..."
        times = "(...)" if piece.text == "(" else name
        fix = instead(broken.at(piece), "*") if piece.lower == "of" else None
        return Fault("a sign is missing between these", at, f"write `{before.text} * {times}`", fix)
    return None


def _is_part(pieces: Sequence[Piece]) -> bool:
    """Whether some pieces are a fraction like ``1/3``."""
    kinds = [piece.kind for piece in pieces]
    return kinds == ["number", "mark", "number"] and pieces[1].text == "/"


def _of_missing(broken: Broken, piece: Piece) -> Fault:
    """Return what is wrong with ``1/3 Cash In``."""
    part = broken.at(*broken.pieces[max(0, broken.place - 3) : broken.place])
    of = "(...)" if piece.text == "(" else _name_at(broken.pieces[broken.place :])
    return Fault(
        "a part is a part `of` an amount",
        broken.between(part.start, piece.end),
        f"write `{shown(part.text)} of {of}`",
        with_after(part, " of"),
    )


def function_call(broken: Broken) -> Fault | None:
    """Return what is wrong with ``sum(Closing)`` and ``round(...)``."""
    piece, name = broken.stuck, broken.before
    if piece is None or piece.text != "(" or name is None or name.kind != "word":
        return None
    if broken.source.text[name.end : piece.start] or "TIMES" not in broken.expected:
        return None
    at = broken.at(name, piece)
    if name.lower in ("sum", "total", "add"):
        inside = broken.source.text[piece.end : broken.end].split(")")[0]
        whole = broken.between(name.start, piece.end + len(inside) + 1)
        is_one = name.lower == "sum" and _ONE_NAME.fullmatch(inside.strip())
        fix = instead(whole, f"sum of {inside.strip()}") if is_one else None
        return Fault("a sum is written in words", at, f"write `sum of {shown(inside)}`", fix)
    return Fault(
        f"there is no function `{name.text}`",
        at,
        "a formula adds, subtracts, and multiplies amounts by numbers",
    )


def doubled_sign(broken: Broken) -> Fault | None:
    """Return what is wrong with ``A + - B``, and with a sign that nothing follows."""
    piece, before = broken.stuck, broken.before
    if before is None or before.text not in (*_SIGNS, "--"):
        return None
    if piece is None:
        return Fault(f"nothing follows this `{before.text}`", broken.at(before))
    if piece.text not in (*_SIGNS, "--"):
        return None
    return Fault(
        "two signs follow each other",
        broken.at(before, piece),
        "leave one out, or use parentheses: `A - (-B)`",
    )


def parentheses(broken: Broken) -> Fault | None:
    """Return what is wrong with a parenthesis that has no counterpart."""
    piece = broken.stuck
    if piece is not None and piece.text == ")":
        return Fault("this parenthesis closes none", broken.at(piece), "leave it out")
    if piece is not None or "CLOSE" not in broken.expected:
        return None
    opened: list[Piece] = []
    for mark in broken.pieces:
        if mark.text == "(":
            opened.append(mark)
        elif mark.text == ")" and opened:
            opened.pop()
    return Fault("this parenthesis is not closed", broken.at(opened[-1]), "write `)` where it ends")


def account_in_formula(broken: Broken) -> Fault | None:
    """Return what is wrong with a quoted text, or a clause of a rule, in a formula."""
    piece = broken.stuck
    if piece is None or not any(p.text == "=" for p in broken.pieces[: broken.place]):
        return None
    name = shown(broken.source.text[broken.start : broken.source.text.index("=", broken.start)])
    clause = piece.lower in grammar.words(*CLAUSES) and broken.lead == ""
    if piece.kind != "string" and not clause:
        return None
    what = f"`{piece.text}`" if clause else "an account"
    return Fault(
        f"{what} has no place in a formula",
        broken.at(piece),
        f'a formula holds names and numbers; to book it, add a line `post {name} debit "..."`',
    )
