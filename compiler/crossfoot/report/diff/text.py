"""Two versions compared, for people: the verdict, and who gives what to whom where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from crossfoot.checks.support.sums import enumerated
from crossfoot.comparison.result import (
    Answer,
    Comparison,
    Place,
    Remark,
    Shown,
    Topic,
    Verdict,
    Witness,
)
from crossfoot.money import grouped
from crossfoot.report.columns import ljust, safe, width, wrapped
from crossfoot.report.diff import says
from crossfoot.report.paint import Paint, plain
from crossfoot.report.text import COLUMNS

_INDENT = "  "
_LEAST_MONEY = 12

_STYLES = {
    Verdict.EQUIVALENT: "good",
    Verdict.RECLASSIFIES: "warning",
    Verdict.CHANGES_TOTALS: "error",
}


def lines(
    comparison: Comparison,
    names: tuple[str, str],
    columns: int = COLUMNS,
    paint: Paint = plain,
) -> Iterator[str]:
    """Yield the whole comparison; `names` are what the versions were called."""
    style = _STYLES[comparison.verdict]
    for line in wrapped(says.verdict(comparison), columns):
        yield paint(line, style)
    accepted = says.accepts(comparison)
    if accepted:
        yield paint(accepted, "warning")
    yield from _hung(f"from `{names[0]}` to `{names[1]}`", columns, _INDENT)
    for title, body in _sections(comparison, columns):
        told = list(body)
        if told:
            yield ""
            yield from (paint(line, "strong") for line in wrapped(safe(title), columns))
            yield from told


def _sections(comparison: Comparison, columns: int) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Stores that only one version has", _stores(comparison, columns)
    accepted = [each for each in comparison.remarks if each.topic is Topic.ACCEPTED]
    yield "Which batches are accepted", _said(accepted, columns, _INDENT)
    for answer in comparison.answers:
        if not answer.is_silent:
            title = "; ".join(says.heading(answer.places, comparison.shared))
            yield title, _answer(answer, columns)
    if len({each.is_silent for each in comparison.answers}) > 1:
        same = "the same accounts, the same amounts"
        yield "Everywhere else", _hung(same, columns, _INDENT)
    others = [each for each in comparison.remarks if each.topic is not Topic.ACCEPTED]
    yield "Besides amounts", _remarks(others, columns, _INDENT)


def _stores(comparison: Comparison, columns: int) -> Iterator[str]:
    for what, stores in (("no longer there", comparison.gone), ("new", comparison.new)):
        if stores:
            yield from _hung(f"{what}: {enumerated(stores)}", columns, _INDENT)


def _answer(answer: Answer, columns: int) -> Iterator[str]:
    for line in says.moves(answer):
        yield from _hung(line, columns, _INDENT)
    if answer.verdict is Verdict.EQUIVALENT:
        yield from _hung("the same accounts, the same amounts", columns, _INDENT)
    if answer.witness is not None:
        yield from _witness(answer.witness, answer.places, columns)
    accepted = [each for each in answer.remarks if each.topic is Topic.ACCEPTED]
    others = [each for each in answer.remarks if each.topic is not Topic.ACCEPTED]
    yield from _remarks(accepted, columns, _INDENT)
    yield from _remarks(others, columns, _INDENT)


def _remarks(remarks: Sequence[Remark], columns: int, indent: str) -> Iterator[str]:
    for topic, each in groupby(remarks, key=lambda remark: remark.topic):
        yield f"{indent}{says.TOPICS[topic]}:"
        yield from _said(each, columns, indent + _INDENT)


def _said(remarks: Iterable[Remark], columns: int, indent: str) -> Iterator[str]:
    for remark in remarks:
        yield from _hung(says.remark(remark), columns, indent)


def _witness(witness: Witness, places: Sequence[Place], columns: int) -> Iterator[str]:
    """Yield a batch, and what the accounts that differ get of it in both versions."""
    batch = ", ".join(f"{name} {grouped(cents)}" for name, cents in witness.figures)
    refused = says.refused(witness)
    yield from _hung(f"for example, a batch of {batch}{refused}:", columns, _INDENT)
    rows = _together([_row(each, places) for each in witness.accounts])
    money = max(_LEAST_MONEY, *(width(text) for row in rows for text in row[1:]))
    room = columns - 2 * len(_INDENT) - 2 * money
    names = min(room, max((width(row[0]) for row in rows), default=0))
    yield f"{_INDENT * 2}{' ' * names}{'before':>{money}}{'after':>{money}}"
    for name, before, after in rows:
        *ahead, last = wrapped(name, names)
        yield from (f"{_INDENT * 2}{line}" for line in ahead)
        yield f"{_INDENT * 2}{ljust(last, names)}{before:>{money}}{after:>{money}}"


def _together(rows: Sequence[tuple[str, str, str]]) -> Sequence[tuple[str, str, str]]:
    """Return rows with both sides of the whole entry as one where they are the same."""
    if len(rows) > 1 and rows[-1][0] == "all credits" and rows[-2][1:] == rows[-1][1:]:
        return [*rows[:-2], ("all debits, all credits", *rows[-1][1:])]
    return rows


def _row(shown: Shown, places: Sequence[Place]) -> tuple[str, str, str]:
    name = safe(says.called(shown.account, places)) if shown.account else ""
    if shown.side is not None:
        name = f"{name}, {shown.side.value}s" if name else f"all {shown.side.value}s"
        return name, grouped(shown.before), grouped(shown.after)
    return (
        name,
        says.sided(shown.before),
        says.sided(shown.after),
    )


def _hung(text: str, columns: int, indent: str) -> Iterator[str]:
    """Yield a text in lines that fit, all but the first one step further in."""
    first, *others = wrapped(safe(text), columns - len(indent) - len(_INDENT))
    yield indent + first
    yield from (f"{indent}{_INDENT}{line}" for line in others)
