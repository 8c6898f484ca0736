"""Proofs for people: what was proved, on what it rests, what each account gets, in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crossfoot.diagnostic import Diagnostic
from crossfoot.money import grouped
from crossfoot.proof.result import Verdict
from crossfoot.report import entry
from crossfoot.report.columns import ljust, safe, width, wrapped
from crossfoot.report.paint import Paint, plain
from crossfoot.report.proof import says
from crossfoot.report.proof.sheet import Example, FigureRow, Ground, Head, Sheet
from crossfoot.report.text import COLUMNS

_INDENT = "  "
_STEP = "    "
_WIDEST_NAME = 34
_NUMBERS = (9, 10, 13)
"""How wide the columns of debits, credits and differences are."""

_SIGN = re.compile(r" (?=[+-] )")


def render(
    sheets: Sequence[Sheet],
    errors: Sequence[Diagnostic] = (),
    columns: int = COLUMNS,
    paint: Paint = plain,
    head: Head | None = None,
) -> str:
    """Return what the proofs are of, the sheets, and the errors against them, a line each."""
    parts = [_text(_head(head, columns))] if head is not None and sheets else []
    parts += (_text(_sheet(each, columns, paint)) for each in sheets)
    if errors:
        parts.append(_text(headlines(errors, paint)))
    return "\n".join(parts)


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def headlines(errors: Sequence[Diagnostic], paint: Paint = plain) -> Iterator[str]:
    """Yield errors, a line each, and where more is said of them."""
    for each in errors:
        where = safe(f"{each.at.source.path}:{each.at.first.line}:{each.at.first.column}")
        grade = paint(f"error {each.code.number}", "error")
        yield f"{where}: {grade} {each.code.name}: {paint(safe(each.message), 'strong')}"
    if errors:
        yield "`crossfoot check` says why, and what to type instead"


def _head(head: Head, columns: int) -> Iterator[str]:
    yield from wrapped(safe(f"{head.company}: proof by Crossfoot {head.version}"), columns)
    yield from _hung(f"from {says.made_of(head)}", columns, _INDENT)


def _sheet(sheet: Sheet, columns: int, paint: Paint) -> Iterator[str]:
    for line in says.heading(sheet.places):
        yield from (paint(part, "strong") for part in wrapped(safe(line), columns))
    style = "error" if sheet.verdict is Verdict.REFUTED else "good"
    verdict = f"{says.TITLES[sheet.verdict]}: {says.verdict(sheet)}"
    yield from (paint(line, style) for line in _hung(verdict, columns, _INDENT))
    for each in says.failures(sheet):
        yield from (paint(line, "error") for line in _hung(each, columns, _INDENT))
    for title, lines in _sections(sheet, columns):
        body = list(lines)
        if body:
            yield ""
            yield from (paint(line, "strong") for line in _hung(title, columns, _INDENT))
            yield from body


def _sections(sheet: Sheet, columns: int) -> Iterator[tuple[str, Iterable[str]]]:
    if sheet.residual:
        left = (line for each in sheet.left for line in _hung_sum("", each, columns, _STEP))
        yield "What stays out of balance, debits less credits", left
    if sheet.example is not None:
        yield "A batch that shows it", _batch(sheet.example, columns)
        yield "What the rules make of it", _entry(sheet.example, columns)
    for title, grounds in says.grounds(sheet):
        yield title, _grounds(grounds, columns)
    sentences = (says.rounding(sheet.rest, sheet.differences), says.tolerance(sheet))
    yield "Amounts that are rounded to cents, half away from zero", _shares(sheet, columns)
    yield (
        "What may be left over",
        (line for each in sentences if each for line in _hung(each, columns, _STEP)),
    )
    yield "What a batch adds to each account: debits less credits", _accounts(sheet, columns)
    yield "Accounts that are said to clear", _clears(sheet, columns)
    yield (
        "How often each figure is in the debits and in the credits",
        _figures(sheet.rows, columns),
    )
    skipped = (line for each in sheet.skipped for line in _hung(each, columns, _STEP))
    yield "What is left unposted", skipped


def _hung(text: str, columns: int, indent: str) -> Iterator[str]:
    """Yield a text in lines that fit, all but the first one step further in."""
    first, *others = wrapped(safe(text), columns - len(indent) - len(_INDENT))
    yield indent + first
    yield from (f"{indent}{_INDENT}{line}" for line in others)


def _summed(formula: str, columns: int) -> tuple[str, ...]:
    """Return a sum in lines that fit, cut before a sign wherever a line holds the term."""
    lines: list[str] = []
    for term in _SIGN.split(safe(formula)):
        if lines and width(lines[-1]) + 1 + width(term) <= columns:
            lines[-1] += f" {term}"
        else:
            lines += wrapped(term, columns)
    return tuple(lines)


def _hung_sum(text: str, formula: str, columns: int, indent: str) -> Iterator[str]:
    """Yield what is said of a sum, and the sum, in lines that fit."""
    first, *others = _summed(text + formula, columns - len(indent) - len(_INDENT))
    yield indent + first
    yield from (f"{indent}{_INDENT}{line}" for line in others)


def _batch(example: Example, columns: int) -> Iterator[str]:
    amounts = [grouped(each.cents) for each in example.batch]
    names = [safe(each.figure) for each in example.batch]
    money = max(map(len, amounts), default=0)
    room = min(max(map(width, names), default=0), columns - len(_STEP) - len(_INDENT) - money)
    for name, amount in zip(names, amounts, strict=True):
        *ahead, last = wrapped(name, room)
        yield from (_STEP + line for line in ahead)
        yield f"{_STEP}{ljust(last, room)}{_INDENT}{amount:>{money}}"


def _entry(example: Example, columns: int) -> Iterator[str]:
    """Yield the table of the entry without its heading: the batch is above, its number made up."""
    if example.entry is not None:
        indent = _INDENT if columns >= COLUMNS else ""
        _, *lines = entry.table(example.entry, columns - len(indent))
        yield from (indent + line for line in lines)


def _grounds(grounds: Sequence[Ground], columns: int) -> Iterator[str]:
    for each in grounds:
        yield from _hung(f"{each.text} ({each.where})", columns, _STEP)
        if each.formula:
            yield from _hung_sum("that is: 0 = ", each.formula, columns, _STEP + _INDENT)
        for use in says.uses(each):
            yield from _hung(use, columns, _STEP + _INDENT)


def _shares(sheet: Sheet, columns: int) -> Iterator[str]:
    for each in sheet.shares:
        yield from _hung_sum(f"{each.name} = ", each.exact, columns, _STEP)


def _accounts(sheet: Sheet, columns: int) -> Iterator[str]:
    rows = [
        (safe(says.account(each, sheet.places)), says.gets(each, sheet.differences))
        for each in sheet.accounts
    ]
    if rows and sheet.never:
        yield f"{_STEP}(what never occurs is left out)"
    yield from _pairs(rows, columns)


def _pairs(rows: Sequence[tuple[str, str]], columns: int) -> Iterator[str]:
    """Yield names with what belongs to each beside it; a name that is too long stands alone."""
    widest = min(_WIDEST_NAME, columns // 2)
    room = max((width(name) for name, _ in rows if width(name) <= widest), default=0)
    for name, text in rows:
        first, *others = _summed(text, columns - len(_STEP) - room - 2 * len(_INDENT))
        if width(name) > room:
            yield from _hung(name, columns, _STEP)
            name = ""
        yield f"{_STEP}{ljust(name, room)}{_INDENT}{first}"
        yield from (f"{_STEP}{' ' * room}{_INDENT * 2}{line}" for line in others)


def _clears(sheet: Sheet, columns: int) -> Iterator[str]:
    for clear in sheet.clears:
        yield from _hung(says.clearing(clear, sheet), columns, _STEP)
        yield from _hung_sum("a batch adds ", clear.formula, columns, _STEP + _INDENT)
        for line in says.why(clear, sheet):
            yield from _hung(line, columns, _STEP + _INDENT)


def _figures(rows: Sequence[FigureRow], columns: int) -> Iterator[str]:
    names = [safe(row.name) for row in rows]
    room = min(max(map(width, names), default=0), columns - len(_STEP) - sum(_NUMBERS))
    if rows:
        yield _STEP + " " * room + _numbers("debits", "credits", "difference")
    for row, name in zip(rows, names, strict=True):
        numbers = _numbers(*map(says.number, (row.debits, row.credits, row.debits - row.credits)))
        *ahead, last = wrapped(name, columns - len(_STEP) if width(name) > room else room)
        yield from (_STEP + line for line in ahead)
        if width(last) > room:
            yield _STEP + last
            last = ""
        yield _STEP + ljust(last, room) + numbers


def _numbers(*texts: str) -> str:
    return "".join(f"{text:>{wide}}" for text, wide in zip(texts, _NUMBERS, strict=True))
