"""Weeks in which everything goes wrong, in any order: nothing twice, nothing marked that is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from exchange_shop import Trade
from exchange_walk import walked

from crossfoot.record import opening
from crossfoot.record.record import Record
from ground import Crossfoot

SEEDS = (4, 15, 26, 45, 102, 124)
"""Each of these found something once; `exchange_walk.py` walks on with others."""
STEPS = 60

ALL = ["M1041", "M1042", "M1043", "M1044", "M1045", "PO-771"]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_twice_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(opening, "FORCED", "OFF")
    happened = walked(tmp_path / "walk", seed, STEPS)
    assert happened.total() >= STEPS


def test_runs_that_are_started_at_once_write_each_batch_once(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    trade = Trade(tmp_path, crossfoot)
    rivals = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "crossfoot",
                "post",
                trade.shop,
                "--out",
                tmp_path / name,
                *some,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for name, some in (
            ("out-ann", ()),
            ("out-bob", ()),
            ("out-cid", ("--to", "2026-03-04")),
            ("out-dee", ("--from", "2026-03-04", "--requests-per-file", "1")),
        )
    ]
    said = [rival.communicate(timeout=60) for rival in rivals]
    for rival, (out, err) in zip(rivals, said, strict=True):
        assert rival.returncode in (0, 2), (out, err)
        assert rival.returncode == 0 or "meanwhile" in err, err
        assert "internal fault" not in err
    for request in sorted(tmp_path.glob("out-*/*.xml")):
        assert trade.receive(trade.send(request)).status == 0
    trade.exchange()
    assert trade.refs() == ALL
    assert set(trade.states().values()) == {"posted"}


def test_answers_that_are_read_at_once_are_recorded_once(
    tmp_path: Path, crossfoot: Crossfoot
) -> None:
    trade = Trade(tmp_path, crossfoot)
    _, requests = trade.post("--requests-per-file", "2")
    answers = [trade.send(request) for request in requests]
    readers = [
        subprocess.Popen(
            [sys.executable, "-m", "crossfoot", "receive", *answers, "--project", trade.shop],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(3)
    ]
    for reader in readers:
        out, err = reader.communicate(timeout=60)
        assert reader.returncode == 0, (out, err)
    record = Record.open(trade.shop, writable=False)
    assert record is not None
    with record:
        assert record.verify() == []
        posted = [each for each in record.history() if each.state and each.state.value == "posted"]
    assert len(posted) == len(ALL)
    assert trade.refs() == ALL
