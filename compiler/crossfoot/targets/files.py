"""Divides the posted batches among request files, and names the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfoot.targets.format import Format
from crossfoot.targets.outcome import Fate, Row

_UNFIT = re.compile(r"[^A-Za-z0-9._-]")
"""What some file systems do not take in a name."""


_VERBS = {Fate.REPOSTED: "repost", Fate.REVERSED: "reverse"}


class Share(NamedTuple):
    """One file: its name, the format and its place among the formats, the rows in it.

    In a chain nothing may be done once something before it has failed.
    """

    name: str
    format: Format
    place: int
    rows: Sequence[Row]
    is_chain: bool = False


def shares(rows: Sequence[Row], formats: Sequence[Format], most: int) -> tuple[Share, ...]:
    """Return the files of a run; none has more than `most` entries where its format is divided.

    A file is called after its first and last batch; where stores use the same numbers, the
    later of two files that would be called alike has a number behind. A batch of which something
    is undone first has a file for itself.
    """
    used: set[str] = set()
    plain = [row for row in rows if not row.is_chain]
    chains = [row for row in rows if row.is_chain]
    return tuple(
        Share(_name(part, format_.suffix, used, chain), format_, place, part, chain)
        for place, format_ in enumerate(formats)
        for chain, part in (
            *((False, part) for part in _parts(plain, most if format_.is_divided else len(plain))),
            *((True, [row]) for row in chains),
        )
    )


def _parts(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), max(most, 1)):
        yield rows[start : start + most]


def _name(rows: Sequence[Row], suffix: str, used: set[str], is_chain: bool) -> str:
    first, last = (_UNFIT.sub("_", row.number) for row in (rows[0], rows[-1]))
    verb = _VERBS.get(rows[0].fate, "post")
    stem = f"{verb}-{first}" if is_chain else f"{verb}-{first}-{last}"
    name, count = f"{stem}{suffix}", 1
    while name.casefold() in used:
        count += 1
        name = f"{stem}-{count}{suffix}"
    used.add(name.casefold())
    return name
