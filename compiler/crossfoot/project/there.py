"""Whether something is on the disk, whatever its name."""

from __future__ import annotations

import errno
from collections.abc import Callable


def is_there(look: Callable[[], bool]) -> bool:
    """Return what a look at the disk says; a name too long for one is not there."""
    try:
        return look()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise
