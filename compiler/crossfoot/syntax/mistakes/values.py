"""Mistakes in days and amounts of money."""

from __future__ import annotations

import re
from datetime import date

from crossfoot.fixing import instead, perhaps
from crossfoot.spelling import LEAST_KEYWORD, certain
from crossfoot.suggest import nearest
from crossfoot.syntax.broken import Broken, Piece
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.mistakes.clauses import is_clause, value_end

_DAY_ALIASES = {
    "starting": "from", "since": "from", "after": "from", "on": "from", "beginning": "from",
    "till": "until", "to": "until", "through": "until", "thru": "until", "before": "until",
    "til": "until", "ending": "until",
}  # fmt: skip


_SURE_BOUNDS = (
    "starting", "since", "beginning", "till", "to", "through", "thru", "til", "ending",
)  # fmt: skip
"""Of them, those that leave no doubt whether the day itself is meant, too."""

_LIMITS = ("EXPECT", "DIFFERENCES")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def other_day(broken: Broken) -> Fault | None:
    """Return what is wrong with a day that is not written year first."""
    for index, piece in enumerate(broken.pieces):
        if piece.lower in ("from", "until") and index > 0 and index >= broken.place - 1:
            fault = _day_fault(broken, index)
            if fault is not None:
                return fault
    return None


def _day_fault(broken: Broken, index: int) -> Fault | None:
    word, after = broken.pieces[index], broken.piece(index + 1)
    if after is None or is_clause(broken, after):
        return Fault(
            f"there is no day after `{word.lower}`",
            broken.at(word),
            f"write it like `{word.lower} 2026-03-01`",
        )
    if re.fullmatch(r"\d{4}-\d\d-\d\d", after.text):
        return None
    start = after.start
    at = broken.between(start, value_end(broken, start))
    if after.kind == "string":
        written = _certain_day(after.text.strip('"'))
        return Fault(
            "a day is written without quotes",
            broken.at(after),
            f"write it like `{word.lower} 2026-03-01`",
            perhaps(broken.at(after), written),
        )
    day = _day_meant(at.text)
    example = day.isoformat() if day else "2026-03-01"
    return Fault(
        "a day is written year first: year, month, day",
        at,
        f"write `{example}`" if day else f"write it like `{word.lower} {example}`",
        perhaps(at, _certain_day(at.text)),
    )


_DAY = re.compile(r"\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\s*")


def _certain_day(text: str) -> str | None:
    """Return the one day that a text can mean: month and day must not be taken for each other."""
    day, match = _day_meant(text), _DAY.fullmatch(text)
    if day is None or not re.search(r"(?<!\d)\d{4}(?!\d)", text):
        return None
    is_dated = match is not None and len(match[1]) == 4
    if match is None:
        is_one = re.search(r"[^\W\d_]", text) is not None
    else:
        is_one = is_dated or match[1] == match[2] or day.day > 12
    return day.isoformat() if is_one else None


def _day_meant(text: str) -> date | None:
    """Return the day that was most likely meant; month first where both could be."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    named = re.match(r"\s*(\d+\s+)?([a-z]{3})[a-z]*\.?", text, re.IGNORECASE)
    if named and named[2].lower() in _MONTHS and len(numbers) == 2:
        return _date(numbers[1], _MONTHS.index(named[2].lower()) + 1, numbers[0])
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return _date(*numbers)
    month, day, year = numbers
    if "." in text or month > 12:
        month, day = day, month
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def misspelt_day_clause(broken: Broken) -> Fault | None:
    """Return what is wrong with ``to 2026-06-30``."""
    piece = broken.stuck
    after = broken.piece(broken.place + 1)
    if piece is None or piece.kind != "word" or after is None or after.kind != "date":
        return None
    meant = _DAY_ALIASES.get(piece.lower) or nearest(piece.lower, ("from", "until"))
    if meant is None:
        return None
    sure = meant if piece.lower in _SURE_BOUNDS else None
    return Fault(
        f"`{piece.text}` has no meaning before a day",
        broken.at(piece),
        f"did you mean `{meant}`?",
        perhaps(broken.at(piece), sure or certain(piece.lower, ("from", "until"), LEAST_KEYWORD)),
    )


def other_amount(broken: Broken) -> Fault | None:
    """Return what is wrong with ``$20.00``, ``1,234.50`` and ``20,00``."""
    piece = broken.stuck
    if piece is None or broken.place == 0:
        return None
    text = piece.text
    if piece.kind == "money":
        why = f"an amount is written without `{text[0]}`"
        plain = text[1:].strip().replace(",", "")
    elif piece.kind == "thousands":
        why, plain = "an amount is written without thousands commas", text.replace(",", "")
    else:
        return _decimal_comma(broken, piece)
    is_certain = broken.lead in _LIMITS and text[0] not in "€£"
    fix = instead(broken.at(piece), plain) if is_certain else None
    return Fault(why, broken.at(piece), f"write `{plain}`", fix)


def _decimal_comma(broken: Broken, piece: Piece) -> Fault | None:
    match = re.compile(r"(\d+),(\d+)").match(broken.source.text, piece.start, broken.end)
    if match is None or "NUMBER" not in broken.expected:
        return None
    at = broken.between(match.start(), match.end())
    plain = f"{match[1]}.{match[2]}"
    is_certain = broken.lead in _LIMITS and len(match[2]) == 2
    fix = instead(at, plain) if is_certain else None
    return Fault("an amount has a point, not a comma", at, f"write `{plain}`", fix)
