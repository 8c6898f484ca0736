"""A command that is killed, or finds the disk full, leaves nothing that comes out twice or not.

Samples what `killed_runs.py` tries at every place; RUNS.md has the counts of that.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("killed_runs.py")
SAMPLE = {"steps": "60", "full": "9", "bytes": "13"}
"""Each so many places are tried here, so that it takes seconds and not minutes."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs processes that fork")


@pytest.mark.parametrize("how", SAMPLE)
@pytest.mark.parametrize("what", ["post", "receive", "resend", "withdraw", "repost", "reverse"])
def test_nothing_is_booked_twice_and_nothing_is_lost(tmp_path: Path, what: str, how: str) -> None:
    ran = subprocess.run(
        [sys.executable, SCRIPT, tmp_path, what, how, SAMPLE[how]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    counts = re.fullmatch(r"\w+, \w+: (\d+) killed, (\d+) told\n", ran.stdout)
    assert counts is not None
    killed, told = map(int, counts.groups())
    most, least = (told, killed) if how == "full" else (killed, told)
    assert most >= 1
    assert least == 0
