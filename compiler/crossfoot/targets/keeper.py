"""Whoever keeps a record of what is written, told before the files can be seen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from crossfoot.targets.outcome import Request, Row

Booked: TypeAlias = tuple[str, str | None]
"""An amount that is booked, and its member, if it is of one."""


class Kept(NamedTuple):
    """A request of a run: whose it is, the file it is in, and its lines (`posting.booked`)."""

    row: Row
    request: Request
    file: str
    booked: bytes


class KeptFile(NamedTuple):
    """A request file of a run, as it was written."""

    name: str
    message_set_id: str
    sha256: str
    content: bytes


class Keeper(Protocol):
    """Keeps a record of runs."""

    def keep(
        self,
        out: Path,
        rules: str,
        requests: Iterable[Kept],
        files: Iterable[KeptFile],
        amounts: Iterable[Booked],
    ) -> int:
        """Keep a run as prepared and return its number; raise where something of it is taken.

        `files` are taken before `requests`, and of both one is held at a time; `amounts` are those
        that its entries book.
        """

    def let_go(self, run: int, why: str) -> None:
        """Note that the files of a run that was kept could not be written."""
