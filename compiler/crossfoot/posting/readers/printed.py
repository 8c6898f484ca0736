"""What was meant by an amount that is written as it is printed: `$1,098.76`, `(300.00)`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from crossfoot.project.nodes import Entry, Scalar
from crossfoot.source import Span

_CURRENCY = re.compile(r"\A(-?)[$€£] ?")
_GROUPED = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d{1,2})?\Z", re.ASCII)
_BEGUN = re.compile(r"-?\d{1,3}\Z", re.ASCII)
_THOUSANDS = re.compile(r"\d{3}(?:\.\d{1,2})?\Z", re.ASCII)


def plain(written: str) -> str | None:
    """Return an amount without currency and thousands marks, ``-300.00`` for ``($300.00)``.

    None where it cannot be told what was meant, as of ``812,40``.
    """
    text = written.strip()
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    elif text.endswith("-"):
        text = f"-{text[:-1]}"
    text = _CURRENCY.sub(r"\1", text)
    return text.replace(",", "") if _GROUPED.match(text) else None


def as_plain(written: str) -> str | None:
    """Return a help line, ``write `300.00` ``, or None."""
    meant = plain(written)
    return None if meant is None else f"write `{meant}`"


def cut_off(
    entries: Iterable[Entry], keys: Collection[str] | None = None
) -> Iterator[tuple[Span, str]]:
    """Yield all pieces in which commas between braces cut amounts, with help: `{Cash: 1,450.00}`.

    To YAML, what stands behind the comma is a key of its own. Amounts stand behind `keys`, or
    behind any key.
    """
    begun: Entry | None = None
    behind: list[Entry] = []
    for entry in entries:
        if begun is not None and _is_piece(entry):
            behind.append(entry)
            continue
        yield from _whole(begun, behind)
        begun, behind = (entry if _begins(entry, keys) else None), []
    yield from _whole(begun, behind)


def _begins(entry: Entry, keys: Collection[str] | None) -> bool:
    may = keys is None or entry.name in keys
    return may and _BEGUN.match(_digits(entry)) is not None


def _is_piece(entry: Entry) -> bool:
    is_empty = isinstance(entry.value, Scalar) and entry.value.text is None
    return is_empty and _THOUSANDS.match(entry.name) is not None


def _whole(begun: Entry | None, behind: list[Entry]) -> Iterator[tuple[Span, str]]:
    if begun is not None and behind:
        amount = "".join((_digits(begun), *(each.name for each in behind)))
        help_ = f"write `{begun.name}: {amount}`: an amount has no comma"
        yield from ((at, help_) for at in (begun.value.at, *(each.at for each in behind)))


def _digits(entry: Entry) -> str:
    written = (entry.value.text or "") if isinstance(entry.value, Scalar) else ""
    return _CURRENCY.sub(r"\1", written)
