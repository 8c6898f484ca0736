"""Files appear whole or not at all: every step of a run is made to fail once."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from crossfoot.targets import spool as spools
from crossfoot.targets import staging as stagings
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import RunResult
from crossfoot.targets.run import post
from posting_shop import batch, plan, ruleset


class Disk:
    """Counts what is asked of the disk, and has one request fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failing: int | None) -> None:
        self.asked: list[str] = []
        self._failing = failing
        monkeypatch.setattr(os, "fsync", self._failable("fsync", os.fsync))
        monkeypatch.setattr(Path, "replace", self._failable("replace", Path.replace))
        monkeypatch.setattr(Path, "mkdir", self._failable("mkdir", Path.mkdir))
        monkeypatch.setattr(Path, "open", self._opening(Path.open))
        monkeypatch.setattr(
            spools, "SpooledTemporaryFile", self._opening(spools.SpooledTemporaryFile)
        )
        monkeypatch.setattr(
            stagings.tempfile, "mkdtemp", self._failable("mkdtemp", stagings.tempfile.mkdtemp)
        )

    def ask(self, what: str) -> None:
        self.asked.append(what)
        if len(self.asked) - 1 == self._failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), what)

    def _failable(self, what: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*arguments: Any, **named: Any) -> Any:
            self.ask(what)
            return do(*arguments, **named)

        return done

    def _opening(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def opened(*arguments: Any, **named: Any) -> Any:
            self.ask("open")
            return Watched(do(*arguments, **named), self)

        return opened


class Watched:
    """A file whose writes and closing may fail."""

    def __init__(self, file: BinaryIO, disk: Disk) -> None:
        self._file = file
        self._disk = disk

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        if name in ("write", "flush", "read"):
            self._disk.ask(name)
        return getattr(self._file, name)


def run(out: Path) -> RunResult:
    rules = ruleset()
    days = [batch(rules, number=str(number)) for number in (1, 2, 3)]
    return post(plan(rules), days, Options(out, requests_per_file=2))


def everything(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        yield path.relative_to(folder).as_posix()


WRITTEN = ["manifest.json", "post-1-2.xml", "post-3-3.xml", "post.log"]


def test_the_disk_is_asked_for_all_that_can_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch, None)
    run(tmp_path / "a" / "out")
    assert {"open", "write", "flush", "read", "fsync", "mkdtemp", "mkdir", "replace"} == set(
        disk.asked
    )
    assert disk.asked.count("replace") == len(WRITTEN)
    assert disk.asked.count("fsync") == len(WRITTEN) + 1, "each file, and the folder"


@pytest.mark.parametrize("folder", ["new", "deep/er/new", "there"])
def test_whichever_step_fails_nothing_is_left_and_the_next_run_succeeds(
    folder: str, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    before = list(everything(tmp_path))
    out = tmp_path / folder
    failed, step = 0, 0
    while True:
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, step)
            try:
                run(out)
            except OSError:
                failed += 1
            else:
                if len(disk.asked) <= step:
                    break
                # Forcing the folder itself may fail: the files are whole by then.
                assert disk.asked[step] == "fsync"
                for name in WRITTEN:
                    (out / name).unlink()
                if folder != "there":
                    for each in (out, *out.parents):
                        if each == tmp_path:
                            break
                        each.rmdir()
        assert list(everything(tmp_path)) == before, f"after step {step}, {disk.asked[step]}"
        step += 1
    assert failed >= 25
    assert [name for name in everything(out) if name != "mine.txt"] == WRITTEN


def test_the_manifest_is_moved_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    replace = Path.replace

    def watched(path: Path, target: Path) -> Path:
        moved.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", watched)
    run(tmp_path / "out")
    assert moved[-1] == "manifest.json"
    assert sorted(moved) == WRITTEN


def test_an_interrupted_run_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0
    replace = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == 3:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "out")
    assert list(everything(tmp_path)) == []


def test_a_file_where_the_folder_should_be_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(NotADirectoryError):
        run(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"
    assert list(everything(tmp_path)) == ["out"]


def test_a_fault_of_ours_leaves_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Iterator[str]:
        yield "half"
        raise RuntimeError("a fault")

    monkeypatch.setattr("crossfoot.targets.writing.manifest", fails)
    with pytest.raises(RuntimeError):
        run(tmp_path / "out")
    assert list(everything(tmp_path)) == []
