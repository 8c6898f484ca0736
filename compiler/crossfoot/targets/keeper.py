"""Whoever keeps a record of what is written, told before the files can be seen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from crossfoot.posting.booked import KeptBookings
from crossfoot.targets.outcome import Request, Row


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
        bookings: KeptBookings,
    ) -> int:
        """Keep a run as prepared and return its number; raise where something of it is taken.

        `files` are taken before `requests`, and of both one is held at a time; `bookings` are
        what its entries book.
        """

    def let_go(self, run: int, why: str) -> None:
        """Note that the files of a run that was kept could not be written."""
