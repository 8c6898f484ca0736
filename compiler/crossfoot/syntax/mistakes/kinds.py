"""Mistakes that one kind of statement invites: `post`, `takes`, `allow`, `expect`, `never`."""

from __future__ import annotations

import re

from crossfoot.fixing import instead, perhaps, with_before
from crossfoot.spelling import LEAST_KEYWORD, certain
from crossfoot.suggest import nearest
from crossfoot.syntax.broken import Broken, shown
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.mistakes.clauses import value_end

_DASHES = ("-", "+", "–", "—", "−")


def comma_in_post(broken: Broken) -> Fault | None:
    """Return what is wrong with ``post A, B credit ...`` and ``dimension Tender, Tax``."""
    piece, lead = broken.stuck, broken.lead.lower()
    if piece is None or piece.text != "," or lead not in ("post", "use", "dimension", "expect"):
        return None
    also = "; the members stand in the project file" if lead == "dimension" else ""
    return Fault(
        f"`{lead}` has one name after it",
        broken.at(piece),
        f"write a line `{lead} ...` for each{also}",
    )


def comma_in_formula(broken: Broken) -> Fault | None:
    """Return what is wrong with ``Due = Sales, Tax``."""
    piece = broken.stuck
    if piece is None or piece.text != "," or broken.lead:
        return None
    if not any(earlier.text == "=" for earlier in broken.pieces[: broken.place]):
        return None
    return Fault("a formula is no list", broken.at(piece), "add with `+`, subtract with `-`")


def comma_in_requires(broken: Broken) -> Fault | None:
    """Return what is wrong with ``Tender Received requires A, B``."""
    piece = broken.stuck
    if piece is None or piece.text != "," or "OR" not in broken.expected:
        return None
    return Fault(
        "choices are joined by `or`",
        broken.at(piece),
        "write `or`; if all of them are required, write a line for each",
    )


def comma_in_takes(broken: Broken) -> Fault | None:
    """Return what is wrong with ``takes Bank`` and ``takes debit Expense, Equity``."""
    piece, before = broken.stuck, broken.before
    if "SIDE" not in broken.expected or before is None:
        return None
    if before.text == ",":
        return Fault(
            "account types of one side are joined by `or`",
            broken.at(before),
            "write `or`; a comma comes before the other side: `debit Bank, credit Income`",
        )
    meant = nearest(piece.lower, ("debit", "credit")) if piece is not None else None
    if piece is not None and meant:
        sure = certain(piece.lower, ("debit", "credit"), LEAST_KEYWORD)
        return Fault(
            f"`{piece.text}` is no side",
            broken.at(piece),
            f"did you mean `{meant}`?",
            perhaps(broken.at(piece), sure),
        )
    return Fault(
        "this does not say which side",
        broken.at(piece if piece is not None else before),
        "write `takes debit` or `takes credit`",
    )


def allowed_code(broken: Broken) -> Fault | None:
    """Return what is wrong with what follows ``allow``, and with a missing ``on``."""
    piece = broken.stuck
    if broken.lead != "ALLOW" or piece is None:
        return None
    if "CODE" in broken.expected or not any(p.text[:2].upper() == "XF" for p in broken.pieces[1:2]):
        at = broken.at(broken.pieces[1])
        code = _code_meant(broken.pieces[1].lower)
        fix = instead(at, code) if _is_code(broken.pieces[1].lower) else None
        return Fault("a code is missing after `allow`", at, f"write it like `allow {code}`", fix)
    if piece.text == ",":
        return Fault(
            "an `allow` silences one code",
            broken.at(piece),
            "write an `allow` for each on its own line",
        )
    if "ON" in broken.expected and piece.kind in ("word", "bracket", "string"):
        what = broken.between(piece.start, value_end(broken, piece.start)).text
        return Fault(
            f"`on` is missing before `{shown(what)}`",
            broken.at(piece),
            f"write `{broken.pieces[1].text} on {shown(what)}`",
            with_before(broken.at(piece), "on"),
        )
    return None


def _is_code(text: str) -> bool:
    """Whether a text is the name of a code, or its digits."""
    from crossfoot.codes.all import ALL

    return any(text in (code.name, code.number.removeprefix("XF")) for code in ALL)


def _code_meant(text: str) -> str:
    from crossfoot.codes.all import ALL

    number = re.fullmatch(r"[a-z]*(\d{3})", text)
    if number:
        return f"XF{number[1]}"
    by_name = {code.name: code.number for code in ALL}
    found = nearest(text, by_name)
    return by_name[found] if found else "XF508"


def limit(broken: Broken) -> Fault | None:
    """Return what is wrong with an ``expect`` that does not say ``within``."""
    piece = broken.stuck
    if broken.lead != "EXPECT" or "WITHIN" not in broken.expected:
        return None
    return Fault(
        "this `expect` does not say how large the figure may be",
        broken.at(piece if piece is not None else broken.before),
        "write `expect NAME within 20.00`",
    )


def limit_of_differences(broken: Broken) -> Fault | None:
    """Return what is wrong with ``differences up to 5%`` and ``differences up to -0.05``."""
    piece, number = broken.stuck, broken.piece(3)
    if broken.lead != "DIFFERENCES" or piece is None or number is None:
        return None
    if piece is number and number.text in _DASHES:
        after = broken.piece(4)
        if after is None or after.kind != "number":
            return None
        return Fault(
            "a limit is an amount without a sign: it holds both ways",
            broken.at(number, after),
            f"write `differences up to {after.text}`",
            instead(broken.at(number, after), after.text),
        )
    if broken.place == 4 and (piece.text == "%" or piece.lower in ("percent", "pct")):
        return Fault(
            "a limit is an amount, not a percentage",
            broken.at(number, piece),
            "write it like `differences up to 0.05`",
        )
    return None


def equals_out_of_place(broken: Broken) -> Fault | None:
    """Return what is wrong with ``never Vouchers Sold = 0`` and ``measure Net = A - B``."""
    piece, lead = broken.stuck, broken.lead.lower()
    if piece is None or piece.text not in ("=", "==", ":=") or lead in ("", "always"):
        return None
    name = shown(broken.between(broken.pieces[1].start, piece.start).text)
    instead = {
        "never": f'`never` alone says that it is 0: `never {name} because "..."`',
        "measure": f"what follows from other figures is defined without `measure`: `{name} = ...`",
        "dimension": f"its members stand in the project file; write `dimension {name}`",
        "expect": f"write `expect {name} within 20.00`",
    }
    return Fault(f"`{lead}` has no `=`", broken.at(piece), instead.get(lead))
