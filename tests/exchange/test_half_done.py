"""A run of which some files were moved and no manifest is there, and how it is gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange_shop import Trade, manifest

from ground import Crossfoot

ALL = ["M1041", "M1042", "M1043", "M1044", "M1045", "PO-771"]


@pytest.fixture
def trade(tmp_path: Path, crossfoot: Crossfoot) -> Trade:
    """A shop whose first run was killed when one of its three files was in its folder."""
    trade = Trade(tmp_path, crossfoot)
    _, requests = trade.post("--requests-per-file", "2")
    for path in (tmp_path / "out-1").iterdir():
        if path != requests[1]:
            path.unlink()
    return trade


def half(trade: Trade) -> Path:
    return trade.folder / "out-1"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


WHOLE = ["post-1041-1042.xml", "post-1043-1044.xml", "post-1045-1045.xml"]


@pytest.mark.parametrize("folder", ["out-1", "another"])
def test_posting_again_writes_nothing_and_says_what_is_under_way(trade: Trade, folder: str) -> None:
    ran = trade.run("post", "--out", trade.folder / folder)
    assert ran.status == 0, ran
    assert "5 under way" in ran.out
    assert "see `crossfoot status`" in ran.out
    assert not (trade.folder / "another").exists()
    assert names(half(trade)) == [WHOLE[1]]
    assert "`crossfoot post --resend 1`" in trade.run("status").out


@pytest.mark.parametrize("folder", ["out-1", "another"])
def test_the_files_are_written_again_beside_what_is_there_or_elsewhere(
    trade: Trade, folder: str
) -> None:
    half_file = half(trade) / WHOLE[1]
    before = half_file.stat()
    ran = trade.run("post", "--resend", "1", "--out", trade.folder / folder)
    assert ran.status == 0, ran
    assert names(trade.folder / folder) == WHOLE
    assert half_file.stat().st_mtime_ns == before.st_mtime_ns, "what is there stays"
    for request in sorted(trade.folder.glob("*/post-*.xml")):
        assert trade.receive(trade.send(request)).status == 0
    assert trade.refs() == ALL
    assert set(trade.states().values()) == {"posted"}


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(trade: Trade) -> None:
    half_file = half(trade) / WHOLE[1]
    half_file.write_bytes(half_file.read_bytes() + b"\n")
    ran = trade.run("post", "--resend", "1", "--out", half(trade))
    assert ran.status == 2
    assert f"holds another {WHOLE[1]}, which is not overwritten: move it away or" in ran.err
    assert names(half(trade)) == [WHOLE[1]]
    assert set(trade.states().values()) == {"prepared"}


def test_a_whole_run_is_there_already_and_another_is_not_written_over(trade: Trade) -> None:
    trade.run("post", "--resend", "1", "--out", trade.folder / "again")
    ran = trade.run("post", "--resend", "1", "--out", trade.folder / "again")
    assert ran.status == 0, ran
    other = trade.folder / "other"
    other.mkdir()
    (other / "manifest.json").write_text("{}", "utf-8")
    ran = trade.run("post", "--resend", "1", "--out", other)
    assert ran.status == 2
    assert "holds an earlier run, which is not overwritten: choose another folder" in ran.err


def test_it_is_withdrawn_and_posted_anew_into_a_folder_of_its_own(trade: Trade) -> None:
    ran = trade.run("post", "--withdraw", "1", "--because", "the machine went down")
    assert ran.status == 0
    assert "delete its files, so that nobody sends them" in ran.out
    ran = trade.run("post", "--requests-per-file", "2", "--out", half(trade))
    assert ran.status == 2
    assert f"holds a {WHOLE[1]} without a manifest.json, perhaps of a run that was" in ran.err
    assert "move it away or choose another folder" in ran.err
    (half(trade) / WHOLE[1]).unlink()
    ran = trade.run("post", "--requests-per-file", "2", "--out", half(trade))
    assert ran.status == 0, ran
    requests = sorted(half(trade).glob("*.xml"))
    assert len(manifest(requests)["files"]) == len(requests) == 3
    for request in requests:
        assert trade.receive(trade.send(request)).status == 0
    assert trade.refs() == ALL
