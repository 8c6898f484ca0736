"""Mistakes in clauses: accounts without quotes, and the words before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from crossfoot.diagnostic import Edit, Fix
from crossfoot.fixing import instead, perhaps, with_before, without
from crossfoot.source import Span
from crossfoot.spelling import LEAST_KEYWORD, certain
from crossfoot.suggest import nearest
from crossfoot.syntax import grammar
from crossfoot.syntax.broken import Broken, Piece, in_quotes, quoted
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.grammar import CLAUSES, NAMES, VERBS
from crossfoot.syntax.mistakes.names import keyword_in_name

_ANY_SIDE = ("to", "into", "in", "account", "acct", "at", "->", "→", "=>", "=", ":", "as", "with")
"""What people write before an account without saying on which side it stands."""


_ALIASES = {
    "dr": "debit", "cr": "credit", "dt": "debit", "ct": "credit", "reason": "because",
    "since": "because", "note": "memo", "comment": "memo", "description": "memo", "store": "for",
    "stores": "for", "location": "class", "department": "class", "debited": "debit",
    "credited": "credit",
}  # fmt: skip


_SURE = (
    "dr", "cr", "dt", "ct", "debited", "credited", "reason", "store", "stores",
)  # fmt: skip
"""Of them, those that have one meaning."""

_NOISE = ("account", "acct", "store", "stores", "number")
"""What people write between a clause and its text, and what changes nothing."""


_BECAUSE = ("`because` is missing before the reason", ("because",))
_WORDLESS: dict[str, tuple[str, tuple[str, ...]]] = {
    "POST": ("this account has no side", ("debit", "credit")),
    "DEFAULT": ("this does not say what it is the default for", ("class", "memo")),
    "SKIP": _BECAUSE,
    "NEVER": _BECAUSE,
    "ALLOW": _BECAUSE,
}
"""What is wrong with a quoted text that no word precedes, and the words that could."""

_JOINTS = ("and", ",", "&", "+", ";", "/", "|", "then")
_VALUES = ("word", "number", "date", "thousands", "bracket")
_NO_CLAUSES = ("", "ALWAYS", "MEASURE", "DIMENSION", "USE")
_WHAT = {
    "debit": "account", "credit": "account", "to": "account", "for": "store", "class": "class",
    "memo": "memo", "because": "reason",
}  # fmt: skip


def unquoted_value(broken: Broken) -> Fault | None:
    """Return what is wrong with ``credit 4000 · Sales``."""
    found = [i for i in range(1, len(broken.pieces) - 1) if _lacks_quotes(broken, i)]
    if not found:
        return None
    by_number = [i for i in found if broken.pieces[i + 1].text[0].isdigit()]
    index = (by_number or found[::-1])[0]
    word, after, text = broken.pieces[index], broken.pieces[index + 1], broken.piece(index + 2)
    clause = _clause_meant(broken, word)
    if text is not None and text.kind == "string":
        fitting = f"write `{clause} {text.text}`"
        is_noise = word.lower == clause and after.lower in _NOISE
        fix = without(broken.at(after)) if is_noise else None
        return Fault(f"`{after.text}` has no meaning here", broken.at(after), fitting, fix)
    at = broken.between(after.start, value_end(broken, after.start))
    value = _value(at, clause)
    return Fault(
        f"the {_WHAT[clause]} after `{word.text}` is not in quotes",
        at,
        f"write `{clause} {quoted(at.text)}`",
        _respelt(broken, word, clause, at.end, f" {value}") if value else None,
    )


def _value(at: Span, clause: str) -> str | None:
    """Return a value in quotes; None where it may be a list of stores."""
    if clause == "for" and re.search(r",|&|/|\b(?:and|or)\b", at.text, re.IGNORECASE):
        return None
    bracketed = re.fullmatch(r"\[([^\[\]]*)\]", at.text)
    return f'"{bracketed[1]}"' if bracketed and '"' not in at.text else in_quotes(at)


def _respelt(broken: Broken, word: Piece, clause: str, end: int, value: str) -> Fix | None:
    """Return the fix that writes a clause and its value, where the clause is certain."""
    if word.lower != clause and _certain_clause(word, ("debit", "credit", clause)) != clause:
        return None
    shown_clause = word.text if word.lower == clause else clause
    return instead(broken.between(word.start, end), f"{shown_clause}{value}")


def _certain_clause(word: Piece, fitting: Sequence[str]) -> str | None:
    """Return the clause that a word certainly is, by another name or misspelt."""
    plain = word.lower.rstrip(".:")
    alias = _ALIASES.get(plain) if plain in _SURE else None
    return alias or certain(plain, fitting, LEAST_KEYWORD)


def _lacks_quotes(broken: Broken, index: int) -> bool:
    word, after = broken.pieces[index], broken.pieces[index + 1]
    if broken.lead in _NO_CLAUSES or after.kind not in _VALUES:
        return False
    if word.lower not in _WHAT and not after.text[0].isdigit():
        return False
    return _clause_meant(broken, word) in _WHAT and not is_clause(broken, after)


def _clause_meant(broken: Broken, word: Piece) -> str:
    """Return the clause that a word is, or looks like in a `post`, where it must have one."""
    if word.lower == "to":
        place = {"BILLS": 1, "DIFFERENCES": 4}.get(broken.lead)
        return "to" if place is not None and broken.piece(place) is word else ""
    if word.lower in _WHAT:
        return word.lower
    if broken.lead != "POST" or word.kind != "word" or word.start > broken.first_text:
        return ""
    return _ALIASES.get(word.lower) or nearest(word.lower, ("debit", "credit")) or ""


def is_clause(broken: Broken, piece: Piece) -> bool:
    """Return whether a clause, or another keyword that ends a name, begins at a piece."""
    ends = re.compile(grammar.ends("NAME"))
    return ends.match(broken.source.text, piece.start, broken.end) is not None


def value_end(broken: Broken, start: int) -> int:
    """Return where what was meant as a quoted text ends: at the next clause, or the line's end."""
    words = "|".join(grammar.words(*CLAUSES))
    ends = re.compile(rf'\s+(?:{words})\s|["#\n]', re.IGNORECASE)
    found = ends.search(broken.source.text, start, broken.end)
    return found.start() if found else broken.end


def misspelt_clause(broken: Broken) -> Fault | None:
    """Return what is wrong with the word before a quoted text: ``credits "4000"``."""
    string = next((p for p in broken.pieces[broken.place :] if p.kind == "string"), None)
    index = broken.pieces.index(string) - 1 if string is not None else -1
    if index < 1 or broken.lead in ("", "ALWAYS", "MEASURE", "DIMENSION"):
        return None
    word = broken.pieces[index]
    if word.kind not in ("word", "mark") or word.lower in grammar.words(*CLAUSES, "ON"):
        return None
    if word.lower in _ANY_SIDE and broken.lead == "POST":
        return Fault(
            f"`{word.text}` does not say on which side the account stands",
            broken.at(word),
            "write `debit` or `credit`",
        )
    meant = _ALIASES.get(word.lower.rstrip(".:")) or nearest(word.lower, _fitting(broken))
    if meant is None or word.kind != "word":
        return None
    return Fault(
        f"`{word.text}` has no meaning before a text in quotes",
        broken.at(word),
        f"did you mean `{meant}`?",
        perhaps(broken.at(word), _certain_clause(word, _fitting(broken))),
    )


def _fitting(broken: Broken) -> tuple[str, ...]:
    """Return the clauses that this kind of statement has."""
    if broken.lead == "POST":
        return ("debit", "credit", "class", "memo", "for")
    if broken.lead == "DEFAULT":
        return ("class", "memo", "for")
    return ("because", "for")


