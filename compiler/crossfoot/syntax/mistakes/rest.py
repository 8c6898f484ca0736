"""What is said when no particular mistake is recognised: what could stand at the place."""

from __future__ import annotations

from crossfoot.fixing import with_after
from crossfoot.syntax import grammar
from crossfoot.syntax.broken import Broken, shown
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.grammar import NAMES
from crossfoot.syntax.mistakes.names import what_is_named

_KINDS = {
    "STRING": "a text in quotes", "DATE": "a day like `2026-03-01`", "NUMBER": "a number",
    "CODE": "a code like `XF508`", "_EQUALS": "`=`", "_COMMA": "a comma", "CLOSE": "`)`",
    "SIGN": "`+` or `-`",
}  # fmt: skip
_AFTER_LEAD = {
    "DEFAULT": "`class` or `memo`", "BILLS": "an account in quotes", "DIFFERENCES": "an amount",
    "ALLOW": "a code like `XF508`", "ALWAYS": "a formula",
}  # fmt: skip
_TOO_MANY = 5


def missing(broken: Broken) -> Fault | None:
    """Return what is wrong with a statement that ends too early, or leaves out what must follow."""
    before, piece = broken.before, broken.stuck
    wanted = _wanted(broken)
    if before is None or wanted is None:
        return None
    if piece is not None and (piece.kind not in ("word", "mark") or piece.text[0].isdigit()):
        return None
    fix = with_after(broken.at(before), ",") if wanted == _KINDS["_COMMA"] else None
    return Fault(f"{wanted} is missing after `{_phrase(broken)}`", broken.at(before), None, fix)


def _wanted(broken: Broken) -> str | None:
    if broken.lead and broken.place == len(grammar.words(broken.lead)[0].split()):
        return _AFTER_LEAD.get(broken.lead, "a name")
    if broken.expected & NAMES:
        return "a formula" if "SIGN" in broken.expected else what_is_named(broken)
    could = sorted(broken.expected - {"$END", "_NL"})
    things = _things(could[0]) if len(could) == 1 else ()
    return " or ".join(things) or None


def _phrase(broken: Broken) -> str:
    """Return the word before the place, or the whole keyword that it ends."""
    read = broken.at(*broken.pieces[: broken.place]).text.lower()
    phrases = [words for row in grammar.keywords() for words in row.words if " " in words]
    last = broken.pieces[broken.place - 1].text
    return next((words for words in phrases if read.endswith(words)), last)


def stray(broken: Broken) -> Fault:
    """Return that a piece cannot stand where it does, and what could."""
    piece = broken.stuck
    if piece is None:
        return Fault("this statement is not complete", broken.at(broken.before), _list(broken))
    return Fault(f"`{shown(piece.text)}` cannot stand here", broken.at(piece), _list(broken))


def _list(broken: Broken) -> str | None:
    could = sorted({thing for terminal in broken.expected for thing in _things(terminal)})
    if not could or len(could) > _TOO_MANY:
        return None
    *first, last = could
    return "here can stand " + (f"{', '.join(first)} or {last}" if first else last)


def _things(terminal: str) -> tuple[str, ...]:
    """Return what an accountant calls a terminal; nothing for the end of a line."""
    if terminal in NAMES:
        return ("a name",)
    words = tuple(f"`{word}`" for word in grammar.words(terminal))
    return words or ((_KINDS[terminal],) if terminal in _KINDS else ())
