"""How the lines of two entries are laid out: in which order, split how, with which memos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crossfoot.comparison.entries import Entry
from crossfoot.comparison.lines import Lines, meant, written
from crossfoot.comparison.result import Remark, Topic, Verdict
from crossfoot.model.rules import Template


def remarks_on_lines(
    before: Entry, after: Entry, lines: tuple[Lines, Lines], verdict: Verdict
) -> Iterator[Remark]:
    """Yield what differs in lines that book the same amounts."""
    old, new = before.written(), after.written()
    if verdict is Verdict.EQUIVALENT and old != new:
        if Counter(old) == Counter(new):
            yield Remark(Topic.LINES, None, "the same lines, in another order")
        else:
            yield Remark(Topic.LINES, None, "the same amounts, in other lines")
    yield from _memos(old, new, lines)


def _memos(
    old: list[tuple[object, ...]], new: list[tuple[object, ...]], lines: tuple[Lines, Lines]
) -> Iterator[Remark]:
    """Yield each change of a memo once, with how many lines it is in."""
    found: dict[tuple[object, ...], list[Template | None]] = {}
    for place, line in zip(old, lines[0].lines, strict=False):
        found.setdefault(place, []).append(line.memo)
    changes: Counter[tuple[str | None, str | None]] = Counter()
    for place, line in zip(new, lines[1].lines, strict=False):
        earlier = found.get(place)
        if earlier:
            memo = earlier.pop(0)
            if meant(memo) != meant(line.memo):
                changes[written(memo), written(line.memo)] += 1
    for (was, now), count in changes.items():
        of = f"{count:,} line" + ("s" if count > 1 else "")
        yield Remark(Topic.MEMOS, None, f"{_shown(was)} becomes {_shown(now)}, in {of}")


def _shown(memo: str | None) -> str:
    return "no memo" if not memo else f"`{memo}`"
