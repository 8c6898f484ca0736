"""The shop of the cases, copied, with a file of cases of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from crossfoot import driver
from crossfoot.cases.judged import Judged
from crossfoot.cases.trial import Tried

HERE = Path(__file__).resolve().parent
NAME = "own.cases.yaml"


def shop(folder: Path, text: str | bytes = "") -> Path:
    """Return a copy of the shop in `folder`, with no cases but those of a text, if any."""
    ignored = shutil.ignore_patterns("*.cases.yaml")
    made = shutil.copytree(HERE / "shop", folder / "shop", ignore=ignored)
    return write(made, text) if text else made


def write(made: Path, text: str | bytes) -> Path:
    """Write the shop's own file of cases."""
    (made / NAME).write_bytes(text if isinstance(text, bytes) else text.encode())
    return made


def tried(made: Path, *names: str) -> Tried:
    return driver.tried(made, names)


def only(found: Tried) -> Judged:
    """Return the one case that there is."""
    (case,) = found.cases
    return case
