"""Two runs at once on one record never get the same batch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from record_ground import opened

from crossfoot.posting.standing import State

SCRIPT = Path(__file__).with_name("rival.py")


def test_rivals_get_each_batch_once(tmp_path: Path) -> None:
    count = 20
    rivals = [
        subprocess.Popen(
            [sys.executable, SCRIPT, tmp_path, name, str(count)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("ann", "bob", "cid")
    ]
    said = [rival.communicate(timeout=60) for rival in rivals]
    assert [err for _, err in said] == ["", "", ""]
    counts = [tuple(map(int, out.split())) for out, _ in said]
    assert sum(got for got, _ in counts) == count
    assert all(got + taken == count for got, taken in counts)
    with opened(tmp_path) as record:
        assert record.verify() == []
        found = list(record.requests())
        assert sorted(int(each.request.key.batch) for each in found) == list(range(count))
        assert {each.state for each in found} == {State.POSTED}
        assert len(record.runs()) == count
