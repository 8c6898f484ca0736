"""What the results are made of, and where the programs lie that are measured."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from measure import Cost

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
PROGRAMS = Path(sys.executable).parent
CROSSFOOT = PROGRAMS / "crossfoot"


class Row(NamedTuple):
    """One line of the results."""

    what: str
    measured: str
    aim: str = ""
    holds: bool = True


def milliseconds(cost: Cost) -> str:
    return f"{cost.seconds * 1000:.0f} ms"
