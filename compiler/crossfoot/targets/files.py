"""Divides the posted batches among request files, and names the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfoot.targets.format import Format
from crossfoot.targets.outcome import Row

_UNFIT = re.compile(r"[^A-Za-z0-9._-]")
"""What some file systems do not take in a name."""


class Share(NamedTuple):
    """One file: its name, the format and its place among the formats, the rows in it."""

    name: str
    format: Format
    place: int
    rows: Sequence[Row]


def shares(rows: Sequence[Row], formats: Sequence[Format], most: int) -> tuple[Share, ...]:
    """Return the files of a run; none has more than `most` entries where its format is divided.

    A file is called after its first and last batch; where stores use the same numbers, the
    later of two files that would be called alike has a number behind.
    """
    used: set[str] = set()
    return tuple(
        Share(_name(part, format_.suffix, used), format_, place, part)
        for place, format_ in enumerate(formats)
        for part in _parts(rows, most if format_.is_divided else len(rows))
    )


def _parts(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), max(most, 1)):
        yield rows[start : start + most]


def _name(rows: Sequence[Row], suffix: str, used: set[str]) -> str:
    first, last = (_UNFIT.sub("_", row.number) for row in (rows[0], rows[-1]))
    stem = f"post-{first}-{last}"
    name, count = f"{stem}{suffix}", 1
    while name.casefold() in used:
        count += 1
        name = f"{stem}-{count}{suffix}"
    used.add(name.casefold())
    return name
