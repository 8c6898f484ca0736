"""A thousand spoiled record files: each is refused, found to be unsound, or as it was."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from record_ground import NOW, WHO, opened, prepare, request

from crossfoot.posting.standing import Kind, State
from crossfoot.record.database import FILE
from crossfoot.record.faults import RecordFault, TakenMeanwhile
from crossfoot.record.kept import Change
from crossfoot.record.mark import MARK
from crossfoot.record.record import Record

COUNT = 1000
LOG = f"{FILE}-wal"


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def blank(data: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(data)), chance.choice((1, 20, 4096))
    end = min(at + length, len(data))
    data[at:end] = bytes(end - at)


def noise(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    end = min(at + chance.choice((4, 100)), len(data))
    data[at:end] = chance.randbytes(end - at)


def swap(data: bytearray, chance: random.Random) -> None:
    pages = max(len(data) // 4096, 1)
    one, other = (4096 * chance.randrange(pages) for _ in range(2))
    first, second = data[one : one + 4096], data[other : other + 4096]
    data[one : one + 4096], data[other : other + 4096] = second, first


def retell(data: bytearray, chance: random.Random) -> None:
    """Put one word in place of another of the same length, as a person with an editor might."""
    one, other = chance.choice(
        ((b"posted", b"voided"), (b"refused", b"prepare"), (b"T1", b"T2"), (b"r2", b"r3"),
         (b"2026-03-01", b"2026-03-02"), (b"Cash", b"Visa"), (b"ann", b"bob"))
    )  # fmt: skip
    at = data.find(one, chance.randrange(len(data)))
    if at >= 0:
        data[at : at + len(one)] = other


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip, flip, cut, blank, noise, swap, retell, retell,
)  # fmt: skip


def fill(record: Record) -> None:
    prepare(record, *(request(f"r{number}", batch=str(number)) for number in range(1, 9)))
    record.answered(
        NOW, WHO,
        [Change("r1", State.POSTED, "T1", "E1"), Change("r2", State.REFUSED, said="3140")],
    )  # fmt: skip
    prepare(record, request("v1", kind=Kind.VOID, undoes="r1"), request("r9", batch="1"))
    record.answered(NOW, WHO, [Change("v1", State.POSTED, "T1")])
    record.sent(NOW, WHO, 1)
    record.withdraw(NOW, WHO, prepare(record, request("r10", batch="10")).number, "wrong")


def contents(record: Record) -> tuple[object, ...]:
    runs = record.runs()
    standings = [record.standing("Main", str(number), Kind.ENTRY) for number in range(12)]
    booked = [record.has_booked("Tender Received", member) for member in (None, "Cash", "Visa")]
    return (
        runs, [record.files(run.number) for run in runs], list(record.requests()),
        record.history(), standings, booked, record.numbers("Main"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that was closed, and beside it the same one as a killed program leaves it."""
    root = tmp_path_factory.mktemp("sound")
    with opened(root) as record:
        fill(record)
        (root / "open").mkdir()
        for name in (FILE, LOG, MARK):
            shutil.copy(root / name, root / "open" / name)
    return root


def test_a_spoiled_record_is_never_taken_for_a_sound_one(sound: Path, tmp_path: Path) -> None:
    with opened(shutil.copytree(sound, tmp_path / "whole")) as record:
        expected = contents(record)
    kept = {
        name: {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        for name, folder in (("closed", sound), ("open", sound / "open"))
    }
    counts = {"refused": 0, "unsound": 0, "as it was": 0}
    for seed in range(COUNT):
        chance = random.Random(seed)
        files = kept[chance.choice(("closed", "closed", "open"))]
        counts[look(tmp_path, files, chance, expected)] += 1
    assert sum(counts.values()) == COUNT
    assert min(counts.values()) >= COUNT // 20, counts


def look(
    root: Path, files: dict[str, bytes], chance: random.Random, expected: tuple[object, ...]
) -> str:
    """Spoil one of the files, open the record, and return what that came to."""
    names = [LOG, FILE] if LOG in files else [FILE] * 9 + [MARK]
    spoiled = chance.choice(names)
    for name in (FILE, LOG, f"{FILE}-shm", f"{FILE}-journal", MARK):
        (root / name).unlink(missing_ok=True)
    for name, content in files.items():
        data = bytearray(content)
        if name == spoiled:
            chance.choice(WAYS)(data, chance)
        (root / name).write_bytes(data)
    try:
        record = Record.open(root, writable=chance.random() < 0.1)
    except RecordFault:
        return "refused"
    assert record is not None
    with record:
        return looked_at(record, expected, chance)


def looked_at(record: Record, expected: tuple[object, ...], chance: random.Random) -> str:
    """Return whether an open record is sound; one that is has to be as it was."""
    faults = record.verify()
    assert all("\n" not in fault for fault in faults)
    if not faults:
        assert contents(record) == expected
        return "as it was"
    with suppress(RecordFault, TakenMeanwhile):
        contents(record)
        prepare(record, request("new", batch=str(chance.randrange(12))))
    return "unsound"
