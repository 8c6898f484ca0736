"""Who runs a command, and when: for the record."""

from __future__ import annotations

import getpass
import os
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossfoot.exchange.keeping import Hand

USER = "CROSSFOOT_USER"
"""Names who runs a command, where the name of the account that it runs under does not."""

_LONGEST = 100


def hand(why: str | None = None) -> Hand:
    """Return whoever runs this command, and the reason that was given for it."""
    from crossfoot.exchange.keeping import Hand

    return Hand(_who(), _now, why and " ".join(why.split()))


def _who() -> str:
    try:
        name = os.environ.get(USER) or getpass.getuser()
    except (OSError, KeyError, ImportError):  # no account has this number
        name = ""
    return " ".join(name.split())[:_LONGEST] or "unknown"


def _now() -> datetime:
    return datetime.now().astimezone()
