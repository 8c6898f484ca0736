"""Where the repository lies, and the type of what runs the command line in the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

REPOSITORY = Path(__file__).resolve().parent.parent


class Ran(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str


Crossfoot: TypeAlias = Callable[..., Ran]