def comma_missing(broken: Broken) -> Fault | None:
    """Return what is wrong with ``for "East" "West"``."""
    piece, before = broken.stuck, broken.before
    if piece is None or before is None or "_COMMA" not in broken.expected:
        return None
    if (before.kind, piece.kind) != ("string", "string"):
        return None
    return Fault(
        "a comma is missing between these",
        broken.at(before, piece),
        f"write `{before.text}, {piece.text}`",
        _with_commas(broken),
    )


def _with_commas(broken: Broken) -> Fix:
    """Return the fix that puts commas between all texts that follow each other."""
    pieces = broken.pieces[broken.place - 1 :]
    pairs = takewhile(lambda pair: {each.kind for each in pair} == {"string"}, pairwise(pieces))
    places = (Span(broken.source, before.end, before.end) for before, _ in pairs)
    return Fix("write a comma between them", tuple(Edit(at, ",") for at in places))


def name_missing(broken: Broken) -> Fault | None:
    """Return what is wrong with ``post debit "1010"``, where the clause was read as the name."""
    piece, before, earlier = broken.stuck, broken.before, broken.piece(broken.place - 2)
    if piece is None or piece.kind != "string" or broken.expected & NAMES:
        return None
    if before is None or earlier is None or before.lower not in grammar.words(*CLAUSES):
        return None
    return Fault(f"a name is missing after `{earlier.text}`", broken.at(earlier))


def text_without_word(broken: Broken) -> Fault | None:
    """Return what is wrong with ``post Sales: Total "4000"`` and ``skip Commission "why"``."""
    piece, lead = broken.stuck, broken.lead
    if piece is None or piece.kind != "string" or (broken.expected & NAMES and lead != "DEFAULT"):
        return None
    why, words = _WORDLESS.get(lead, ("", ()))
    typed = " or ".join(f"`{word} {quoted(piece.text)}`" for word in words)
    fix = with_before(broken.at(piece), words[0]) if len(words) == 1 else None
    return Fault(why, broken.at(piece), f"write {typed}", fix) if words else None


def clause_out_of_place(broken: Broken) -> Fault | None:
    """Return what is wrong with ``debit "1010"`` in a statement that books nothing."""
    piece, after = broken.stuck, broken.piece(broken.place + 1)
    if piece is None or after is None or piece.lower not in grammar.words(*CLAUSES):
        return None
    if after.kind not in ("string", "date") or broken.expected & NAMES:
        return None
    verbs = [p for p in broken.pieces[2 : broken.place] if p.lower in grammar.words(*VERBS)]
    if broken.lead and verbs:
        at = broken.between(broken.pieces[1].start, piece.start)
        return keyword_in_name(broken, verbs[0], at.text)
    help = "write `post NAME` before it" if piece.lower in ("debit", "credit") else "leave it out"
    return Fault(f"`{piece.text}` has no place in this statement", broken.at(piece), help)


def joined_clauses(broken: Broken) -> Fault | None:
    """Return what is wrong with ``debit "1010" and credit "4000"``."""
    piece, before, after = broken.stuck, broken.before, broken.piece(broken.place + 1)
    if piece is None or before is None or after is None or piece.lower not in _JOINTS:
        return None
    if before.kind not in ("string", "date") or after.lower not in grammar.words(*CLAUSES):
        return None
    return Fault(
        f"nothing stands between `{before.text}` and `{after.text}`",
        broken.at(piece),
        f"leave `{piece.text}` out",
        without(broken.at(piece)),
    )


def value_missing(broken: Broken) -> Fault | None:
    """Return what is wrong with ``post Sales: Total debit``."""
    last = broken.pieces[-1]
    if broken.stuck not in (None, last) or broken.lead in _NO_CLAUSES:
        return None
    if len(broken.pieces) < 3 or last.lower not in _WHAT or last.lower == "to":
        return None
    return Fault(
        f"the {_WHAT[last.lower]} after `{last.lower}` is missing",
        broken.at(last),
        f'write `{last.lower} "..."`',
    )
