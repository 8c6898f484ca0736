"""A process that is killed while it writes to the record leaves it as it was, or as it is after."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("killed.py")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs processes that fork")


@pytest.mark.parametrize("how", ["steps", "bytes", "full"])
@pytest.mark.parametrize("what", ["prepare", "answer", "withdraw", "accept", "begin"])
def test_nothing_is_done_by_halves(tmp_path: Path, what: str, how: str) -> None:
    ran = subprocess.run(
        [sys.executable, SCRIPT, tmp_path, what, how], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    counts = re.fullmatch(r"\w+, \w+: (\d+) before, (\d+) after\n", ran.stdout)
    assert counts is not None
    before, after = map(int, counts.groups())
    assert before >= (10 if how == "steps" else 3)
    assert after >= (3 if how == "steps" else 1)
