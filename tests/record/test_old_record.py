"""An older copy of the record, put back in place of the newest one, is found out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from record_ground import NOW, WHO, opened, prepare, request

from crossfoot.posting.standing import Kind, State
from crossfoot.record import record as records
from crossfoot.record.database import FILE
from crossfoot.record.faults import OldRecord
from crossfoot.record.kept import Change
from crossfoot.record.mark import MARK, Mark, read_mark
from crossfoot.record.record import Record


def write(root: Path, *batches: str) -> None:
    with opened(root) as record:
        for batch in batches:
            prepare(record, request(f"r{batch}", batch=batch))


def kept(root: Path, name: str = "kept") -> Path:
    """Copy the record and its mark to a folder aside."""
    folder = root / name
    folder.mkdir()
    for each in (FILE, MARK):
        shutil.copy(root / each, folder / each)
    return folder


def older(root: Path) -> None:
    folder = kept(root)
    write(root, "3")
    shutil.copy(folder / FILE, root / FILE)


def another(root: Path) -> None:
    other = root / "other"
    other.mkdir()
    write(other, "1", "2", "3")
    shutil.copy(other / FILE, root / FILE)


def missing(root: Path) -> None:
    (root / FILE).unlink()


def empty(root: Path) -> None:
    (root / FILE).write_bytes(b"")


def parted(root: Path) -> None:
    folder = kept(root)
    write(root, "3")
    newest = kept(root, "newest")
    for each in (FILE, MARK):
        shutil.copy(folder / each, root / each)
    write(root, "4", "5")
    shutil.copy(newest / MARK, root / MARK)


def without_mark(root: Path) -> None:
    (root / MARK).unlink()


def spoiled_mark(root: Path) -> None:
    (root / MARK).write_text('{"record": 1}')


def long_mark(root: Path) -> None:
    with (root / MARK).open("a") as file:
        file.write(" " * 5000)


SPOILED: dict[Callable[[Path], None], str] = {
    older: "an older copy of the record: it was written to 2 times, the newest one 3 times",
    another: "another record than was kept here",
    missing: "the record is missing",
    empty: "the record is missing",
    parted: "parted from the newest one",
    without_mark: "is missing, so that nobody can tell whether this is the newest record",
    spoiled_mark: "tells no more how far the record had come",
    long_mark: "tells no more how far the record had come",
}


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_an_older_record_is_refused_until_it_is_accepted(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    write(tmp_path, "1", "2")
    spoil(tmp_path)
    for writable in (False, True):
        with pytest.raises(OldRecord) as old:
            Record.open(tmp_path, writable=writable)
        assert SPOILED[spoil] in str(old.value)
        assert "crossfoot status --accept-record" in str(old.value)
        assert "\n" not in str(old.value)
    Record.accept(tmp_path, NOW, WHO)
    with opened(tmp_path) as record:
        assert record.verify() == []
        last = record.history()[-1]
        assert last.said.startswith("accepted as the newest record")
        assert (last.who, last.run, last.state) == (WHO, None, None)
        prepare(record, request("r9", batch="9"))


def test_what_was_replaced_is_refused_from_then_on(tmp_path: Path) -> None:
    write(tmp_path, "1", "2")
    old = kept(tmp_path)
    write(tmp_path, "3", "4", "5")
    newer = kept(tmp_path, "newer")
    shutil.copy(old / FILE, tmp_path / FILE)
    Record.accept(tmp_path, NOW, WHO)
    shutil.copy(newer / FILE, tmp_path / FILE)
    with pytest.raises(OldRecord, match="parted from the newest one"):
        Record.open(tmp_path, writable=True)


def test_an_old_record_can_be_read_on_purpose(tmp_path: Path) -> None:
    write(tmp_path, "1")
    older(tmp_path)
    record = Record.open(tmp_path, writable=False, even_old=True)
    assert record is not None
    with record:
        assert len(record.runs()) == 1
        assert record.verify() == ["the record is not the one that the mark beside it tells of"]


def test_a_record_that_is_ahead_of_its_mark_is_marked_anew(tmp_path: Path) -> None:
    write(tmp_path, "1")
    folder = kept(tmp_path)
    write(tmp_path, "2", "3")
    (tmp_path / f".{MARK}.left").write_text("by a run that was killed")
    shutil.copy(folder / MARK, tmp_path / MARK)
    record = Record.open(tmp_path, writable=False)
    assert record is not None
    record.close()
    assert json.loads((tmp_path / MARK).read_text())["generation"] == 1
    write(tmp_path)
    assert json.loads((tmp_path / MARK).read_text())["generation"] == 3
    assert list(tmp_path.glob(f".{MARK}.*")) == []


def test_the_first_writing_may_lack_its_mark(tmp_path: Path) -> None:
    write(tmp_path, "1")
    (tmp_path / MARK).unlink()
    write(tmp_path)
    assert json.loads((tmp_path / MARK).read_text())["generation"] == 1


def test_a_record_and_its_mark_can_be_moved_together(tmp_path: Path) -> None:
    write(tmp_path, "1", "2")
    folder = kept(tmp_path)
    with opened(folder) as record:
        record.answered(NOW, WHO, [Change("r1", State.POSTED, "T1", "E1")])
        standing = record.standing("Main", "1", Kind.ENTRY)
        assert standing is not None
        assert standing.state is State.POSTED


def test_a_record_that_another_program_begins_meanwhile_is_not_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []

    def looked(root: Path) -> Mark | None:
        looks.append(root)
        if len(looks) > 1:
            return read_mark(root)
        monkeypatch.undo()  # what is written now finds its own mark
        write(tmp_path, "1", "2", "3")
        monkeypatch.setattr(records, "read_mark", looked)
        return None

    monkeypatch.setattr(records, "read_mark", looked)
    with opened(tmp_path) as record:
        assert len(record.runs()) == 3
    assert len(looks) == 2
